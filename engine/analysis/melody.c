// SPDX-License-Identifier: GPL-3.0-or-later
// Leads the samples past the pitch (every 20 ms) and the onset detector (every 10 ms), undoes their
// delays, and keeps four bytes a hop from which notes.h makes the notes at the end.
#include "analysis/melody.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/notes.h"
#include "analysis/onset.h"
#include "analysis/pitch.h"
#include "analysis/pitch_path.h"
#include "base/fail.h"

#define LEAST_WINDOW_S 0.08  // three periods of the lowest notes of a double bass
#define N_PARTS        5     // levels are taken over 50 ms in steps of 10
#define RISE_LEAD_S    0.019 // an attack is noticed when this much of it lies in the window

struct melody {
    double rate_hz;
    size_t hop, n_pitch_window, n_onset_window;
    const struct kernels *kernels;
    struct pitch *pitch;
    struct onset *onset;
    struct pitch_path path;
    float *history; // [n_history]; the newest samples end at n_filled
    size_t n_history, n_filled;
    int active;
    double end_s;              // of the stream
    float part_power[N_PARTS]; // sums of squares of the last five half hops, newest first
    struct base_list frames;   // struct notes_frame, one a hop
    struct base_list rises;    // struct notes_rise
    struct base_list onsets;   // double
    struct base_list notes;    // struct practice_note
};

enum practice_status melody_new(double rate_hz, size_t hop, struct melody **ret,
                                struct practice_error *err)
{
    struct melody *m = calloc(1, sizeof *m);
    if (!m)
        return base_no_memory(err);
    m->rate_hz = rate_hz;
    m->hop = hop;
    m->kernels = kernels_best();
    for (m->n_pitch_window = 512; (double)m->n_pitch_window < LEAST_WINDOW_S * rate_hz;)
        m->n_pitch_window *= 2;
    m->n_onset_window = m->n_pitch_window / 2;
    base_list_init(&m->frames, sizeof(struct notes_frame));
    base_list_init(&m->rises, sizeof(struct notes_rise));
    base_list_init(&m->onsets, sizeof(double));
    base_list_init(&m->notes, sizeof(struct practice_note));
    m->n_filled = m->n_pitch_window; // silence before the first sample
    m->n_history = 4 * m->n_pitch_window + hop;
    m->history = calloc(m->n_history, sizeof *m->history);
    enum practice_status status = m->history ? PRACTICE_OK : base_no_memory(err);
    if (status == PRACTICE_OK)
        status = pitch_new(rate_hz, m->n_pitch_window, m->kernels, &m->pitch, err);
    if (status == PRACTICE_OK)
        status = onset_new(rate_hz, m->n_onset_window, m->kernels, &m->onset, err);
    if (status == PRACTICE_OK)
        *ret = m;
    else
        melody_free(m);
    return status;
}

void melody_free(struct melody *m)
{
    if (!m)
        return;
    pitch_free(m->pitch);
    onset_free(m->onset);
    base_list_release(&m->frames);
    base_list_release(&m->rises);
    base_list_release(&m->onsets);
    base_list_release(&m->notes);
    free(m->history);
    free(m);
}

static struct notes_frame *frame_at(const struct melody *m, size_t index)
{
    return base_list_at(&m->frames, index);
}

static void remember(struct melody *m, const float *samples)
{
    if (m->n_filled + m->hop > m->n_history) {
        memmove(m->history, m->history + m->n_filled - m->n_pitch_window,
                m->n_pitch_window * sizeof *m->history);
        m->n_filled = m->n_pitch_window;
    }
    memcpy(m->history + m->n_filled, samples, m->hop * sizeof *samples);
    m->n_filled += m->hop;
}

// The power of the half hop of n samples, and the level of the 50 ms that it ends.
static double level_dbfs(struct melody *m, const float *half, size_t n)
{
    float sum, square, total = 0;
    m->kernels->moments(half, n, &sum, &square);
    memmove(m->part_power + 1, m->part_power, (N_PARTS - 1) * sizeof *m->part_power);
    m->part_power[0] = square;
    for (int i = 0; i < N_PARTS; i++)
        total += m->part_power[i];
    return 10 * log10((double)total / (2.5 * (double)m->hop) + 1e-12);
}

// One onset frame, whose window ends `later` samples before the newest.
static enum practice_status listen_for_rise(struct melody *m, size_t later,
                                            struct practice_error *err)
{
    float frames_ago = 0;
    float strength =
        onset_do(m->onset, m->history + m->n_filled - later - m->n_onset_window, &frames_ago);
    if (strength <= 0)
        return PRACTICE_OK;
    struct notes_rise *rise = base_list_add(&m->rises);
    if (!rise)
        return base_no_memory(err);
    double end_s = ((double)(m->frames.n_items * m->hop) - (double)later) / m->rate_hz;
    rise->strength = strength;
    rise->time_s = end_s - (double)frames_ago * 0.5 * (double)m->hop / m->rate_hz - RISE_LEAD_S;
    return PRACTICE_OK;
}

// Writes the pitches still under way to their frames, the last of which is `end` - 1.
static void settle(struct melody *m, size_t end)
{
    float octaves[PITCH_PATH_DELAY];
    size_t n = pitch_path_trace(&m->path, octaves);
    for (size_t i = 0; i < n; i++)
        frame_at(m, end - n + i)->pitch = notes_pitch(octaves[i]);
    pitch_path_clear(&m->path);
}

static enum practice_status follow(struct melody *m, struct practice_error *err)
{
    size_t half = m->hop / 2, n_frames = m->frames.n_items;
    const float *newest = m->history + m->n_filled;
    double first = level_dbfs(m, newest - m->hop, half);
    double second = level_dbfs(m, newest - (m->hop - half), m->hop - half);
    frame_at(m, n_frames - 1)->level = (int16_t)lrint(100 * fmax(first, second));

    struct pitch_candidate candidates[PITCH_CANDIDATES];
    size_t n = pitch_do(m->pitch, newest - m->n_pitch_window, candidates);
    float octaves;
    if (pitch_path_add(&m->path, candidates, n, &octaves))
        frame_at(m, n_frames - 1 - PITCH_PATH_DELAY)->pitch = notes_pitch(octaves);

    // Before sample 0 there was no silence, so nothing can be said to rise from it.
    if (n_frames * m->hop < m->n_onset_window + m->hop)
        return PRACTICE_OK;
    enum practice_status status = listen_for_rise(m, m->hop - half, err);
    return status == PRACTICE_OK ? listen_for_rise(m, 0, err) : status;
}

enum practice_status melody_feed(struct melody *m, const float *samples, int active,
                                 struct practice_error *err)
{
    struct notes_frame *frame = base_list_add(&m->frames);
    if (!frame)
        return base_no_memory(err);
    frame->level = -12000;
    remember(m, samples);
    if (!active && m->active)
        settle(m, m->frames.n_items - 1);
    if (active && !m->active) {
        onset_clear(m->onset);
        memset(m->part_power, 0, sizeof m->part_power);
    }
    m->active = active;
    return active ? follow(m, err) : PRACTICE_OK;
}

double melody_f0_hz(const struct melody *m)
{
    float octaves = m->active ? pitch_path_newest(&m->path) : 0;
    return octaves > 0 ? exp2((double)octaves) : 0;
}

static double pitch_delay_s(const struct melody *m)
{
    return ((double)m->hop - (double)m->n_pitch_window / 2) / m->rate_hz;
}

enum practice_status melody_end(struct melody *m, struct practice_error *err)
{
    static const float silence[1024]; // a hop at 32 kHz is 640
    m->end_s = (double)(m->frames.n_items * m->hop) / m->rate_hz;
    for (size_t n = 0; m->active && n < m->n_pitch_window / 2; n += m->hop) {
        enum practice_status status = melody_feed(m, silence, 1, err);
        if (status != PRACTICE_OK)
            return status;
    }
    settle(m, m->frames.n_items);
    m->active = 0;
    return PRACTICE_OK;
}

double melody_hz_at(const struct melody *m, double time_s)
{
    double k = (time_s - pitch_delay_s(m)) * m->rate_hz / (double)m->hop + 0.5;
    if (!(k >= 0) || k >= (double)m->frames.n_items)
        return 0;
    return notes_hz(frame_at(m, (size_t)k)->pitch);
}

enum practice_status melody_find(struct melody *m, struct practice_error *err)
{
    struct notes_input input = {
        .list = &m->frames,
        .frames = m->frames.items,
        .n_frames = m->frames.n_items,
        .hop_s = (double)m->hop / m->rate_hz,
        .pitch_s = pitch_delay_s(m),
        .end_s = m->end_s,
        .rises = m->rises.items,
        .n_rises = m->rises.n_items,
    };
    enum practice_status status = notes_find(&input, &m->notes, &m->onsets, err);
    base_list_release(&m->frames);
    base_list_release(&m->rises);
    return status;
}

struct base_list *melody_onsets(struct melody *m)
{
    return &m->onsets;
}

struct base_list *melody_notes(struct melody *m)
{
    return &m->notes;
}
