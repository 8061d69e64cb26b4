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

struct deviation {
    int note_class;
    double cents;
};

static int by_class_then_cents(const void *a, const void *b)
{
    const struct deviation *x = a, *y = b;
    if (x->note_class != y->note_class)
        return x->note_class - y->note_class;
    return (x->cents > y->cents) - (x->cents < y->cents);
}

static struct deviation deviation_of(const struct practice_note *note, double tuning_cents)
{
    double exact = note->midi + (note->cents - tuning_cents) / 100, nearest = floor(exact + 0.5);
    return (struct deviation){((int)nearest % 12 + 12) % 12, (exact - nearest) * 100};
}

// The value a share of the way through the sorted deviations, between two where it falls between.
static double quantile(const struct deviation *sorted, size_t n, double share)
{
    double place = share * (double)(n - 1);
    size_t low = (size_t)place, high = low + 1 < n ? low + 1 : low;
    return sorted[low].cents + (place - (double)low) * (sorted[high].cents - sorted[low].cents);
}

static struct practice_intonation summary(const struct deviation *sorted, size_t n)
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
    struct deviation *deviations = malloc((n + 1) * sizeof *deviations);
    if (!deviations)
        return base_no_memory(err);
    size_t n_used = tuning_hz > 0 ? n : 0;
    double tuning_cents = tuning_hz > 0 ? 1200 * log2(tuning_hz / 440) : 0;
    for (size_t i = 0; i < n_used; i++)
        deviations[i] = deviation_of(&notes[i], tuning_cents);
    qsort(deviations, n_used, sizeof *deviations, by_class_then_cents);
    size_t first = 0;
    for (int c = 0; c < 12; c++) {
        size_t end = first;
        while (end < n_used && deviations[end].note_class == c)
            end++;
        ret_intonation[c] = (struct practice_intonation){0};
        if (end > first)
            ret_intonation[c] = summary(deviations + first, end - first);
        first = end;
    }
    free(deviations);
    return PRACTICE_OK;
}
