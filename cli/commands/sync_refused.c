// SPDX-License-Identifier: GPL-3.0-or-later
// `practice sync drop` and `practice sync retry`: what becomes of an operation that the studio
// refused.
#include <stdio.h>

#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/sync_verbs.h"

typedef enum practice_status change_function(struct journal *journal, const char *id,
                                             struct practice_error *err);

static enum practice_status change_one(struct journal *journal, const char *suffix,
                                       change_function *change, struct practice_error *err)
{
    char id[JOURNAL_OP_SIZE];
    enum practice_status status = journal_outbox_find(journal, suffix, id, err);
    return status == PRACTICE_OK ? change(journal, id, err) : status;
}

static enum practice_status change_all(struct journal *journal, change_function *change,
                                       struct practice_error *err)
{
    struct journal_operations refused;
    enum practice_status status = journal_outbox_list(journal, 1, &refused, err);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; status == PRACTICE_OK && i < refused.n; i++)
        status = change(journal, refused.list[i].id, err);
    journal_operations_release(&refused);
    return status;
}

static int run_change(const struct command *self, int argc, char **argv, change_function *change,
                      int may_be_all)
{
    struct operands operands;
    struct journal *journal = NULL;
    struct practice_error err;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n && !may_be_all)
        return options_complain(self->name,
                                "name one: practice sync status shows what was refused");
    code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = operands.n ? PRACTICE_OK : change_all(journal, change, &err);
    for (size_t i = 0; status == PRACTICE_OK && i < operands.n; i++)
        status = change_one(journal, operands.list[i], change, &err);
    if (status != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

static int run_drop(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    return run_change(self, argc, argv, journal_outbox_drop, 0);
}

static int run_retry(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    return run_change(self, argc, argv, journal_outbox_retry, 1);
}

const struct command command_sync_drop = {
    .name = "sync drop",
    .summary = "Forget a change that the studio refused.",
    .operands = "ID...",
    .run = run_drop,
};

static const char *const retry_examples[] = {"practice sync retry", NULL};

const struct command command_sync_retry = {
    .name = "sync retry",
    .summary = "Send what the studio refused once more: all of it, or some.",
    .operands = "[ID...]",
    .examples = retry_examples,
    .run = run_retry,
};
