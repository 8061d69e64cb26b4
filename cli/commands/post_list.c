// SPDX-License-Identifier: GPL-3.0-or-later
// `practice post list`: the board, newest first or as suits me best, a page at a time. Where a page
// ends is a place in the list, not a number of rows, so pages fit together while others write.
#include <stdio.h>

#include "base/fail.h"
#include "commands/inbox_unread.h"
#include "commands/options.h"
#include "commands/post_text.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"
#include "ui/table.h"

#define SCHEMA        "practice.post/1"
#define DEFAULT_LIMIT 20
#define MOST_LIMIT    (SERVER_POST_MAX_PAGE - 1) // one more is asked for, to know whether it ends
#define TAGS_SIZE     512

struct list_options {
    int all, tip, question, free, general, feed, reported, json, no_color;
    const char *instrument, *tag, *author, *search, *group, *after;
    unsigned limit;
};

#define AT(member) .offset = offsetof(struct list_options, member)

static const struct option_spec options_table[] = {
    {.name = "all",
     .letter = 'a',
     .group = "Which",
     .help = "every kind of post; this is so without it, too",
     .kind = OPTION_FLAG,
     AT(all)},
    {.name = "tip", .group = "Which", .help = "tips", .kind = OPTION_FLAG, AT(tip)},
    {.name = "question", .group = "Which", .help = "questions", .kind = OPTION_FLAG, AT(question)},
    {.name = "free", .group = "Which", .help = "free talk", .kind = OPTION_FLAG, AT(free)},
    {.name = "general",
     .group = "Which",
     .help = "what has no kind",
     .kind = OPTION_FLAG,
     AT(general)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "Which",
     .help = "by people who play this instrument",
     .kind = OPTION_TEXT,
     AT(instrument)},
    {.name = "tag",
     .letter = 't',
     .argument = "TAG",
     .group = "Which",
     .help = "with this tag",
     .kind = OPTION_TEXT,
     AT(tag)},
    {.name = "author",
     .argument = "NAME",
     .group = "Which",
     .help = "by the person of this nickname",
     .kind = OPTION_TEXT,
     AT(author)},
    {.name = "search",
     .letter = 's',
     .argument = "TEXT",
     .group = "Which",
     .help = "with all of these words or beginnings of words",
     .kind = OPTION_TEXT,
     AT(search)},
    {.name = "group",
     .letter = 'g',
     .argument = "GROUP",
     .group = "Which",
     .help = "of this group of yours, not of the whole studio",
     .kind = OPTION_TEXT,
     AT(group)},
    {.name = "reported",
     .group = "Which",
     .help = "with open reports; for admins",
     .kind = OPTION_FLAG,
     AT(reported)},
    {.name = "feed",
     .letter = 'f',
     .group = "Which",
     .help = "what suits you best first, of the last 30 days",
     .kind = OPTION_FLAG,
     AT(feed)},
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
     .help = "N posts (20)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = MOST_LIMIT,
     AT(limit)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and post",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void print_json(const struct post_look *look, const struct server_posts *posts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct ui_json json;
        ui_json_init(&json, stdout);
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "schema", SCHEMA);
        post_json(&json, look, &posts->list[i]);
        ui_json_object_end(&json);
        ui_json_line_end(&json);
    }
}

static int add_row(struct ui_table *table, const struct post_look *look,
                   const struct server_post *post)
{
    char id[JOURNAL_SHORT_ID_SIZE], when[POST_WHEN_SIZE], likes[24] = "", comments[24] = "";
    char tags[TAGS_SIZE];
    if (post->n_likes)
        (void)snprintf(likes, sizeof likes, "%lld", (long long)post->n_likes);
    if (post->n_comments)
        (void)snprintf(comments, sizeof comments, "%lld", (long long)post->n_comments);
    const char *cells[] = {journal_short_id(post->id, id),
                           post_when(look, post->created_ms, when),
                           post->category,
                           post->title,
                           post->author ? post->author : "deleted user",
                           likes,
                           comments,
                           post_tags_line(post, tags, sizeof tags)};
    return ui_table_add(table, cells, post->is_hidden ? UI_STYLE_DIM : UI_STYLE_PLAIN);
}

static enum practice_status print_table(const struct post_look *look,
                                        const struct server_posts *posts, size_t n,
                                        struct practice_error *err)
{
    static const struct ui_column columns[] = {{.title = "ID"},
                                               {.title = "WHEN"},
                                               {.title = "KIND"},
                                               {.title = "TITLE", .flexible = 1},
                                               {.title = "BY"},
                                               {.title = "LIKES", .align = UI_RIGHT},
                                               {.title = "COMMENTS", .align = UI_RIGHT},
                                               {.title = "TAGS"}};
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int result = table ? 0 : -1;
    for (size_t i = 0; result == 0 && i < n; i++)
        result = add_row(table, look, &posts->list[i]);
    if (result == 0)
        ui_table_print(table, &look->term, stdout);
    ui_table_free(table);
    return result == 0 ? PRACTICE_OK : fail_no_memory(err);
}

static enum practice_status print(const struct list_options *options,
                                  const struct server_posts *posts, struct practice_error *err)
{
    struct post_look look;
    size_t n = posts->n < options->limit ? posts->n : options->limit;
    enum practice_status status = post_look_init(&look, options->no_color, err);
    if (status != PRACTICE_OK)
        return status;
    if (options->json)
        print_json(&look, posts, n);
    else if (n)
        status = print_table(&look, posts, n, err);
    else
        session_tell("no posts");
    post_look_release(&look);
    if (status == PRACTICE_OK && posts->n > n)
        session_tell("more with --after %s", posts->list[n - 1].cursor);
    return status;
}

static const char *category_of(const struct list_options *options)
{
    return options->tip        ? "tip"
           : options->question ? "question"
           : options->free     ? "free"
           : options->general  ? "general"
                               : NULL;
}

// Only the place in it may be said of the feed. Returns OPTIONS_GO_ON or an exit code.
static int check(const struct command *self, const struct list_options *options)
{
    int n_kinds =
        options->all + options->tip + options->question + options->free + options->general;
    if (n_kinds > 1)
        return options_complain(self->name,
                                "choose one of --all, --tip, --question, --free and --general");
    if (options->feed && (n_kinds || options->reported || options->instrument || options->tag ||
                          options->author || options->search || options->group))
        return options_complain(self->name, "--feed stands alone, with --after and --limit");
    return OPTIONS_GO_ON;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct list_options options = {.limit = DEFAULT_LIMIT, .no_color = env->no_color};
    struct operands operands;
    struct server *server;
    struct server_posts posts = {0};
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code == OPTIONS_GO_ON && operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    if (code == OPTIONS_GO_ON)
        code = check(self, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    const struct server_post_filter filter = {
        category_of(&options), options.instrument, options.tag,   options.author,   options.search,
        options.group,         options.reported,   options.after, options.limit + 1};
    enum practice_status status =
        (options.feed ? server_post_feed : server_post_list)(server, &filter, &posts, &err);
    if (status == PRACTICE_OK)
        status = print(&options, &posts, &err);
    if (status != PRACTICE_OK)
        code = server_use_fail(&err);
    else
        inbox_unread_refresh(server);
    server_posts_release(&posts);
    server_close(server);
    return code;
}

static const char *const examples[] = {
    "practice post list",
    "practice post list --question --instrument cello",
    "practice post list --search '활 긋기'",
    "practice post list --feed --json",
    NULL,
};

const struct command command_post_list = {
    .name = "post list",
    .summary = "List what is on the board.",
    .operands = "",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
