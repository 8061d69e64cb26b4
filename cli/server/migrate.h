// SPDX-License-Identifier: GPL-3.0-or-later
// Making a studio in a database, and bringing it to this program's version: roles, schemas,
// functions, and the numbered migrations that it does not have yet, all in one transaction.
#ifndef CLI_SERVER_MIGRATE_H
#define CLI_SERVER_MIGRATE_H

#include "server/server.h"

// The newest migration that this program knows.
int server_newest_version(void);

// The version of a database; 0: there is no studio in it.
enum practice_status server_version(struct server *server, int *ret_version,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Brings the database of an administrator's connection to this version. Two at once wait for each
// other; doing it again changes nothing. *ret_from is the version it had. Fails with OVER_LIMIT
// when the database is newer than this program, and as server_call().
enum practice_status server_migrate(struct server *server, int *ret_from,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
