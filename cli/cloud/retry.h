// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting before another try: a random time up to a bound that doubles ("full jitter"), so that
// many workers do not come back at once, and at least as long as the server asked for.
#ifndef CLI_CLOUD_RETRY_H
#define CLI_CLOUD_RETRY_H

#include <stdatomic.h>
#include <stdint.h>

#include "cloud/http.h"

#define RETRY_TRIES  5
#define RETRY_BASE_S 0.1
#define RETRY_MOST_S 20.0
#define RETRY_LONG_S 60.0 // a server that asks for more gets no other try of this call

// Starts as {.max_tries = …, .stop = …}; 0 tries: RETRY_TRIES; stop NULL: nothing stops it.
struct retry {
    unsigned n_tries, max_tries;
    const atomic_int *stop;
    http_tick *tick; // as in struct http_options
    void *tick_context;
};

enum retry_verdict {
    RETRY_AGAIN,
    RETRY_GIVE_UP,
    RETRY_STOPPED,
};

// Waits before the next try. `answer` (NULL: there was none) may hold a Retry-After.
enum retry_verdict retry_wait(struct retry *retry, const struct http_answer *answer);

#endif
