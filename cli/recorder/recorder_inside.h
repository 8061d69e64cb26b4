// SPDX-License-Identifier: GPL-3.0-or-later
// What recorder.c (life) and recorder_tick.c (watching) share.
#ifndef CLI_RECORDER_RECORDER_INSIDE_H
#define CLI_RECORDER_RECORDER_INSIDE_H

#include "recorder/capture.h"
#include "recorder/device.h"
#include "recorder/takes.h"
#include "recorder/recorder.h"
#include "recorder/ring.h"
#include "recorder/watch.h"

#define RECORDER_MAX_NOTICES 8

// What the sound system's thread touches: left behind when its driver never comes back.
struct recorder_ear {
    struct ring ring;
    struct device_feed feed;
};

struct recorder {
    struct takes takes;
    struct recorder_options options; // its texts are in `state` and not used after the start
    struct state state;
    struct watch watch;
    struct recorder_ear *ear; // NULL: no sound
    struct device *device;
    struct capture *capture;
    struct capture_snapshot heard; // the newest
    double written_at_s;           // recorded time of the last state on disk
    int is_idle_told, is_room_told;
    char notices[RECORDER_MAX_NOTICES][sizeof((struct state *)0)->notice];
    size_t n_notices, n_notices_read;
};

// Tells the musician something, once.
void recorder_tell(struct recorder *recorder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Notes time that passed without being recorded.
void recorder_add_gap(struct recorder *recorder, enum state_gap_kind kind, double length_s);

// Ends the flow of sound; what was heard is still in the ring and on the disk.
void recorder_end_sound(struct recorder *recorder);

// Ends everything and frees the recorder; files stay.
void recorder_release(struct recorder *recorder);

// Writes the state. A failure is no news: the take matters, and a full disk is noticed there.
void recorder_save_state(struct recorder *recorder);

#endif
