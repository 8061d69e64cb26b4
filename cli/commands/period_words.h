// SPDX-License-Identifier: GPL-3.0-or-later
// A period as operands of a command.
#ifndef CLI_COMMANDS_PERIOD_WORDS_H
#define CLI_COMMANDS_PERIOD_WORDS_H

#include "base/period.h"
#include "commands/options.h"

// Joins the operands, so that `last week` needs no quotes, and reads them as seen from this place
// today, with weeks that begin as the settings say; none mean all time. Returns COMMAND_DONE, or an
// exit code with the mistake told in the name of `command`.
int period_words_read(const char *command, const struct operands *operands,
                      struct period *ret_period);

#endif
