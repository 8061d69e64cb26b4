// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to a person, as the studio keeps it for 90 days. Rows are named by the last four or
// more letters of their ids. All of these fail as server_call() does. Texts are other people's:
// print them through ui/text.h only.
#ifndef CLI_SERVER_INBOX_H
#define CLI_SERVER_INBOX_H

#include "server/server.h"

#define SERVER_INBOX_MAX_PAGE 200

// Texts belong to the list they are in.
struct server_news {
    const char *id;
    const char *type; // "comment", "reply", "like", "invitation", "achievement", "hidden" …
    // What it is about, for the words of whoever reads it; NULL and 0: not told. `about` is the
    // title of a post or an achievement, a group or a file, `state` what it became: "hidden",
    // "admin".
    const char *actor, *about, *state;
    int64_t n;                        // how many liked it, or were earned
    const char *title, *message;      // the studio's own words, for what this program does not know
    const char *post_id, *comment_id; // what it is about; NULL: neither
    const char *cursor;               // to go on after this row
    int64_t created_ms, expires_ms;
    int is_read;
};

struct server_inbox {
    struct server_news *list; // newest first
    size_t n;
    struct server_rows *rows;
};

// A page of at most `most` rows after the cursor `after` (NULL: the newest). To be released also
// after a failure.
enum practice_status server_inbox_list(struct server *server, int is_unread, const char *after,
                                       unsigned most, struct server_inbox *ret_inbox,
                                       struct practice_error *err) PRACTICE_CHECKED;
void server_inbox_release(struct server_inbox *inbox);

// How much is not read.
enum practice_status server_inbox_unread(struct server *server, int64_t *ret_n,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Marks rows [n] as read, all for NULL; *ret_n is how many were not.
enum practice_status server_inbox_read(struct server *server, const char *const *ids, size_t n,
                                       int64_t *ret_n, struct practice_error *err) PRACTICE_CHECKED;

// Takes rows [n] away; for NULL all that are read, or all. *ret_n is how many.
enum practice_status server_inbox_clear(struct server *server, const char *const *ids, size_t n,
                                        int is_all, int64_t *ret_n,
                                        struct practice_error *err) PRACTICE_CHECKED;

#endif
