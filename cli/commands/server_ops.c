// SPDX-License-Identifier: GPL-3.0-or-later
// Coming in as an administrator. Who gives no address and has none in the environment means the
// studio on this machine, so that `practice server local` is all there is to know.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/analyze.h"
#include "commands/server_verbs.h"
#include "commands/settings.h"
#include "server/migrate.h"

int server_ops_fail(const struct practice_error *err)
{
    analyze_tell_error(err);
    return err->status == PRACTICE_BAD_ARGUMENT || err->status == PRACTICE_NOT_FOUND
               ? COMMAND_SOME_FAILED
               : COMMAND_REMOTE;
}

static int environment_names_one(void)
{
    static const char *const names[] = {"PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE",
                                        "PGPORT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (getenv(names[i]))
            return 1;
    return 0;
}

// 1 when there is a cluster of ours on this machine, where the settings or the default say.
static int find_local(struct server_local *ret_local)
{
    struct config *config = NULL;
    struct server_local local = {0};
    if (settings_open(&config) != COMMAND_DONE)
        return 0;
    const char *folder = config_text(config, CONFIG_SERVER_FOLDER);
    int is_there = server_local_find(folder, &local, NULL) == PRACTICE_OK && local.port;
    config_free(config);
    if (is_there)
        *ret_local = local;
    return is_there;
}

int server_ops_open(const char *url, struct server_ops *ret_ops)
{
    struct practice_error err;
    struct server_ops ops = {0};
    struct server_address address = {.conninfo = url, .call_s = 600};
    enum practice_status status;
    // libpq's own defaults would take whatever database is here: too easily the wrong one.
    if (!url && !environment_names_one() && !find_local(&ops.local)) {
        (void)fail_with(&err, PRACTICE_NOT_FOUND, "practice server local makes one here",
                        "no studio is named: give its URL, or set PGSERVICE or PGHOST");
        return server_ops_fail(&err);
    }
    if (ops.local.port)
        status = server_local_open(&ops.local, &ops.server, &err);
    else
        status = server_open(&address, &ops.server, &err);
    if (status != PRACTICE_OK && ops.local.port && !err.hint[0])
        status = fail_with(&err, status, "practice server local start",
                           "the studio on this machine does not answer: '%s'", ops.local.folder);
    if (status != PRACTICE_OK) {
        // What stands in the address is no answer of a studio: nothing else would be helped.
        (void)server_ops_fail(&err);
        return status == PRACTICE_BAD_ARGUMENT ? COMMAND_USAGE : COMMAND_REMOTE;
    }
    *ret_ops = ops;
    return COMMAND_DONE;
}

int server_ops_open_operand(const struct command *self, const struct operands *operands,
                            struct server_ops *ret_ops)
{
    if (operands->n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands->list[1]);
    return server_ops_open(operands->n ? operands->list[0] : NULL, ret_ops);
}

enum practice_status server_ops_invite(const struct server_ops *ops,
                                       const struct ops_address *address, char **ret_uri,
                                       struct practice_error *err)
{
    // Members cannot come in by the socket of the local cluster: its folder is private.
    struct ops_address here = *address;
    if (ops->local.port && !here.host)
        here.host = "127.0.0.1";
    return ops_invite(ops->server, &here, ret_uri, err);
}

enum practice_status server_ops_migrate(struct server *server, const char *password, int must_exist,
                                        int *ret_from, struct practice_error *err)
{
    int version = 0;
    enum practice_status status = must_exist ? server_version(server, &version, err) : PRACTICE_OK;
    if (status == PRACTICE_OK && must_exist && !version)
        return fail_with(err, PRACTICE_NOT_FOUND, "practice server init makes one",
                         "there is no studio in this database");
    if (status == PRACTICE_OK)
        status = server_migrate(server, ret_from, err);
    return status == PRACTICE_OK ? ops_login_set(server, password, err) : status;
}
