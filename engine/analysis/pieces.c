// SPDX-License-Identifier: GPL-3.0-or-later
// Following the pitch from frame to frame. Where one note passes into the next, a window hears both
// and may find their common period, or anything: such short pieces are given to the note they
// introduce unless a rise of the spectrum says that they are notes.
#include "analysis/pieces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNITS_PER_OCTAVE 6000.0
#define CENTS_PER_UNIT   0.2
#define LOWEST_OCTAVE    4.0 // 16 Hz

#define CHANGE_CENTS     70.0 // away from the note so far: another note
#define CHANGE_FRAMES    3    // for this long
#define REFERENCE_FRAMES 7    // the note so far: the median of its last frames
#define LONGEST_GAP      5    // frames without pitch that do not end a note of the same pitch
#define SHORT_FRAMES     5    // of a piece that may be a passage between notes
#define MIXED_FRAMES     9    // of one at the common period of two notes
#define TOUCH_FRAMES     3    // from the last of a piece to the first of the next
#define LEAST_FRAMES     3    // of a note
#define CLOSE_CENTS      40.0 // half of a note's frames are this near its median
#define OWN_RISE_S       0.05
#define MAX_MEDIAN       256

uint16_t notes_pitch(float octaves)
{
    double units = octaves > 0 ? ((double)octaves - LOWEST_OCTAVE) * UNITS_PER_OCTAVE + 1 : 0;
    return (uint16_t)(units < 0 ? 0 : units > 65535 ? 65535 : units + 0.5);
}

double notes_hz(uint16_t pitch)
{
    return pitch ? exp2((pitch - 1) / UNITS_PER_OCTAVE + LOWEST_OCTAVE) : 0;
}

static double cents_between(uint16_t a, uint16_t b)
{
    return ((double)a - (double)b) * CENTS_PER_UNIT;
}

static int ascending(const void *a, const void *b)
{
    return *(const uint16_t *)a - *(const uint16_t *)b;
}

// The median pitch of the frames first … last that have one, of at most MAX_MEDIAN spread over
// them; 0 when none has.
uint16_t pieces_median(const struct notes_input *in, size_t first, size_t last)
{
    uint16_t values[MAX_MEDIAN];
    size_t n = 0, step = (last - first) / MAX_MEDIAN + 1;
    for (size_t k = first; k <= last && k < in->n_frames; k += step)
        if (in->frames[k].pitch)
            values[n++] = in->frames[k].pitch;
    qsort(values, n, sizeof *values, ascending);
    return n ? values[n / 2] : 0;
}

double pieces_time(const struct notes_input *in, size_t frame)
{
    return in->pitch_s + in->hop_s * (double)frame;
}

// Whether the frames from k on leave the pitch of the piece before them.
static int changes_at(const struct notes_input *in, const struct piece *piece, size_t k)
{
    size_t from = k > piece->first + REFERENCE_FRAMES ? k - REFERENCE_FRAMES : piece->first;
    uint16_t reference = pieces_median(in, from, k - 1);
    int up = 0, down = 0;
    for (size_t i = k; i < k + CHANGE_FRAMES && i < in->n_frames; i++) {
        double away = in->frames[i].pitch ? cents_between(in->frames[i].pitch, reference) : 0;
        up += away > CHANGE_CENTS;
        down += away < -CHANGE_CENTS;
    }
    return up == CHANGE_FRAMES || down == CHANGE_FRAMES;
}

static int continues(const struct notes_input *in, const struct piece *piece, size_t k)
{
    if (k > piece->last + LONGEST_GAP + 1)
        return 0;
    return !changes_at(in, piece, k);
}

static enum practice_status follow(const struct notes_input *in, struct base_list *pieces)
{
    struct piece *piece = NULL;
    for (size_t k = 0; k < in->n_frames; k++) {
        if (!in->frames[k].pitch)
            continue;
        if (!piece || !continues(in, piece, k)) {
            piece = base_list_add(pieces);
            if (!piece)
                return PRACTICE_NO_MEMORY;
            *piece = (struct piece){(uint32_t)k, (uint32_t)k, pieces_time(in, k)};
        }
        piece->last = (uint32_t)k;
    }
    return PRACTICE_OK;
}

static int has_rise(const struct notes_input *in, double time_s)
{
    size_t low = 0, high = in->n_rises;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (in->rises[middle].time_s < time_s - OWN_RISE_S)
            low = middle + 1;
        else
            high = middle;
    }
    return low < in->n_rises && in->rises[low].time_s <= time_s + OWN_RISE_S;
}

// How many times higher b is than a, where that is a whole number from 2 up, or 0.
static int multiple(const struct notes_input *in, const struct piece *a, const struct piece *b)
{
    double ratio = notes_hz(pieces_median(in, b->first, b->last)) /
                   notes_hz(pieces_median(in, a->first, a->last));
    double whole = floor(ratio + 0.5);
    return whole >= 2 && fabs(ratio / whole - 1) < 0.02 ? (int)whole : 0;
}

// Whether piece, short as it is, leads into next rather than being a note itself.
static int is_passage(const struct notes_input *in, const struct piece *piece,
                      const struct piece *next)
{
    size_t n = piece->last - piece->first + 1;
    if (n > MIXED_FRAMES)
        return 0;
    if (multiple(in, piece, next))
        return 1;
    return n <= SHORT_FRAMES && (!has_rise(in, piece->start_s) || !has_rise(in, next->start_s));
}

// Whether next is the same note heard at another harmonic: nothing began there.
static int is_slip(const struct notes_input *in, const struct piece *piece,
                   const struct piece *next)
{
    return !has_rise(in, next->start_s) && (multiple(in, piece, next) || multiple(in, next, piece));
}

// Turns pieces that are one note into one, from the last back, so that each sees its whole
// successor.
static void join(const struct notes_input *in, struct base_list *pieces)
{
    size_t first_kept = pieces->n_items;
    for (size_t i = pieces->n_items; i-- > 0;) {
        struct piece piece = *(struct piece *)base_list_at(pieces, i);
        struct piece *next = first_kept < pieces->n_items ? base_list_at(pieces, first_kept) : NULL;
        int touch = next && next->first <= piece.last + TOUCH_FRAMES;
        if (touch && is_slip(in, &piece, next)) {
            next->first = piece.first;
            next->start_s = piece.start_s;
        } else if (touch && is_passage(in, &piece, next)) {
            if (has_rise(in, piece.start_s) && !has_rise(in, next->start_s))
                next->start_s = piece.start_s;
        } else {
            *(struct piece *)base_list_at(pieces, --first_kept) = piece;
        }
    }
    pieces->n_items -= first_kept;
    if (first_kept)
        memmove(pieces->items, base_list_at(pieces, first_kept),
                pieces->n_items * sizeof(struct piece));
}

// Whether half of the frames lie close to the median: a slip of an octave does not matter.
static int is_steady(const struct notes_input *in, const struct piece *piece)
{
    uint16_t median = pieces_median(in, piece->first, piece->last);
    size_t n = 0, n_close = 0;
    for (size_t k = piece->first; k <= piece->last; k++)
        if (in->frames[k].pitch) {
            n_close += fabs(cents_between(in->frames[k].pitch, median)) <= CLOSE_CENTS;
            n++;
        }
    return n >= LEAST_FRAMES && 2 * n_close >= n;
}

enum practice_status pieces_find(const struct notes_input *in, struct base_list *ret_pieces)
{
    if (follow(in, ret_pieces) != PRACTICE_OK)
        return PRACTICE_NO_MEMORY;
    join(in, ret_pieces);
    size_t kept = 0;
    for (size_t i = 0; i < ret_pieces->n_items; i++) {
        struct piece piece = *(struct piece *)base_list_at(ret_pieces, i);
        if (is_steady(in, &piece))
            *(struct piece *)base_list_at(ret_pieces, kept++) = piece;
    }
    ret_pieces->n_items = kept;
    return PRACTICE_OK;
}
