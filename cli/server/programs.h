// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL's own programs: where they are, and running one without a shell.
#ifndef CLI_SERVER_PROGRAMS_H
#define CLI_SERVER_PROGRAMS_H

#include <stddef.h>

#include <practice/error.h>

#define PROGRAMS_LEAST_VERSION 15
#define PROGRAMS_FOLDER_SIZE   256
#define PROGRAMS_MAX_ARGUMENTS 16
#define PROGRAMS_OUTPUT_SIZE   4096

struct programs_end {
    int exit_code;                     // 128 + signal when it was ended by one
    char output[PROGRAMS_OUTPUT_SIZE]; // the end of what it printed, on either stream
};

// Finds the folder of initdb and pg_ctl: of the major version `version`, or for 0 the newest; where
// distributions keep them, then in PATH. Fails with NOT_FOUND.
enum practice_status programs_find(unsigned version, char ret_folder[PROGRAMS_FOLDER_SIZE],
                                   struct practice_error *err) PRACTICE_CHECKED;

// Runs folder/arguments[0] with the NULL-terminated arguments and waits for its end. Fails with
// UNREADABLE when it cannot be started; how it ended is for the caller to judge.
enum practice_status programs_run(const char *folder, const char *const *arguments,
                                  struct programs_end *ret_end,
                                  struct practice_error *err) PRACTICE_CHECKED;

#endif
