// SPDX-License-Identifier: GPL-3.0-or-later
// `practice inbox list`: what happened, newest first, and with --watch what happens, as it does.
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/inbox_unread.h"
#include "commands/inbox_verbs.h"
#include "commands/inbox_words.h"
#include "commands/list_show.h"
#include "commands/post_text.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/studio_watch.h"
#include "journal/journal.h"
#include "server/inbox.h"

#define DEFAULT_LIMIT 20
#define MOST_LIMIT    (SERVER_INBOX_MAX_PAGE - 1) // one more is asked for, to know whether it ends
#define DEFAULT_EVERY 2
#define PAGE          20 // that is looked at when the studio rings

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
    OPTION_ROW_AFTER(struct list_options),
    OPTION_ROW_LIMIT(struct list_options, "N rows (20)", MOST_LIMIT),
    {.name = "watch",
     .letter = 'w',
     .group = "Answer",
     .help = "wait for more, and show it as it comes, until Ctrl-C",
     .kind = OPTION_FLAG,
     AT(watch)},
    {.name = "every",
     .argument = "SECONDS",
     .group = "Answer",
     .help = "how often to ask where the studio cannot ring (2)",
     .kind = OPTION_SECONDS,
     .least = 0.2,
     .most = 3600,
     AT(every_s)},
    OPTION_ROW_JSON(struct list_options, "one JSON object per line and row"),
    OPTION_ROW_NO_COLOR(struct list_options),
};

// A page on the screen.
struct page {
    const struct post_look *look;
    const struct server_inbox *inbox;
};

static void put(struct ui_json *json, const void *rows, size_t i)
{
    const struct page *page = rows;
    const struct server_news *news = &page->inbox->list[i];
    char at[WHEN_TEXT_SIZE], title[INBOX_TITLE_SIZE];
    ui_json_string(json, "id", news->id);
    ui_json_string(json, "type", news->type);
    ui_json_string(json, "actor", news->actor);
    ui_json_string(json, "about", news->about);
    ui_json_string(json, "state", news->state);
    ui_json_integer(json, "n", news->n);
    ui_json_string(json, "title", inbox_title(news, title));
    ui_json_string(json, "message", inbox_message(news));
    ui_json_string(json, "post_id", news->post_id);
    ui_json_string(json, "comment_id", news->comment_id);
    ui_json_bool(json, "is_read", news->is_read);
    ui_json_string(
        json, "created_at",
        post_is_time(news->created_ms) ? when_text(news->created_ms, page->look->zone, at) : NULL);
    ui_json_string(json, "cursor", news->cursor);
}

static const struct list_shape shape = {.schema = "practice.notification/1", .put = put};

// "* 2026-11-21 18:30  1a2b3c4d  Mia commented on 'Scales' (7d3e5a10)", and below what she said.
static void print_text(const struct post_look *look, const struct server_news *news)
{
    char id[JOURNAL_SHORT_ID_SIZE], when[POST_WHEN_SIZE], title[INBOX_TITLE_SIZE];
    const char *message = inbox_message(news);
    const char *about = news->comment_id ? news->comment_id : news->post_id;
    (void)printf("%c %s  ", news->is_read ? ' ' : '*', post_when(look, news->created_ms, when));
    ui_term_write(&look->term, UI_STYLE_DIM, journal_short_id(news->id, id), stdout);
    (void)fputs("  ", stdout);
    ui_term_write(&look->term, news->is_read ? UI_STYLE_PLAIN : UI_STYLE_BOLD,
                  inbox_title(news, title), stdout);
    if (about) {
        (void)fputs(" (", stdout);
        ui_term_write(&look->term, UI_STYLE_PLAIN, journal_short_id(about, id), stdout);
        (void)fputc(')', stdout);
    }
    (void)fputc('\n', stdout);
    if (*message)
        post_print_text(&look->term, 2, message, stdout);
}

static void print(const struct list_options *options, const struct page *page, size_t i)
{
    if (options->json)
        list_json(&shape, page, i);
    else
        print_text(page->look, &page->inbox->list[i]);
}

static enum practice_status list(struct server *server, const struct list_options *options,
                                 const struct post_look *look, struct practice_error *err)
{
    struct server_inbox inbox;
    enum practice_status status =
        server_inbox_list(server, options->unread, options->after, options->limit + 1, &inbox, err);
    if (status != PRACTICE_OK)
        return status;
    const struct page page = {look, &inbox};
    size_t n = inbox.n < options->limit ? inbox.n : options->limit;
    for (size_t i = 0; i < n; i++)
        print(options, &page, i);
    if (!n)
        session_tell("nothing in the inbox");
    if (inbox.n > n)
        session_tell("more with --after %s", inbox.list[n - 1].cursor);
    server_inbox_release(&inbox);
    return PRACTICE_OK;
}

// Where the watch is: the place of the newest row shown. Places begin with the time in 16 digits,
// so they compare as texts. Rows gathered anew come again with a newer time.
struct watch {
    const struct list_options *options;
    const struct post_look *look;
    char seen[80];
};

static size_t count_new(const struct server_inbox *inbox, const struct watch *watch)
{
    size_t n = 0;
    while (n < inbox->n && strcmp(inbox->list[n].cursor, watch->seen) > 0)
        n++;
    return n;
}

static enum practice_status show_new(struct watch *watch, const struct server_inbox *inbox,
                                     struct practice_error *err)
{
    const struct page page = {watch->look, inbox};
    size_t n = count_new(inbox, watch);
    if (n == SERVER_INBOX_MAX_PAGE)
        session_tell("there is more than this; see: practice inbox list");
    for (size_t i = n; i-- > 0;)
        print(watch->options, &page, i); // oldest first
    if (n)
        (void)snprintf(watch->seen, sizeof watch->seen, "%s", inbox->list[0].cursor);
    if (fflush(stdout) != 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "nobody reads the output any more");
    return PRACTICE_OK;
}

// Shows what came since the last look. Most of the time one page is plenty.
static enum practice_status look_again(void *context, struct server *server,
                                       struct practice_error *err)
{
    struct watch *watch = context;
    struct server_inbox inbox;
    enum practice_status status = server_inbox_list(server, 0, NULL, PAGE, &inbox, err);
    if (status == PRACTICE_OK && count_new(&inbox, watch) == PAGE) {
        server_inbox_release(&inbox);
        status = server_inbox_list(server, 0, NULL, SERVER_INBOX_MAX_PAGE, &inbox, err);
    }
    if (status != PRACTICE_OK)
        return status;
    int is_news = count_new(&inbox, watch) > 0;
    status = show_new(watch, &inbox, err);
    if (is_news)
        inbox_unread_refresh(server);
    server_inbox_release(&inbox);
    return status;
}

// The newest row before the list is the first to be passed over: what comes between the list and
// the watch is shown by the watch.
static enum practice_status begin_watch(struct watch *watch, struct server *server,
                                        struct practice_error *err)
{
    struct server_inbox inbox;
    enum practice_status status = server_inbox_list(server, 0, NULL, 1, &inbox, err);
    if (status == PRACTICE_OK && inbox.n)
        (void)snprintf(watch->seen, sizeof watch->seen, "%s", inbox.list[0].cursor);
    server_inbox_release(&inbox);
    return status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct list_options options = {
        .limit = DEFAULT_LIMIT, .every_s = DEFAULT_EVERY, .no_color = env->no_color};
    struct server_use use = {0};
    struct post_look look = {.zone = NULL};
    struct watch context = {.options = &options, .look = &look};
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = post_look_init(&look, options.no_color, &use.error);
    if (status == PRACTICE_OK && options.watch)
        status = begin_watch(&context, use.server, &use.error);
    if (status == PRACTICE_OK)
        status = list(use.server, &options, &look, &use.error);
    if (status == PRACTICE_OK)
        inbox_unread_refresh(use.server);
    code = server_use_end(&use, status);
    if (code == COMMAND_DONE && options.watch)
        code = studio_watch(&(struct studio_watch){
            .look = look_again, .context = &context, .poll_s = options.every_s});
    post_look_release(&look);
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
