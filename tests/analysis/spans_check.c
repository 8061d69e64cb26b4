// SPDX-License-Identifier: GPL-3.0-or-later
// Reads runs from standard input, a line each: kind letter (p, s, o or -), end in seconds,
// certainty, and that of talk and noise together (0 if missing); prints the spans they become.
// Arguments: max rest, min play, duration.
#include <stdio.h>
#include <stdlib.h>

#include "analysis/spans.h"

static enum practice_kind kind_of(char letter)
{
    switch (letter) {
    case 'p':
        return PRACTICE_PLAY;
    case 's':
        return PRACTICE_SPEECH;
    case 'o':
        return PRACTICE_OTHER;
    default:
        return PRACTICE_SILENCE;
    }
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct segment_options options = {
        .max_rest_s = atof(argv[1]), .min_play_s = atof(argv[2]), .duration_s = atof(argv[3])};
    struct base_list runs;
    base_list_init(&runs, sizeof(struct span_run));
    char line[100], letter;
    double end_s, sure, rivals, start_s = 0;
    while (fgets(line, sizeof line, stdin)) {
        rivals = 0;
        if (sscanf(line, " %c %lf %lf %lf", &letter, &end_s, &sure, &rivals) < 3)
            return 2;
        struct span_run *run = base_list_add(&runs);
        if (!run)
            return 1;
        *run = (struct span_run){.start_s = start_s,
                                 .end_s = end_s,
                                 .sure_steps = sure * 10,
                                 .rival_steps = rivals * 10,
                                 .n_steps = 10,
                                 .kind = kind_of(letter)};
        start_s = end_s;
    }
    struct practice_result *result = calloc(1, sizeof *result);
    if (!result || spans_finish(&runs, &options, result, NULL))
        return 1;
    for (size_t i = 0; i < result->n_segments; i++) {
        const struct practice_segment *s = &result->segments[i];
        printf("%.2f-%.2f %s %s %.2f %.2f\n", s->start_s, s->end_s, practice_kind_name(s->kind),
               practice_reason_name(s->reason), s->confidence, s->sounding_s);
    }
    printf("play %.2f sounding %.2f starts %zu longest %.2f\n", result->play_time_s,
           result->sounding_time_s, result->n_starts, result->longest_run_s);
    practice_result_free(result);
    base_list_release(&runs);
    return 0;
}
