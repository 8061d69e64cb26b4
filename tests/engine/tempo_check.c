// SPDX-License-Identifier: GPL-3.0-or-later
// Asks tempo.h about made onsets: `tempo_check BPM SECONDS JITTER_MS LENGTH…` plays the lengths (in
// beats) over and over; a BPM of 0 draws random onsets instead, JITTER_MS being the seed.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/tempo.h"

#define MAX_ONSETS 10000

static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 33) / (double)(1u << 31);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    static double onsets_s[MAX_ONSETS];
    double bpm = atof(argv[1]), end_s = atof(argv[2]), jitter_s = atof(argv[3]) / 1000;
    uint64_t state = bpm > 0 ? 1 : (uint64_t)atoi(argv[3]) + 1;
    size_t n = 0;
    for (double t = 0.5; t < end_s && n < MAX_ONSETS; n++) {
        double beats = atof(argv[4 + (int)n % (argc - 4)]);
        onsets_s[n] = bpm > 0 ? t + jitter_s * (2 * uniform(&state) - 1) : t;
        t += bpm > 0 ? beats * 60 / bpm : 0.08 - 0.3 * log(1 - uniform(&state));
    }
    double confidence, found = tempo_find(onsets_s, n, &confidence);
    (void)printf("%.3f %.3f %zu\n", found, confidence, n);
    return 0;
}
