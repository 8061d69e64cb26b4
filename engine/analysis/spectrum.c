// SPDX-License-Identifier: GPL-3.0-or-later
// One real FFT per window, and sums over its power. A band is a run of weights, kept in whole
// vectors; the K-weighting of ITU-R BS.1770 is one more run, over all bins.
#include "analysis/spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/plan.h"
#include "base/fail.h"

#define LOWEST_HZ  50.0
#define HIGHEST_HZ 7600.0
#define FLOOR      1e-10f
#define MAX_BANDS  64

struct band {
    size_t first_bin, n_bins; // n_bins a multiple of KERNEL_LANES
    size_t weight;            // index of its first weight
};

struct spectrum {
    const struct kernels *kernels;
    size_t n_window, n_fft, n_bins, n_bands;
    float scale; // |bin|² times this sums to the mean square of the windowed signal
    float *window, *samples, *power, *k_weight, *weights;
    fftwf_complex *bins;
    fftwf_plan plan;
    struct band bands[MAX_BANDS];
};

static double mel_of(double hz)
{
    return 2595 * log10(1 + hz / 700);
}

static double hz_of(double mel)
{
    return 700 * (pow(10, mel / 2595) - 1);
}

// Squared magnitude at hz of a biquad given for 48 kHz (b over a, a[0] = 1).
static double biquad_power(const double b[3], const double a[3], double hz)
{
    double w = 2 * M_PI * hz / 48000, re[2], im[2];
    const double *c[2] = {b, a};
    for (int k = 0; k < 2; k++) {
        re[k] = c[k][0] + c[k][1] * cos(w) + c[k][2] * cos(2 * w);
        im[k] = c[k][1] * sin(w) + c[k][2] * sin(2 * w);
    }
    return (re[0] * re[0] + im[0] * im[0]) / (re[1] * re[1] + im[1] * im[1]);
}

// The two filters of ITU-R BS.1770-4, tables 1 and 2, as a power response.
static double k_weighting(double hz)
{
    static const double shelf_b[3] = {1.53512485958697, -2.69169618940638, 1.19839281085285};
    static const double shelf_a[3] = {1, -1.69065929318241, 0.73248077421585};
    static const double high_pass_b[3] = {1, -2, 1};
    static const double high_pass_a[3] = {1, -1.99004745483398, 0.99007225036621};
    return biquad_power(shelf_b, shelf_a, hz) * biquad_power(high_pass_b, high_pass_a, hz);
}

// Weight of a bin in the triangle between the band edges left, centre and right, in mel.
static double triangle(double mel, const double edges[3])
{
    if (mel <= edges[0] || mel >= edges[2])
        return 0;
    if (mel <= edges[1])
        return (mel - edges[0]) / (edges[1] - edges[0]);
    return (edges[2] - mel) / (edges[2] - edges[1]);
}

// Lays out band b's weights at the index *next; bins past the last have weight 0.
static void band_init(struct spectrum *s, size_t b, double bin_hz, size_t *next)
{
    double low = mel_of(LOWEST_HZ), step = (mel_of(HIGHEST_HZ) - low) / (double)(s->n_bands + 1);
    double edges[3] = {low + step * (double)b, low + step * (double)(b + 1),
                       low + step * (double)(b + 2)};
    struct band *band = &s->bands[b];
    band->first_bin = (size_t)ceil(hz_of(edges[0]) / bin_hz);
    size_t end = (size_t)floor(hz_of(edges[2]) / bin_hz) + 1;
    if (band->first_bin >= s->n_bins)
        band->first_bin = s->n_bins - 1;
    if (end > s->n_bins)
        end = s->n_bins;
    size_t n = end > band->first_bin ? end - band->first_bin : 0;
    band->n_bins = (n + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    band->weight = *next;
    for (size_t i = 0; i < n; i++)
        s->weights[*next + i] =
            (float)triangle(mel_of((double)(band->first_bin + i) * bin_hz), edges);
    *next += band->n_bins;
}

static void fill_tables(struct spectrum *s, double rate_hz)
{
    double bin_hz = rate_hz / (double)s->n_fft, energy = 0;
    for (size_t i = 0; i < s->n_window; i++) {
        double w = 0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)s->n_window);
        s->window[i] = (float)w;
        energy += w * w;
    }
    s->scale = (float)(2 / ((double)s->n_fft * energy));
    for (size_t i = 0; i < s->n_bins; i++)
        s->k_weight[i] = (float)k_weighting((double)i * bin_hz);
    size_t next = 0;
    for (size_t b = 0; b < s->n_bands; b++)
        band_init(s, b, bin_hz, &next);
}

static float *zeros(size_t n)
{
    float *x = fftwf_malloc(n * sizeof *x);
    return x ? memset(x, 0, n * sizeof *x) : NULL;
}

enum practice_status spectrum_new(double rate_hz, size_t n_window, size_t n_bands,
                                  const struct kernels *kernels, struct spectrum **ret_spectrum,
                                  struct practice_error *err)
{
    struct spectrum *s = calloc(1, sizeof *s);
    if (!s || n_bands > MAX_BANDS) {
        free(s);
        return base_no_memory(err);
    }
    s->kernels = kernels;
    s->n_window = n_window;
    s->n_bands = n_bands;
    for (s->n_fft = 256; s->n_fft < n_window;)
        s->n_fft *= 2;
    s->n_bins = s->n_fft / 2 + 1;
    // Bands read whole vectors, up to one vector past the last bin.
    size_t padded = (s->n_bins / KERNEL_LANES + 2) * KERNEL_LANES;
    s->window = zeros(n_window);
    s->samples = zeros(s->n_fft);
    s->power = zeros(padded);
    s->k_weight = zeros(padded);
    s->weights = zeros(2 * s->n_bins + n_bands * 2 * KERNEL_LANES);
    s->bins = fftwf_malloc(s->n_bins * sizeof *s->bins);
    if (s->window && s->samples && s->power && s->k_weight && s->weights && s->bins)
        s->plan = plan_forward((int)s->n_fft, s->samples, s->bins);
    if (!s->plan) {
        spectrum_free(s);
        return base_no_memory(err);
    }
    fill_tables(s, rate_hz);
    *ret_spectrum = s;
    return PRACTICE_OK;
}

void spectrum_free(struct spectrum *s)
{
    if (!s)
        return;
    if (s->plan)
        fftwf_destroy_plan(s->plan);
    fftwf_free(s->window);
    fftwf_free(s->samples);
    fftwf_free(s->power);
    fftwf_free(s->k_weight);
    fftwf_free(s->weights);
    fftwf_free(s->bins);
    free(s);
}

float spectrum_do(struct spectrum *s, const float *samples, float offset, float *ret_bands)
{
    for (size_t i = 0; i < s->n_window; i++)
        s->samples[i] = (samples[i] - offset) * s->window[i];
    memset(s->samples + s->n_window, 0, (s->n_fft - s->n_window) * sizeof *s->samples);
    fftwf_execute(s->plan);
    s->kernels->power((const float *)s->bins, s->scale, s->power, s->n_bins);
    for (size_t b = 0; b < s->n_bands; b++) {
        const struct band *band = &s->bands[b];
        ret_bands[b] = FLOOR + s->kernels->dot(s->power + band->first_bin,
                                               s->weights + band->weight, band->n_bins);
    }
    s->kernels->log(ret_bands, ret_bands, s->n_bands);
    size_t n = (s->n_bins + KERNEL_LANES - 1) / KERNEL_LANES * KERNEL_LANES;
    return s->kernels->dot(s->power, s->k_weight, n);
}
