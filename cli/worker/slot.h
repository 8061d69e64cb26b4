// SPDX-License-Identifier: GPL-3.0-or-later
// A process of the worker: its connections, and what all processes of a worker share. There are no
// threads: each recording has a process (a slot), and so have the dispatcher and the housekeeper,
// so that one that breaks takes nothing along.
#ifndef CLI_WORKER_SLOT_H
#define CLI_WORKER_SLOT_H

#include <stdatomic.h>

#include "cloud/cloud.h"
#include "cloud/sqs.h"
#include "server/server.h"
#include "worker/circuit.h"
#include "worker/metrics.h"
#include "worker/settings.h"

#define SLOT_NAME_SIZE    128
#define SLOT_MAX_RECEIVES 8                       // where the queue itself has no dead letters
#define SLOT_MOST_WAIT_S  30.0                    // between looks at something that is down
#define SLOT_CALL_S       20.0                    // for an answer of the studio
#define SLOT_MOST         (SETTINGS_MAX_JOBS + 4) // processes of a worker

// What a worker depends on.
enum slot_circuit {
    SLOT_STUDIO,
    SLOT_QUEUE,
    SLOT_STORE,
    SLOT_N_CIRCUITS,
};

// In memory that all processes of a worker see.
struct slot_shared {
    atomic_int stop;               // the first signal: take nothing new
    atomic_int hurry;              // the second, or no more grace: hand back what is in flight
    atomic_int is_over;            // only those who tell of the end are still there
    atomic_llong alive_ms;         // of the monotonic clock: the supervisor's last turn
    atomic_int is_busy[SLOT_MOST]; // by slot.index: a message is worked on
    struct circuit circuits[SLOT_N_CIRCUITS];
    struct metrics metrics;
    char model[64]; // of the analysis; written before there are others
};

// What is asked of a worker besides its settings.
struct slot_orders {
    int is_once;  // one look for each role, then end
    int is_drain; // until the queue is empty
};

struct slot {
    const struct settings *settings;
    const struct slot_orders *orders;
    struct slot_shared *shared;
    struct credentials_options credentials_options; // its credentials look at them
    struct credentials *credentials;
    struct cloud *receiver; // ends at the first signal
    struct cloud *carrier;  // ends at the second
    struct cloud *keeper;   // quick, and ends by itself: for beats and for handing back
    struct server *server;  // NULL: to be connected
    char queue_url[SQS_URL_SIZE];
    char name[SLOT_NAME_SIZE];      // of this worker: host, process
    size_t index;                   // of this process in what all share
    int max_receives;               // of a message before it is a dead letter
    unsigned n_bad;                 // looks in a row at which something was down
    uint64_t n_requests, n_retries; // of its clients, as counted already
    http_tick *tick;                // while something is transferred; NULL: nobody wants to know
    void *tick_context;
};

// Connects to the cloud, once for the process. Fails with the configuration's faults.
enum cloud_status slot_open(struct slot *slot, struct practice_error *err) PRACTICE_CHECKED;
void slot_close(struct slot *slot);

// The studio, connected again when it must be; NULL with *err when it is down.
struct server *slot_studio(struct slot *slot, struct practice_error *err);

// After a call of the studio: a connection that broke is given up. Returns status.
enum practice_status slot_after(struct slot *slot, enum practice_status status);

// The queue's URL and rules, asked for once. Fails like sqs_find() and sqs_state().
enum cloud_status slot_queue(struct slot *slot, struct practice_error *err) PRACTICE_CHECKED;

// Something is down: tells of it and waits, each time longer, until the stop.
void slot_rest(struct slot *slot, const char *what, const struct practice_error *why);

// It is up again.
void slot_well(struct slot *slot);

// 1 when a circuit lets this process try; else 0 with *err.
int slot_may(struct slot *slot, enum slot_circuit which, struct practice_error *err);

// Tells the circuit of queue or store what became of a call. Returns status.
enum cloud_status slot_note(struct slot *slot, enum slot_circuit which, enum cloud_status status);

// Adds what the clients of the cloud have done since to what all share.
void slot_count(struct slot *slot);

// Waits, but not beyond the stop.
void slot_sleep(const struct slot *slot, double seconds);

// 1 when nothing new is to be begun.
int slot_is_stopping(const struct slot *slot);

#endif
