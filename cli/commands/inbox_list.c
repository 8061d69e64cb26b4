// SPDX-License-Identifier: GPL-3.0-or-later
// `practice inbox list`: what happened, newest first, and with --watch what happens, as it does.
// Watching asks again and again, since behind a pooler of transactions nobody can LISTEN.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/inbox_unread.h"
#include "commands/inbox_verbs.h"
#include "commands/options.h"
#include "commands/post_text.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "journal/journal.h"
#include "server/inbox.h"

#define SCHEMA        "practice.notification/1"
#define DEFAULT_LIMIT 20
#define MOST_LIMIT    (SERVER_INBOX_MAX_PAGE - 1) // one more is asked for, to know whether it ends
#define DEFAULT_EVERY 5

struct list_options {
    int unread, watch, json, no_color;
    double every_s;
    const char *after;
    unsigned limit;
};

#define AT(member) .offset = offsetof(struct list_options, member)

static const struct option_spec options_table[] = {
    {.name = "unread",
     .letter = 'u',
     .group = "Which",
     .help = "only what is not read",
     .kind = OPTION_FLAG,
     AT(unread)},
    {.name = "after",
     .argument = "PLACE",
     .group = "Which",
     .help = "go on after a page, at the place told below it",
     .kind = OPTION_TEXT,
     AT(after)},
    {.name = "limit",
     .letter = 'n',
     .argument = "N",
     .group = "Which",
     .help = "N rows (20)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = MOST_LIMIT,
     AT(limit)},
    {.name = "watch",
     .letter = 'w',
     .group = "Answer",
     .help = "wait for more, and show it as it comes, until Ctrl-C",
     .kind = OPTION_FLAG,
     AT(watch)},
    {.name = "every",
     .argument = "SECONDS",
     .group = "Answer",
     .help = "how often to ask while waiting (5)",
     .kind = OPTION_SECONDS,
     .least = 0.2,
     .most = 3600,
     AT(every_s)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and row",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void print_json(const struct post_look *look, const struct server_news *news)
{
    struct ui_json json;
    char at[WHEN_TEXT_SIZE];
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", SCHEMA);
    ui_json_string(&json, "id", news->id);
    ui_json_string(&json, "type", news->type);
    ui_json_string(&json, "title", news->title);
    ui_json_string(&json, "message", news->message);
    ui_json_string(&json, "post_id", news->post_id);
    ui_json_string(&json, "comment_id", news->comment_id);
    ui_json_bool(&json, "is_read", news->is_read);
    ui_json_string(&json, "created_at",
                   post_is_time(news->created_ms) ? when_text(news->created_ms, look->zone, at)
                                                  : NULL);
    ui_json_string(&json, "cursor", news->cursor);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

// "* 2026-11-21 18:30  1a2b3c4d  Mia commented on 'Scales' (7d3e5a10)", and below what she said.
static void print_text(const struct post_look *look, const struct server_news *news)
{
    char id[JOURNAL_SHORT_ID_SIZE], when[POST_WHEN_SIZE];
    const char *about = news->comment_id ? news->comment_id : news->post_id;
    (void)printf("%c %s  ", news->is_read ? ' ' : '*', post_when(look, news->created_ms, when));
    ui_term_write(&look->term, UI_STYLE_DIM, journal_short_id(news->id, id), stdout);
    (void)fputs("  ", stdout);
    ui_term_write(&look->term, news->is_read ? UI_STYLE_PLAIN : UI_STYLE_BOLD, news->title, stdout);
    if (about) {
        (void)fputs(" (", stdout);
        ui_term_write(&look->term, UI_STYLE_PLAIN, journal_short_id(about, id), stdout);
        (void)fputc(')', stdout);
    }
    (void)fputc('\n', stdout);
    if (*news->message)
        post_print_text(&look->term, 2, news->message, stdout);
}

static void print(const struct list_options *options, const struct post_look *look,
                  const struct server_news *news)
{
    if (options->json)
        print_json(look, news);
    else
        print_text(look, news);
}

static enum practice_status list(struct server *server, const struct list_options *options,
                                 const struct post_look *look, struct practice_error *err)
{
    struct server_inbox inbox;
    enum practice_status status =
        server_inbox_list(server, options->unread, options->after, options->limit + 1, &inbox, err);
    if (status != PRACTICE_OK)
        return status;
    size_t n = inbox.n < options->limit ? inbox.n : options->limit;
    for (size_t i = 0; i < n; i++)
        print(options, look, &inbox.list[i]);
    if (!n)
        session_tell("nothing in the inbox");
    if (inbox.n > n)
        session_tell("more with --after %s", inbox.list[n - 1].cursor);
    server_inbox_release(&inbox);
    return PRACTICE_OK;
}

static volatile sig_atomic_t is_over;

static void end_watch(int signal_number)
{
    (void)signal_number;
    is_over = 1;
}

// Where the watch is: the place of the newest row shown. Places begin with the time in 16 digits,
// so they compare as texts. Rows gathered anew come again with a newer time.
struct seen {
    char place[80];
};

static int is_newer(const struct server_news *news, const struct seen *seen)
{
    return strcmp(news->cursor, seen->place) > 0;
}

static void note_seen(struct seen *seen, const struct server_inbox *inbox)
{
    if (inbox->n)
        (void)snprintf(seen->place, sizeof seen->place, "%s", inbox->list[0].cursor);
}

// Shows what came since `seen`, oldest first.
static enum practice_status show_new(struct server *server, const struct list_options *options,
                                     const struct post_look *look, struct seen *seen,
                                     struct practice_error *err)
{
    struct server_inbox inbox;
    enum practice_status status =
        server_inbox_list(server, 0, NULL, SERVER_INBOX_MAX_PAGE, &inbox, err);
    if (status != PRACTICE_OK)
        return status;
    size_t n = 0;
    while (n < inbox.n && is_newer(&inbox.list[n], seen))
        n++;
    for (size_t i = n; i-- > 0;)
        print(options, look, &inbox.list[i]);
    note_seen(seen, &inbox);
    if (n)
        inbox_unread_refresh(server);
    server_inbox_release(&inbox);
    return PRACTICE_OK;
}

static enum practice_status watch(struct server *server, const struct list_options *options,
                                  const struct post_look *look, struct practice_error *err)
{
    struct seen seen = {0};
    struct server_inbox inbox;
    struct sigaction action = {.sa_handler = end_watch};
    const struct timespec pause = {
        (time_t)options->every_s,
        (long)((options->every_s - (double)(time_t)options->every_s) * 1e9)};
    enum practice_status status = server_inbox_list(server, 0, NULL, 1, &inbox, err);
    if (status != PRACTICE_OK)
        return status;
    note_seen(&seen, &inbox);
    server_inbox_release(&inbox);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    while (status == PRACTICE_OK && !is_over && fflush(stdout) == 0) {
        (void)nanosleep(&pause, NULL);
        if (!is_over)
            status = show_new(server, options, look, &seen, err);
    }
    return status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct list_options options = {
        .limit = DEFAULT_LIMIT, .every_s = DEFAULT_EVERY, .no_color = env->no_color};
    struct operands operands;
    struct server *server;
    struct post_look look;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = post_look_init(&look, options.no_color, &err);
    if (status == PRACTICE_OK)
        status = list(server, &options, &look, &err);
    if (status == PRACTICE_OK)
        inbox_unread_refresh(server);
    if (status == PRACTICE_OK && options.watch)
        status = watch(server, &options, &look, &err);
    if (status != PRACTICE_OK)
        code = server_use_fail(&err);
    post_look_release(&look);
    server_close(server);
    return code;
}

static const char *const examples[] = {
    "practice inbox list --unread",
    "practice inbox list --json",
    NULL,
};

const struct command command_inbox_list = {
    .name = "inbox list",
    .summary = "Show what happened, newest first.",
    .operands = "",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
