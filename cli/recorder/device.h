// SPDX-License-Identifier: GPL-3.0-or-later
// The microphone, by way of PortAudio, which is seen in device.c and devices.c only. Samples go
// into a ring from the sound system's own thread; everything that thread notices is a counter.
#ifndef CLI_RECORDER_DEVICE_H
#define CLI_RECORDER_DEVICE_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#include "recorder/ring.h"

#define DEVICE_NAME_SIZE 128
#define DEVICE_MAX       256 // listed at most

struct device_info {
    int number;                  // what --device takes, besides the name
    char name[DEVICE_NAME_SIZE]; // as the system says it: from outside
    char system[32];             // "ALSA", "JACK Audio Connection Kit", …
    uint32_t n_channels;
    uint32_t rate_hz; // its own; others may work too
    int is_default;
};

// Lists what can record into ret_list [DEVICE_MAX]; *ret_n may be 0. Fails with INTERNAL when the
// sound system cannot be asked.
enum practice_status device_list(struct device_info *ret_list, size_t *ret_n,
                                 struct practice_error *err) PRACTICE_CHECKED;

// What the sound system's thread fills in, and what it noticed.
struct device_feed {
    struct ring *ring;
    uint32_t n_channels;
    atomic_uint_least64_t n_frames;  // delivered
    atomic_uint_least64_t n_dropped; // frames without room in the ring
    atomic_uint n_overruns;          // times the system lost sound before it came to us
};

// Drivers tell stderr what bothers them, also from threads of their own, which would break a live
// line: between the two calls what goes to descriptor 2 goes nowhere. device_hush() returns a copy
// of it to write to meanwhile, which device_unhush() puts back and closes; -1: it could not.
int device_hush(void);
void device_unhush(int hushed);

struct device;

// The device of that name (whole, or a part that only one has; letters' case does not matter) or
// number; NULL: the default one. rate_hz 0: the device's own. Opens nothing yet.
// Fails with NOT_FOUND (no such device, none at all), UNREADABLE (busy, or not for this user: such
// a device is not listed) or BAD_ARGUMENT (not the only one of that name).
enum practice_status device_find(const char *name, struct device_info *ret_info,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Opens the device for feed->n_channels at rate_hz, silent until device_start(). *ret_device is to
// be ended by device_close(). Fails with UNREADABLE (busy, refused, gone), BAD_ARGUMENT (cannot do
// that rate) or NO_MEMORY.
enum practice_status device_open(const struct device_info *info, uint32_t rate_hz,
                                 struct device_feed *feed, struct device **ret_device,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Lets sound flow, again after device_stop(), and waits for the first of it, 2.5 s at most. Fails
// with UNREADABLE when the device has gone.
enum practice_status device_start(struct device *device,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Ends the flow; the microphone is not listened to any more.
void device_stop(struct device *device);

// 1 while sound flows (or was stopped by us): 0 once the device was unplugged or has said nothing
// for four seconds. To be asked several times a second.
int device_is_alive(struct device *device);

// Stops, closes and frees; returns 1. A driver that hangs on a device that is gone is left behind
// after two seconds, since a saved recording is worth more than a tidy end: then returns 0, and
// the feed and its ring must stay for as long as the process lives. NULL is allowed.
int device_close(struct device *device);

#endif
