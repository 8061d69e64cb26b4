// SPDX-License-Identifier: GPL-3.0-or-later
// The board of the studio: posts for everybody or for one group, and threads of comments below
// them. Posts and comments are named by their ids or the last four or more letters of these; the
// studio finds out which is meant. All of these fail as server_call() does: NOT_FOUND also for what
// one may not see. Texts are other people's: print them through ui/text.h only.
#ifndef CLI_SERVER_POST_H
#define CLI_SERVER_POST_H

#include "base/uuid.h"
#include "server/server.h"

// In characters; the studio holds to them.
#define SERVER_POST_MAX_TITLE    200
#define SERVER_POST_MAX_TEXT     20000
#define SERVER_POST_MAX_COMMENT  5000
#define SERVER_POST_MAX_TAGS     10
#define SERVER_POST_MAX_PAGE     200
#define SERVER_POST_MAX_COMMENTS 1000 // shown at once

// Texts belong to the list they are in.
struct server_post {
    const char *id;
    const char *author; // NULL: a disabled account
    const char *group;  // NULL: the board of the studio
    const char *title, *content, *category;
    const char *auto_tags, *manual_tags; // for server_array_next()
    const char *session;                 // NULL: none is shared, then the next ones are nothing
    const char *session_date, *session_instrument, *session_piece; // NULL: not told
    int64_t clock_ms, played_ms;                                   // played -1: not measured
    const char *hidden_reason;                                     // NULL: none
    const char *cursor;                                            // to go on after this post
    int64_t n_views, n_likes, n_comments, n_reports, created_ms;
    int64_t edited_ms; // 0: never
    int is_mine, is_liked, is_hidden;
};

struct server_posts {
    struct server_post *list;
    size_t n;
    struct server_rows *rows;
};

// What to list; NULL and 0: not said.
struct server_post_filter {
    const char *category, *instrument, *tag, *author, *search;
    const char *group;
    int is_reported;   // with reports that nobody dealt with: for admins
    const char *after; // the cursor of the last post of the page before
    unsigned most;     // 1 … SERVER_POST_MAX_PAGE
};

// Newest first, texts cut to 300 characters. Lists are to be released also after a failure.
enum practice_status server_post_list(struct server *server,
                                      const struct server_post_filter *filter,
                                      struct server_posts *ret_posts,
                                      struct practice_error *err) PRACTICE_CHECKED;

// The same of what suits me best; of the filter `after` and `most` count.
enum practice_status server_post_feed(struct server *server,
                                      const struct server_post_filter *filter,
                                      struct server_posts *ret_posts,
                                      struct practice_error *err) PRACTICE_CHECKED;

// One post, whole, by its own reference or that of a comment below it; it then counts as seen.
enum practice_status server_post_show(struct server *server, const char *reference,
                                      struct server_posts *ret_one,
                                      struct practice_error *err) PRACTICE_CHECKED;
void server_posts_release(struct server_posts *posts);

struct server_comment {
    const char *id;
    const char *author; // NULL: gone, or a disabled account
    const char *content;
    int depth; // 0: to the post itself
    int64_t n_likes, created_ms;
    int64_t edited_ms; // 0: never
    int is_mine;
    int is_poster; // written by the author of the post
    int is_liked, is_hidden, is_deleted;
};

struct server_comments {
    struct server_comment *list; // each followed by its replies
    size_t n;
    struct server_rows *rows;
};

// The first `most` comments of a post.
enum practice_status server_post_comments(struct server *server, const char *post_id, unsigned most,
                                          struct server_comments *ret_comments,
                                          struct practice_error *err) PRACTICE_CHECKED;
void server_comments_release(struct server_comments *comments);

// What a person writes; NULL: not said, in an edit it then stays.
struct server_post_words {
    const char *id; // of the new row: a draft that is sent twice is one
    const char *title, *content, *category;
    const char *group;
    const char *session;     // JSON: date, instrument, piece, clock_ms, played_ms
    const char *const *tags; // [n_tags]; NULL: not said
    size_t n_tags;
};

// What was changed.
struct server_post_done {
    char id[UUID_SIZE];
    int is_comment;
    int64_t n_likes; // of a like
};

enum practice_status server_post_write(struct server *server, const struct server_post_words *words,
                                       struct server_post_done *ret_done,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Comments on a post, or replies to a comment; words: id and content.
enum practice_status server_comment_write(struct server *server, const char *reference,
                                          const struct server_post_words *words,
                                          struct server_post_done *ret_done,
                                          struct practice_error *err) PRACTICE_CHECKED;

// Of posts and comments of mine alike; the first fails with BAD_ARGUMENT for those of others.
enum practice_status server_post_edit(struct server *server, const char *reference,
                                      const struct server_post_words *words,
                                      struct server_post_done *ret_done,
                                      struct practice_error *err) PRACTICE_CHECKED;
enum practice_status server_post_delete(struct server *server, const char *reference,
                                        struct server_post_done *ret_done,
                                        struct practice_error *err) PRACTICE_CHECKED;

enum practice_status server_post_like(struct server *server, const char *reference, int is_liked,
                                      struct server_post_done *ret_done,
                                      struct practice_error *err) PRACTICE_CHECKED;
enum practice_status server_post_report(struct server *server, const char *reference,
                                        const char *reason, struct server_post_done *ret_done,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Takes a text out of everybody's sight but its author's, or shows it again: for admins.
enum practice_status server_post_hide(struct server *server, const char *reference, int is_hidden,
                                      const char *reason, struct server_post_done *ret_done,
                                      struct practice_error *err) PRACTICE_CHECKED;

// What a text was until each edit, oldest first, and last what it is; rows of "until_ms" (0: now),
// "title", "content", "category" and "manual_tags", the caller's.
enum practice_status server_post_history(struct server *server, const char *reference,
                                         struct server_rows **ret_rows,
                                         struct practice_error *err) PRACTICE_CHECKED;

#endif
