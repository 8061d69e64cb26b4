// SPDX-License-Identifier: GPL-3.0-or-later
// The flux of a logarithmic spectrum against the widest of the neighbouring bands two frames ago
// (SuperFlux, Böck and Widmer, 2013), so that a vibrato's wandering partials do not count as new.
// The logarithm's floor follows the loudest band, so that the answer does not depend on the gain.
#include "analysis/onset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/plan.h"
#include "base/fail.h"

#define LOWEST_HZ        32.0
#define HIGHEST_HZ       9500.0
#define BANDS_PER_OCTAVE 24.0
#define MAX_BANDS        256     // a multiple of KERNEL_LANES
#define LAG              2       // frames between the spectra compared
#define FLOOR_SHARE      1e-6f   // of the loudest band's power: -60 dB
#define LOUDEST_DECAY    0.9977f // per frame of 10 ms: halved in 3 s
#define ONSET_DELAY      4       // frames from a peak of the flux to its report
#define N_HISTORY        16
#define N_MEAN           10 // frames before a rise that it must stand out from
#define LEAST_STRENGTH   0.05f

struct band {
    size_t first_bin, n_bins, weight; // n_bins a multiple of KERNEL_LANES
};

struct onset {
    const struct kernels *kernels;
    size_t n_window, n_bins, n_bands, n_padded;
    float *window, *samples, *power, *weights;
    fftwf_complex *bins;
    fftwf_plan plan;
    float loudest;
    size_t n_frames;                  // since the last clear, at most N_HISTORY
    float levels[LAG + 1][MAX_BANDS]; // ln of the bands' power, newest first
    float flux[N_HISTORY];            // newest first
    struct band bands[MAX_BANDS];
};

static int allocate(struct onset *o)
{
    size_t n_bins = o->n_bins + 2 * KERNEL_LANES;
    o->window = fftwf_malloc(o->n_window * sizeof *o->window);
    o->samples = fftwf_malloc(o->n_window * sizeof *o->samples);
    o->power = fftwf_malloc(n_bins * sizeof *o->power);
    o->weights = fftwf_malloc((2 * n_bins + 2 * KERNEL_LANES * MAX_BANDS) * sizeof *o->weights);
    o->bins = fftwf_malloc(n_bins * sizeof *o->bins);
    if (!o->window || !o->samples || !o->power || !o->weights || !o->bins)
        return 0;
    memset(o->power, 0, n_bins * sizeof *o->power);
    o->plan = plan_forward((int)o->n_window, o->samples, o->bins);
    return o->plan != NULL;
}

// A triangle from `low` over `centre` to `high`, in bins, none narrower than one bin.
static void add_band(struct onset *o, const double edges[3], size_t *next)
{
    struct band *band = &o->bands[o->n_bands++];
    band->first_bin = (size_t)ceil(edges[0]);
    size_t end = (size_t)ceil(edges[2]);
    band->n_bins = (end - band->first_bin + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    band->weight = *next;
    memset(o->weights + *next, 0, band->n_bins * sizeof *o->weights);
    for (size_t i = band->first_bin; i < end; i++) {
        double x = (double)i, rise = (x - edges[0]) / (edges[1] - edges[0]);
        double fall = (edges[2] - x) / (edges[2] - edges[1]);
        o->weights[*next + i - band->first_bin] = (float)fmin(rise, fall);
    }
    *next += band->n_bins;
}

static void lay_out_bands(struct onset *o, double rate_hz)
{
    double bin_hz = rate_hz / (double)o->n_window, ratio = exp2(1 / BANDS_PER_OCTAVE);
    double highest = fmin(HIGHEST_HZ / bin_hz, (double)o->n_bins - 2);
    double low = ceil(LOWEST_HZ / bin_hz) - 1;
    size_t next = 0;
    for (double centre = low + 1; centre < highest && o->n_bands < MAX_BANDS;) {
        double high = fmax(centre + 1, centre * ratio);
        add_band(o, (const double[3]){low, centre, high}, &next);
        low = centre;
        centre = high;
    }
    o->n_padded = (o->n_bands + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
}

enum practice_status onset_new(double rate_hz, size_t n_window, const struct kernels *kernels,
                               struct onset **ret_onset, struct practice_error *err)
{
    struct onset *o = calloc(1, sizeof *o);
    if (!o)
        return base_no_memory(err);
    o->kernels = kernels;
    o->n_window = n_window;
    o->n_bins = n_window / 2 + 1;
    if (!allocate(o)) {
        onset_free(o);
        return base_no_memory(err);
    }
    double sum = 0;
    for (size_t i = 0; i < n_window; i++)
        sum += 0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)n_window);
    for (size_t i = 0; i < n_window; i++)
        o->window[i] = (float)((0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)n_window)) / sum);
    lay_out_bands(o, rate_hz);
    onset_clear(o);
    *ret_onset = o;
    return PRACTICE_OK;
}

void onset_free(struct onset *o)
{
    if (!o)
        return;
    if (o->plan)
        fftwf_destroy_plan(o->plan);
    fftwf_free(o->window);
    fftwf_free(o->samples);
    fftwf_free(o->power);
    fftwf_free(o->weights);
    fftwf_free(o->bins);
    free(o);
}

void onset_clear(struct onset *o)
{
    o->n_frames = 0;
    memset(o->flux, 0, sizeof o->flux);
}

static void measure_levels(struct onset *o, const float *samples)
{
    for (size_t i = 0; i < o->n_window; i++)
        o->samples[i] = samples[i] * o->window[i];
    fftwf_execute(o->plan);
    o->kernels->power((const float *)o->bins, 1, o->power, o->n_bins);
    float *levels = o->levels[0], loudest = 0;
    for (size_t b = 0; b < o->n_bands; b++) {
        const struct band *band = &o->bands[b];
        levels[b] =
            o->kernels->dot(o->power + band->first_bin, o->weights + band->weight, band->n_bins);
        loudest = levels[b] > loudest ? levels[b] : loudest;
    }
    o->loudest = loudest > o->loudest * LOUDEST_DECAY ? loudest : o->loudest * LOUDEST_DECAY;
    float floor = o->loudest * FLOOR_SHARE + 1e-13f;
    for (size_t b = 0; b < o->n_padded; b++)
        levels[b] += floor;
    o->kernels->log(levels, levels, o->n_padded);
}

static float flux_of(const struct onset *o)
{
    const float *now = o->levels[0], *before = o->levels[LAG];
    float sum = 0;
    for (size_t b = 1; b + 1 < o->n_bands; b++) {
        float widest = before[b] > before[b - 1] ? before[b] : before[b - 1];
        widest = widest > before[b + 1] ? widest : before[b + 1];
        sum += now[b] > widest ? now[b] - widest : 0;
    }
    return sum / (float)o->n_bands;
}

// How long before the peak, in frames, the flux passed half its height over `mean`.
static float since_half_way(const struct onset *o, float mean)
{
    float half = mean + 0.5f * (o->flux[ONSET_DELAY] - mean);
    for (size_t i = ONSET_DELAY + 1; i < ONSET_DELAY + N_MEAN; i++)
        if (o->flux[i] <= half) {
            float step = o->flux[i - 1] - o->flux[i];
            return (float)(i - ONSET_DELAY) - (half - o->flux[i]) / step;
        }
    return N_MEAN;
}

float onset_do(struct onset *o, const float *samples, float *ret_frames_ago)
{
    memmove(o->levels[1], o->levels[0], LAG * sizeof o->levels[0]);
    measure_levels(o, samples);
    memmove(o->flux + 1, o->flux, (N_HISTORY - 1) * sizeof *o->flux);
    o->flux[0] = o->n_frames >= LAG ? flux_of(o) : 0;
    o->n_frames += o->n_frames < N_HISTORY;
    float peak = o->flux[ONSET_DELAY], mean = 0;
    for (size_t i = 0; i <= 2 * ONSET_DELAY; i++)
        if (o->flux[i] > peak || (i > ONSET_DELAY && o->flux[i] == peak))
            return 0;
    for (size_t i = 0; i < N_MEAN; i++)
        mean += o->flux[ONSET_DELAY + 1 + i] * (1.0f / N_MEAN);
    if (peak - mean <= LEAST_STRENGTH)
        return 0;
    *ret_frames_ago = ONSET_DELAY + since_half_way(o, mean);
    return peak - mean;
}
