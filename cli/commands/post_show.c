// SPDX-License-Identifier: GPL-3.0-or-later
// `practice post show` and `history`: a post with its thread, and what it was before its edits.
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/inbox_unread.h"
#include "commands/options.h"
#include "commands/post_text.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"

#define SCHEMA           "practice.post/1"
#define HISTORY_SCHEMA   "practice.post-version/1"
#define DEFAULT_COMMENTS 200

struct show_options {
    unsigned comments;
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct show_options, member)

static const struct option_spec show_table[] = {
    {.name = "comments",
     .letter = 'n',
     .argument = "N",
     .group = "Answer",
     .help = "the first N comments (200)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = SERVER_POST_MAX_COMMENTS,
     AT(comments)},
    OPTION_ROW_JSON(struct show_options, "one JSON object with all comments"),
    OPTION_ROW_NO_COLOR(struct show_options),
};

static void print_json(const struct post_look *look, const struct server_post *post,
                       const struct server_comments *comments)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", SCHEMA);
    post_json(&json, look, post);
    ui_json_array_begin(&json, "comments");
    for (size_t i = 0; i < comments->n; i++) {
        ui_json_object_begin(&json, NULL);
        post_json_comment(&json, look, &comments->list[i]);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static enum practice_status print(const struct show_options *options,
                                  const struct server_post *post,
                                  const struct server_comments *comments,
                                  struct practice_error *err)
{
    struct post_look look;
    enum practice_status status = post_look_init(&look, options->no_color, err);
    if (status != PRACTICE_OK)
        return status;
    if (options->json) {
        print_json(&look, post, comments);
    } else {
        post_print(&look, post);
        for (size_t i = 0; i < comments->n; i++)
            post_print_comment(&look, &comments->list[i]);
    }
    post_look_release(&look);
    if (comments->n == options->comments && post->n_comments > (int64_t)comments->n)
        session_tell("these are %zu of %lld comments; --comments shows more", comments->n,
                     (long long)post->n_comments);
    return PRACTICE_OK;
}

static int run_show(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct show_options options = {.comments = DEFAULT_COMMENTS, .no_color = env->no_color};
    struct server_use use = {.least = 1, .most = 1, .ask = "name one post by the end of its id"};
    struct server_posts posts = {0};
    struct server_comments comments = {0};
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status =
        server_post_show(use.server, use.operands.list[0], &posts, &use.error);
    if (status == PRACTICE_OK)
        status = server_post_comments(use.server, posts.list[0].id, options.comments, &comments,
                                      &use.error);
    if (status == PRACTICE_OK)
        status = print(&options, posts.list, &comments, &use.error);
    if (status == PRACTICE_OK)
        inbox_unread_refresh(use.server);
    server_comments_release(&comments);
    server_posts_release(&posts);
    return server_use_end(&use, status);
}

static const char *const show_examples[] = {"practice post show 7d3e5a10", NULL};

const struct command command_post_show = {
    .name = "post show",
    .summary = "Show a post with its comments.",
    .operands = "ID",
    .examples = show_examples,
    .options = show_table,
    .n_options = sizeof show_table / sizeof *show_table,
    .run = run_show,
};

static const struct option_spec history_table[] = {
    OPTION_ROW_JSON(struct show_options, "one JSON object per line and version"),
    OPTION_ROW_NO_COLOR(struct show_options),
};

static void version_json(const struct post_look *look, const struct server_rows *rows, size_t i)
{
    struct ui_json json;
    char at[WHEN_TEXT_SIZE];
    int64_t until_ms = server_number(rows, i, "until_ms");
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", HISTORY_SCHEMA);
    ui_json_string(&json, "until",
                   post_is_time(until_ms) ? when_text(until_ms, look->zone, at) : NULL);
    ui_json_string(&json, "title", server_text(rows, i, "title"));
    ui_json_string(&json, "content", server_text(rows, i, "content"));
    ui_json_string(&json, "category", server_text(rows, i, "category"));
    post_json_texts(&json, "tags", server_text(rows, i, "manual_tags"));
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_version(const struct post_look *look, const struct server_rows *rows, size_t i)
{
    char when[POST_WHEN_SIZE];
    int64_t until_ms = server_number(rows, i, "until_ms");
    const char *title = server_text(rows, i, "title"), *content = server_text(rows, i, "content");
    if (i)
        (void)fputc('\n', stdout);
    (void)printf("%s%s%s%s\n", ui_term_style(&look->term, UI_STYLE_DIM),
                 until_ms ? "until " : "now", until_ms ? post_when(look, until_ms, when) : "",
                 ui_term_style(&look->term, UI_STYLE_PLAIN));
    if (title) {
        ui_term_write(&look->term, UI_STYLE_BOLD, title, stdout);
        (void)fputc('\n', stdout);
    }
    if (content && *content)
        post_print_text(&look->term, 0, content, stdout);
}

static int run_history(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    struct show_options options = {.no_color = env->no_color};
    struct server_use use = {
        .least = 1, .most = 1, .ask = "name one post or comment by the end of its id"};
    struct server_rows *rows = NULL;
    struct post_look look;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = post_look_init(&look, options.no_color, &use.error);
    if (status == PRACTICE_OK)
        status = server_post_history(use.server, use.operands.list[0], &rows, &use.error);
    for (size_t i = 0; status == PRACTICE_OK && i < server_rows_n(rows); i++)
        (options.json ? version_json : print_version)(&look, rows, i);
    server_rows_free(rows);
    post_look_release(&look);
    return server_use_end(&use, status);
}

static const char *const history_examples[] = {"practice post history 7d3e5a10", NULL};

const struct command command_post_history = {
    .name = "post history",
    .summary = "Show what you wrote before each edit.",
    .operands = "ID",
    .examples = history_examples,
    .options = history_table,
    .n_options = sizeof history_table / sizeof *history_table,
    .run = run_history,
};
