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

#endif
