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

struct sound {
    float *frames; // the first channel
    long n_frames;
    double rms;
};

static struct sound load(const char *path, long n_channels)
{
    struct sound sound = {0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    sound.n_frames = ftell(file) / (long)sizeof(float) / n_channels;
    rewind(file);
    sound.frames = malloc((size_t)sound.n_frames * sizeof(float) + 1);
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
    double ab = 0, aa = 1e-12, bb = 1e-12;
    for (long i = start; i < start + WINDOW; i++) {
        double x = i < a->n_frames ? a->frames[i] : 0;
        double y = i + lag >= 0 && i + lag < b->n_frames ? b->frames[i + lag] : 0;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return ab / sqrt(aa * bb);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    long n_channels = strtol(argv[1], NULL, 10);
    double rate_hz = strtod(argv[2], NULL);
    if (n_channels < 1 || n_channels > 32)
        return 2;
    struct sound a = load(argv[3], n_channels), b = load(argv[4], n_channels);
    long max_lag = (long)(MAX_LAG_S * rate_hz), best_lag = 0;
    double best = -1;
    for (long lag = -max_lag; lag <= max_lag; lag++) {
        double correlation = correlate(&a, &b, a.n_frames / 3, lag);
        if (correlation > best) {
            best = correlation;
            best_lag = lag;
        }
    }
    printf("%.4f %.2f %.2f %.2f\n", best, (double)best_lag / rate_hz * 1e3,
           20 * log10(b.rms / a.rms), (double)(b.n_frames - a.n_frames) / rate_hz * 1e3);
    free(a.frames);
    free(b.frames);
    return 0;
}
