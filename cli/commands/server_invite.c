// SPDX-License-Identifier: GPL-3.0-or-later
// `practice server invite`: the address that members paste once.
#include <stdio.h>
#include <stdlib.h>

#include "commands/server_verbs.h"

struct invite_options {
    const char *host, *database, *sslmode, *sslrootcert;
    unsigned port;
};

#define AT(member) .offset = offsetof(struct invite_options, member)

static const struct option_spec options_table[] = {
    {.name = "host",
     .argument = "HOST",
     .group = "How members reach the studio",
     .help = "the name they use (default: the one in URL)",
     .kind = OPTION_TEXT,
     AT(host)},
    {.name = "port",
     .argument = "PORT",
     .group = "How members reach the studio",
     .help = "the port, of a pooler for instance",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = 65535,
     AT(port)},
    {.name = "database",
     .argument = "NAME",
     .group = "How members reach the studio",
     .help = "the database, when a pooler calls it otherwise",
     .kind = OPTION_TEXT,
     AT(database)},
    {.name = "sslmode",
     .argument = "MODE",
     .group = "How members reach the studio",
     .help = "how the connection is secured (default: verify-full, but on this machine)",
     .kind = OPTION_WORD,
     .words = "disable allow prefer require verify-ca verify-full",
     AT(sslmode)},
    {.name = "sslrootcert",
     .argument = "FILE",
     .group = "How members reach the studio",
     .help = "where members keep the certificate that yours is signed with",
     .kind = OPTION_TEXT,
     AT(sslrootcert)},
};

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct invite_options options = {0};
    struct operands operands;
    struct server_ops ops;
    struct practice_error err;
    char *uri, port[8];
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_ops_open_operand(self, &operands, &ops);
    if (code != COMMAND_DONE)
        return code;
    (void)snprintf(port, sizeof port, "%u", options.port % 65536);
    struct ops_address address = {
        .host = options.host,
        .port = options.port ? port : NULL,
        .database = options.database,
        .sslmode = options.sslmode,
        .sslrootcert = options.sslrootcert,
    };
    if (server_ops_invite(&ops, &address, &uri, &err) == PRACTICE_OK) {
        (void)puts(uri);
        free(uri);
    } else {
        code = server_ops_fail(&err);
    }
    server_close(ops.server);
    return code;
}

static const char *const examples[] = {
    "practice server invite",
    "practice server invite --host studio.example.org service=studio-admin", NULL};

const struct command command_server_invite = {
    .name = "server invite",
    .summary = "Print the address that members paste.",
    .operands = "[URL]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
