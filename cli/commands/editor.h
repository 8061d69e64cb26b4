// SPDX-License-Identifier: GPL-3.0-or-later
// A person's text editor.
#ifndef CLI_COMMANDS_EDITOR_H
#define CLI_COMMANDS_EDITOR_H

#include <practice/error.h>

// Runs $VISUAL, else $EDITOR, else vi on a file and waits for its end. The variable may hold
// arguments, as with git. Fails with NOT_FOUND when no editor is named and nobody sits at a
// terminal, or UNREADABLE when the editor says that it failed.
enum practice_status editor_run(const char *path, struct practice_error *err) PRACTICE_CHECKED;

#endif
