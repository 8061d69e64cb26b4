// SPDX-License-Identifier: GPL-3.0-or-later
// Works on numbered items with several threads and hands the results over in order. At most a
// window of finished results waits for its turn, so memory is bounded for any number of items,
// and the order never depends on the number of threads.
#ifndef CLI_BATCH_POOL_H
#define CLI_BATCH_POOL_H

#include <stddef.h>

#include <practice/error.h>

#define POOL_MAX_THREADS 256

struct pool_job {
    size_t n_items;
    unsigned n_threads; // 1 … POOL_MAX_THREADS
    void *context;      // given to the functions below

    // In any thread, for each item once, in order of starting. Never returns NULL.
    void *(*work)(void *context, size_t item);
    // In the calling thread, in order of items; takes over `done`. Non-zero ends the job early.
    int (*emit)(void *context, size_t item, void *done);
    // In the calling thread about ten times a second.
    void (*tick)(void *context);
    // Frees a result that nobody will emit.
    void (*drop)(void *done);
};

// Runs the job to its end: all items, or until emit() or stop_requested() says so. When it
// returns, no thread of it is left. Fails with NO_MEMORY only.
enum practice_status pool_run(const struct pool_job *job,
                              struct practice_error *err) PRACTICE_CHECKED;

#endif
