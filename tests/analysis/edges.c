// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds the analyser one edge case named by the argument and prints what it says.
#include <string.h>

#include "stream.h"

#define RATE_HZ 44100

static float value_of(const char *name, size_t i)
{
    double t = (double)i / RATE_HZ;
    if (strcmp(name, "nan") == 0)
        return NAN;
    if (strcmp(name, "infinity") == 0)
        return i % 2 ? INFINITY : -INFINITY;
    if (strcmp(name, "dc") == 0)
        return 0.9f;
    if (strcmp(name, "clipped") == 0)
        return sin(2 * M_PI * 440 * t) > 0 ? 1.0f : -1.0f;
    return 0.0f;
}

static size_t length_of(const char *name)
{
    if (strcmp(name, "nothing") == 0)
        return 0;
    return strcmp(name, "sample") == 0 ? 1 : 10 * RATE_HZ;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    struct practice_analyzer_options options;
    practice_analyzer_options_init(&options);
    options.rate_hz = RATE_HZ;
    struct practice_analyzer *analyzer;
    struct practice_result *result;
    if (practice_analyzer_new(&options, &analyzer, NULL))
        return 1;
    for (size_t i = 0; i < length_of(argv[1]); i++) {
        float x = value_of(argv[1], i);
        if (practice_analyzer_feed(analyzer, &x, 1, NULL))
            return 1;
    }
    if (practice_analyzer_finish(analyzer, &result, NULL))
        return 1;
    printf("duration %.6f play %.2f segments %zu onsets %zu notes %zu loudness %.1f\n",
           result->duration_s, result->play_time_s, result->n_segments, result->n_onsets,
           result->n_notes, result->loudness_db);
    for (size_t i = 0; i < result->n_segments; i++)
        printf("%s\n", practice_kind_name(result->segments[i].kind));
    for (size_t i = 0; i < result->n_warnings; i++)
        printf("warning: %s\n", result->warnings[i]);
    float x = 0;
    struct practice_error err;
    if (practice_analyzer_feed(analyzer, &x, 1, &err) == PRACTICE_BAD_ARGUMENT)
        printf("then: %s\n", err.message);
    practice_result_free(result);
    practice_analyzer_free(analyzer);
    return 0;
}
