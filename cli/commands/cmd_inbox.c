// SPDX-License-Identifier: GPL-3.0-or-later
// `practice inbox`: the noun, and the verbs that mark and clear.
#include <inttypes.h>
#include <stdio.h>

#include "commands/all.h"
#include "commands/inbox_unread.h"
#include "commands/inbox_verbs.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "server/inbox.h"

struct change_options {
    int all;
};

static const struct option_spec read_table[] = {
    {.name = "all",
     .letter = 'a',
     .group = "Options",
     .help = "everything",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct change_options, all)},
};

static const struct option_spec clear_table[] = {
    {.name = "all",
     .letter = 'a',
     .group = "Options",
     .help = "everything, also what is not read",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct change_options, all)},
};

static int tell(struct server *server, enum practice_status status,
                const struct practice_error *err, const char *done, int64_t n)
{
    if (status != PRACTICE_OK)
        return server_use_fail(err);
    session_tell("%s %" PRId64, done, n);
    inbox_unread_refresh(server);
    return COMMAND_DONE;
}

static int run_read(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct change_options options = {0};
    struct operands operands;
    struct server *server;
    struct practice_error err;
    int64_t n = 0;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n == !options.all)
        return options_complain(self->name, "name rows by the ends of their ids, or say --all");
    code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    const char *const *ids = options.all ? NULL : (const char *const *)operands.list;
    enum practice_status status = server_inbox_read(server, ids, operands.n, &n, &err);
    code = tell(server, status, &err, "marked as read:", n);
    server_close(server);
    return code;
}

static int run_clear(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    struct change_options options = {0};
    struct operands operands;
    struct server *server;
    struct practice_error err;
    int64_t n = 0;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n && options.all)
        return options_complain(self->name, "choose one of ID and --all");
    code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    const char *const *ids = operands.n ? (const char *const *)operands.list : NULL;
    enum practice_status status =
        server_inbox_clear(server, ids, operands.n, options.all, &n, &err);
    code = tell(server, status, &err, "taken away:", n);
    server_close(server);
    return code;
}

static const char *const read_examples[] = {"practice inbox read --all", NULL};
static const char *const clear_examples[] = {"practice inbox clear", NULL};

const struct command command_inbox_read = {
    .name = "inbox read",
    .summary = "Mark what you have read.",
    .operands = "[ID...]",
    .examples = read_examples,
    .options = read_table,
    .n_options = sizeof read_table / sizeof *read_table,
    .run = run_read,
};

const struct command command_inbox_clear = {
    .name = "inbox clear",
    .summary = "Take away what is read, or what you name.",
    .operands = "[ID...]",
    .examples = clear_examples,
    .options = clear_table,
    .n_options = sizeof clear_table / sizeof *clear_table,
    .run = run_clear,
};

static const struct command *const verbs[] = {
    &command_inbox_list,
    &command_inbox_read,
    &command_inbox_clear,
};

const struct command command_inbox = {
    .name = "inbox",
    .summary = "See what others did about what you wrote, and what you earned.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .shows_recording = 1,
    .run = command_run_verb,
};
