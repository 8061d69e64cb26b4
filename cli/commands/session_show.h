// SPDX-License-Identifier: GPL-3.0-or-later
// A session as `practice session show --json` prints it, for others who have just saved one.
#ifndef CLI_COMMANDS_SESSION_SHOW_H
#define CLI_COMMANDS_SESSION_SHOW_H

#include "journal/journal.h"

// Prints the session that the reference means, with its analysis, as a line of JSON on stdout.
enum practice_status session_show_json(struct journal *journal, const char *reference,
                                       struct practice_error *err) PRACTICE_CHECKED;

#endif
