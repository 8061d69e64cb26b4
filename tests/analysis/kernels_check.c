// SPDX-License-Identifier: GPL-3.0-or-later
// Runs every variant of the inner loops on the same random numbers: prints whether they agree bit
// for bit, and the worst error of the logarithm and the logistic against the C library.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/kernels.h"

#define N 1024

struct outcome {
    float mono[3][N], filtered[N], power[N], log[N], sigmoid[N], affine[56], state[48], sum, square;
    float convolved[4 * 16];
    struct downmix_stats stats;
};

static unsigned random_state = 1;

static float next_random(void)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (float)(int)random_state / 2147483648.0f;
}

// `broken` has samples that downmix must replace, so that its careful way is compared too.
static float noise[8 * N], broken[2 * N], positive[N], gates[144], weights[4 * N];
static struct outcome outcomes[4];

static void run(const struct kernels *k, struct outcome *out)
{
    k->downmix(noise, N, 1, out->mono[0], &out->stats);
    k->downmix(broken, N - 3, 2, out->mono[1], &out->stats);
    k->downmix(noise, N - 5, 7, out->mono[2], &out->stats);
    k->half_band(noise, noise + N, weights, 12, out->filtered, N - 7);
    k->power(noise, 0.3f, out->power, N - 1);
    k->moments(noise, N - 5, &out->sum, &out->square);
    out->sum += k->dot(noise, noise + N, N);
    k->log(positive, out->log, N);
    memcpy(out->sigmoid, noise, sizeof out->sigmoid);
    for (int i = 0; i < N; i++)
        out->sigmoid[i] *= 20;
    k->sigmoid(out->sigmoid, N);
    k->affine(noise, 48, weights, noise + N, out->affine, 56);
    k->gru(gates, gates + 10, out->state, 48 - 8);
    const float *rows[3] = {noise, noise + 100, noise + 300};
    struct convolution c = {
        .run = 5, .stride = 2, .n_positions = 4, .n_out = 16, .weight = weights, .bias = noise};
    k->convolve(&c, rows, out->convolved);
    k->relu(out->convolved, 64);
}

static void print_worst(const struct outcome *out)
{
    float worst_log = 0, worst_sigmoid = 0;
    for (int i = 0; i < N; i++) {
        worst_log = fmaxf(worst_log, fabsf(out->log[i] - logf(positive[i])));
        double exact = 1 / (1 + exp(-20.0 * (double)noise[i]));
        worst_sigmoid = fmaxf(worst_sigmoid, fabsf(out->sigmoid[i] - (float)exact));
    }
    printf("log %.1e sigmoid %.1e\n", (double)worst_log, (double)worst_sigmoid);
}

int main(void)
{
    for (int i = 0; i < 8 * N; i++)
        noise[i] = next_random();
    memcpy(broken, noise, sizeof broken);
    broken[77] = NAN;
    broken[500] = -INFINITY;
    broken[901] = 1e9f;
    for (int i = 0; i < N; i++)
        positive[i] = expf(11.5f * next_random() - 11.5f);
    for (int i = 0; i < 4 * N; i++)
        weights[i] = next_random();
    for (int i = 0; i < 144; i++)
        gates[i] = 3 * next_random();
    int n = 0, same = 1;
    for (; kernels_all()[n]; n++) {
        run(kernels_all()[n], &outcomes[n]);
        same = same && memcmp(&outcomes[0], &outcomes[n], sizeof outcomes[0]) == 0;
    }
    printf("%d variants %s\n", n, same ? "agree" : "differ");
    print_worst(&outcomes[0]);
    return 0;
}
