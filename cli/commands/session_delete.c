// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session delete`: one or many at once, as one change.
#include <stdio.h>

#include "commands/options.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"

static int run_delete(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    struct operands operands;
    struct session_change change;
    struct journal_sessions sessions = {0};
    enum practice_status status = PRACTICE_OK;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n)
        return options_complain(self->name, "name sessions: ids, @1 or last");
    code = session_change_begin_all(&change, &operands, "deleted", &sessions);
    if (code == COMMAND_DONE) {
        for (size_t i = 0; status == PRACTICE_OK && i < sessions.n; i++)
            status = journal_session_delete(change.journal, sessions.list[i].id, &change.error);
        code = session_change_end(&change, status);
        for (size_t i = 0; code == COMMAND_DONE && i < sessions.n; i++)
            (void)printf("%s\n", sessions.list[i].id);
    }
    journal_sessions_release(&sessions);
    return code;
}

static const char *const delete_examples[] = {"practice session delete last", NULL};

const struct command command_session_delete = {
    .name = "session delete",
    .summary = "Delete sessions; undo brings them back.",
    .operands = "ID...",
    .examples = delete_examples,
    .run = run_delete,
};
