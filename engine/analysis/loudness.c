// SPDX-License-Identifier: GPL-3.0-or-later
// The gated means of loudness.h. The K-weighting itself is applied to the spectrum (spectrum.c).
#include "analysis/loudness.h"

#include <math.h>
#include <stdlib.h>

#include "base/fail.h"

#define ABSOLUTE_GATE_DB   -70.0
#define RELATIVE_GATE_DB   10.0 // below the mean, for the loudness (EBU R 128)
#define RANGE_GATE_DB      20.0 // below the mean, for the range (EBU Tech 3342)
#define SHORT_TERM_BLOCKS  8    // 3.2 s, the nearest to 3 s
#define LOUDNESS_OFFSET_DB -0.691
#define NOTHING_DB         -120.0

void loudness_init(struct loudness *loudness, double frame_s)
{
    *loudness = (struct loudness){.block_s = frame_s * LOUDNESS_FRAMES};
    base_list_init(&loudness->blocks, sizeof(float));
}

void loudness_release(struct loudness *loudness)
{
    base_list_release(&loudness->blocks);
}

enum practice_status loudness_feed(struct loudness *loudness, float power,
                                   struct practice_error *err)
{
    loudness->sum += power;
    if (++loudness->n_frames < LOUDNESS_FRAMES)
        return PRACTICE_OK;
    float *block = base_list_add(&loudness->blocks);
    if (!block)
        return base_no_memory(err);
    *block = (float)(loudness->sum / LOUDNESS_FRAMES);
    loudness->sum = 0;
    loudness->n_frames = 0;
    return PRACTICE_OK;
}

static double to_db(double power)
{
    return power > 0 ? LOUDNESS_OFFSET_DB + 10 * log10(power) : NOTHING_DB;
}

// Moves the blocks that lie within play segments to the front; returns how many.
static size_t keep_played(float *blocks, size_t n, double block_s,
                          const struct practice_result *result)
{
    size_t kept = 0, s = 0;
    for (size_t i = 0; i < n; i++) {
        double middle_s = ((double)i + 0.5) * block_s;
        while (s < result->n_segments && result->segments[s].end_s <= middle_s)
            s++;
        if (s < result->n_segments && result->segments[s].kind == PRACTICE_PLAY)
            blocks[kept++] = blocks[i];
    }
    return kept;
}

// Mean of the powers whose loudness is above gate_db; 0 when there is none.
static double gated_mean(const float *powers, size_t n, double gate_db)
{
    double sum = 0;
    size_t n_above = 0;
    for (size_t i = 0; i < n; i++) {
        if (to_db(powers[i]) <= gate_db)
            continue;
        sum += powers[i];
        n_above++;
    }
    return n_above ? sum / (double)n_above : 0;
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// 10th to 95th percentile of short-term loudness. Replaces powers by their running means.
static double range_db(float *powers, size_t n)
{
    if (n < SHORT_TERM_BLOCKS)
        return 0;
    size_t n_means = n - SHORT_TERM_BLOCKS + 1, n_above = 0;
    for (size_t i = 0; i < n_means; i++) {
        double sum = 0;
        for (size_t j = 0; j < SHORT_TERM_BLOCKS; j++)
            sum += powers[i + j];
        powers[i] = (float)(sum / SHORT_TERM_BLOCKS);
    }
    double gate_db = to_db(gated_mean(powers, n_means, ABSOLUTE_GATE_DB)) - RANGE_GATE_DB;
    for (size_t i = 0; i < n_means; i++) {
        if (to_db(powers[i]) > fmax(gate_db, ABSOLUTE_GATE_DB))
            powers[n_above++] = powers[i];
    }
    if (n_above == 0)
        return 0;
    qsort(powers, n_above, sizeof *powers, ascending);
    double low = to_db(powers[(size_t)lround(0.10 * (double)(n_above - 1))]);
    return to_db(powers[(size_t)lround(0.95 * (double)(n_above - 1))]) - low;
}

enum practice_status loudness_finish(struct loudness *loudness, struct practice_result *result,
                                     struct practice_error *err)
{
    if (loudness->n_frames > 0 && loudness->blocks.n_items == 0) { // shorter than one block
        float *block = base_list_add(&loudness->blocks);
        if (!block)
            return base_no_memory(err);
        *block = (float)(loudness->sum / loudness->n_frames);
    }
    float *powers = loudness->blocks.items;
    size_t n = keep_played(powers, loudness->blocks.n_items, loudness->block_s, result);
    double gate_db = to_db(gated_mean(powers, n, ABSOLUTE_GATE_DB)) - RELATIVE_GATE_DB;
    double mean = gated_mean(powers, n, fmax(gate_db, ABSOLUTE_GATE_DB));
    result->loudness_db = to_db(mean);
    result->loudness_range_db = mean > 0 ? range_db(powers, n) : 0;
    return PRACTICE_OK;
}
