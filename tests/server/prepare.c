// SPDX-License-Identifier: GPL-3.0-or-later
// `prepare CONNINFO`: makes a studio in a database, as `practice server init` does, for tests of
// other things than that command. Prints the version it had and the one it has.
#include <stdio.h>

#include "server/migrate.h"

int main(int argc, char **argv)
{
    struct practice_error err;
    struct server *server;
    struct server_address address = {.conninfo = argc > 1 ? argv[1] : ""};
    int from = 0;
    enum practice_status status = server_open(&address, &server, &err);
    if (status == PRACTICE_OK) {
        status = server_migrate(server, &from, &err);
        server_close(server);
    }
    if (status != PRACTICE_OK) {
        (void)fprintf(stderr, "prepare: %s\n", err.message);
        return 1;
    }
    (void)printf("%d -> %d\n", from, server_newest_version());
    return 0;
}
