// SPDX-License-Identifier: GPL-3.0-or-later
// One mutex, two conditions, a ring of results. A worker takes the next item only when its slot
// of the ring is free, which is what bounds the memory.
#include "batch/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/fail.h"
#include "batch/stop.h"

struct pool {
    const struct pool_job *job;
    pthread_mutex_t lock;
    pthread_cond_t room;  // a slot became free, or it is time to quit
    pthread_cond_t ready; // a result came in
    void **slots;         // [window], item i is in slot i % window
    size_t window;
    size_t next_start; // the next item to be begun
    size_t next_emit;  // the next item to be handed over
    int quit;
};

static void *worker(void *argument)
{
    struct pool *pool = argument;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->quit && pool->next_start < pool->job->n_items &&
               pool->next_start >= pool->next_emit + pool->window)
            pthread_cond_wait(&pool->room, &pool->lock);
        if (pool->quit || pool->next_start >= pool->job->n_items)
            break;
        size_t item = pool->next_start++;
        pthread_mutex_unlock(&pool->lock);
        void *done = pool->job->work(pool->job->context, item);
        pthread_mutex_lock(&pool->lock);
        pool->slots[item % pool->window] = done;
        pthread_cond_signal(&pool->ready);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

// Waits a tenth of a second at most, for the screen's sake.
static void wait_a_little(struct pool *pool)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 100000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    (void)pthread_cond_timedwait(&pool->ready, &pool->lock, &until);
}

static void emit_all(struct pool *pool)
{
    const struct pool_job *job = pool->job;
    pthread_mutex_lock(&pool->lock);
    while (pool->next_emit < job->n_items && !stop_requested()) {
        void **slot = &pool->slots[pool->next_emit % pool->window];
        void *done = *slot;
        if (!done)
            wait_a_little(pool);
        else
            *slot = NULL;
        pthread_mutex_unlock(&pool->lock);
        job->tick(job->context);
        int enough = done && job->emit(job->context, pool->next_emit, done);
        pthread_mutex_lock(&pool->lock);
        if (done) {
            pool->next_emit++;
            pthread_cond_broadcast(&pool->room);
        }
        if (enough)
            break;
    }
    pool->quit = 1;
    pthread_cond_broadcast(&pool->room);
    pthread_mutex_unlock(&pool->lock);
}

static size_t start_threads(struct pool *pool, pthread_t *threads)
{
    size_t n = 0;
    while (n < pool->job->n_threads && n < pool->job->n_items &&
           pthread_create(&threads[n], NULL, worker, pool) == 0)
        n++;
    return n;
}

static void init_locks(struct pool *pool)
{
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->room, NULL);
    pthread_cond_init(&pool->ready, &clock);
    pthread_condattr_destroy(&clock);
}

enum practice_status pool_run(const struct pool_job *job, struct practice_error *err)
{
    struct pool pool = {.job = job, .window = 4 * (size_t)job->n_threads};
    pthread_t threads[POOL_MAX_THREADS];
    if (!job->n_items)
        return PRACTICE_OK;
    pool.slots = calloc(pool.window, sizeof *pool.slots);
    if (!pool.slots)
        return fail_no_memory(err);
    init_locks(&pool);
    size_t n_threads = start_threads(&pool, threads);
    if (n_threads)
        emit_all(&pool);
    for (size_t i = 0; i < n_threads; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < pool.window; i++)
        if (pool.slots[i])
            job->drop(pool.slots[i]);
    pthread_cond_destroy(&pool.ready);
    pthread_cond_destroy(&pool.room);
    pthread_mutex_destroy(&pool.lock);
    free(pool.slots);
    return n_threads ? PRACTICE_OK : fail_no_memory(err);
}
