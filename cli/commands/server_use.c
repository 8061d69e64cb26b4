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

int server_use_who(struct identity *ret_identity)
{
    struct practice_error error;
    enum practice_status status = identity_read(ret_identity, &error);
    if (status == PRACTICE_OK && !identity_is_signed_in(ret_identity))
        status = fail_with(&error, PRACTICE_BAD_ARGUMENT, "practice account sign-in",
                           "you are signed out of the studio");
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&error);
}

int server_use_open_as(const struct identity *identity, struct server **ret_server)
{
    const struct server_address address = {
        .conninfo = identity->address,
        .token = identity_is_signed_in(identity) ? identity->token : NULL,
    };
    struct practice_error error;
    if (server_open(&address, ret_server, &error) == PRACTICE_OK)
        return COMMAND_DONE;
    return server_use_fail(&error);
}

int server_use_open(struct server **ret_server)
{
    struct identity identity;
    int code = server_use_who(&identity);
    if (code == COMMAND_DONE)
        code = server_use_open_as(&identity, ret_server);
    explicit_bzero(&identity, sizeof identity);
    return code;
}
