// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of the functions of the board. What they may do is decided in the database; here values are
// bound and rows become structs.
#include "server/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/array.h"
#include "server_sql.h"

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static const char *yes_or_no(int yes)
{
    return yes ? "true" : "false";
}

static struct server_post post_at(const struct server_rows *rows, size_t i)
{
    return (struct server_post){
        .id = or_empty(server_text(rows, i, "post_id")),
        .author = server_text(rows, i, "author"),
        .group = server_text(rows, i, "group_name"),
        .title = or_empty(server_text(rows, i, "title")),
        .content = or_empty(server_text(rows, i, "content")),
        .category = or_empty(server_text(rows, i, "category")),
        .auto_tags = or_empty(server_text(rows, i, "auto_tags")),
        .manual_tags = or_empty(server_text(rows, i, "manual_tags")),
        .session = server_text(rows, i, "session"),
        .session_date = server_text(rows, i, "session_date"),
        .session_instrument = server_text(rows, i, "session_instrument"),
        .session_piece = server_text(rows, i, "session_piece"),
        .clock_ms = server_number(rows, i, "session_clock_ms"),
        .played_ms = server_text(rows, i, "session_played_ms")
                         ? server_number(rows, i, "session_played_ms")
                         : -1,
        .hidden_reason = server_text(rows, i, "hidden_reason"),
        .cursor = or_empty(server_text(rows, i, "cursor")),
        .n_views = server_number(rows, i, "view_count"),
        .n_likes = server_number(rows, i, "like_count"),
        .n_comments = server_number(rows, i, "comment_count"),
        .n_reports = server_number(rows, i, "report_count"),
        .created_ms = server_number(rows, i, "created_ms"),
        .edited_ms = server_number(rows, i, "edited_ms"),
        .is_mine = server_yes(rows, i, "is_mine"),
        .is_liked = server_yes(rows, i, "is_liked"),
        .is_hidden = server_yes(rows, i, "is_hidden"),
    };
}

// Takes the rows over, also when it fails.
static enum practice_status take_posts(struct server_rows *rows, struct server_posts *ret_posts,
                                       struct practice_error *err)
{
    struct server_posts posts = {.rows = rows, .n = server_rows_n(rows)};
    posts.list = calloc(posts.n + 1, sizeof *posts.list);
    if (!posts.list) {
        server_rows_free(rows);
        return fail_no_memory(err);
    }
    for (size_t i = 0; i < posts.n; i++)
        posts.list[i] = post_at(rows, i);
    *ret_posts = posts;
    return PRACTICE_OK;
}

enum practice_status server_post_list(struct server *server,
                                      const struct server_post_filter *filter,
                                      struct server_posts *ret_posts, struct practice_error *err)
{
    char most[16];
    struct server_rows *rows;
    const char *const values[] = {server_token(server), filter->category,
                                  filter->instrument,   filter->tag,
                                  filter->author,       filter->search,
                                  filter->group,        yes_or_no(filter->is_reported),
                                  filter->after,        most};
    *ret_posts = (struct server_posts){0};
    (void)snprintf(most, sizeof most, "%u", filter->most);
    enum practice_status status =
        server_call(server, sql_post_list, sizeof values / sizeof *values, values, &rows, err);
    return status == PRACTICE_OK ? take_posts(rows, ret_posts, err) : status;
}

enum practice_status server_post_feed(struct server *server,
                                      const struct server_post_filter *filter,
                                      struct server_posts *ret_posts, struct practice_error *err)
{
    char most[16];
    struct server_rows *rows;
    const char *const values[] = {server_token(server), filter->after, most};
    *ret_posts = (struct server_posts){0};
    (void)snprintf(most, sizeof most, "%u", filter->most);
    enum practice_status status = server_call(server, sql_post_feed, 3, values, &rows, err);
    return status == PRACTICE_OK ? take_posts(rows, ret_posts, err) : status;
}

enum practice_status server_post_show(struct server *server, const char *reference,
                                      struct server_posts *ret_one, struct practice_error *err)
{
    struct server_rows *rows;
    const char *const values[] = {server_token(server), reference};
    *ret_one = (struct server_posts){0};
    enum practice_status status = server_call(server, sql_post_show, 2, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    if (server_rows_n(rows) == 1)
        return take_posts(rows, ret_one, err);
    server_rows_free(rows);
    return fail_with(err, PRACTICE_NOT_FOUND, NULL, "there is no post '%.80s' any more", reference);
}

void server_posts_release(struct server_posts *posts)
{
    free(posts->list);
    server_rows_free(posts->rows);
    *posts = (struct server_posts){0};
}

static struct server_comment comment_at(const struct server_rows *rows, size_t i)
{
    return (struct server_comment){
        .id = or_empty(server_text(rows, i, "comment_id")),
        .author = server_text(rows, i, "author"),
        .content = or_empty(server_text(rows, i, "content")),
        .depth = (int)server_number(rows, i, "depth"),
        .n_likes = server_number(rows, i, "like_count"),
        .created_ms = server_number(rows, i, "created_ms"),
        .edited_ms = server_number(rows, i, "edited_ms"),
        .is_mine = server_yes(rows, i, "is_mine"),
        .is_poster = server_yes(rows, i, "is_author"),
        .is_liked = server_yes(rows, i, "is_liked"),
        .is_hidden = server_yes(rows, i, "is_hidden"),
        .is_deleted = server_yes(rows, i, "is_deleted"),
    };
}

enum practice_status server_post_comments(struct server *server, const char *post_id, unsigned most,
                                          struct server_comments *ret_comments,
                                          struct practice_error *err)
{
    char limit[16];
    struct server_comments comments = {0};
    const char *const values[] = {server_token(server), post_id, limit};
    *ret_comments = comments;
    (void)snprintf(limit, sizeof limit, "%u", most);
    enum practice_status status =
        server_call(server, sql_post_comments, 3, values, &comments.rows, err);
    if (status != PRACTICE_OK)
        return status;
    comments.n = server_rows_n(comments.rows);
    comments.list = calloc(comments.n + 1, sizeof *comments.list);
    if (!comments.list) {
        server_rows_free(comments.rows);
        return fail_no_memory(err);
    }
    for (size_t i = 0; i < comments.n; i++)
        comments.list[i] = comment_at(comments.rows, i);
    *ret_comments = comments;
    return PRACTICE_OK;
}

void server_comments_release(struct server_comments *comments)
{
    free(comments->list);
    server_rows_free(comments->rows);
    *comments = (struct server_comments){0};
}

enum practice_status server_post_history(struct server *server, const char *reference,
                                         struct server_rows **ret_rows, struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference};
    return server_call(server, sql_post_history, 2, values, ret_rows, err);
}
