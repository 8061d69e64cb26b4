// SPDX-License-Identifier: GPL-3.0-or-later
// The recording's own clock. It counts what was awake and not paused, whatever happens to the wall
// clock: a laptop's sleep shows as the boot clock running ahead of the monotonic one.
#ifndef CLI_RECORDER_WATCH_H
#define CLI_RECORDER_WATCH_H

#include <stdint.h>

struct watch {
    double begin_s;        // CLOCK_MONOTONIC
    double boot_s;         // CLOCK_BOOTTIME
    double ahead_s;        // boot clock ahead of the monotonic one, as last seen
    double pause_s;        // CLOCK_BOOTTIME when the pause began; 0: none
    double awake_pause_s;  // CLOCK_MONOTONIC, likewise
    double paused_awake_s; // of all pauses before, awake
};

void watch_start(struct watch *watch);

// Time recorded so far: awake, not paused.
double watch_clock_s(const struct watch *watch);

// Time passed in all, sleep and pauses included.
double watch_passed_s(const struct watch *watch);

// The same without a pause that still goes on: who pauses and never comes back ended there.
double watch_end_s(const struct watch *watch);

void watch_pause(struct watch *watch);

// Ends the pause; returns how long it was, sleep included.
double watch_resume(struct watch *watch);

// How long the computer slept since the last call; 0: not at all, or while it was paused anyway.
double watch_slept_s(struct watch *watch);

#endif
