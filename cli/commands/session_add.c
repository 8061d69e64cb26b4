// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session add` and `edit`: what the musician says, never what was measured.
#include <stdio.h>

#include "commands/analyze.h"
#include "commands/hooks.h"
#include "commands/options.h"
#include "commands/session_change.h"
#include "commands/session_fields.h"
#include "commands/session_verbs.h"

static int put(struct journal_session *session)
{
    struct session_change change;
    char label[SESSION_LABEL_SIZE], name[SESSION_NAME_SIZE], id[UUID_SIZE];
    (void)snprintf(label, sizeof label, "added %s", session_name(session, name));
    int code = session_change_begin_new(&change, label);
    if (code != COMMAND_DONE) {
        journal_session_release(session);
        return code;
    }
    change.session = *session;
    enum practice_status status =
        journal_session_add(change.journal, &change.session, NULL, &change.error);
    (void)snprintf(id, sizeof id, "%s", change.session.id);
    code = session_change_end(&change, status);
    if (code == COMMAND_DONE)
        hooks_after_save_id(NULL, id);
    return code;
}

static int run_add(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct session_fields fields = {0};
    struct operands operands;
    struct practice_error err;
    struct journal_session session = {.source = JOURNAL_MANUAL,
                                      .measured_ms = JOURNAL_UNKNOWN,
                                      .longest_run_ms = JOURNAL_UNKNOWN};
    int code = options_parse(self, argc, argv, &fields, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = session_default_instrument(fields.words.instrument, &session.instrument);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = session_fields_place_new(&fields, &session, &err);
    if (status == PRACTICE_OK)
        status = session_words_apply(&fields.words, &session, &err);
    if (status == PRACTICE_OK)
        return put(&session);
    analyze_tell_error(&err);
    journal_session_release(&session);
    return COMMAND_USAGE;
}

static int run_edit(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct session_fields fields = {0};
    struct operands operands;
    struct session_change change;
    int code = options_parse(self, argc, argv, &fields, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one session: an id, @1 or last");
    if (!fields.start && !fields.end && !fields.duration && !fields.zone &&
        !session_words_given(&fields.words))
        return options_complain(self->name, "say what to change");
    code = session_change_begin(&change, operands.list[0], "edited");
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = session_fields_place(&fields, &change.session, &change.error);
    if (status == PRACTICE_OK)
        status = session_words_apply(&fields.words, &change.session, &change.error);
    if (status != PRACTICE_OK)
        return session_change_refuse(&change);
    status = journal_session_update(change.journal, &change.session, &change.error);
    return session_change_end(&change, status);
}

static const char *const add_examples[] = {
    "practice session add --start '2026-03-05 18:30' --duration 45m --instrument cello",
    "practice session add --duration 20m --title 'Long tones' --tag warmup",
    NULL,
};

const struct command command_session_add = {
    .name = "session add",
    .summary = "Add a session that nobody listened to: claimed time only.",
    .operands = "",
    .examples = add_examples,
    .options = session_field_options,
    .n_options = SESSION_N_FIELD_OPTIONS,
    .run = run_add,
};

static const char *const edit_examples[] = {
    "practice session edit last --title 'Bach, Suite 1'",
    NULL,
};

const struct command command_session_edit = {
    .name = "session edit",
    .summary = "Change what a session says about itself.",
    .operands = "ID",
    .examples = edit_examples,
    .options = session_field_options,
    .n_options = SESSION_N_FIELD_OPTIONS,
    .run = run_edit,
};
