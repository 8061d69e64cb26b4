// SPDX-License-Identifier: GPL-3.0-or-later
// Sending what was written to the studio, or keeping it for the next sync when that is out of
// reach.
#ifndef CLI_COMMANDS_POST_SEND_H
#define CLI_COMMANDS_POST_SEND_H

#include "server/post.h"

struct post_letter {
    struct server_post_words words; // with an id
    const char *reference;          // of what a comment answers; NULL: it is a post
    const char *said;               // what to tell once it is there: "is on the board"
};

// Sends it, or puts it into the journal's outbox when the studio cannot be reached; either is told,
// and the id printed. It is one row there however often it is sent. Returns the exit code.
int post_send(const struct post_letter *letter);

// A change of a post or comment that is there already.
struct post_revision {
    const char *reference; // the end of its id
    int is_deletion;       // otherwise an edit, and then:
    const char *text;      // all of it, a post's title with it unless that is said; NULL: stays
    const char *title, *category; // NULL: stay
    const char *const *tags;      // [n_tags]; NULL: stay
    size_t n_tags;
    int was_sent; // the studio may have it already
};

// Keeps one for the next sync, since the studio cannot be reached; told, and the reference printed.
// Returns the exit code.
int post_keep(const struct post_revision *revision);

// The same for a like of a post or comment, or for one that is taken back.
int post_keep_like(const char *reference, int is_liked);

#endif
