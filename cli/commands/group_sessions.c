// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group sessions`: what members who share their sessions have played.
#include <stdio.h>
#include <unistd.h>

#include "base/date.h"
#include "base/fail.h"
#include "commands/group_verbs.h"
#include "commands/session_change.h"
#include "server/dashboard.h"
#include "ui/days.h"
#include "ui/table.h"

#define SESSIONS_MOST 30 // unless said otherwise

struct sessions_options {
    const char *person;
    unsigned limit;
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct sessions_options, member)

static const struct option_spec sessions_table[] = {
    {.name = "person",
     .letter = 'p',
     .argument = "NAME",
     .group = "Which",
     .help = "of this member alone",
     .kind = OPTION_TEXT,
     AT(person)},
    {.name = "limit",
     .letter = 'n',
     .argument = "N",
     .group = "Which",
     .help = "the newest N (30)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = SERVER_SHARED_MOST_SESSIONS,
     AT(limit)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and session",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void sessions_json(const struct server_shared_sessions *sessions)
{
    char date[DATE_SIZE];
    struct ui_json json;
    ui_json_init(&json, stdout);
    for (size_t i = 0; i < sessions->n; i++) {
        const struct server_shared_session *session = &sessions->list[i];
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "schema", "practice.group-session/1");
        ui_json_string(&json, "session_id", session->id);
        ui_json_string(&json, "user_id", session->user_id);
        ui_json_string(&json, "nickname", session->nickname);
        ui_json_string(&json, "practice_date", date_text(session->day, date));
        group_json_time(&json, "start_time", session->start_ms);
        ui_json_string(&json, "zone", session->zone);
        ui_json_string(&json, "title", session->title);
        ui_json_string(&json, "instrument", session->instrument);
        ui_json_string(&json, "piece", session->piece);
        ui_json_integer(&json, "claimed_ms", session->claimed_ms);
        if (session->measured_ms < 0)
            ui_json_null(&json, "measured_ms");
        else
            ui_json_integer(&json, "measured_ms", session->measured_ms);
        ui_json_object_end(&json);
        ui_json_line_end(&json);
    }
}

static int sessions_text(const struct server_shared_sessions *sessions, int no_color)
{
    static const struct ui_column columns[] = {{.title = "Date"},
                                               {.title = "Member", .flexible = 1},
                                               {.title = "Played", .align = UI_RIGHT},
                                               {.title = "Claimed", .align = UI_RIGHT},
                                               {.title = "Instrument"},
                                               {.title = "What", .flexible = 1}};
    struct ui_term term;
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int failed = !table;
    ui_term_init(&term, STDOUT_FILENO, no_color);
    for (size_t i = 0; !failed && i < sessions->n; i++) {
        const struct server_shared_session *session = &sessions->list[i];
        char date[DATE_SIZE], played[UI_DAYS_WORDS_SIZE], claimed[UI_DAYS_WORDS_SIZE];
        const char *const cells[] = {
            date_text(session->day, date),
            session->nickname ? session->nickname : "(disabled)",
            session->measured_ms < 0 ? "-" : ui_days_words(session->measured_ms, played),
            ui_days_words(session->claimed_ms, claimed),
            session->instrument,
            session->title ? session->title : session->piece};
        failed = ui_table_add(table, cells, UI_STYLE_PLAIN) != 0;
    }
    if (!failed)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return failed ? -1 : 0;
}

static int run_sessions(const struct command *self, const struct command_env *env, int argc,
                        char **argv)
{
    struct sessions_options options = {.no_color = env->no_color, .limit = SESSIONS_MOST};
    struct group_use use = {.most = 1};
    struct server_shared_sessions sessions;
    int code = group_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const struct server_sessions_view view = {group_use_group(&use), options.person, options.limit};
    enum practice_status status = server_shared_sessions(use.server, &view, &sessions, &use.error);
    if (status == PRACTICE_OK && options.json)
        sessions_json(&sessions);
    else if (status == PRACTICE_OK && !sessions.n)
        session_tell("nobody shares sessions here yet; 'practice group share GROUP sessions' does");
    else if (status == PRACTICE_OK && sessions_text(&sessions, options.no_color) != 0)
        status = fail_no_memory(&use.error);
    server_shared_sessions_release(&sessions);
    return group_use_end(&use, status);
}

static const char *const sessions_examples[] = {"practice group sessions quartet --person mia",
                                                NULL};

const struct command command_group_sessions = {
    .name = "group sessions",
    .summary = "Show the newest sessions that members share.",
    .operands = "[GROUP]",
    .examples = sessions_examples,
    .options = sessions_table,
    .n_options = sizeof sessions_table / sizeof *sessions_table,
    .run = run_sessions,
};
