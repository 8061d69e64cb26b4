// SPDX-License-Identifier: GPL-3.0-or-later
// A made-up practice session for the tests of the whole analyser, and a result as comparable text.
#ifndef TESTS_ANALYSIS_STREAM_H
#define TESTS_ANALYSIS_STREAM_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <practice/practice.h>

// Four seconds of plucked notes, three of faint noise, over and over: n frames of n_channels.
static inline float *make_session(size_t n, size_t n_channels, double rate_hz)
{
    float *samples = malloc(n * n_channels * sizeof *samples);
    unsigned state = 1;
    for (size_t i = 0; samples && i < n; i++) {
        double t = (double)i / rate_hz, in_note = fmod(t, 0.5), x = 0;
        double f0 = 220 * pow(2, floor(fmod(t * 2, 12)) / 12);
        for (int h = 1; h <= 6 && fmod(t, 7) < 4; h++)
            x += 0.2 / h * exp(-5 * in_note) * sin(2 * M_PI * f0 * h * t);
        for (size_t c = 0; c < n_channels; c++) {
            state = state * 1664525u + 1013904223u;
            samples[i * n_channels + c] = (float)(x + 0.0005 * (int)state / 2147483648.0);
        }
    }
    return samples;
}

// Everything a result says, every bit of it, as text.
static inline void print_result(FILE *out, const struct practice_result *r)
{
    fprintf(out, "%a %a %a %a %zu %a %a %a %a %a\n", r->duration_s, r->play_time_s,
            r->sounding_time_s, r->longest_run_s, r->n_starts, r->loudness_db, r->loudness_range_db,
            r->tempo_bpm, r->tempo_confidence, r->tuning_hz);
    for (size_t i = 0; i < r->n_segments; i++)
        fprintf(out, "segment %a %a %d %a %d %a\n", r->segments[i].start_s, r->segments[i].end_s,
                (int)r->segments[i].kind, r->segments[i].confidence, (int)r->segments[i].reason,
                r->segments[i].sounding_s);
    for (size_t i = 0; i < r->n_onsets; i++)
        fprintf(out, "onset %a\n", r->onsets_s[i]);
    for (size_t i = 0; i < r->n_notes; i++)
        fprintf(out, "note %a %a %d %a %a\n", r->notes[i].start_s, r->notes[i].end_s,
                r->notes[i].midi, r->notes[i].cents, r->notes[i].level_dbfs);
    for (size_t i = 0; i < r->n_track; i++)
        fprintf(out, "track %a %a %a\n", (double)r->track[i].time_s, (double)r->track[i].f0_hz,
                (double)r->track[i].level_dbfs);
    for (size_t i = 0; i < r->n_warnings; i++)
        fprintf(out, "warning %s\n", r->warnings[i]);
}

#endif
