// SPDX-License-Identifier: GPL-3.0-or-later
// Cents go round in a circle of a semitone: a note 49 cents sharp and one 49 cents flat are near.
// Hence the mean direction, not the mean.
#include "analysis/tuning.h"

#include <math.h>
#include <stdlib.h>

#include "base/fail.h"

#define LEAST_NOTES     8
#define LEAST_AGREEMENT 0.25 // length of the mean direction; evenly scattered notes have 0
#define LONGEST_NOTE_S  2.0  // one drone must not outvote a piece

double tuning_find(const struct practice_note *notes, size_t n)
{
    double re = 0, im = 0, total_s = 0;
    for (size_t i = 0; i < n; i++) {
        double weight_s = fmin(LONGEST_NOTE_S, notes[i].end_s - notes[i].start_s);
        double angle = 2 * M_PI * notes[i].cents / 100;
        re += weight_s * cos(angle);
        im += weight_s * sin(angle);
        total_s += weight_s;
    }
    if (n < LEAST_NOTES || hypot(re, im) < LEAST_AGREEMENT * total_s)
        return 0;
    return 440 * exp2(atan2(im, re) / (2 * M_PI) / 12);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// By how many cents the note is off, and of which of the twelve classes it is.
static double deviation_of(const struct practice_note *note, double tuning_cents, int *ret_class)
{
    double exact = note->midi + (note->cents - tuning_cents) / 100, nearest = floor(exact + 0.5);
    *ret_class = ((int)nearest % 12 + 12) % 12;
    return (exact - nearest) * 100;
}

// The value a share of the way through the sorted cents, between two where it falls between.
static double quantile(const double *sorted, size_t n, double share)
{
    double place = share * (double)(n - 1);
    size_t low = (size_t)place, high = low + 1 < n ? low + 1 : low;
    return sorted[low] + (place - (double)low) * (sorted[high] - sorted[low]);
}

static struct practice_intonation summary(const double *sorted, size_t n)
{
    return (struct practice_intonation){
        .median_cents = quantile(sorted, n, 0.5),
        .spread_cents = (quantile(sorted, n, 0.84) - quantile(sorted, n, 0.16)) / 2,
        .n_notes = n,
    };
}

enum practice_status tuning_intonation(const struct practice_note *notes, size_t n,
                                       double tuning_hz,
                                       struct practice_intonation ret_intonation[12],
                                       struct practice_error *err)
{
    double *cents = malloc((n + 1) * sizeof *cents);
    if (!cents)
        return base_no_memory(err);
    double tuning_cents = tuning_hz > 0 ? 1200 * log2(tuning_hz / 440) : 0;
    for (int c = 0; c < 12; c++) { // one class at a time: hours have many notes
        size_t n_notes = 0;
        for (size_t i = 0; tuning_hz > 0 && i < n; i++) {
            int note_class;
            double off_cents = deviation_of(&notes[i], tuning_cents, &note_class);
            if (note_class == c)
                cents[n_notes++] = off_cents;
        }
        qsort(cents, n_notes, sizeof *cents, ascending);
        ret_intonation[c] = (struct practice_intonation){0};
        if (n_notes > 0)
            ret_intonation[c] = summary(cents, n_notes);
    }
    free(cents);
    return PRACTICE_OK;
}
