// SPDX-License-Identifier: GPL-3.0-or-later
// Samples on their way from the sound system's thread, which must never wait, to the thread that
// writes and analyses. One producer and one consumer share two counters and no lock, so a slow
// disk delays the writer and not the microphone.
#ifndef CLI_RECORDER_RING_H
#define CLI_RECORDER_RING_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct ring {
    int32_t *samples;  // [capacity]
    size_t capacity;   // a power of two
    atomic_size_t in;  // samples ever put in, by the producer only
    atomic_size_t out; // samples ever taken out, by the consumer only
};

// Room for at least n_samples. Returns 0, or -1 without memory.
int ring_init(struct ring *ring, size_t n_samples) __attribute__((warn_unused_result));

// Puts in all of samples [n], or nothing when there is not enough room: frames stay whole.
// Returns 1 when they were taken, else 0. Never waits, never allocates.
int ring_put(struct ring *ring, const int32_t *samples, size_t n);

// Takes out at most `most` samples; returns how many.
size_t ring_take(struct ring *ring, int32_t *ret_samples, size_t most);

void ring_release(struct ring *ring);

#endif
