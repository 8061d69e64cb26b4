// SPDX-License-Identifier: GPL-3.0-or-later
// `practice inbox`: the noun, and the verbs that mark and clear.
#include <inttypes.h>
#include <stdio.h>

#include "commands/all.h"
#include "commands/inbox_unread.h"
#include "commands/inbox_verbs.h"
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

typedef enum practice_status call_function(struct server *server, const char *const *ids, size_t n,
                                           int is_all, int64_t *ret_n, struct practice_error *err);

// What is done with rows, and how it is told.
struct deed {
    call_function *call;
    const char *said;
    int must_say; // which rows: neither is all of them nor some
};

static int run_with(const struct command *self, int argc, char **argv, const struct deed *deed)
{
    struct change_options options = {0};
    struct server_use use = {.most = SIZE_MAX};
    int64_t n = 0;
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    if (deed->must_say && !use.operands.n && !options.all)
        return options_complain(self->name, "name rows by the ends of their ids, or say --all");
    if (use.operands.n && options.all)
        return options_complain(self->name, "choose one of ID and --all");
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    const char *const *ids = use.operands.n ? (const char *const *)use.operands.list : NULL;
    enum practice_status status =
        deed->call(use.server, ids, use.operands.n, options.all, &n, &use.error);
    if (status == PRACTICE_OK) {
        session_tell("%s %" PRId64, deed->said, n);
        inbox_unread_refresh(use.server);
    }
    return server_use_end(&use, status);
}

static enum practice_status read_rows(struct server *server, const char *const *ids, size_t n,
                                      int is_all, int64_t *ret_n, struct practice_error *err)
{
    (void)is_all;
    return server_inbox_read(server, ids, n, ret_n, err);
}

static int run_read(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    static const struct deed deed = {read_rows, "marked as read:", 1};
    (void)env;
    return run_with(self, argc, argv, &deed);
}

static int run_clear(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    static const struct deed deed = {server_inbox_clear, "taken away:", 0};
    (void)env;
    return run_with(self, argc, argv, &deed);
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
