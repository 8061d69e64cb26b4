// SPDX-License-Identifier: GPL-3.0-or-later
// What the studio refuses is told apart from a studio that fails by the status alone.
#include "commands/server_use.h"

#include <string.h>

#include "base/fail.h"
#include "commands/analyze.h"

int server_use_fail(const struct practice_error *error)
{
    analyze_tell_error(error);
    switch (error->status) {
    case PRACTICE_BAD_ARGUMENT:
    case PRACTICE_NOT_FOUND:
        return COMMAND_SOME_FAILED;
    case PRACTICE_OVER_LIMIT:
        return COMMAND_TRY_LATER;
    default:
        return COMMAND_REMOTE;
    }
}

// Who signed in here; somebody who signed out counts as nobody.
static enum practice_status find_who(struct identity *ret_identity, struct practice_error *err)
{
    enum practice_status status = identity_read(ret_identity, err);
    if (status == PRACTICE_OK && !identity_is_signed_in(ret_identity))
        status = fail_with(err, PRACTICE_BAD_ARGUMENT, "practice account sign-in",
                           "you are signed out of the studio");
    return status;
}

int server_use_who(struct identity *ret_identity)
{
    struct practice_error error;
    enum practice_status status = find_who(ret_identity, &error);
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&error);
}

static enum practice_status open_as(const struct identity *identity, double call_s,
                                    struct server **ret_server, struct practice_error *err)
{
    struct identity copy = *identity;
    const struct server_address address = {
        .conninfo = copy.address,
        .token = identity_is_signed_in(&copy) ? copy.token : NULL,
        .call_s = call_s,
    };
    enum practice_status status = identity_fetch(&copy, err);
    if (status == PRACTICE_OK)
        status = server_open(&address, ret_server, err);
    explicit_bzero(&copy, sizeof copy);
    return status;
}

enum practice_status server_use_connect(double call_s, struct server **ret_server,
                                        struct practice_error *err)
{
    struct identity identity;
    enum practice_status status = find_who(&identity, err);
    if (status == PRACTICE_OK)
        status = open_as(&identity, call_s, ret_server, err);
    explicit_bzero(&identity, sizeof identity);
    return status;
}

int server_use_open_as(const struct identity *identity, struct server **ret_server)
{
    struct practice_error error;
    enum practice_status status = open_as(identity, 0, ret_server, &error);
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&error);
}

int server_use_open(struct server **ret_server)
{
    struct practice_error error;
    enum practice_status status = server_use_connect(0, ret_server, &error);
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&error);
}

int server_use_read(const struct command *self, int argc, char **argv, void *options,
                    struct server_use *use)
{
    int code = options_parse(self, argc, argv, options, &use->operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (use->operands.n < use->least)
        return options_complain(self->name, "%s", use->ask);
    if (use->operands.n > use->most)
        return options_complain(self->name, "unexpected operand '%s'",
                                use->operands.list[use->most]);
    return OPTIONS_GO_ON;
}

int server_use_begin(const struct command *self, int argc, char **argv, void *options,
                     struct server_use *use)
{
    int code = server_use_read(self, argc, argv, options, use);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_use_open(&use->server);
    return code == COMMAND_DONE ? OPTIONS_GO_ON : code;
}

int server_use_end(struct server_use *use, enum practice_status status)
{
    server_close(use->server);
    use->server = NULL;
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&use->error);
}

const char *server_use_first(const struct server_use *use)
{
    return use->operands.n ? use->operands.list[0] : NULL;
}
