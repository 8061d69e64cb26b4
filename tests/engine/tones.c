// SPDX-License-Identifier: GPL-3.0-or-later
// Writes signals with known answers as raw mono floats to stdout:
// `tones RATE_HZ SECONDS
// [delay=SAMPLES|gain=DB|dc=VALUE|clip=VALUE|SHAPE,HZ,START,END,DB[,CENTS]]…`. SHAPE is sine, saw,
// square, or noise; CENTS is the depth of a vibrato of 6 Hz; attacks take 5 ms.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ATTACK_S  0.005
#define RELEASE_S 0.01

static double rate_hz, delay, gain = 1, dc, clip = 1e9;

struct tone {
    char shape[8];
    double hz, start_s, end_s, level_db, vibrato_cents;
};

static double noise(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(state >> 33) / (double)(1u << 30) - 1;
}

// Harmonics up to 0.45 of the rate; all of a saw, the odd ones of a square, the first of a sine.
static double wave(const struct tone *tone, double phase)
{
    if (strcmp(tone->shape, "noise") == 0)
        return noise();
    int step = strcmp(tone->shape, "square") == 0 ? 2 : 1;
    int last = strcmp(tone->shape, "sine") == 0 ? 1 : (int)(0.45 * rate_hz / tone->hz);
    double sum = 0;
    for (int h = 1; h <= last && h < 200; h += step)
        sum += sin(phase * h) / h;
    return sum;
}

static void add_tone(const struct tone *tone, float *samples, size_t n)
{
    double phase = 0, scale = pow(10, tone->level_db / 20);
    for (size_t i = 0; i < n; i++) {
        double t = ((double)i - delay) / rate_hz;
        if (t < tone->start_s || t >= tone->end_s)
            continue;
        double envelope =
            fmin(1, fmin((t - tone->start_s) / ATTACK_S, (tone->end_s - t) / RELEASE_S));
        double cents = tone->vibrato_cents * sin(2 * M_PI * 6 * (t - tone->start_s));
        phase += 2 * M_PI * tone->hz * exp2(cents / 1200) / rate_hz;
        samples[i] += (float)(scale * envelope * wave(tone, phase));
    }
}

static int read_argument(const char *text, struct tone *ret_tone)
{
    if (sscanf(text, "delay=%lf", &delay) == 1 || sscanf(text, "dc=%lf", &dc) == 1 ||
        sscanf(text, "clip=%lf", &clip) == 1)
        return 0;
    if (sscanf(text, "gain=%lf", &gain) == 1) {
        gain = pow(10, gain / 20);
        return 0;
    }
    ret_tone->vibrato_cents = 0;
    int n =
        sscanf(text, "%7[a-z],%lf,%lf,%lf,%lf,%lf", ret_tone->shape, &ret_tone->hz,
               &ret_tone->start_s, &ret_tone->end_s, &ret_tone->level_db, &ret_tone->vibrato_cents);
    if (n < 5)
        exit(2);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    rate_hz = atof(argv[1]);
    size_t n = (size_t)(rate_hz * atof(argv[2]));
    float *samples = calloc(n + 1, sizeof *samples);
    if (!samples)
        return 1;
    struct tone tone;
    for (int i = 3; i < argc; i++)
        if (read_argument(argv[i], &tone))
            add_tone(&tone, samples, n);
    for (size_t i = 0; i < n; i++)
        samples[i] = (float)fmin(clip, fmax(-clip, gain * (double)samples[i] + dc));
    size_t written = fwrite(samples, sizeof *samples, n, stdout);
    free(samples);
    return written == n ? 0 : 1;
}
