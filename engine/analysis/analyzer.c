// SPDX-License-Identifier: GPL-3.0-or-later
// The public analyser: takes blocks apart, passes every frame to those who listen, and puts their
// answers together. Nothing is decided here; the stages are in the files named by the includes.
#include <practice/analyzer.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/activity.h"
#include "analysis/frontend.h"
#include "analysis/listen.h"
#include "analysis/live.h"
#include "analysis/loudness.h"
#include "analysis/segment.h"
#include "analysis/track.h"
#include "base/fail.h"
#include "base/list.h"

#define MIN_RATE_HZ    8000u
#define MAX_RATE_HZ    192000u
#define MAX_CHANNELS   32u
#define MAX_DURATION_S 43200.0
#define MAX_REST_S     60.0
#define MAX_MIN_PLAY_S 60.0
#define MAX_WARNINGS   2
#define CLIPPED_SHARE  1e-5 // of the samples at full scale, from which on it is told

#define BLOCK         1024 // frames taken at a time
#define WAITING_STEPS 1024 // levels kept until a step is judged; a power of two
#define FRAME_LEVELS  (SEGMENT_QUARTERS / 2)

_Static_assert(WAITING_STEPS > ACTIVITY_BLOCK + ACTIVITY_CONTEXT + 2, "levels wait for judgement");
_Static_assert(FRAME_LEVELS == FRONTEND_QUARTERS, "a step is two frames");
_Static_assert(BLOCK <= FRONTEND_BLOCK, "a block goes through the front end whole");

struct practice_analyzer {
    struct practice_analyzer_options options;
    const struct kernels *kernels;
    struct frontend *frontend;
    struct activity *activity;
    struct segmenter segmenter;
    struct loudness loudness;
    struct track track;
    struct live live;
    struct listen *listen; // NULL with play_time_only

    double frame_s;
    unsigned long long n_fed;    // frames of input
    unsigned long long n_frames; // of 20 ms
    unsigned long long n_judged; // steps
    float quarter_db[WAITING_STEPS][SEGMENT_QUARTERS];
    struct downmix_stats stats;
    unsigned long long clipped_at; // n_fed when full scale was last met, 0: never
    float level_power, peak;       // of the newest frame
    int finished;
};

void practice_analyzer_options_init(struct practice_analyzer_options *options)
{
    *options = (struct practice_analyzer_options){
        .rate_hz = 44100, .n_channels = 1, .max_rest_s = 2.0, .min_play_s = 0.4};
}

static enum practice_status check(const struct practice_analyzer_options *options,
                                  struct practice_error *err)
{
    if (options->rate_hz < MIN_RATE_HZ || options->rate_hz > MAX_RATE_HZ)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "sample rate %u Hz is outside %u … %u",
                         options->rate_hz, MIN_RATE_HZ, MAX_RATE_HZ);
    if (options->n_channels < 1 || options->n_channels > MAX_CHANNELS)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "%u channels are outside 1 … %u",
                         options->n_channels, MAX_CHANNELS);
    if (!(options->max_rest_s >= 0 && options->max_rest_s <= MAX_REST_S))
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "the longest rest is outside 0 … %g s",
                         MAX_REST_S);
    if (!(options->min_play_s >= 0 && options->min_play_s <= MAX_MIN_PLAY_S))
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "the shortest play span is outside 0 … %g s",
                         MAX_MIN_PLAY_S);
    return PRACTICE_OK;
}

static enum practice_status open_stages(struct practice_analyzer *a, struct practice_error *err)
{
    enum practice_status status = frontend_new(a->options.rate_hz, a->kernels, &a->frontend, err);
    if (status)
        return status;
    a->frame_s = (double)frontend_hop(a->frontend) / frontend_rate_hz(a->frontend);
    segmenter_init(&a->segmenter, 2 * a->frame_s);
    loudness_init(&a->loudness, a->frame_s);
    track_init(&a->track, a->frame_s);
    live_init(&a->live, 2 * a->frame_s, a->options.max_rest_s);
    if (!a->options.play_time_only) {
        status =
            listen_new(frontend_rate_hz(a->frontend), frontend_hop(a->frontend), &a->listen, err);
        if (status)
            return status;
    }
    return activity_new(&activity_model, a->kernels, &a->activity, err);
}

enum practice_status practice_analyzer_new(const struct practice_analyzer_options *options,
                                           struct practice_analyzer **ret_analyzer,
                                           struct practice_error *err)
{
    enum practice_status status = check(options, err);
    if (status)
        return status;
    struct practice_analyzer *a = calloc(1, sizeof *a);
    if (!a)
        return base_no_memory(err);
    a->options = *options;
    a->kernels = kernels_best();
    status = open_stages(a, err);
    if (status) {
        practice_analyzer_free(a);
        return status;
    }
    *ret_analyzer = a;
    return PRACTICE_OK;
}

void practice_analyzer_free(struct practice_analyzer *a)
{
    if (!a)
        return;
    frontend_free(a->frontend);
    activity_free(a->activity);
    listen_free(a->listen);
    segmenter_release(&a->segmenter);
    loudness_release(&a->loudness);
    track_release(&a->track);
    free(a);
}

static enum practice_status take_judged(struct practice_analyzer *a, struct practice_error *err)
{
    struct segment_step step;
    while (activity_next(a->activity, &step.activity)) {
        const float *waiting = a->quarter_db[a->n_judged++ & (WAITING_STEPS - 1)];
        for (int q = 0; q < SEGMENT_QUARTERS; q++)
            step.quarter_db[q] = waiting[q];
        enum practice_status status = segmenter_feed(&a->segmenter, &step, err);
        if (status)
            return status;
    }
    return PRACTICE_OK;
}

static void keep_levels(struct practice_analyzer *a, const struct frontend_frame *frame)
{
    unsigned long long step = a->n_frames / 2;
    float *waiting = a->quarter_db[step & (WAITING_STEPS - 1)];
    float power[KERNEL_LANES], db[KERNEL_LANES];
    a->level_power = 0;
    for (int q = 0; q < KERNEL_LANES; q++)
        power[q] = 1e-12f + (q < FRAME_LEVELS ? frame->quarter_power[q] : 0);
    a->kernels->log(power, db, KERNEL_LANES);
    for (size_t q = 0; q < FRAME_LEVELS; q++) {
        a->level_power += frame->quarter_power[q] / FRAME_LEVELS;
        float level_db = 4.34294482f * db[q];
        waiting[(a->n_frames % 2) * FRAME_LEVELS + q] = level_db;
        if (a->n_frames % 2 == 0) // an odd last frame has no second half
            waiting[FRAME_LEVELS + q] = -120.0f;
    }
    a->peak = frame->peak;
}

static enum practice_status take_frame(struct practice_analyzer *a,
                                       const struct frontend_frame *frame,
                                       struct practice_error *err)
{
    keep_levels(a, frame);
    a->n_frames++;
    enum practice_status status = loudness_feed(&a->loudness, frame->loudness_power, err);
    if (!status)
        status = track_feed(&a->track, a->level_power, err);
    if (status)
        return status;
    activity_feed(a->activity, frame->bands);
    struct activity_step opinion;
    long long about = activity_live(a->activity, &opinion);
    if (about >= 0)
        live_feed(&a->live, about, &opinion);
    if (a->listen) {
        status = listen_feed(a->listen, frame->hop_samples, about, &opinion, err);
        if (status)
            return status;
    }
    return take_judged(a, err);
}

static enum practice_status take_frames(struct practice_analyzer *a, struct practice_error *err)
{
    struct frontend_frame frame;
    while (frontend_next(a->frontend, &frame)) {
        enum practice_status status = take_frame(a, &frame, err);
        if (status)
            return status;
    }
    return PRACTICE_OK;
}

enum practice_status practice_analyzer_feed(struct practice_analyzer *a, const float *samples,
                                            size_t n_frames, struct practice_error *err)
{
    if (a->finished)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "the analysis is already finished");
    if ((double)(a->n_fed + n_frames) > MAX_DURATION_S * a->options.rate_hz)
        return base_fail(err, PRACTICE_OVER_LIMIT, "longer than %g hours", MAX_DURATION_S / 3600);
    while (n_frames > 0) {
        size_t n = n_frames < BLOCK ? n_frames : BLOCK;
        float mono[BLOCK];
        unsigned long long n_full_scale = a->stats.n_full_scale;
        a->kernels->downmix(samples, n, a->options.n_channels, mono, &a->stats);
        frontend_feed(a->frontend, mono, n);
        a->n_fed += n;
        if (a->stats.n_full_scale != n_full_scale)
            a->clipped_at = a->n_fed;
        enum practice_status status = take_frames(a, err);
        if (status)
            return status;
        samples += n * a->options.n_channels;
        n_frames -= n;
    }
    return PRACTICE_OK;
}

static double to_dbfs(double amplitude)
{
    return amplitude > 1e-6 ? 20 * log10(amplitude) : -120;
}

void practice_analyzer_live(const struct practice_analyzer *a, struct practice_live *ret_live)
{
    *ret_live = (struct practice_live){
        .clock_s = (double)a->n_fed / a->options.rate_hz,
        .play_time_s = a->live.play_time_s,
        .kind = a->live.kind,
        .level_dbfs = to_dbfs(sqrt(a->level_power)),
        .peak_dbfs = to_dbfs(a->peak),
        .f0_hz = a->listen && a->live.kind == PRACTICE_PLAY ? listen_f0_hz(a->listen) : 0,
        .clipped = a->clipped_at > 0 && a->n_fed - a->clipped_at < a->options.rate_hz,
    };
}

static char *new_warning(struct practice_result *result)
{
    return result->warnings[result->n_warnings++];
}

static enum practice_status add_warnings(const struct practice_analyzer *a,
                                         struct practice_result *result, struct practice_error *err)
{
    result->warnings = calloc(MAX_WARNINGS, sizeof *result->warnings);
    if (!result->warnings)
        return base_no_memory(err);
    size_t size = sizeof result->warnings[0];
    if (a->stats.n_replaced > 0)
        (void)snprintf(new_warning(result), size,
                       "%llu samples were not numbers or beyond +24 dBFS", a->stats.n_replaced);
    double n_samples = (double)a->n_fed * a->options.n_channels;
    if ((double)a->stats.n_full_scale > CLIPPED_SHARE * n_samples)
        (void)snprintf(new_warning(result), size, "clipped: %llu samples reach full scale",
                       a->stats.n_full_scale);
    return PRACTICE_OK;
}

// Nothing is heard any more, and what follows needs room for its lists.
static void close_front(struct practice_analyzer *a)
{
    frontend_free(a->frontend);
    activity_free(a->activity);
    a->frontend = NULL;
    a->activity = NULL;
}

static enum practice_status gather(struct practice_analyzer *a, struct practice_result *result,
                                   struct practice_error *err)
{
    struct segment_options options = {.max_rest_s = a->options.max_rest_s,
                                      .min_play_s = a->options.min_play_s,
                                      .duration_s = result->duration_s};
    enum practice_status status = take_frames(a, err);
    if (!status) {
        activity_end(a->activity);
        status = take_judged(a, err);
    }
    close_front(a);
    if (!status)
        status = segmenter_finish(&a->segmenter, &options, result, err);
    if (!status)
        status = loudness_finish(&a->loudness, result, err);
    if (!status)
        status = track_finish(&a->track, result, err);
    if (!status && a->listen)
        status = listen_finish(a->listen, result, err);
    if (!status)
        status = add_warnings(a, result, err);
    return status;
}

enum practice_status practice_analyzer_finish(struct practice_analyzer *a,
                                              struct practice_result **ret_result,
                                              struct practice_error *err)
{
    if (a->finished)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "the analysis is already finished");
    a->finished = 1;
    struct practice_result *result = calloc(1, sizeof *result);
    if (!result)
        return base_no_memory(err);
    result->engine = "practice " PRACTICE_VERSION;
    result->model = activity_model.name;
    result->duration_s = (double)a->n_fed / a->options.rate_hz;
    frontend_end(a->frontend);
    enum practice_status status = gather(a, result, err);
    if (status) {
        practice_result_free(result);
        return status;
    }
    *ret_result = result;
    return PRACTICE_OK;
}
