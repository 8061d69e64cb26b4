// SPDX-License-Identifier: GPL-3.0-or-later
// A producer and a consumer hurry numbers through a small ring: none is lost, doubled or reordered,
// what does not fit is refused whole, and the counters survive their own wrap-around.
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

#include "recorder/ring.h"

#define N_NUMBERS 300000

static struct ring ring;

static void *produce(void *unused)
{
    int32_t block[100];
    int32_t next = 0;
    while (next < N_NUMBERS) {
        size_t n = (size_t)(1 + next % 97);
        for (size_t i = 0; i < n; i++)
            block[i] = next + (int32_t)i;
        if (ring_put(&ring, block, n))
            next += (int32_t)n;
        else
            (void)sched_yield();
    }
    return unused;
}

static void consume(void)
{
    int32_t block[64];
    int32_t next = 0;
    while (next < N_NUMBERS) {
        size_t n = ring_take(&ring, block, (size_t)(1 + next % 61));
        for (size_t i = 0; i < n; i++)
            assert(block[i] == next++);
        if (n == 0)
            (void)sched_yield();
    }
}

static void refuses_what_does_not_fit(void)
{
    int32_t block[200] = {0};
    assert(ring_put(&ring, block, 100) && ring_put(&ring, block, 28));
    assert(!ring_put(&ring, block, 1));
    assert(ring_take(&ring, block, 200) == 128);
    assert(!ring_put(&ring, block, 129) && ring_put(&ring, block, 128));
    assert(ring_take(&ring, block, 200) == 128 && ring_take(&ring, block, 200) == 0);
}

int main(void)
{
    pthread_t thread;
    assert(ring_init(&ring, 100) == 0 && ring.capacity == 128);
    refuses_what_does_not_fit();
    atomic_store(&ring.in, SIZE_MAX - 1000); // soon wraps
    atomic_store(&ring.out, SIZE_MAX - 1000);
    assert(pthread_create(&thread, NULL, produce, NULL) == 0);
    consume();
    assert(pthread_join(thread, NULL) == 0);
    ring_release(&ring);
    (void)puts("ok");
    return 0;
}
