// SPDX-License-Identifier: GPL-3.0-or-later
// A recording measured by a child process of its own. What strangers hand in is decoded there,
// locked in (sandbox.h), so that a file that breaks a decoder breaks nothing else: its worker
// learns that the child died, and of what.
#ifndef CLI_WORKER_MEASURE_H
#define CLI_WORKER_MEASURE_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#define MEASURE_MAX_DOCUMENT ((size_t)64 * 1024 * 1024)
#define MEASURE_REASON_SIZE  PRACTICE_MESSAGE_SIZE

struct measure; // a child at work

struct measure_input {
    int fd;                // the recording, a regular file; read from its beginning
    int64_t size_bytes;    // of it
    const char *file_name; // as the musician knows it
    const char *sha256;    // that its content must have
    size_t memory_bytes;   // of the child
    double limit_s;        // for all of it
};

// Loads what every child needs, so that they are quick and open nothing; to be called once.
void measure_prepare(void);

// Starts a child. *ret_measure is the caller's, to be ended by measure_end() or measure_kill().
// Fails with UNREADABLE (no process is to be had) or NO_MEMORY.
enum practice_status measure_start(const struct measure_input *input, struct measure **ret_measure,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Waits up to wait_s for its end. Returns 1 when it has ended, or used up its time.
int measure_wait(struct measure *measure, double wait_s);

// How much of the recording is done, 0 … 1.
double measure_share(const struct measure *measure);

// Seconds of sound that were heard so far.
double measure_heard_s(const struct measure *measure);

enum measure_outcome {
    MEASURE_GOOD,
    MEASURE_POISON,  // the recording is at fault, whoever tries
    MEASURE_CRASHED, // the child died or ran out of time: the recording, or this machine
    MEASURE_PASSING, // this machine is at fault
};

// Ends it after measure_wait() said so. GOOD: *ret_document (practice.analysis/1) is the caller's
// to free; else `reason` is for the musician.
enum measure_outcome measure_end(struct measure *measure, char **ret_document,
                                 char reason[MEASURE_REASON_SIZE]);

// Ends it at once. NULL is allowed.
void measure_kill(struct measure *measure);

#endif
