// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session show`: one session with its timeline and, when asked, why each span counted.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/session_show.h"
#include "commands/session_verbs.h"
#include "report/session_json.h"
#include "report/session_text.h"

struct show_options {
    int explain, json, no_color;
};

static const struct option_spec options_table[] = {
    {.name = "explain",
     .letter = 'e',
     .group = "Answer",
     .help = "tell every span and why it counts or not",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct show_options, explain)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object with the analysis in it",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct show_options, json)},
};

static enum practice_status print_json(struct journal *journal,
                                       const struct journal_session *session,
                                       const struct zone *zone, struct practice_error *err)
{
    char *document = NULL;
    struct ui_json json;
    enum practice_status status = journal_analysis_get(journal, session->id, &document, err);
    if (status != PRACTICE_OK)
        return status;
    ui_json_init(&json, stdout);
    report_session_json(&json, NULL, session, zone, document ? document : "null");
    ui_json_line_end(&json);
    free(document);
    return PRACTICE_OK;
}

static enum practice_status print_page(struct journal *journal,
                                       const struct journal_session *session,
                                       const struct zone *zone, const struct show_options *options,
                                       struct practice_error *err)
{
    struct ui_term term;
    struct report_session_page page = {
        .session = session, .zone = zone, .explain = options->explain};
    enum practice_status status =
        journal_segments(journal, session->id, &page.segments, &page.n_segments, err);
    if (status != PRACTICE_OK)
        return status;
    ui_term_init(&term, STDOUT_FILENO, options->no_color);
    report_session_print_page(&page, &term, stdout);
    free(page.segments);
    return PRACTICE_OK;
}

static enum practice_status show(struct journal *journal, const char *reference,
                                 const struct show_options *options, struct practice_error *err)
{
    struct journal_session session = {0};
    struct zones zones = {0};
    enum practice_status status = journal_session_find(journal, reference, &session, err);
    if (status != PRACTICE_OK)
        return status;
    const struct zone *zone = zones_get(&zones, session.zone);
    if (!zone)
        status = zone_open(session.zone, &zones.list[0], err); // for its words
    else if (options->json)
        status = print_json(journal, &session, zone, err);
    else
        status = print_page(journal, &session, zone, options, err);
    zones_release(&zones);
    journal_session_release(&session);
    return status;
}

enum practice_status session_show_json(struct journal *journal, const char *reference,
                                       struct practice_error *err)
{
    const struct show_options options = {.json = 1};
    return show(journal, reference, &options, err);
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct show_options options = {.no_color = env->no_color};
    struct operands operands;
    struct journal *journal = NULL;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "name one session: an id, @1 or last");
    code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (show(journal, operands.n ? operands.list[0] : "last", &options, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

static const char *const examples[] = {
    "practice session show",
    "practice session show @2 --explain",
    NULL,
};

const struct command command_session_show = {
    .name = "session show",
    .summary = "Show one session, by default the newest, with its timeline.",
    .operands = "[ID]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_words = "last",
    .run = run,
};
