// SPDX-License-Identifier: GPL-3.0-or-later
// A fuse for what a worker depends on, shared by its processes: when studio, queue or store failed
// a few times in a row it opens, and from then on only one of them tries, each time later, until an
// answer closes it. So nothing that is down is hammered, and no message is received in vain.
#ifndef CLI_WORKER_CIRCUIT_H
#define CLI_WORKER_CIRCUIT_H

#include <stdatomic.h>

#define CIRCUIT_OPENS_AT 3    // failures in a row
#define CIRCUIT_MOST_S   30.0 // between two trials

enum circuit_state {
    CIRCUIT_UNKNOWN, // nobody has tried yet
    CIRCUIT_CLOSED,  // it answered
    CIRCUIT_OPEN,
};

// In shared memory; starts as {0}.
struct circuit {
    atomic_int state;
    atomic_uint n_bad, n_trials; // failures in a row, and in vain since it opened
    atomic_llong again_ms;       // OPEN: of the monotonic clock, when the next trial is
};

// 1 when a call is to be made: always but while it is open, and then for one caller each time.
int circuit_may(struct circuit *circuit);

// What became of the call.
void circuit_note(struct circuit *circuit, int is_good);

// A call failed, and a trial too: the circuit opens, whatever was before.
void circuit_open(struct circuit *circuit);

// A trial was answered, though not yet the real thing: calls are made again, and the next failure
// opens it anew.
void circuit_half_close(struct circuit *circuit);

enum circuit_state circuit_state(const struct circuit *circuit);

#endif
