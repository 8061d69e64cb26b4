// SPDX-License-Identifier: GPL-3.0-or-later
// The thread looks into the ring 25 times a second instead of being woken, since waking would be
// a system call on the sound system's thread. The ring holds seconds, so a disk that stalls is
// caught up with.
#include "recorder/capture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "recorder/tape.h"

#define LOOK_NS      40000000L
#define BLOCK_FRAMES 4096
#define FULL_SCALE   8388608.0f // 2^23

struct capture {
    struct ring *ring;
    struct tape tape;
    struct practice_analyzer *analyzer;
    uint64_t reserve_bytes;
    pthread_t thread;
    atomic_int is_ending;
    pthread_mutex_t lock;
    struct capture_snapshot snapshot; // guarded by lock
    enum capture_trouble trouble;     // the thread's own
    struct practice_error error;
    double last_play_s;
    int32_t block[BLOCK_FRAMES * TAPE_MAX_CHANNELS];
    float floats[BLOCK_FRAMES * TAPE_MAX_CHANNELS];
};

static void stop_at(struct capture *capture, enum practice_status status)
{
    if (status == PRACTICE_NO_MEMORY)
        capture->trouble = CAPTURE_NO_MEMORY;
    else if (status == PRACTICE_OVER_LIMIT)
        capture->trouble = CAPTURE_TOO_LONG;
    else
        capture->trouble = CAPTURE_DISK_FULL;
}

static void check_room(struct capture *capture)
{
    if (tape_room_bytes(&capture->tape) >= capture->reserve_bytes)
        return;
    capture->trouble = CAPTURE_DISK_FULL;
    (void)fail_with(&capture->error, PRACTICE_UNREADABLE, "make room on the disk",
                    "the disk is nearly full; the last %llu MB are left free",
                    (unsigned long long)(capture->reserve_bytes / 1000000));
}

// After each block, since after a stall many come at once.
static void note_playing(struct capture *capture)
{
    struct practice_live live;
    practice_analyzer_live(capture->analyzer, &live);
    if (live.kind == PRACTICE_PLAY)
        capture->last_play_s = live.clock_s;
}

// The analyser hears exactly what the file holds: 24-bit steps, and of a failed write the frames
// that arrived.
static void take_block(struct capture *capture, size_t n_samples)
{
    size_t n_channels = capture->tape.n_channels, n_frames = 0;
    enum practice_status status = tape_append(&capture->tape, capture->block,
                                              n_samples / n_channels, &n_frames, &capture->error);
    for (size_t i = 0; i < n_frames * n_channels; i++)
        capture->floats[i] = (float)(capture->block[i] >> 8) / FULL_SCALE;
    if (status != PRACTICE_OK)
        stop_at(capture, status);
    status = practice_analyzer_feed(capture->analyzer, capture->floats, n_frames, &capture->error);
    if (status != PRACTICE_OK)
        stop_at(capture, status);
    note_playing(capture);
    if (capture->trouble == CAPTURE_FINE)
        check_room(capture);
}

static void tell(struct capture *capture)
{
    struct practice_live live;
    uint64_t room = tape_room_bytes(&capture->tape);
    practice_analyzer_live(capture->analyzer, &live);
    uint64_t free_bytes = room > capture->reserve_bytes ? room - capture->reserve_bytes : 0;
    double rate =
        (double)capture->tape.rate_hz * capture->tape.n_channels * (double)TAPE_SAMPLE_BYTES;
    (void)pthread_mutex_lock(&capture->lock);
    capture->snapshot = (struct capture_snapshot){
        .live = live,
        .n_frames = capture->tape.n_frames,
        .last_play_s = capture->last_play_s,
        .room_s = (double)free_bytes / rate,
        .trouble = capture->trouble,
        .error = capture->error,
    };
    (void)pthread_mutex_unlock(&capture->lock);
}

// Empties the ring; in trouble into nothing, so that its counters stay meaningful.
static void drain(struct capture *capture)
{
    const size_t most = (size_t)BLOCK_FRAMES * capture->tape.n_channels;
    for (;;) {
        size_t n = ring_take(capture->ring, capture->block, most);
        if (n == 0)
            return;
        if (capture->trouble == CAPTURE_FINE)
            take_block(capture, n);
    }
}

static void *run(void *context)
{
    struct capture *capture = context;
    const struct timespec pause = {.tv_nsec = LOOK_NS};
    for (;;) {
        int is_last = atomic_load(&capture->is_ending); // before draining: nothing comes after it
        drain(capture);
        tell(capture);
        if (is_last)
            return NULL;
        (void)nanosleep(&pause, NULL);
    }
}

static enum practice_status check_room_ahead(struct capture *capture, struct practice_error *err)
{
    uint64_t minute = 60ull * capture->tape.rate_hz * capture->tape.n_channels * TAPE_SAMPLE_BYTES;
    if (tape_room_bytes(&capture->tape) >= capture->reserve_bytes + minute)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_UNREADABLE, "make room, or count the time alone: --no-audio",
                     "the disk is too full to record: %llu MB must stay free",
                     (unsigned long long)(capture->reserve_bytes / 1000000));
}

static enum practice_status prepare(const struct capture_options *options, struct capture *capture,
                                    struct practice_error *err)
{
    struct practice_analyzer_options analysis;
    practice_analyzer_options_init(&analysis);
    analysis.rate_hz = options->rate_hz;
    analysis.n_channels = options->n_channels;
    enum practice_status status = practice_analyzer_new(&analysis, &capture->analyzer, err);
    if (status == PRACTICE_OK)
        status = tape_create(options->folder, options->name, options->rate_hz, options->n_channels,
                             &capture->tape, err);
    if (status == PRACTICE_OK)
        status = check_room_ahead(capture, err);
    return status;
}

static void release(struct capture *capture)
{
    tape_close(&capture->tape);
    practice_analyzer_free(capture->analyzer);
    (void)pthread_mutex_destroy(&capture->lock);
    free(capture);
}

enum practice_status capture_start(const struct capture_options *options, struct ring *ring,
                                   struct capture **ret_capture, struct practice_error *err)
{
    struct capture *capture = calloc(1, sizeof *capture);
    if (!capture)
        return fail_no_memory(err);
    capture->ring = ring;
    capture->tape.fd = -1;
    capture->reserve_bytes = options->reserve_bytes;
    (void)pthread_mutex_init(&capture->lock, NULL); // cannot fail on Linux
    enum practice_status status = prepare(options, capture, err);
    if (status == PRACTICE_OK && pthread_create(&capture->thread, NULL, run, capture) != 0)
        status = fail_with(err, PRACTICE_NO_MEMORY, NULL, "cannot start a thread");
    if (status != PRACTICE_OK) {
        if (capture->tape.fd >= 0)
            (void)unlinkat(options->folder, options->name, 0);
        release(capture);
        return status;
    }
    *ret_capture = capture;
    return PRACTICE_OK;
}

void capture_look(struct capture *capture, struct capture_snapshot *ret_snapshot)
{
    (void)pthread_mutex_lock(&capture->lock);
    *ret_snapshot = capture->snapshot;
    (void)pthread_mutex_unlock(&capture->lock);
}

static void end_thread(struct capture *capture)
{
    atomic_store(&capture->is_ending, 1);
    (void)pthread_join(capture->thread, NULL);
}

enum practice_status capture_finish(struct capture *capture, struct practice_result **ret_result,
                                    struct practice_error *err)
{
    end_thread(capture);
    enum practice_status status = practice_analyzer_finish(capture->analyzer, ret_result, err);
    release(capture);
    return status;
}

void capture_abandon(struct capture *capture)
{
    if (!capture)
        return;
    end_thread(capture);
    release(capture);
}
