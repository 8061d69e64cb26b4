// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what melody.h hears in raw mono float samples: `melody_dump RATE_HZ FILE`. For the
// accuracy bench, which wants the onsets and pitches without the rest of the product around them.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analysis/melody.h"

static void print_all(const struct melody *m, double duration_s)
{
    size_t n;
    const double *onsets = melody_onsets(m, &n);
    for (size_t i = 0; i < n; i++)
        printf("onset %.4f\n", onsets[i]);
    const struct practice_note *notes = melody_notes(m, &n);
    for (size_t i = 0; i < n; i++)
        printf("note %.4f %.4f %.3f %.2f\n", notes[i].start_s, notes[i].end_s,
               notes[i].midi + notes[i].cents / 100, notes[i].level_dbfs);
    for (double t = 0; t < duration_s; t += 0.01)
        printf("pitch %.3f %.3f\n", t, melody_hz_at(m, t));
}

int main(int argc, char **argv)
{
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    double rate_hz = argc == 3 ? atof(argv[1]) : 0;
    struct practice_error err;
    struct melody *m = NULL;
    static float block[1024];
    size_t hop = (size_t)lrint(rate_hz / 50), n_blocks = 0;
    if (!file || hop < 160 || hop > 640 || melody_new(rate_hz, hop, &m, &err) != PRACTICE_OK)
        return 2;
    clock_t start = clock();
    while (fread(block, sizeof *block, hop, file) == hop) {
        n_blocks++;
        if (melody_feed(m, block, 1, &err) != PRACTICE_OK)
            return 1;
    }
    if (melody_finish(m, &err) != PRACTICE_OK)
        return 1;
    double spent_s = (double)(clock() - start) / CLOCKS_PER_SEC;
    fprintf(stderr, "%.0f us per second\n", 1e6 * spent_s / ((double)n_blocks / 50));
    print_all(m, (double)n_blocks / 50);
    melody_free(m);
    fclose(file);
    return 0;
}
