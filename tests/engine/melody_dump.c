// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what melody.h hears in raw mono float samples: `melody_dump RATE_HZ FILE [FROM TO]`, told
// that someone plays from FROM to TO seconds, or always. For the tests, and for the accuracy bench,
// which wants the onsets and pitches without the rest of the product around them.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analysis/melody.h"
#include "analysis/tempo.h"
#include "analysis/tuning.h"

static void print_summary(const double *onsets, size_t n_onsets, const struct practice_note *notes,
                          size_t n_notes)
{
    static const char *const names[12] = {"C",  "C#", "D",  "D#", "E",  "F",
                                          "F#", "G",  "G#", "A",  "A#", "B"};
    struct practice_intonation intonation[12];
    double confidence, bpm = tempo_find(onsets, n_onsets, &confidence);
    double a4_hz = tuning_find(notes, n_notes);
    printf("tempo %.2f %.2f\ntuning %.2f\n", bpm, confidence, a4_hz);
    if (tuning_intonation(notes, n_notes, a4_hz, intonation, NULL) != PRACTICE_OK)
        exit(1);
    for (int c = 0; c < 12; c++)
        if (intonation[c].n_notes)
            printf("class %s %.2f %.2f %zu\n", names[c], intonation[c].median_cents,
                   intonation[c].spread_cents, intonation[c].n_notes);
}

static void print_all(struct melody *m)
{
    size_t n_onsets = melody_onsets(m)->n_items, n_notes = melody_notes(m)->n_items;
    const double *onsets = melody_onsets(m)->items;
    const struct practice_note *notes = melody_notes(m)->items;
    for (size_t i = 0; i < n_onsets; i++)
        printf("onset %.4f\n", onsets[i]);
    for (size_t i = 0; i < n_notes; i++)
        printf("note %.4f %.4f %.4f %.2f\n", notes[i].start_s, notes[i].end_s,
               notes[i].midi + notes[i].cents / 100, notes[i].level_dbfs);
    print_summary(onsets, n_onsets, notes, n_notes);
}

static int run(FILE *file, double rate_hz, double from_s, double to_s)
{
    static float block[1024];
    struct melody *m = NULL;
    size_t hop = (size_t)lrint(rate_hz / 50), n_blocks = 0;
    if (hop < 160 || hop > 640 || melody_new(rate_hz, hop, &m, NULL) != PRACTICE_OK)
        return 2;
    clock_t start = clock();
    for (; fread(block, sizeof *block, hop, file) == hop; n_blocks++) {
        double t = (double)(n_blocks * hop) / rate_hz;
        if (melody_feed(m, block, t >= from_s && t < to_s, NULL) != PRACTICE_OK)
            return 1;
        if (!isfinite(melody_f0_hz(m)))
            return 3;
    }
    if (melody_end(m, NULL) != PRACTICE_OK)
        return 1;
    double spent_s = (double)(clock() - start) / CLOCKS_PER_SEC;
    for (double t = 0; t < (double)n_blocks / 50; t += 0.01)
        printf("pitch %.3f %.3f\n", t, melody_hz_at(m, t));
    start = clock();
    if (melody_find(m, NULL) != PRACTICE_OK)
        return 1;
    spent_s += (double)(clock() - start) / CLOCKS_PER_SEC;
    print_all(m);
    fprintf(stderr, "%.0f us per second\n", 1e6 * spent_s / ((double)n_blocks / 50 + 1e-9));
    melody_free(m);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 5)
        return 2;
    FILE *file = fopen(argv[2], "rb");
    if (!file)
        return 2;
    int status = run(file, atof(argv[1]), argc == 5 ? atof(argv[3]) : 0,
                     argc == 5 ? atof(argv[4]) : HUGE_VAL);
    (void)fclose(file);
    return status;
}
