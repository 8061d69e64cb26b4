// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session`: the noun of everything one does with sessions of the journal.
#include "commands/all.h"
#include "commands/session_verbs.h"

static const struct command *const verbs[] = {
    &command_session_list,   &command_session_show,   &command_session_add,
    &command_session_edit,   &command_session_tag,    &command_session_annotate,
    &command_session_split,  &command_session_join,   &command_session_delete,
    &command_session_export, &command_session_import, &command_session_share,
    &command_session_undo,   &command_session_redo,   &command_session_history,
};

const struct command command_session = {
    .name = "session",
    .summary = "List, add, change and undo sessions of the journal.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .shows_recording = 1,
    .run = command_run_verb,
};
