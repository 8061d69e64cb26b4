// SPDX-License-Identifier: GPL-3.0-or-later
// The watching part of a recording: several times a second it compares clocks, disk, device and
// what is heard with what was agreed, and tells each piece of news once.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "recorder/recorder_inside.h"

#define STATE_EVERY_S   1.0
#define LITTLE_ROOM_S   600.0
#define OVERRUN_GRACE_S 2.0 // drivers lose sound while they start
#define WORDS_SIZE      48

static int64_t wall_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void recorder_tell(struct recorder *recorder, const char *format, ...)
{
    char *notice = recorder->state.notice;
    va_list args;
    va_start(args, format);
    if (vsnprintf(notice, sizeof recorder->state.notice, format, args) < 0)
        notice[0] = '\0';
    va_end(args);
    if (recorder->n_notices < RECORDER_MAX_NOTICES)
        memcpy(recorder->notices[recorder->n_notices++], notice, sizeof recorder->state.notice);
}

const char *recorder_notice(struct recorder *recorder)
{
    if (recorder->n_notices_read < recorder->n_notices)
        return recorder->notices[recorder->n_notices_read++];
    recorder->n_notices = recorder->n_notices_read = 0;
    return NULL;
}

// "5 min", "40 s": what people say.
static const char *in_words(double length_s, char words[WORDS_SIZE])
{
    if (length_s >= 5400)
        (void)snprintf(words, WORDS_SIZE, "%.1f h", length_s / 3600);
    else if (length_s >= 90)
        (void)snprintf(words, WORDS_SIZE, "%.0f min", length_s / 60);
    else
        (void)snprintf(words, WORDS_SIZE, "%.0f s", length_s);
    return words;
}

void recorder_save_state(struct recorder *recorder)
{
    struct practice_error err;
    recorder->state.updated_ms = wall_ms();
    recorder->written_at_s = watch_passed_s(&recorder->watch);
    if (state_write(recorder->takes.fd, &recorder->state, &err) != PRACTICE_OK)
        return;
}

static void notice_sleep(struct recorder *recorder)
{
    char words[WORDS_SIZE];
    double slept = watch_slept_s(&recorder->watch);
    if (slept <= 0)
        return;
    recorder_add_gap(recorder, STATE_GAP_SLEEP, slept);
    recorder_tell(recorder, "the computer slept for %s; that does not count",
                  in_words(slept, words));
}

static void notice_losses(struct recorder *recorder)
{
    struct device_feed *feed = &recorder->ear->feed;
    if (atomic_exchange(&feed->n_dropped, 0) > 0)
        atomic_fetch_add(&feed->n_overruns, 1);
    unsigned n = atomic_exchange(&feed->n_overruns, 0);
    if (n == 0 || recorder->state.clock_s < OVERRUN_GRACE_S)
        return;
    if (recorder->state.n_overruns == 0)
        recorder_tell(recorder, "a moment of sound was lost: the computer was too busy");
    recorder->state.n_overruns += n;
}

static void notice_idle(struct recorder *recorder)
{
    char words[WORDS_SIZE];
    double idle = recorder->heard.live.clock_s - recorder->heard.last_play_s;
    if (idle < recorder->options.idle_s)
        recorder->is_idle_told = 0;
    if (recorder->is_idle_told || idle < recorder->options.idle_s)
        return;
    recorder->is_idle_told = 1;
    recorder_tell(recorder, "nothing was played for %s; still recording",
                  in_words(recorder->options.idle_s, words));
}

static void notice_room(struct recorder *recorder)
{
    char words[WORDS_SIZE];
    if (recorder->is_room_told || recorder->heard.n_frames == 0 ||
        recorder->heard.room_s > LITTLE_ROOM_S)
        return;
    recorder->is_room_told = 1;
    recorder_tell(recorder, "the disk has room for about %s more",
                  in_words(recorder->heard.room_s, words));
}

static enum recorder_end end_of_trouble(enum capture_trouble trouble)
{
    switch (trouble) {
    case CAPTURE_FINE:
        break;
    case CAPTURE_DISK_FULL:
        return RECORDER_DISK_FULL;
    case CAPTURE_TOO_LONG:
        return RECORDER_TOO_LONG;
    case CAPTURE_NO_MEMORY:
        return RECORDER_NO_MEMORY;
    }
    return RECORDER_GOES_ON;
}

static enum recorder_end listen(struct recorder *recorder)
{
    struct state *state = &recorder->state;
    const struct capture_snapshot *heard = &recorder->heard;
    capture_look(recorder->capture, &recorder->heard);
    state->play_time_s = heard->live.play_time_s;
    state->last_play_s = heard->last_play_s;
    notice_losses(recorder);
    notice_idle(recorder);
    enum recorder_end end = end_of_trouble(heard->trouble);
    if (end != RECORDER_GOES_ON) {
        recorder_tell(recorder, "%s", heard->error.message);
        return end;
    }
    notice_room(recorder);
    double most_idle = recorder->options.auto_stop_s;
    if (most_idle > 0 && heard->live.clock_s - heard->last_play_s >= most_idle)
        return RECORDER_IDLE;
    return device_is_alive(recorder->device) ? RECORDER_GOES_ON : RECORDER_DEVICE_LOST;
}

enum recorder_end recorder_tick(struct recorder *recorder)
{
    enum recorder_end end = RECORDER_GOES_ON;
    notice_sleep(recorder);
    recorder->state.clock_s = watch_clock_s(&recorder->watch);
    if (recorder->capture)
        end = listen(recorder);
    double limit = recorder->options.limit_s;
    if (end == RECORDER_GOES_ON && limit > 0 && recorder->state.clock_s >= limit)
        end = RECORDER_LIMIT;
    if (watch_passed_s(&recorder->watch) - recorder->written_at_s >= STATE_EVERY_S)
        recorder_save_state(recorder);
    return end;
}

void recorder_look(struct recorder *recorder, struct recorder_view *ret_view)
{
    const struct capture_snapshot *heard = &recorder->heard;
    *ret_view = (struct recorder_view){
        .state = &recorder->state,
        .live = heard->live,
        .room_s = heard->room_s,
        .idle_s = recorder->capture ? heard->live.clock_s - heard->last_play_s : 0,
    };
}
