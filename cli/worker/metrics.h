// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker counts, in memory that all its processes add to, and how Prometheus reads it. The
// names stand in one table (metrics.c) and are part of what practice-worker(1) promises.
#ifndef CLI_WORKER_METRICS_H
#define CLI_WORKER_METRICS_H

#include <stdatomic.h>
#include <stdio.h>

#define METRICS_N_BUCKETS 13
#define METRICS_STALE_S   300.0 // a look at queue and studio that is older is not told

enum metrics_stage {
    METRICS_FETCH,
    METRICS_ANALYSE,
    METRICS_STORE,
    METRICS_CLEANUP,
    METRICS_JOB, // from the message to its end
    METRICS_N_STAGES,
};

// Why an attempt came to nothing.
enum metrics_reason {
    METRICS_BY_STORE,
    METRICS_BY_STUDIO,
    METRICS_BY_DECODER,
    METRICS_BY_MACHINE, // disk, memory, processes
    METRICS_BY_STOP,    // handed back
    METRICS_N_REASONS,
};

struct metrics_histogram {
    atomic_ullong counts[METRICS_N_BUCKETS + 1]; // the last: longer than all
    atomic_ullong sum_us;
};

// Of job states that are no end: CREATED, INGESTED, QUEUED, RUNNING.
#define METRICS_N_STATES 4
extern const char *const metrics_states[METRICS_N_STATES];

// What the housekeeper saw.
struct metrics_seen {
    atomic_llong at_ms; // of the monotonic clock; 0: not yet
    atomic_llong n_waiting, n_in_flight, n_delayed, n_dead;
    atomic_llong n_jobs[METRICS_N_STATES], oldest_ms[METRICS_N_STATES];
};

struct metrics {
    atomic_ullong n_received, n_succeeded, n_poison, n_passing, n_lost, n_dispatched, n_tickets;
    atomic_ullong n_retried[METRICS_N_REASONS];
    atomic_ullong n_deleted, n_orphans, n_resent, n_beats_failed, audio_ms, work_ms;
    atomic_ullong n_died, n_requests, n_cloud_retries;
    atomic_ullong n_hooks_delivered, n_hooks_failed, n_hooks_disabled;
    struct metrics_histogram stages[METRICS_N_STAGES];
    struct metrics_seen seen;
};

struct slot_shared;
struct settings;

void metrics_observe(struct metrics *metrics, enum metrics_stage stage, double seconds);

// Prometheus' text format 0.0.4.
void metrics_write(const struct slot_shared *shared, const struct settings *settings, FILE *out);

#endif
