// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session share`: a session as a post, for the studio or for one group. What is told is
// the day, the times, instrument and piece; the note and the recording stay here.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/post_send.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"
#include "ui/json.h"

struct share_options {
    const char *group, *text, *title;
    int post;
};

#define AT(member) .offset = offsetof(struct share_options, member)

static const struct option_spec options_table[] = {
    {.name = "group",
     .letter = 'g',
     .argument = "GROUP",
     .group = "Who",
     .help = "for this group of yours",
     .kind = OPTION_TEXT,
     AT(group)},
    {.name = "post",
     .letter = 'p',
     .group = "Who",
     .help = "for the whole studio",
     .kind = OPTION_FLAG,
     AT(post)},
    {.name = "title",
     .letter = 't',
     .argument = "TEXT",
     .group = "What",
     .help = "a title, otherwise the session's",
     .kind = OPTION_TEXT,
     AT(title)},
    {.name = "text",
     .argument = "TEXT",
     .group = "What",
     .help = "words to go with it",
     .kind = OPTION_TEXT,
     AT(text)},
};

// The session as the studio gets it, to be freed; NULL: no memory.
static char *session_document(const struct journal_session *session)
{
    char *text = NULL, date[DATE_SIZE];
    size_t size = 0;
    struct ui_json json;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "date", date_text(session->day, date));
    ui_json_string(&json, "instrument", session->instrument);
    ui_json_string(&json, "piece", session->piece);
    ui_json_integer(&json, "clock_ms", session->claimed_ms);
    if (session->measured_ms != JOURNAL_UNKNOWN)
        ui_json_integer(&json, "played_ms", session->measured_ms);
    ui_json_object_end(&json);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

static int share(const struct share_options *options, const struct journal_session *session)
{
    char title[SESSION_NAME_SIZE], date[DATE_SIZE], id[UUID_SIZE];
    struct practice_error err;
    int code = post_begin(id);
    if (code != COMMAND_DONE)
        return code;
    char *document = session_document(session);
    if (!document) {
        (void)fail_no_memory(&err);
        return server_use_fail(&err);
    }
    (void)snprintf(title, sizeof title, "practice of %s", date_text(session->day, date));
    const struct post_letter letter = {.words = {.id = id,
                                                 .title = options->title   ? options->title
                                                          : session->title ? session->title
                                                          : session->piece ? session->piece
                                                                           : title,
                                                 .content = options->text ? options->text : "",
                                                 .category = "free",
                                                 .group = options->group,
                                                 .session = document},
                                       .said = "shares it; 'practice post delete' takes it back"};
    code = post_send(&letter);
    free(document);
    return code;
}

static int find(const char *reference, struct journal_session *ret_session)
{
    struct journal *journal;
    struct practice_error err;
    int code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (journal_session_find(journal, reference, ret_session, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct share_options options = {0};
    struct operands operands;
    struct journal_session session = {0};
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one session: an id, @1 or last");
    if (!options.group == !options.post)
        return options_complain(self->name, "say with whom: --group GROUP, or --post for all");
    code = find(operands.list[0], &session);
    if (code == COMMAND_DONE)
        code = share(&options, &session);
    journal_session_release(&session);
    return code;
}

const struct command command_session_share = {
    .name = "session share",
    .summary = "Share a session on the board of the studio or of a group.",
    .operands = "ID",
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
