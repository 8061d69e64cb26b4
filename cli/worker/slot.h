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
#include "worker/settings.h"

#define SLOT_NAME_SIZE    128
#define SLOT_MAX_RECEIVES 8    // where the queue itself has no dead letters
#define SLOT_MOST_WAIT_S  30.0 // between looks at something that is down
#define SLOT_CALL_S       20.0 // for an answer of the studio

// In memory that all processes of a worker see.
struct slot_shared {
    atomic_int stop;  // the first signal: take nothing new
    atomic_int hurry; // the second, or no more grace: hand back what is in flight
    atomic_ullong n_received, n_succeeded, n_failed, n_retried, n_lost, n_dispatched, n_tickets;
    atomic_ullong n_deleted, n_orphans, n_beats_failed, audio_ms, work_ms;
    atomic_int is_studio_up, is_queue_up, is_store_up;
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
    char name[SLOT_NAME_SIZE]; // of this worker: host, process
    int max_receives;          // of a message before it is a dead letter
    unsigned n_bad;            // looks in a row at which something was down
};

// Connects to the cloud, once for the process. Fails with the configuration's faults.
enum cloud_status slot_open(struct slot *slot, struct practice_error *err) PRACTICE_CHECKED;
void slot_close(struct slot *slot);

// The studio, connected again when it must be; NULL with *err when it is down.
struct server *slot_studio(struct slot *slot, struct practice_error *err);

// After a call that failed: a connection that broke is given up. Returns status.
enum practice_status slot_after(struct slot *slot, enum practice_status status);

// The queue's URL and rules, asked for once. Fails like sqs_find() and sqs_state().
enum cloud_status slot_queue(struct slot *slot, struct practice_error *err) PRACTICE_CHECKED;

// Something is down: tells of it and waits, each time longer, until the stop.
void slot_rest(struct slot *slot, const char *what, const struct practice_error *why);

// It is up again.
void slot_well(struct slot *slot);

// Waits, but not beyond the stop.
void slot_sleep(const struct slot *slot, double seconds);

// 1 when nothing new is to be begun.
int slot_is_stopping(const struct slot *slot);

#endif
