// SPDX-License-Identifier: GPL-3.0-or-later
// The loops of kernels.h, included once per instruction set by kernels_<name>.c, which defines
// KERNELS_NAME and the struct's symbol KERNELS. Written with the vector extension common to gcc
// and clang, eight floats wide, which each compiler lowers to what the target has.
#include "analysis/kernels.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef float lanes __attribute__((vector_size(32)));
typedef int32_t int_lanes __attribute__((vector_size(32)));

// Beyond ±16 (+24 dBFS) nothing musical is left in a float recording.
#define SAMPLE_LIMIT 16.0f
#define FULL_SCALE   0.9999f

#define LOAD(pointer)          (*(const unaligned_lanes *)(const void *)(pointer))
#define STORE(pointer, vector) (*(unaligned_lanes *)(void *)(pointer) = (vector))
typedef float unaligned_lanes __attribute__((vector_size(32), aligned(4), may_alias));

#define SPLAT(value) ((lanes){0} + (value))
// Where mask (all ones or zeros in each lane) is set a, else b.
#define SELECT(mask, a, b) ((lanes)(((mask) & (int_lanes)(a)) | (~(mask) & (int_lanes)(b))))

static inline float held(float x, unsigned long long *count)
{
    if (x >= -SAMPLE_LIMIT && x <= SAMPLE_LIMIT) // false for NaN
        return x;
    (*count)++;
    if (x > SAMPLE_LIMIT && x <= 3.4e38f)
        return SAMPLE_LIMIT;
    return x < -SAMPLE_LIMIT && x >= -3.4e38f ? -SAMPLE_LIMIT : 0.0f;
}

// Whether all n samples lie within the limit, eight at a time; counts those at full scale.
static int all_within(const float *x, size_t n, unsigned long long *n_full_scale)
{
    int_lanes bad = {0}, full = {0};
    size_t i = 0;
    for (; i + KERNEL_LANES <= n; i += KERNEL_LANES) {
        lanes v = (lanes)((int_lanes)LOAD(x + i) & 0x7fffffff);
        bad |= ~(v <= SAMPLE_LIMIT); // NaN compares false
        full -= v >= FULL_SCALE;
    }
    int any = 0;
    for (int lane = 0; lane < KERNEL_LANES; lane++) {
        any |= bad[lane];
        *n_full_scale += (unsigned long long)full[lane];
    }
    for (; i < n; i++) {
        any |= !(fabsf(x[i]) <= SAMPLE_LIMIT);
        *n_full_scale += fabsf(x[i]) >= FULL_SCALE;
    }
    return !any;
}

static void average(const float *restrict x, size_t n, size_t n_channels, float *restrict ret)
{
    if (n_channels == 1) {
        memcpy(ret, x, n * sizeof *ret);
    } else if (n_channels == 2) {
        for (size_t i = 0; i < n; i++)
            ret[i] = 0.5f * (x[2 * i] + x[2 * i + 1]);
    } else {
        float scale = 1.0f / (float)n_channels;
        for (size_t i = 0; i < n; i++) {
            float sum = 0;
            for (size_t c = 0; c < n_channels; c++)
                sum += x[i * n_channels + c];
            ret[i] = sum * scale;
        }
    }
}

static void downmix(const float *interleaved, size_t n, size_t n_channels, float *ret,
                    struct downmix_stats *stats)
{
    if (all_within(interleaved, n * n_channels, &stats->n_full_scale)) {
        average(interleaved, n, n_channels, ret);
        return;
    }
    float scale = 1.0f / (float)n_channels;
    for (size_t i = 0; i < n; i++) {
        float sum = 0;
        for (size_t c = 0; c < n_channels; c++)
            sum += held(interleaved[i * n_channels + c], &stats->n_replaced);
        ret[i] = sum * scale;
    }
}

static void half_band(const float *even, const float *odd, const float *taps, size_t n_taps,
                      float *ret, size_t n)
{
    size_t i = 0;
    for (; i + 2 * KERNEL_LANES <= n; i += 2 * KERNEL_LANES) {
        lanes a = SPLAT(0.5f) * LOAD(even + i);
        lanes b = SPLAT(0.5f) * LOAD(even + i + KERNEL_LANES);
        for (size_t j = 0; j < n_taps; j++) {
            const float *before = odd + i - 1 - j, *after = odd + i + j;
            a += SPLAT(taps[j]) * (LOAD(before) + LOAD(after));
            b += SPLAT(taps[j]) * (LOAD(before + KERNEL_LANES) + LOAD(after + KERNEL_LANES));
        }
        STORE(ret + i, a);
        STORE(ret + i + KERNEL_LANES, b);
    }
    for (; i < n; i++) {
        float sum = 0.5f * even[i];
        for (size_t j = 0; j < n_taps; j++)
            sum += taps[j] * ((odd + i - 1)[-(ptrdiff_t)j] + odd[i + j]);
        ret[i] = sum;
    }
}

static void power(const float *restrict bins, float scale, float *restrict ret, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ret[i] = scale * (bins[2 * i] * bins[2 * i] + bins[2 * i + 1] * bins[2 * i + 1]);
}

static float lane_sum(lanes v)
{
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

static void moments(const float *x, size_t n, float *ret_sum, float *ret_square)
{
    lanes sum = {0}, square = {0};
    size_t i = 0;
    for (; i + KERNEL_LANES <= n; i += KERNEL_LANES) {
        lanes v = LOAD(x + i);
        sum += v;
        square += v * v;
    }
    float tail_sum = 0, tail_square = 0;
    for (; i < n; i++) {
        tail_sum += x[i];
        tail_square += x[i] * x[i];
    }
    *ret_sum = lane_sum(sum) + tail_sum;
    *ret_square = lane_sum(square) + tail_square;
}

static float dot(const float *a, const float *b, size_t n)
{
    lanes sum = {0};
    for (size_t i = 0; i < n; i += KERNEL_LANES)
        sum += LOAD(a + i) * LOAD(b + i);
    return lane_sum(sum);
}

// ln x = exponent * ln 2 + ln m with m in [sqrt(1/2), sqrt 2); ln m by the series of
// 2 atanh((m - 1) / (m + 1)), whose first dropped term is below 2e-7.
static void natural_log(const float *x, float *ret, size_t n)
{
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        int_lanes bits = (int_lanes)LOAD(x + i) - 0x3f3504f3;
        lanes exponent = __builtin_convertvector(bits >> 23, lanes);
        lanes m = (lanes)((bits & 0x7fffff) + 0x3f3504f3);
        lanes s = (m - 1.0f) / (m + 1.0f), s2 = s * s;
        lanes series = SPLAT(2.0f / 7.0f) * s2 + 0.4f;
        series = (series * s2 + (2.0f / 3.0f)) * s2 + 2.0f;
        STORE(ret + i, exponent * 0.693147181f + series * s);
    }
}

static void affine(const float *x, size_t n_in, const float *weight, const float *bias, float *ret,
                   size_t n_out)
{
    size_t j = 0;
    for (; j + 6 * KERNEL_LANES <= n_out; j += 6 * KERNEL_LANES) {
        const float *w = weight + j;
        lanes a0 = LOAD(bias + j), a1 = LOAD(bias + j + 8), a2 = LOAD(bias + j + 16);
        lanes a3 = LOAD(bias + j + 24), a4 = LOAD(bias + j + 32), a5 = LOAD(bias + j + 40);
        for (size_t i = 0; i < n_in; i++, w += n_out) {
            lanes v = SPLAT(x[i]);
            a0 += v * LOAD(w);
            a1 += v * LOAD(w + 8);
            a2 += v * LOAD(w + 16);
            a3 += v * LOAD(w + 24);
            a4 += v * LOAD(w + 32);
            a5 += v * LOAD(w + 40);
        }
        STORE(ret + j, a0);
        STORE(ret + j + 8, a1);
        STORE(ret + j + 16, a2);
        STORE(ret + j + 24, a3);
        STORE(ret + j + 32, a4);
        STORE(ret + j + 40, a5);
    }
    for (; j < n_out; j += KERNEL_LANES) {
        lanes sum = LOAD(bias + j);
        for (size_t i = 0; i < n_in; i++)
            sum += SPLAT(x[i]) * LOAD(weight + i * n_out + j);
        STORE(ret + j, sum);
    }
}

// Four positions and eight outputs at a time, so that the sums do not wait for each other.
static void convolve_tile(const struct convolution *c, const float *const rows[3], size_t position,
                          size_t out, float *ret)
{
    lanes a0 = LOAD(c->bias + out), a1 = a0, a2 = a0, a3 = a0;
    const float *weight = c->weight + out;
    for (size_t r = 0; r < 3; r++) {
        const float *x = rows[r] + position * c->stride;
        for (size_t i = 0; i < c->run; i++, weight += c->n_out) {
            lanes w = LOAD(weight);
            a0 += SPLAT(x[i]) * w;
            a1 += SPLAT(x[i + c->stride]) * w;
            a2 += SPLAT(x[i + 2 * c->stride]) * w;
            a3 += SPLAT(x[i + 3 * c->stride]) * w;
        }
    }
    STORE(ret, a0);
    STORE(ret + c->n_out, a1);
    STORE(ret + 2 * c->n_out, a2);
    STORE(ret + 3 * c->n_out, a3);
}

static void convolve(const struct convolution *c, const float *const rows[3], float *ret)
{
    for (size_t position = 0; position < c->n_positions; position += 4) {
        for (size_t out = 0; out < c->n_out; out += KERNEL_LANES)
            convolve_tile(c, rows, position, out, ret + position * c->n_out + out);
    }
}

static void relu(float *x, size_t n)
{
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        lanes v = LOAD(x + i);
        STORE(x + i, SELECT(v > 0.0f, v, SPLAT(0.0f)));
    }
}

// 1 / (1 + exp(-x)), with exp(y) = 2^k * p(f), p the Taylor polynomial of degree 6 on |f| < 0.35.
static inline void logistic(lanes *x)
{
    lanes y = -*x;
    y = SELECT(y > 30.0f, SPLAT(30.0f), y);
    y = SELECT(y < -30.0f, SPLAT(-30.0f), y);
    lanes scaled = y * 1.44269504f + SELECT(y > 0.0f, SPLAT(0.5f), SPLAT(-0.5f));
    int_lanes k = __builtin_convertvector(scaled, int_lanes);
    lanes whole = __builtin_convertvector(k, lanes);
    lanes f = (y - whole * 0.693145752f) - whole * 1.42860677e-6f;
    lanes p = f * (1.0f / 720.0f) + (1.0f / 120.0f);
    p = (p * f + (1.0f / 24.0f)) * f + (1.0f / 6.0f);
    p = ((p * f + 0.5f) * f + 1.0f) * f + 1.0f;
    *x = 1.0f / (1.0f + p * (lanes)((k + 127) << 23));
}

static void sigmoid(float *x, size_t n)
{
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        lanes v = LOAD(x + i);
        logistic(&v);
        STORE(x + i, v);
    }
}

static void gru(const float *gates_in, const float *gates_hidden, float *state, size_t n)
{
    for (size_t i = 0; i < n; i += KERNEL_LANES) {
        lanes reset = LOAD(gates_in + i) + LOAD(gates_hidden + i);
        lanes update = LOAD(gates_in + n + i) + LOAD(gates_hidden + n + i);
        logistic(&reset);
        logistic(&update);
        lanes fresh = LOAD(gates_in + 2 * n + i) + reset * LOAD(gates_hidden + 2 * n + i);
        fresh = fresh * 2.0f; // tanh x = 2 logistic(2x) - 1
        logistic(&fresh);
        fresh = fresh * 2.0f - 1.0f;
        lanes old = LOAD(state + i);
        STORE(state + i, fresh + update * (old - fresh));
    }
}

const struct kernels KERNELS = {
    .name = KERNELS_NAME,
    .downmix = downmix,
    .half_band = half_band,
    .power = power,
    .moments = moments,
    .dot = dot,
    .log = natural_log,
    .affine = affine,
    .convolve = convolve,
    .relu = relu,
    .gru = gru,
    .sigmoid = sigmoid,
};
