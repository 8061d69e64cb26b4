// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the local cluster share.
#ifndef CLI_SERVER_LOCAL_INSIDE_H
#define CLI_SERVER_LOCAL_INSIDE_H

#include "server/local.h"
#include "server/programs.h"

#define LOCAL_USER      "postgres" // as whom root runs it
#define LOCAL_ADMIN     "practice_admin"
#define LOCAL_PATH_SIZE (SERVER_LOCAL_FOLDER_SIZE + 32)

// folder/name. Returns buffer.
const char *local_path(const struct server_local *local, const char *name,
                       char buffer[LOCAL_PATH_SIZE]);

// Fails with UNREADABLE, naming what went wrong and the last line that the program printed.
enum practice_status local_complain(const char *what, const struct programs_end *end,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
