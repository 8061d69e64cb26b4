// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group sessions`: what members who share their sessions have played.
#include "base/date.h"
#include "commands/group_verbs.h"
#include "commands/list_show.h"
#include "server/dashboard.h"
#include "ui/days.h"

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
    OPTION_ROW_LIMIT(struct sessions_options, "the newest N (30)", SERVER_SHARED_MOST_SESSIONS),
    OPTION_ROW_JSON(struct sessions_options, "one JSON object per line and session"),
    OPTION_ROW_NO_COLOR(struct sessions_options),
};

static void put(struct ui_json *json, const void *rows, size_t i)
{
    const struct server_shared_session *session =
        &((const struct server_shared_sessions *)rows)->list[i];
    char date[DATE_SIZE];
    ui_json_string(json, "session_id", session->id);
    ui_json_string(json, "user_id", session->user_id);
    ui_json_string(json, "nickname", session->nickname);
    ui_json_string(json, "practice_date", date_text(session->day, date));
    group_json_time(json, "start_time", session->start_ms);
    ui_json_string(json, "zone", session->zone);
    ui_json_string(json, "title", session->title);
    ui_json_string(json, "instrument", session->instrument);
    ui_json_string(json, "piece", session->piece);
    ui_json_integer(json, "claimed_ms", session->claimed_ms);
    if (session->measured_ms < 0)
        ui_json_null(json, "measured_ms");
    else
        ui_json_integer(json, "measured_ms", session->measured_ms);
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    const struct server_shared_session *session =
        &((const struct server_shared_sessions *)rows)->list[i];
    char date[DATE_SIZE], played[UI_DAYS_WORDS_SIZE], claimed[UI_DAYS_WORDS_SIZE];
    const char *const cells[] = {
        date_text(session->day, date),
        session->nickname ? session->nickname : "(disabled)",
        session->measured_ms < 0 ? "-" : ui_days_words(session->measured_ms, played),
        ui_days_words(session->claimed_ms, claimed),
        session->instrument,
        session->title ? session->title : session->piece};
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "Date"},
                                           {.title = "Member", .flexible = 1},
                                           {.title = "Played", .align = UI_RIGHT},
                                           {.title = "Claimed", .align = UI_RIGHT},
                                           {.title = "Instrument"},
                                           {.title = "What", .flexible = 1}};

static const struct list_shape shape = {
    .schema = "practice.group-session/1",
    .none = "nobody shares sessions here yet; 'practice group share GROUP sessions' does",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static int run_sessions(const struct command *self, const struct command_env *env, int argc,
                        char **argv)
{
    struct sessions_options options = {.no_color = env->no_color, .limit = SESSIONS_MOST};
    struct server_use use = {.most = 1};
    struct server_shared_sessions sessions;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const struct server_sessions_view view = {server_use_first(&use), options.person,
                                              options.limit};
    enum practice_status status = server_shared_sessions(use.server, &view, &sessions, &use.error);
    const struct list_rows rows = {&sessions, sessions.n};
    if (status == PRACTICE_OK)
        status = list_show(&shape, &rows, options.json, options.no_color, &use.error);
    server_shared_sessions_release(&sessions);
    return server_use_end(&use, status);
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
