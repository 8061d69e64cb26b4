// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs that take ids and no text: like, unlike, delete, report, hide, unhide. Several ids are
// done one after the other; one that fails does not keep the others from it.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/post_send.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"

struct change_options {
    const char *reason;
    int yes;
};

typedef enum practice_status change_function(struct server *server, const char *reference,
                                             const struct change_options *options,
                                             struct server_post_done *ret_done,
                                             struct practice_error *err);

// What is done, and how it is told.
struct deed {
    change_function *change;
    const char *said;
    // Keeps it for the next sync, when the studio cannot be reached. NULL: it may not wait.
    int (*keep)(const char *reference, int was_sent);
};

// Worst of two exit codes: what could not be tried outweighs a refusal.
static int worse(int a, int b)
{
    return a > b ? a : b;
}

static int keep_deletion(const char *reference, int was_sent)
{
    const struct post_revision revision = {
        .reference = reference, .is_deletion = 1, .was_sent = was_sent};
    return post_keep(&revision);
}

static int keep_like(const char *reference, int was_sent)
{
    (void)was_sent; // twice is once
    return post_keep_like(reference, 1);
}

static int keep_unlike(const char *reference, int was_sent)
{
    (void)was_sent;
    return post_keep_like(reference, 0);
}

static int keep_all(const struct operands *operands, const struct deed *deed)
{
    int code = COMMAND_DONE;
    for (size_t i = 0; i < operands->n; i++)
        code = worse(code, deed->keep(operands->list[i], 0));
    return code;
}

static int change_all(const struct server_use *use, const struct change_options *options,
                      const struct deed *deed)
{
    struct server_post_done done;
    struct practice_error err;
    int worst = COMMAND_DONE;
    for (size_t i = 0; i < use->operands.n; i++) {
        const char *reference = use->operands.list[i];
        enum practice_status status = deed->change(use->server, reference, options, &done, &err);
        int code = post_tell(status, &done, deed->said, &err);
        if (code == COMMAND_REMOTE && deed->keep)
            code = deed->keep(reference, 1);
        worst = worse(worst, code);
    }
    return worst;
}

// What is deleted here is gone for everybody, so a person at a terminal is asked.
static int is_meant(const struct operands *operands)
{
    char answer[16];
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return 1;
    (void)fprintf(stderr, "delete %zu text%s for good, with the comments below? [y/N] ",
                  operands->n, operands->n == 1 ? "" : "s");
    return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

static int run_with(const struct command *self, int argc, char **argv, const struct deed *deed)
{
    struct change_options options = {0};
    struct server_use use = {
        .least = 1, .most = SIZE_MAX, .ask = "name posts or comments by the ends of their ids"};
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    if (deed->keep == keep_deletion && !options.yes && !is_meant(&use.operands)) {
        session_tell("nothing was deleted");
        return COMMAND_SOME_FAILED;
    }
    code = server_use_open(&use.server);
    if (code == COMMAND_REMOTE && deed->keep)
        return keep_all(&use.operands, deed);
    if (code != COMMAND_DONE)
        return code;
    code = change_all(&use, &options, deed);
    (void)server_use_end(&use, PRACTICE_OK);
    return code;
}

static enum practice_status like(struct server *server, const char *reference,
                                 const struct change_options *options,
                                 struct server_post_done *ret_done, struct practice_error *err)
{
    (void)options;
    return server_post_like(server, reference, 1, ret_done, err);
}

static enum practice_status unlike(struct server *server, const char *reference,
                                   const struct change_options *options,
                                   struct server_post_done *ret_done, struct practice_error *err)
{
    (void)options;
    return server_post_like(server, reference, 0, ret_done, err);
}

static enum practice_status remove_one(struct server *server, const char *reference,
                                       const struct change_options *options,
                                       struct server_post_done *ret_done,
                                       struct practice_error *err)
{
    (void)options;
    return server_post_delete(server, reference, ret_done, err);
}

static enum practice_status report(struct server *server, const char *reference,
                                   const struct change_options *options,
                                   struct server_post_done *ret_done, struct practice_error *err)
{
    return server_post_report(server, reference, options->reason, ret_done, err);
}

static enum practice_status hide(struct server *server, const char *reference,
                                 const struct change_options *options,
                                 struct server_post_done *ret_done, struct practice_error *err)
{
    return server_post_hide(server, reference, 1, options->reason, ret_done, err);
}

static enum practice_status unhide(struct server *server, const char *reference,
                                   const struct change_options *options,
                                   struct server_post_done *ret_done, struct practice_error *err)
{
    (void)options;
    return server_post_hide(server, reference, 0, NULL, ret_done, err);
}

#define RUN(word, function, words, keeps)                                                          \
    static int run_##word(const struct command *self, const struct command_env *env, int argc,     \
                          char **argv)                                                             \
    {                                                                                              \
        static const struct deed deed = {function, words, keeps};                                  \
        (void)env;                                                                                 \
        return run_with(self, argc, argv, &deed);                                                  \
    }

RUN(like, like, "is liked", keep_like)
RUN(unlike, unlike, "is liked no more by you", keep_unlike)
RUN(report, report, "is reported to the admins", NULL)
RUN(hide, hide, "is hidden", NULL)
RUN(unhide, unhide, "is shown again", NULL)
RUN(delete, remove_one, "is deleted", keep_deletion)

#define VERB(word, line, examples_of, table_of)                                                    \
    const struct command command_post_##word = {                                                   \
        .name = "post " #word,                                                                     \
        .summary = line,                                                                           \
        .operands = "ID...",                                                                       \
        .examples = examples_of,                                                                   \
        .options = table_of,                                                                       \
        .n_options = sizeof table_of / sizeof *table_of,                                           \
        .run = run_##word,                                                                         \
    }

static const struct option_spec reason_table[] = {
    {.name = "reason",
     .letter = 'r',
     .argument = "TEXT",
     .group = "Options",
     .help = "say why",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct change_options, reason)},
};

static const struct option_spec delete_table[] = {
    {.name = "yes",
     .letter = 'y',
     .group = "Options",
     .help = "do not ask",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct change_options, yes)},
};

static const char *const like_examples[] = {"practice post like 7d3e5a10", NULL};
static const char *const unlike_examples[] = {"practice post unlike 7d3e5a10", NULL};
static const char *const delete_examples[] = {"practice post delete 7d3e5a10", NULL};
static const char *const report_examples[] = {"practice post report 7d3e5a10 --reason spam", NULL};
static const char *const hide_examples[] = {"practice post hide 7d3e5a10 --reason 'an advert'",
                                            NULL};
static const char *const unhide_examples[] = {"practice post unhide 7d3e5a10", NULL};

const struct command command_post_like = {
    .name = "post like",
    .summary = "Like posts or comments.",
    .operands = "ID...",
    .examples = like_examples,
    .run = run_like,
};

const struct command command_post_unlike = {
    .name = "post unlike",
    .summary = "Like them no more.",
    .operands = "ID...",
    .examples = unlike_examples,
    .run = run_unlike,
};

const struct command command_post_unhide = {
    .name = "post unhide",
    .summary = "Show what was hidden again; for admins.",
    .operands = "ID...",
    .examples = unhide_examples,
    .run = run_unhide,
};

VERB(delete, "Delete what you wrote.", delete_examples, delete_table);
VERB(report, "Ask the admins to look at posts or comments.", report_examples, reason_table);
VERB(hide, "Hide posts or comments from everybody but their authors; for admins.", hide_examples,
     reason_table);
