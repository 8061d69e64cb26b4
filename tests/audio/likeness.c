// SPDX-License-Identifier: GPL-3.0-or-later
// How alike two recordings are, both given as raw interleaved float with the same rate and
// channels: the best correlation of their first channels, the lag at which it is found, the
// difference of their levels and of their lengths. Lossy codecs are judged by these.
// Usage: likeness CHANNELS RATE REFERENCE OTHER; prints: correlation lag_ms level_db length_ms
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define WINDOW    16384 // frames compared, from one third of the reference on
#define MAX_LAG_S 0.1
#define STEP      4 // frames between the lags tried first: a fraction of the tone's period

struct sound {
    float *frames; // the first channel, with silence to read beyond either end
    long n_frames;
    double rms;
};

static struct sound load(const char *path, long n_channels, size_t n_around)
{
    struct sound sound = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    sound.n_frames = ftell(file) / (long)sizeof(float) / n_channels;
    rewind(file);
    float *memory = calloc((size_t)sound.n_frames + 2 * n_around, sizeof(float));
    if (!memory)
        exit(2);
    sound.frames = memory + n_around;
    float frame[32];
    for (long i = 0; i < sound.n_frames; i++) {
        if (fread(frame, sizeof *frame, (size_t)n_channels, file) != (size_t)n_channels)
            exit(2);
        sound.frames[i] = frame[0];
        sound.rms += (double)frame[0] * frame[0];
    }
    sound.rms = sqrt(sound.rms / (double)sound.n_frames);
    (void)fclose(file);
    return sound;
}

static double correlate(const struct sound *a, const struct sound *b, long start, long lag)
{
    const float *x = a->frames + start, *z = b->frames + start + lag;
    double xz = 0, xx = 1e-12, zz = 1e-12;
    for (long i = 0; i < WINDOW; i++) {
        xz += (double)x[i] * z[i];
        xx += (double)x[i] * x[i];
        zz += (double)z[i] * z[i];
    }
    return xz / sqrt(xx * zz);
}

// The lag with the best correlation from `first` to `last`.
static long find_lag(const struct sound *a, const struct sound *b, long first, long last, long step)
{
    long best_lag = first;
    double best = -2;
    for (long lag = first; lag <= last; lag += step) {
        double correlation = correlate(a, b, a->n_frames / 3, lag);
        if (correlation > best) {
            best = correlation;
            best_lag = lag;
        }
    }
    return best_lag;
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    long n_channels = strtol(argv[1], NULL, 10);
    double rate_hz = strtod(argv[2], NULL);
    if (n_channels < 1 || n_channels > 32)
        return 2;
    long max_lag = (long)(MAX_LAG_S * rate_hz);
    size_t n_around = WINDOW + (size_t)max_lag + STEP;
    struct sound a = load(argv[3], n_channels, n_around), b = load(argv[4], n_channels, n_around);
    if (a.n_frames / 3 > b.n_frames) // nothing to compare, and nothing of b to read there
        exit(2);
    long lag = find_lag(&a, &b, -max_lag, max_lag, STEP);
    lag = find_lag(&a, &b, lag - STEP, lag + STEP, 1);
    double best = correlate(&a, &b, a.n_frames / 3, lag);
    printf("%.4f %.2f %.2f %.2f\n", best, (double)lag / rate_hz * 1e3, 20 * log10(b.rms / a.rms),
           (double)(b.n_frames - a.n_frames) / rate_hz * 1e3);
    free(a.frames - n_around);
    free(b.frames - n_around);
    return 0;
}
