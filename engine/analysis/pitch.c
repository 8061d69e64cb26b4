// SPDX-License-Identifier: GPL-3.0-or-later
// Autocorrelation by way of the power spectrum, divided by the window's own, with a small cost for
// long periods (Boersma, 1993). The frequency itself is then read off the harmonics' spectral
// peaks, which is exact to a cent where a lag in samples is not.
#include "analysis/pitch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/plan.h"
#include "base/fail.h"

#define OCTAVE_COST     0.05f // a period twice as long must be this much stronger …
#define FREE_OCTAVE     6.0f  // … than at 64 Hz
#define LEAST_STRENGTH  0.25f
#define LOWEST_BIN      2     // below lies what a constant offset leaks
#define LOWEST_PEAK_BIN 5     // below, a peak is moved by its mirror image
#define LEAST_POWER     1e-9f // of the window's spectrum; below lies nothing
#define LEAST_SHARE     1e-8f // of a constant offset's; below lies its rounding
#define N_HARMONICS     5
#define N_PHASES        16
#define N_TAPS          16
#define SHORT_LAG       48

struct pitch {
    const struct kernels *kernels;
    size_t n_window, n_bins, shortest_lag, longest_lag;
    double rate_hz;
    float *window, *samples, *power, *lags;
    float *lag_gain; // 1 / the window's own autocorrelation
    float taps[N_PHASES][N_TAPS];
    fftwf_complex *bins;
    fftwf_plan forward, inverse;
};

// The autocorrelation of what is in p->samples, from its power in p->power.
static void correlate(struct pitch *p)
{
    float(*bins)[2] = p->bins;
    for (size_t i = 0; i < p->n_bins; i++) {
        bins[i][0] = p->power[i];
        bins[i][1] = 0;
    }
    fftwf_execute(p->inverse);
}

// The window's own spectrum, through the same steps as a signal's.
static void measure_window(struct pitch *p)
{
    memcpy(p->samples, p->window, p->n_window * sizeof *p->samples);
    fftwf_execute(p->forward);
    p->kernels->power((const float *)p->bins, 1, p->power, p->n_bins);
    correlate(p);
    for (size_t i = 0; i <= p->longest_lag + 1; i++)
        p->lag_gain[i] = p->lags[0] / p->lags[i];
}

// A sinc under a raised cosine, for each fraction of a sample.
static void fill_taps(struct pitch *p)
{
    for (int phase = 0; phase < N_PHASES; phase++)
        for (int i = 0; i < N_TAPS; i++) {
            double x = M_PI * (i - N_TAPS / 2 + 1 - (double)phase / N_PHASES);
            double sinc = fabs(x) < 1e-9 ? 1 : sin(x) / x;
            p->taps[phase][i] = (float)(sinc * (0.5 + 0.5 * cos(x / (N_TAPS / 2 + 0.5))));
        }
}

static int allocate(struct pitch *p)
{
    size_t n = p->n_window;
    p->window = fftwf_malloc(n * sizeof *p->window);
    p->samples = fftwf_malloc(n * sizeof *p->samples);
    p->lags = fftwf_malloc(n * sizeof *p->lags);
    p->lag_gain = fftwf_malloc(n * sizeof *p->lag_gain);
    p->power = fftwf_malloc((n / 2 + KERNEL_LANES) * sizeof *p->power);
    p->bins = fftwf_malloc((n / 2 + KERNEL_LANES) * sizeof *p->bins);
    if (!p->window || !p->samples || !p->lags || !p->lag_gain || !p->power || !p->bins)
        return 0;
    p->forward = plan_forward((int)n, p->samples, p->bins);
    p->inverse = fftwf_plan_dft_c2r_1d((int)n, p->bins, p->lags, FFTW_ESTIMATE);
    return p->forward && p->inverse;
}

enum practice_status pitch_new(double rate_hz, size_t n_window, const struct kernels *kernels,
                               struct pitch **ret_pitch, struct practice_error *err)
{
    struct pitch *p = calloc(1, sizeof *p);
    if (!p)
        return base_no_memory(err);
    p->kernels = kernels;
    p->rate_hz = rate_hz;
    p->n_window = n_window;
    p->n_bins = n_window / 2 + 1;
    p->shortest_lag = (size_t)(rate_hz / PITCH_HIGHEST_HZ);
    p->longest_lag = (size_t)(rate_hz / PITCH_LOWEST_HZ) + 1;
    if (p->shortest_lag < 2)
        p->shortest_lag = 2;
    if (p->longest_lag > n_window / 2 - 2)
        p->longest_lag = n_window / 2 - 2;
    if (!allocate(p)) {
        pitch_free(p);
        return base_no_memory(err);
    }
    for (size_t i = 0; i < n_window; i++)
        p->window[i] = (float)(0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)n_window));
    measure_window(p);
    fill_taps(p);
    *ret_pitch = p;
    return PRACTICE_OK;
}

void pitch_free(struct pitch *p)
{
    if (!p)
        return;
    if (p->forward)
        fftwf_destroy_plan(p->forward);
    if (p->inverse)
        fftwf_destroy_plan(p->inverse);
    fftwf_free(p->window);
    fftwf_free(p->samples);
    fftwf_free(p->power);
    fftwf_free(p->lags);
    fftwf_free(p->lag_gain);
    fftwf_free(p->bins);
    free(p);
}

// The vertex of the parabola through three points about a maximum: its offset and height.
static float vertex(const float y[3], float *ret_height)
{
    float bend = y[0] - 2 * y[1] + y[2], slope = 0.5f * (y[2] - y[0]);
    if (bend > -1e-12f) {
        *ret_height = y[1];
        return 0;
    }
    float offset = -slope / bend;
    *ret_height = y[1] + 0.5f * slope * offset;
    return offset;
}

// The autocorrelation at lag + phase / N_PHASES.
static float between_lags(const struct pitch *p, int lag, int phase)
{
    const float *taps = p->taps[phase];
    float sum = 0;
    for (int i = 0; i < N_TAPS; i++)
        sum += taps[i] * p->lags[abs(lag - N_TAPS / 2 + 1 + i)];
    return sum;
}

// A short period lies between the samples: looks there before the height is judged.
static float sharpen(const struct pitch *p, float lag, float *height)
{
    int steps = (int)(lag * N_PHASES + 0.5f) - 1;
    float y[3];
    for (int i = 0; i < 3; i++)
        y[i] = between_lags(p, (steps + i) / N_PHASES, (steps + i) % N_PHASES);
    float offset = fminf(1, fmaxf(-1, vertex(y, height)));
    return ((float)(steps + 1) + offset) / N_PHASES;
}

static void insert(struct pitch_candidate *list, size_t *n, struct pitch_candidate candidate)
{
    size_t i = *n;
    if (*n < PITCH_CANDIDATES)
        ++*n;
    else if (list[--i].strength >= candidate.strength)
        return;
    for (; i > 0 && list[i - 1].strength < candidate.strength; i--)
        list[i] = list[i - 1];
    list[i] = candidate;
}

// The frequency of the spectral peak within ±1.5 bins of hz, or 0. For a Hann window the ratio of
// the two highest bins gives a steady sine's offset exactly (Grandke, 1983).
static float peak_near(const struct pitch *p, float hz, float *ret_magnitude)
{
    float bin_hz = (float)(p->rate_hz / (double)p->n_window), centre = hz / bin_hz;
    size_t k = (size_t)(centre + 0.5f);
    if (k < LOWEST_PEAK_BIN || k + 3 >= p->n_bins)
        return 0;
    k += p->power[k + 1] > p->power[k];
    k -= p->power[k - 1] > p->power[k];
    if (p->power[k] < p->power[k - 1] || p->power[k] < p->power[k + 1] || p->power[k] <= 0)
        return 0;
    int up = p->power[k + 1] > p->power[k - 1];
    float ratio = sqrtf(p->power[up ? k + 1 : k - 1] / p->power[k]);
    float offset = (2 * ratio - 1) / (1 + ratio);
    *ret_magnitude = sqrtf(p->power[k]);
    return bin_hz * ((float)k + (up ? offset : -offset));
}

// The frequency as the harmonics tell it, weighted by their magnitudes; hz itself if none does.
static float refine(const struct pitch *p, float hz)
{
    float sum = 0, weights = 0;
    for (int h = 1; h <= N_HARMONICS; h++) {
        float magnitude = 0, found = peak_near(p, hz * (float)h, &magnitude) / (float)h;
        if (found < hz * 0.97f || found > hz * 1.03f)
            continue;
        sum += found * magnitude;
        weights += magnitude;
    }
    return weights > 0 ? sum / weights : hz;
}

static size_t find_candidates(struct pitch *p, struct pitch_candidate *ret)
{
    size_t n = 0;
    float scale = 1 / p->lags[0];

    const float *r = p->lags;
    for (size_t i = p->shortest_lag; i <= p->longest_lag; i++) {
        if (r[i] < r[i - 1] || r[i] <= r[i + 1] || r[i] * scale * p->lag_gain[i] < LEAST_STRENGTH)
            continue;
        float height, lag = (float)i + vertex(r + i - 1, &height);
        if (i < SHORT_LAG)
            lag = sharpen(p, lag, &height);
        float octaves = log2f((float)p->rate_hz / lag);
        float strength = height * scale * p->lag_gain[i];
        strength = fminf(strength, 1 / strength) + OCTAVE_COST * (octaves - FREE_OCTAVE);
        insert(ret, &n, (struct pitch_candidate){octaves, strength});
    }
    return n;
}

size_t pitch_do(struct pitch *p, const float *samples,
                struct pitch_candidate ret_candidates[PITCH_CANDIDATES])
{
    for (size_t i = 0; i < p->n_window; i++)
        p->samples[i] = samples[i] * p->window[i];
    fftwf_execute(p->forward);
    p->kernels->power((const float *)p->bins, 1, p->power, p->n_bins);
    float offset = p->power[0];
    memset(p->power, 0, LOWEST_BIN * sizeof *p->power);
    correlate(p);
    if (p->lags[0] <= LEAST_POWER || p->lags[0] <= LEAST_SHARE * offset)
        return 0;
    size_t n = find_candidates(p, ret_candidates);
    for (size_t i = 0; i < n; i++)
        ret_candidates[i].octaves = log2f(refine(p, exp2f(ret_candidates[i].octaves)));
    return n;
}
