// SPDX-License-Identifier: GPL-3.0-or-later
// The counters only grow; their difference is what is inside, also after they wrap. Each side
// publishes its counter with release order after touching the samples, and reads the other's with
// acquire order before.
#include "recorder/ring.h"

#include <stdlib.h>
#include <string.h>

int ring_init(struct ring *ring, size_t n_samples)
{
    size_t capacity = 1;
    while (capacity < n_samples)
        capacity *= 2;
    *ring = (struct ring){.capacity = capacity};
    ring->samples = malloc(capacity * sizeof *ring->samples);
    return ring->samples ? 0 : -1;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

int ring_put(struct ring *ring, const int32_t *samples, size_t n)
{
    size_t in = atomic_load_explicit(&ring->in, memory_order_relaxed);
    size_t out = atomic_load_explicit(&ring->out, memory_order_acquire);
    if (n > ring->capacity - (in - out))
        return 0;
    size_t at = in & (ring->capacity - 1);
    size_t first = least(n, ring->capacity - at);
    memcpy(ring->samples + at, samples, first * sizeof *samples);
    memcpy(ring->samples, samples + first, (n - first) * sizeof *samples);
    atomic_store_explicit(&ring->in, in + n, memory_order_release);
    return 1;
}

size_t ring_take(struct ring *ring, int32_t *ret_samples, size_t most)
{
    size_t out = atomic_load_explicit(&ring->out, memory_order_relaxed);
    size_t in = atomic_load_explicit(&ring->in, memory_order_acquire);
    size_t n = least(in - out, most);
    size_t at = out & (ring->capacity - 1);
    size_t first = least(n, ring->capacity - at);
    memcpy(ret_samples, ring->samples + at, first * sizeof *ret_samples);
    memcpy(ret_samples + first, ring->samples, (n - first) * sizeof *ret_samples);
    atomic_store_explicit(&ring->out, out + n, memory_order_release);
    return n;
}

void ring_release(struct ring *ring)
{
    free(ring->samples);
    ring->samples = NULL;
}
