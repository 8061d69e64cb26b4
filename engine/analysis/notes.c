// SPDX-License-Identifier: GPL-3.0-or-later
// A rise of the spectrum where a piece begins is that note's onset, however faint. Elsewhere it
// must be strong, by itself and among the rises around it, and not be the end of something louder:
// it then divides the piece, or is a beat without pitch.
#include "analysis/notes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/pieces.h"
#include "base/fail.h"

#define NEAR_S           0.06 // a rise this near to a change of pitch is the same event
#define LATE_PITCH_S     0.13 // a rise this long before it can be, when the note before rings on
#define RINGING_DB       0.0
#define STRONG_RISE      0.17f
#define LOW_HZ           52.0
#define LOW_STRONG_RISE  0.3f
#define STRONG_SHARE     0.12f // of the 75th percentile of the strong rises around
#define N_AROUND         16    // rises on either side
#define FADING_DB        -6.0  // a rise after which it is softer is an end, not a beginning
#define LEAST_DISTANCE_S 0.05  // between onsets
#define LEAST_NOTE_S     0.03
#define LEVEL_S          0.05 // the time that notes_frame.level is taken over
#define FRAMES_BEFORE    500  // more than is looked at before the first frame of a piece
#define FORGET_EVERY     4096 // pieces

struct finder {
    const struct notes_input *in;
    struct base_list pieces; // struct piece
    unsigned char *taken;    // [n_rises]: 1 when the rise is an onset
};

// The frame whose pitch window is centred at time_s or just after.
static size_t frame_at(const struct notes_input *in, double time_s)
{
    double k = ceil((time_s - in->pitch_s) / in->hop_s - 1e-6);
    if (k < 0)
        return 0;
    return k < (double)in->n_frames ? (size_t)k : in->n_frames;
}

// By how much the sound is louder 80 to 120 ms after time_s than just before.
static double louder_db(const struct notes_input *in, double time_s)
{
    double k = time_s / in->hop_s;
    if (k < 2 || k >= (double)in->n_frames)
        return 120;             // nothing is known of what was before the recording
    size_t now = (size_t)k - 1; // its 50 ms end at time_s
    int before = in->frames[now].level, after = -12000;
    for (size_t i = now + 4; i <= now + 5 && i < in->n_frames; i++)
        after = in->frames[i].level > after ? in->frames[i].level : after;
    return (after - before) / 100.0;
}

// The rise that begins a piece whose pitch sets in at time_s, later than earliest_s: the strongest
// that is near, or, where the note before still rang, one well before. n_rises when there is none.
static size_t rise_of(const struct finder *f, double time_s, double earliest_s, size_t *from)
{
    const struct notes_input *in = f->in;
    size_t best = in->n_rises;
    float highest = 0;
    while (*from < in->n_rises && in->rises[*from].time_s < time_s - LATE_PITCH_S)
        (*from)++;
    for (size_t i = *from; i < in->n_rises && in->rises[i].time_s <= time_s + NEAR_S; i++) {
        int near = in->rises[i].time_s >= time_s - NEAR_S;
        float strength = in->rises[i].strength * (near ? 2 : 1);
        if (f->taken[i] || in->rises[i].time_s < earliest_s || strength <= highest)
            continue;
        highest = strength;
        best = i;
    }
    return best;
}

// Lets the pieces begin at their rises; drops those that begin while the sound dies away without
// one, which are what rings on.
static void start_pieces(struct finder *f)
{
    size_t from = 0, kept = 0;
    double earliest_s = -1;
    for (size_t i = 0; i < f->pieces.n_items; i++) {
        struct piece piece = *(struct piece *)base_list_at(&f->pieces, i);
        size_t rise = rise_of(f, piece.start_s, earliest_s, &from);
        if (rise < f->in->n_rises) {
            f->taken[rise] = 1;
            piece.start_s = f->in->rises[rise].time_s;
        } else if (louder_db(f->in, piece.start_s) < RINGING_DB) {
            continue;
        }
        earliest_s = piece.start_s + LEAST_DISTANCE_S;
        *(struct piece *)base_list_at(&f->pieces, kept++) = piece;
    }
    f->pieces.n_items = kept;
}

static int by_strength(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// What a rise needs by itself. The partials of the lowest notes beat within the onset window.
static float least_strength(const struct notes_input *in, double time_s)
{
    size_t k = frame_at(in, time_s);
    double hz = k < in->n_frames ? notes_hz(in->frames[k].pitch) : 0;
    return hz > 0 && hz < LOW_HZ ? LOW_STRONG_RISE : STRONG_RISE;
}

// What a rise needs by itself and among those around it.
static float strength_needed(const struct notes_input *in, size_t rise)
{
    float around[2 * N_AROUND + 1], least = least_strength(in, in->rises[rise].time_s);
    size_t n = 0, first = rise > N_AROUND ? rise - N_AROUND : 0;
    for (size_t i = first; i <= rise + N_AROUND && i < in->n_rises; i++)
        if (in->rises[i].strength >= STRONG_RISE)
            around[n++] = in->rises[i].strength;
    qsort(around, n, sizeof *around, by_strength);
    return n ? fmaxf(least, STRONG_SHARE * around[n * 3 / 4]) : least;
}

static void take_rises(struct finder *f)
{
    const struct notes_input *in = f->in;
    for (size_t i = 0; i < in->n_rises; i++) {
        const struct notes_rise *rise = &in->rises[i];
        if (rise->strength >= strength_needed(in, i) && louder_db(in, rise->time_s) >= FADING_DB)
            f->taken[i] = 1;
    }
}

// The level of the loudest 50 ms that lie within the time.
static double loudest_dbfs(const struct notes_input *in, double start_s, double end_s)
{
    int loudest = -12000;
    size_t first = (size_t)fmax(0, ceil((start_s + LEVEL_S) / in->hop_s - 1));
    size_t last = (size_t)fmax(0, floor(end_s / in->hop_s));
    for (size_t k = first < last ? first : last; k <= last && k < in->n_frames; k++)
        loudest = in->frames[k].level > loudest ? in->frames[k].level : loudest;
    return loudest / 100.0;
}

static enum practice_status add_note(const struct notes_input *in, double start_s, double end_s,
                                     struct base_list *notes)
{
    start_s = fmax(0, start_s);
    // Windows about the borders hear both notes.
    double margin_s = fmin(2 * in->hop_s, (end_s - start_s) / 4);
    size_t first = frame_at(in, start_s + margin_s), last = frame_at(in, end_s - margin_s);
    uint16_t pitch = pieces_median(in, first, last > first ? last : first);
    double midi = pitch ? 69 + 12 * log2(notes_hz(pitch) / 440) : -1;
    if (midi < 0 || midi > 127.4 || end_s - start_s < LEAST_NOTE_S)
        return PRACTICE_OK;
    struct practice_note *note = base_list_add(notes);
    if (!note)
        return PRACTICE_NO_MEMORY;
    note->start_s = start_s;
    note->end_s = end_s;
    note->midi = (int)floor(midi + 0.5);
    note->cents = (midi - note->midi) * 100;
    note->level_dbfs = loudest_dbfs(in, start_s, end_s);
    return PRACTICE_OK;
}

// Where the sound ends whose pitch is lost at lost_s: a pitch is heard as long as any of it is in
// the window. The level's 50 ms tell better, by the share of them that still sounded.
static double sound_end(const struct notes_input *in, double lost_s)
{
    size_t lost = lost_s > 0 ? (size_t)(lost_s / in->hop_s) : 0, first = lost > 6 ? lost - 6 : 0;
    int loudest = -12000;
    for (size_t k = first > 3 ? first - 3 : 0; k <= first && k < in->n_frames; k++)
        loudest = in->frames[k].level > loudest ? in->frames[k].level : loudest;
    for (size_t k = first; k <= lost && k < in->n_frames; k++) {
        double share = pow(10, (in->frames[k].level - loudest) / 1000.0);
        if (share < 0.5)
            return (double)(k + 1) * in->hop_s - LEVEL_S * (1 - share);
    }
    return lost_s;
}

// One piece as notes, divided at the rises taken within it.
static enum practice_status divide(const struct finder *f, size_t index, size_t *rise,
                                   struct base_list *notes)
{
    const struct notes_input *in = f->in;
    const struct piece *piece = base_list_at(&f->pieces, index);
    double start_s = piece->start_s, lost_s = pieces_time(in, piece->last + 1);
    double end_s = sound_end(in, lost_s);
    if (end_s - start_s < 0.5 * (lost_s - start_s))
        end_s = lost_s; // a dip within the note
    if (index + 1 < f->pieces.n_items)
        end_s = fmin(end_s, ((struct piece *)base_list_at(&f->pieces, index + 1))->start_s);
    while (*rise < in->n_rises && in->rises[*rise].time_s <= start_s)
        (*rise)++;
    for (; *rise < in->n_rises && in->rises[*rise].time_s < end_s; (*rise)++) {
        double time_s = in->rises[*rise].time_s;
        if (!f->taken[*rise] || time_s - start_s < LEAST_DISTANCE_S ||
            end_s - time_s < LEAST_DISTANCE_S)
            continue;
        if (add_note(in, start_s, time_s, notes) != PRACTICE_OK)
            return PRACTICE_NO_MEMORY;
        start_s = time_s;
    }
    return add_note(in, start_s, fmin(end_s, in->end_s), notes);
}

static enum practice_status add_onset(struct base_list *onsets, double time_s)
{
    size_t n = onsets->n_items;
    if (n && time_s - *(double *)base_list_at(onsets, n - 1) < LEAST_DISTANCE_S)
        return PRACTICE_OK;
    double *onset = base_list_add(onsets);
    if (!onset)
        return PRACTICE_NO_MEMORY;
    *onset = fmax(0, time_s);
    return PRACTICE_OK;
}

// The rises taken and the notes' beginnings, in order.
static enum practice_status list_onsets(const struct finder *f, const struct base_list *notes,
                                        struct base_list *onsets)
{
    const struct notes_input *in = f->in;
    size_t rise = 0, note = 0;
    while (rise < in->n_rises || note < notes->n_items) {
        double rise_s = rise < in->n_rises ? in->rises[rise].time_s : HUGE_VAL;
        double note_s = HUGE_VAL, time_s = rise_s;
        if (note < notes->n_items)
            note_s = ((struct practice_note *)base_list_at(notes, note))->start_s;
        int use = 1;
        if (note_s <= rise_s) {
            time_s = note_s;
            note++;
        } else {
            use = f->taken[rise++];
        }
        if (use && add_onset(onsets, time_s) != PRACTICE_OK)
            return PRACTICE_NO_MEMORY;
    }
    return PRACTICE_OK;
}

// Notes take the memory of what they are made of: that of the frames and pieces before this one.
static void forget_before(struct finder *f, size_t index)
{
    const struct piece *piece = base_list_at(&f->pieces, index);
    if (piece->first > FRAMES_BEFORE)
        base_list_forget(f->in->list, piece->first - FRAMES_BEFORE);
    base_list_forget(&f->pieces, index);
}

static enum practice_status find(struct finder *f, struct base_list *notes,
                                 struct base_list *onsets)
{
    if (pieces_find(f->in, &f->pieces) != PRACTICE_OK)
        return PRACTICE_NO_MEMORY;
    start_pieces(f);
    take_rises(f);
    size_t rise = 0;
    for (size_t i = 0; i < f->pieces.n_items; i++) {
        if (i % FORGET_EVERY == 0)
            forget_before(f, i);
        if (divide(f, i, &rise, notes) != PRACTICE_OK)
            return PRACTICE_NO_MEMORY;
    }
    base_list_release(&f->pieces);
    return list_onsets(f, notes, onsets);
}

enum practice_status notes_find(const struct notes_input *input, struct base_list *ret_notes,
                                struct base_list *ret_onsets, struct practice_error *err)
{
    struct finder f = {.in = input, .taken = calloc(input->n_rises + 1, 1)};
    base_list_init(&f.pieces, sizeof(struct piece));
    enum practice_status status = f.taken ? find(&f, ret_notes, ret_onsets) : PRACTICE_NO_MEMORY;
    base_list_release(&f.pieces);
    free(f.taken);
    return status == PRACTICE_OK ? status : base_no_memory(err);
}
