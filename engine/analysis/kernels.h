// SPDX-License-Identifier: GPL-3.0-or-later
// The few inner loops worth vectorising, compiled once for the baseline and once for each better
// instruction set, chosen at run time. Sums are taken in eight fixed lanes and never contracted,
// so every variant gives the same bits: a laptop and a worker agree.
#ifndef ENGINE_ANALYSIS_KERNELS_H
#define ENGINE_ANALYSIS_KERNELS_H

#include <stddef.h>

#define KERNEL_LANES 8

// At position p, each of three rows contributes `run` values from index p * stride on:
// ret[p][j] = bias[j] + sum over r, i of rows[r][p * stride + i] * weight[r * run + i][j].
struct convolution {
    size_t run, stride;
    size_t n_positions; // a multiple of 4
    size_t n_out;       // a multiple of KERNEL_LANES
    const float *weight, *bias;
};

// What downmix() met; counts add up over calls, so they do not depend on block sizes.
struct downmix_stats {
    unsigned long long n_replaced;   // not a number, infinite, or beyond ±16
    unsigned long long n_full_scale; // of magnitude 0.9999 or more
};

struct kernels {
    const char *name; // "baseline", "avx2"

    // ret[i] = mean over the channels of interleaved [n][n_channels], with NaN and infinities as 0
    // and ±16 as bounds. What was met is added to *stats.
    void (*downmix)(const float *interleaved, size_t n, size_t n_channels, float *ret,
                    struct downmix_stats *stats);

    // Half-band low pass at every second sample:
    // ret[i] = even[i] / 2 + sum over j < n_taps of taps[j] * (odd[i - 1 - j] + odd[i + j]).
    void (*half_band)(const float *even, const float *odd, const float *taps, size_t n_taps,
                      float *ret, size_t n);

    // ret[i] = scale * |bins[i]|², bins interleaved re, im.
    void (*power)(const float *bins, float scale, float *ret, size_t n);

    // ret_square[0] = sum of x², ret_sum[0] = sum of x, over n samples.
    void (*moments)(const float *x, size_t n, float *ret_sum, float *ret_square);

    // Sum of a[i] * b[i]; n is a multiple of KERNEL_LANES.
    float (*dot)(const float *a, const float *b, size_t n);

    // ret[i] = natural logarithm of x[i] > 0; n is a multiple of KERNEL_LANES. Error below 2e-6.
    void (*log)(const float *x, float *ret, size_t n);

    // ret[j] = bias[j] + sum over i < n_in of x[i] * weight[i * n_out + j]; n_out a multiple of 8.
    void (*affine)(const float *x, size_t n_in, const float *weight, const float *bias, float *ret,
                   size_t n_out);

    // Convolution over three rows; see struct convolution. ret is [n_positions][n_out].
    void (*convolve)(const struct convolution *convolution, const float *const rows[3], float *ret);

    // x[i] = max(x[i], 0) over n, a multiple of KERNEL_LANES.
    void (*relu)(float *x, size_t n);

    // One step of a gated recurrent unit of n cells (a multiple of 8):
    // gates_in [3n] and gates_hidden [3n] are the two affine parts in the order reset, update, new;
    // state [n] is replaced.
    void (*gru)(const float *gates_in, const float *gates_hidden, float *state, size_t n);

    // x[i] = logistic(x[i]); n is a multiple of KERNEL_LANES.
    void (*sigmoid)(float *x, size_t n);
};

// The best variant for this processor. PRACTICE_KERNELS is not consulted: the engine reads no
// environment. Static storage; the same answer every time.
const struct kernels *kernels_best(void);

// Every variant this processor can run, NULL-terminated, for tests that compare them.
const struct kernels *const *kernels_all(void);

extern const struct kernels kernels_baseline;
#if defined(__x86_64__)
extern const struct kernels kernels_avx2;
#endif

#endif
