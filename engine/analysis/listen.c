// SPDX-License-Identifier: GPL-3.0-or-later
// The gate before the melody. A hop is passed on once the opinion is known for a while after it,
// so that the attack before the model is sure is heard too.
#include "analysis/listen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/melody.h"
#include "analysis/tempo.h"
#include "analysis/tuning.h"
#include "base/fail.h"

#define WAITING       64 // hops kept, a power of two
#define AHEAD_STEPS   10 // a hop is worth hearing if playing seems to follow within 0.4 s
#define BEHIND_STEPS  10 // or came before within 0.4 s
#define WORTH_HEARING 0.15f
#define BORDER_S      0.1 // an onset this far outside a play span belongs to it
#define OPINIONS      32  // steps remembered, a power of two

_Static_assert(2 * (MODEL_LIVE_DELAY + AHEAD_STEPS + 4) < WAITING, "hops wait for opinions");
_Static_assert(AHEAD_STEPS + BEHIND_STEPS + MODEL_LIVE_DELAY < OPINIONS, "opinions are kept");

struct listen {
    struct melody *melody;
    size_t hop;
    float *waiting;      // [WAITING][hop]
    long long n_hops;    // taken
    long long n_passed;  // given to the melody
    long long last_step; // the newest step with an opinion, -1 at first
    float play[OPINIONS];
};

enum practice_status listen_new(double rate_hz, size_t hop, struct listen **ret_listen,
                                struct practice_error *err)
{
    struct listen *listen = calloc(1, sizeof *listen);
    if (!listen)
        return base_no_memory(err);
    listen->hop = hop;
    listen->last_step = -1;
    listen->waiting = calloc(WAITING * hop, sizeof *listen->waiting);
    enum practice_status status =
        listen->waiting ? melody_new(rate_hz, hop, &listen->melody, err) : base_no_memory(err);
    if (status) {
        listen_free(listen);
        return status;
    }
    *ret_listen = listen;
    return PRACTICE_OK;
}

void listen_free(struct listen *listen)
{
    if (!listen)
        return;
    melody_free(listen->melody);
    free(listen->waiting);
    free(listen);
}

// Before the first opinion and after the last, everything is worth hearing.
static int worth_hearing(const struct listen *listen, long long step)
{
    for (long long s = step - BEHIND_STEPS; s <= step + AHEAD_STEPS; s++) {
        if (s > listen->last_step)
            return 1;
        if (s >= 0 && listen->play[s & (OPINIONS - 1)] >= WORTH_HEARING)
            return 1;
    }
    return 0;
}

static enum practice_status pass_next(struct listen *listen, struct practice_error *err)
{
    long long hop = listen->n_passed++;
    const float *samples = listen->waiting + (size_t)(hop & (WAITING - 1)) * listen->hop;
    return melody_feed(listen->melody, samples, worth_hearing(listen, hop / 2), err);
}

enum practice_status listen_feed(struct listen *listen, const float *samples, long long about,
                                 const struct activity_step *opinion, struct practice_error *err)
{
    size_t slot = (size_t)(listen->n_hops++ & (WAITING - 1));
    memcpy(listen->waiting + slot * listen->hop, samples, listen->hop * sizeof *samples);
    if (about > listen->last_step) {
        listen->last_step = about;
        listen->play[about & (OPINIONS - 1)] = opinion->play;
    }
    while (listen->n_passed / 2 + AHEAD_STEPS <= listen->last_step) {
        enum practice_status status = pass_next(listen, err);
        if (status)
            return status;
    }
    return PRACTICE_OK;
}

double listen_f0_hz(const struct listen *listen)
{
    return melody_f0_hz(listen->melody);
}

static int is_near_play(const struct practice_result *result, size_t s, double time_s)
{
    const struct practice_segment *segment = &result->segments[s];
    return s < result->n_segments && segment->kind == PRACTICE_PLAY &&
           time_s >= segment->start_s - BORDER_S && time_s < segment->end_s + BORDER_S;
}

// Whether time_s lies in a play segment or just outside; *s moves on through the segments with the
// times asked, which ascend.
static int is_played(const struct practice_result *result, double time_s, size_t *s)
{
    while (*s < result->n_segments && result->segments[*s].end_s <= time_s)
        (*s)++;
    return is_near_play(result, *s, time_s) || is_near_play(result, *s + 1, time_s) ||
           (*s > 0 && is_near_play(result, *s - 1, time_s));
}

static void take_onsets(const struct listen *listen, struct practice_result *result)
{
    struct base_list *onsets = melody_onsets(listen->melody);
    size_t s = 0, kept = 0;
    for (size_t i = 0; i < onsets->n_items; i++) {
        double onset_s = *(double *)base_list_at(onsets, i);
        if (is_played(result, onset_s, &s) && onset_s < result->duration_s)
            *(double *)base_list_at(onsets, kept++) = onset_s;
    }
    onsets->n_items = kept;
    result->onsets_s = base_list_take(onsets, &result->n_onsets);
}

static void take_notes(const struct listen *listen, struct practice_result *result)
{
    struct base_list *notes = melody_notes(listen->melody);
    size_t s = 0, kept = 0;
    for (size_t i = 0; i < notes->n_items; i++) {
        struct practice_note note = *(struct practice_note *)base_list_at(notes, i);
        if (!is_played(result, note.start_s, &s) || note.start_s >= result->duration_s)
            continue;
        note.end_s = fmin(note.end_s, result->duration_s);
        *(struct practice_note *)base_list_at(notes, kept++) = note;
    }
    notes->n_items = kept;
    result->notes = base_list_take(notes, &result->n_notes);
}

static void take_pitches(const struct listen *listen, struct practice_result *result)
{
    size_t s = 0;
    for (size_t i = 0; i < result->n_track; i++) {
        struct practice_pitch_point *point = &result->track[i];
        double time_s = (double)point->time_s + result->track_step_s / 2;
        if (is_played(result, time_s, &s))
            point->f0_hz = (float)melody_hz_at(listen->melody, time_s);
    }
}

enum practice_status listen_finish(struct listen *listen, struct practice_result *result,
                                   struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    while (!status && listen->n_passed < listen->n_hops)
        status = pass_next(listen, err);
    if (!status)
        status = melody_end(listen->melody, err);
    if (status)
        return status;
    take_pitches(listen, result);
    status = melody_find(listen->melody, err);
    if (status)
        return status;
    take_onsets(listen, result);
    take_notes(listen, result);
    result->tempo_bpm = tempo_find(result->onsets_s, result->n_onsets, &result->tempo_confidence);
    result->tuning_hz = tuning_find(result->notes, result->n_notes);
    return tuning_intonation(result->notes, result->n_notes, result->tuning_hz, result->intonation,
                             err);
}
