// SPDX-License-Identifier: GPL-3.0-or-later
// Going on without a terminal: the caller forks twice into a session of its own, which a closed
// terminal or a logout does not end, and waits for one line that says whether all is well.
#ifndef CLI_RECORDER_DETACH_H
#define CLI_RECORDER_DETACH_H

#include <stddef.h>

#define DETACH_LINE_SIZE 1024

enum detach_side {
    DETACH_FAILED,     // nothing was forked, or nobody reported
    DETACH_HERE,       // the caller's process: ret_line [DETACH_LINE_SIZE] has what was reported
    DETACH_BACKGROUND, // the process that goes on; *ret_report is where to report
};

// To be called before any thread is started. In the background: stdin, stdout and stderr go
// nowhere, the working folder is /.
enum detach_side detach(char *ret_line, int *ret_report);

// Reports one line and closes.
void detach_report(int report, const char *line);

#endif
