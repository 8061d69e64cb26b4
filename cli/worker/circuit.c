// SPDX-License-Identifier: GPL-3.0-or-later
// Plain atomics: two processes that note at the same moment may count one failure too many or too
// few, which only moves the next trial.
#include "worker/circuit.h"

#include "worker/clock.h"

static long long now_ms(void)
{
    return (long long)(clock_now_s() * 1e3);
}

// Whoever moves the moment of the next trial has the trial.
int circuit_may(struct circuit *circuit)
{
    if (circuit_state(circuit) != CIRCUIT_OPEN)
        return 1;
    long long due_ms = atomic_load(&circuit->again_ms), at_ms = now_ms();
    return at_ms >= due_ms &&
           atomic_compare_exchange_strong(&circuit->again_ms, &due_ms,
                                          at_ms + (long long)(CIRCUIT_MOST_S * 1e3));
}

void circuit_note(struct circuit *circuit, int is_good)
{
    if (is_good) {
        atomic_store(&circuit->n_bad, 0);
        atomic_store(&circuit->n_trials, 0);
        atomic_store(&circuit->state, CIRCUIT_CLOSED);
        return;
    }
    if (atomic_fetch_add(&circuit->n_bad, 1) + 1 < CIRCUIT_OPENS_AT)
        return;
    unsigned n = atomic_fetch_add(&circuit->n_trials, 1);
    double most_s = 0.5 * (double)(1U << (n < 6 ? n : 6));
    double wait_s = 0.1 + clock_jitter(most_s < CIRCUIT_MOST_S ? most_s : CIRCUIT_MOST_S);
    atomic_store(&circuit->again_ms, now_ms() + (long long)(wait_s * 1e3));
    atomic_store(&circuit->state, CIRCUIT_OPEN);
}

void circuit_open(struct circuit *circuit)
{
    atomic_store(&circuit->n_bad, CIRCUIT_OPENS_AT - 1);
    circuit_note(circuit, 0);
}

void circuit_half_close(struct circuit *circuit)
{
    atomic_store(&circuit->n_bad, CIRCUIT_OPENS_AT - 1);
    atomic_store(&circuit->state, CIRCUIT_CLOSED);
}

enum circuit_state circuit_state(const struct circuit *circuit)
{
    return (enum circuit_state)atomic_load(&circuit->state);
}
