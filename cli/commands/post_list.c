// SPDX-License-Identifier: GPL-3.0-or-later
// `practice post list`: the board, newest first or as suits me best, a page at a time. Where a page
// ends is a place in the list, not a number of rows, so pages fit together while others write.
#include <stdio.h>

#include "commands/inbox_unread.h"
#include "commands/list_show.h"
#include "commands/post_text.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"

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
    OPTION_ROW_AFTER(struct list_options),
    OPTION_ROW_LIMIT(struct list_options, "N posts (20)", MOST_LIMIT),
    OPTION_ROW_JSON(struct list_options, "one JSON object per line and post"),
    OPTION_ROW_NO_COLOR(struct list_options),
};

// A page on the screen.
struct page {
    const struct post_look *look;
    const struct server_posts *posts;
};

static void put(struct ui_json *json, const void *rows, size_t i)
{
    const struct page *page = rows;
    post_json(json, page->look, &page->posts->list[i]);
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    const struct page *page = rows;
    const struct server_post *post = &page->posts->list[i];
    char id[JOURNAL_SHORT_ID_SIZE], when[POST_WHEN_SIZE], likes[24] = "", comments[24] = "";
    char tags[TAGS_SIZE];
    if (post->n_likes)
        (void)snprintf(likes, sizeof likes, "%lld", (long long)post->n_likes);
    if (post->n_comments)
        (void)snprintf(comments, sizeof comments, "%lld", (long long)post->n_comments);
    const char *const cells[] = {journal_short_id(post->id, id),
                                 post_when(page->look, post->created_ms, when),
                                 post->category,
                                 post->title,
                                 post->author ? post->author : "deleted user",
                                 likes,
                                 comments,
                                 post_tags_line(post, tags, sizeof tags)};
    return ui_table_add(table, cells, post->is_hidden ? UI_STYLE_DIM : UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "ID"},
                                           {.title = "WHEN"},
                                           {.title = "KIND"},
                                           {.title = "TITLE", .flexible = 1},
                                           {.title = "BY"},
                                           {.title = "LIKES", .align = UI_RIGHT},
                                           {.title = "COMMENTS", .align = UI_RIGHT},
                                           {.title = "TAGS"}};

static const struct list_shape shape = {
    .schema = "practice.post/1",
    .none = "no posts",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static enum practice_status print(const struct list_options *options,
                                  const struct server_posts *posts, struct practice_error *err)
{
    struct post_look look;
    size_t n = posts->n < options->limit ? posts->n : options->limit;
    enum practice_status status = post_look_init(&look, options->no_color, err);
    if (status != PRACTICE_OK)
        return status;
    const struct page page = {&look, posts};
    const struct list_rows rows = {&page, n};
    status = list_show(&shape, &rows, options->json, options->no_color, err);
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
    struct server_use use = {0};
    struct server_posts posts = {0};
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code == OPTIONS_GO_ON)
        code = check(self, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    const struct server_post_filter filter = {
        category_of(&options), options.instrument, options.tag,   options.author,   options.search,
        options.group,         options.reported,   options.after, options.limit + 1};
    enum practice_status status = (options.feed ? server_post_feed : server_post_list)(
        use.server, &filter, &posts, &use.error);
    if (status == PRACTICE_OK)
        status = print(&options, &posts, &use.error);
    if (status == PRACTICE_OK)
        inbox_unread_refresh(use.server);
    server_posts_release(&posts);
    return server_use_end(&use, status);
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
