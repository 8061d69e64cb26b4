// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that alters the board: each is one call, which tells the id of what was changed.
#include "server/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/array.h"
#include "server_sql.h"

// One call whose answer is a row with an id in column `id`.
static enum practice_status change(struct server *server, const char *sql, size_t n,
                                   const char *const *values, struct server_post_done *ret_done,
                                   struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = server_call(server, sql, n, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    struct server_post_done done = {.n_likes = server_number(rows, 0, "like_count")};
    const char *entity = server_text(rows, 0, "entity"), *id = server_text(rows, 0, "row_id");
    if (!entity)
        entity = (id = server_text(rows, 0, "comment_id")) ? "comment" : "post";
    if (!id)
        id = server_text(rows, 0, "post_id");
    (void)snprintf(done.id, sizeof done.id, "%s", id ? id : "");
    done.is_comment = strcmp(entity, "comment") == 0;
    server_rows_free(rows);
    *ret_done = done;
    return PRACTICE_OK;
}

// The tags of what a person wrote as PostgreSQL's array, to be freed; NULL with *ret_ok for none.
static char *tags_of(const struct server_post_words *words, int *ret_ok)
{
    char *tags = words->tags ? server_array_write(words->tags, words->n_tags) : NULL;
    *ret_ok = tags || !words->tags;
    return tags;
}

enum practice_status server_post_write(struct server *server, const struct server_post_words *words,
                                       struct server_post_done *ret_done,
                                       struct practice_error *err)
{
    int ok;
    char *tags = tags_of(words, &ok);
    const char *const values[] = {server_token(server), words->id, words->title, words->content,
                                  words->category,      tags,      words->group, words->session};
    enum practice_status status =
        ok ? change(server, sql_post_write, 8, values, ret_done, err) : fail_no_memory(err);
    free(tags);
    return status;
}

enum practice_status server_comment_write(struct server *server, const char *reference,
                                          const struct server_post_words *words,
                                          struct server_post_done *ret_done,
                                          struct practice_error *err)
{
    const char *const values[] = {server_token(server), words->id, reference, words->content};
    return change(server, sql_comment_write, 4, values, ret_done, err);
}

enum practice_status server_post_edit(struct server *server, const char *reference,
                                      const struct server_post_words *words,
                                      struct server_post_done *ret_done, struct practice_error *err)
{
    int ok;
    char *tags = tags_of(words, &ok);
    const char *const values[] = {server_token(server), reference,       words->title,
                                  words->content,       words->category, tags};
    enum practice_status status =
        ok ? change(server, sql_post_edit, 6, values, ret_done, err) : fail_no_memory(err);
    free(tags);
    return status;
}

enum practice_status server_post_delete(struct server *server, const char *reference,
                                        struct server_post_done *ret_done,
                                        struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference};
    return change(server, sql_post_delete, 2, values, ret_done, err);
}

enum practice_status server_post_like(struct server *server, const char *reference, int is_liked,
                                      struct server_post_done *ret_done, struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference, is_liked ? "true" : "false"};
    return change(server, sql_post_like, 3, values, ret_done, err);
}

enum practice_status server_post_report(struct server *server, const char *reference,
                                        const char *reason, struct server_post_done *ret_done,
                                        struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference, reason};
    return change(server, sql_post_report, 3, values, ret_done, err);
}

enum practice_status server_post_hide(struct server *server, const char *reference, int is_hidden,
                                      const char *reason, struct server_post_done *ret_done,
                                      struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference, is_hidden ? "true" : "false",
                                  reason};
    return change(server, sql_post_hide, 4, values, ret_done, err);
}
