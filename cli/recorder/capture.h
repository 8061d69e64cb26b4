// SPDX-License-Identifier: GPL-3.0-or-later
// The thread between microphone and disk: it takes sound out of the ring, appends it to the take,
// and feeds the very samples that were written to the analyser. So what the live display counts,
// what a later analysis of the file finds and what is recovered after a crash agree bit for bit.
#ifndef CLI_RECORDER_CAPTURE_H
#define CLI_RECORDER_CAPTURE_H

#include <stdint.h>

#include <practice/analyzer.h>

#include "recorder/ring.h"

// Why no more is written.
enum capture_trouble {
    CAPTURE_FINE,
    CAPTURE_DISK_FULL, // the reserve was reached, or a write failed
    CAPTURE_TOO_LONG,  // the analyser's 12 h
    CAPTURE_NO_MEMORY,
};

struct capture_options {
    int folder;       // of the take
    const char *name; // of the take's file
    uint32_t rate_hz, n_channels;
    uint64_t reserve_bytes; // of the disk that are never filled
};

// What is known while it goes on.
struct capture_snapshot {
    struct practice_live live;
    uint64_t n_frames;  // written
    double last_play_s; // on the take's clock, when playing was last heard; 0: never
    double room_s;      // how long the disk will do, down to the reserve
    enum capture_trouble trouble;
    struct practice_error error; // of a trouble
};

struct capture; // opaque

// Creates the take and the analyser, and starts the thread. `ring` must outlive it.
// Fails with UNREADABLE (the disk), BAD_ARGUMENT or NO_MEMORY; no file is then left behind.
enum practice_status capture_start(const struct capture_options *options, struct ring *ring,
                                   struct capture **ret_capture,
                                   struct practice_error *err) PRACTICE_CHECKED;

// The present state; waits for nothing but a copy.
void capture_look(struct capture *capture, struct capture_snapshot *ret_snapshot);

// Takes what is left in the ring, brings the take to the disk and ends the analysis; *ret_result is
// the caller's. Always frees `capture`. To be called when no more sound comes in.
enum practice_status capture_finish(struct capture *capture, struct practice_result **ret_result,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Ends it without a result. NULL is allowed. The take stays.
void capture_abandon(struct capture *capture);

#endif
