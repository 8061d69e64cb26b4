// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a shell test call one function of cli/ui at a time: probe WHAT ARGUMENTS. The answers go
// to stdout as they are, so that the tests can hold them against known ones.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/csv.h"
#include "ui/duration.h"
#include "ui/envelope.h"
#include "ui/json.h"
#include "ui/number.h"
#include "ui/plot.h"
#include "ui/progress.h"
#include "ui/table.h"
#include "ui/term.h"
#include "ui/text.h"
#include "ui/ticks.h"
#include "ui/timeline.h"

#define MAX_SEGMENTS 20000

static int probe_width(char **args)
{
    (void)printf("%zu\n", ui_text_width(args[0]));
    return 0;
}

// clean utf8|ascii SIZE TEXT
static int probe_clean(char **args)
{
    char buffer[4096];
    size_t size = strtoul(args[1], NULL, 10);
    (void)puts(ui_text_clean(buffer, size, args[2], strcmp(args[0], "utf8") == 0));
    return 0;
}

static int probe_utf8(char **args)
{
    (void)puts(ui_text_is_utf8(args[0]) ? "yes" : "no");
    return 0;
}

// fit COLUMNS end|start|middle utf8|ascii TEXT
static int probe_fit(char **args)
{
    char buffer[4096];
    enum ui_cut cut = args[1][0] == 'e'   ? UI_CUT_END
                      : args[1][0] == 's' ? UI_CUT_START
                                          : UI_CUT_MIDDLE;
    struct ui_fit fit = {strtoul(args[0], NULL, 10), cut, strcmp(args[2], "utf8") == 0};
    (void)puts(ui_text_fit(buffer, sizeof buffer, args[3], &fit));
    return 0;
}

static int probe_clock(char **args)
{
    char buffer[UI_DURATION_SIZE];
    (void)puts(ui_duration_clock(strtod(args[0], NULL), atoi(args[1]), buffer));
    return 0;
}

static int probe_short(char **args)
{
    char buffer[UI_DURATION_SIZE];
    (void)puts(ui_duration_short(strtod(args[0], NULL), buffer));
    return 0;
}

static int probe_words(char **args)
{
    char buffer[UI_DURATION_SIZE];
    (void)puts(ui_duration_words(strtod(args[0], NULL), buffer));
    return 0;
}

static int probe_number(char **args)
{
    char buffer[UI_NUMBER_SIZE];
    (void)puts(ui_number_text(strtod(args[0], NULL), atoi(args[1]), buffer));
    return 0;
}

// json TEXT NUMBER
static int probe_json(char **args)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "text", args[0]);
    ui_json_base64(&json, "bytes", args[0]);
    ui_json_number(&json, "number", strtod(args[1], NULL), 2);
    ui_json_array_begin(&json, "list");
    ui_json_integer(&json, NULL, INT64_MIN);
    ui_json_bool(&json, NULL, 1);
    ui_json_null(&json, NULL);
    ui_json_object_begin(&json, NULL);
    ui_json_object_end(&json);
    ui_json_array_begin(&json, NULL);
    ui_json_array_end(&json);
    ui_json_raw(&json, NULL, "{\"a\":1}");
    ui_json_array_end(&json);
    ui_json_string(&json, "none", NULL);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
    return ferror(stdout) != 0;
}

// csv TEXT NUMBER
static int probe_csv(char **args)
{
    struct ui_csv csv;
    ui_csv_init(&csv, stdout);
    ui_csv_header(&csv, (const char *const[]){"name", "n", "x"}, 3);
    ui_csv_text(&csv, args[0]);
    ui_csv_integer(&csv, -7);
    ui_csv_number(&csv, strtod(args[1], NULL), 3);
    ui_csv_row_end(&csv);
    return ferror(stdout) != 0;
}

// A terminal as asked for: WIDTH none|16|256|true utf8|ascii
static struct ui_term make_term(char **args)
{
    static const char *const depths[] = {"none", "16", "256", "true"};
    struct ui_term term = {.is_terminal = 1, .width = strtoul(args[0], NULL, 10)};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(args[1], depths[i]) == 0)
            term.colour = (enum ui_colour)i;
    term.utf8 = strcmp(args[2], "utf8") == 0;
    term.utf8_text = term.utf8;
    return term;
}

// style WIDTH DEPTH CHARSET TEXT: in every style, one a line
static int probe_style(char **args)
{
    struct ui_term term = make_term(args);
    for (int style = UI_STYLE_PLAIN; style <= UI_STYLE_SILENCE; style++) {
        ui_term_write(&term, (enum ui_style)style, args[3], stdout);
        (void)puts("");
    }
    return 0;
}

// table WIDTH DEPTH CHARSET NAME…
static int probe_table(char **args)
{
    static const struct ui_column columns[] = {
        {.title = "file", .flexible = 1, .cut = UI_CUT_MIDDLE},
        {.title = "played", .align = UI_RIGHT},
        {.title = "note"},
    };
    struct ui_term term = make_term(args);
    struct ui_table *table = ui_table_new(columns, 3);
    int failed = !table;
    for (int i = 3; !failed && args[i]; i++)
        failed =
            ui_table_add(table, (const char *const[]){args[i], "3:01.4", NULL}, UI_STYLE_PLAIN);
    if (!failed) {
        ui_table_rule(table);
        failed =
            ui_table_add(table, (const char *const[]){"total", "12:00.0", "all"}, UI_STYLE_BOLD);
    }
    if (!failed)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return failed;
}

// Spans from words like play:12.5, one after the other.
static struct practice_result make_spans(char **words)
{
    static struct practice_segment segments[MAX_SEGMENTS];
    struct practice_result result = {.segments = segments, .engine = "practice", .model = "probe"};
    for (; *words && result.n_segments < MAX_SEGMENTS; words++) {
        struct practice_segment *segment = &segments[result.n_segments++];
        for (int kind = 0; kind < PRACTICE_N_KINDS; kind++) {
            size_t length = strlen(practice_kind_name((enum practice_kind)kind));
            if (strncmp(*words, practice_kind_name((enum practice_kind)kind), length) == 0)
                segment->kind = (enum practice_kind)kind;
        }
        segment->start_s = result.duration_s;
        result.duration_s += strtod(strchr(*words, ':') + 1, NULL);
        segment->end_s = result.duration_s;
        result.kind_time_s[segment->kind] += segment->end_s - segment->start_s;
    }
    return result;
}

// timeline WIDTH DEPTH CHARSET SPAN…, bar … (the bar alone, as wide as the terminal)
static int probe_timeline(char **args)
{
    struct ui_term term = make_term(args);
    struct practice_result result = make_spans(args + 3);
    struct ui_timeline timeline = {result.segments, result.n_segments, result.duration_s};
    ui_timeline_print(&timeline, &term, stdout);
    return 0;
}

static int probe_bar(char **args)
{
    struct ui_term term = make_term(args);
    struct practice_result result = make_spans(args + 3);
    struct ui_timeline timeline = {result.segments, result.n_segments, result.duration_s};
    ui_timeline_bar(&timeline, term.width, &term, stdout);
    (void)puts("");
    return 0;
}

// term FD [no-color]
static int probe_term(char **args)
{
    struct ui_term term;
    int fd = atoi(args[0]);
    ui_term_init(&term, fd, args[1] != NULL);
    (void)printf("terminal=%d colour=%d utf8=%d text=%d width=%zu\n", term.is_terminal,
                 (int)term.colour, term.utf8, term.utf8_text, term.width);
    return 0;
}

// progress auto|always|never SECONDS NAME
static int probe_progress(char **args)
{
    struct ui_term term;
    enum ui_when when;
    if (ui_when_parse(args[0], &when) != 0)
        return 2;
    ui_term_init(&term, STDERR_FILENO, 0);
    struct ui_progress *progress = ui_progress_new(when, &term, stderr);
    int n_steps = (int)(100 * strtod(args[1], NULL));
    for (int i = 1; i <= n_steps; i++) {
        struct ui_progress_state state = {.n_done = (size_t)i,
                                          .n_total = (size_t)n_steps,
                                          .n_failed = i > 20,
                                          .audio_s = i * 10.0,
                                          .work_done = i,
                                          .work_total = n_steps,
                                          .name = args[2]};
        ui_progress_show(progress, &state);
        (void)usleep(10000);
    }
    ui_progress_free(progress);
    return 0;
}

// Phrases with a melody, levels that follow, as the engine would tell them.
static int make_track(struct practice_result *result)
{
    result->track_step_s = fmax(0.1, result->duration_s / 36000);
    result->n_track = (size_t)(result->duration_s / result->track_step_s);
    result->track = calloc(result->n_track + 1, sizeof *result->track);
    if (!result->track)
        return -1;
    static const int scale[] = {0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2};
    size_t at = 0;
    for (size_t i = 0; i < result->n_track; i++) {
        double time_s = (double)i * result->track_step_s;
        while (at + 1 < result->n_segments && result->segments[at].end_s <= time_s)
            at++;
        enum practice_kind kind = result->segments[at].kind;
        double beat = fmod(time_s, 0.5);
        double midi = 55 + scale[(size_t)(time_s * 2) % 14] +
                      (double)((size_t)(time_s / 7) % 3) * 5 + 0.1 * sin(time_s * 35);
        int plays = kind == PRACTICE_PLAY && beat < 0.4;
        double level = kind == PRACTICE_PLAY      ? -14 - 20 * beat + 4 * sin(time_s / 5)
                       : kind == PRACTICE_SPEECH  ? -30 + 6 * sin(time_s * 9)
                       : kind == PRACTICE_SILENCE ? -66
                                                  : -38;
        result->track[i] = (struct practice_pitch_point){
            (float)time_s, plays ? (float)(440 * pow(2, (midi - 69) / 12)) : 0, (float)level};
    }
    return 0;
}

// One note per half second of playing, as make_track() plays them.
static int make_notes(struct practice_result *result)
{
    result->notes = calloc((size_t)(2 * result->duration_s) + 1, sizeof *result->notes);
    if (!result->notes)
        return -1;
    for (double start_s = 0; start_s + 0.4 < result->duration_s; start_s += 0.5) {
        size_t middle = (size_t)((start_s + 0.2) / result->track_step_s);
        double f0_hz = middle < result->n_track ? (double)result->track[middle].f0_hz : 0;
        if (f0_hz <= 0)
            continue;
        double midi = 69 + 12 * log2(f0_hz / 440);
        result->notes[result->n_notes++] = (struct practice_note){
            start_s, start_s + 0.4, (int)lround(midi), 100 * (midi - round(midi)), -20};
    }
    return 0;
}

static struct ui_envelope *make_envelope(const struct practice_result *result)
{
    struct ui_envelope *envelope = malloc(sizeof *envelope);
    if (!envelope)
        return NULL;
    ui_envelope_init(envelope, 2);
    for (size_t i = 0; i < result->n_track; i++) {
        float level = (float)pow(10, (double)result->track[i].level_dbfs / 20) * 1.6f;
        float frames[160];
        for (size_t k = 0; k < 160; k++)
            frames[k] = level * (float)sin((double)(i * 160 + k) * 0.7) *
                        (0.6f + 0.4f * (float)sin((double)i * 1.7));
        ui_envelope_feed(envelope, frames, 80);
    }
    return envelope;
}

static int write_plot(const struct ui_plot *plot, const char *path)
{
    struct practice_error error;
    enum ui_plot_format format;
    if (ui_plot_format_of(path, &format) != 0)
        return 2;
    FILE *out = fopen(path, "wb");
    if (!out)
        return 3;
    enum practice_status status = ui_plot_write(plot, format, out, &error);
    if (status != PRACTICE_OK)
        (void)printf("%s: %s\n", practice_status_name(status), error.message);
    int failed = status != PRACTICE_OK;
    (void)fclose(out);
    return failed;
}

// plot FILE wave|nowave TITLE SPAN…
static int probe_plot(char **args)
{
    struct practice_result result = make_spans(args + 3);
    result.play_time_s = result.kind_time_s[PRACTICE_PLAY];
    result.sounding_time_s = result.play_time_s * 0.9;
    result.n_starts = result.play_time_s > 0 ? 7 : 0;
    result.longest_run_s = result.play_time_s / 3;
    result.tempo_bpm = result.play_time_s > 0 ? 92.3 : 0;
    result.tuning_hz = result.play_time_s > 0 ? 441.2 : 0;
    result.loudness_db = result.play_time_s > 0 ? -18.24 : -120;
    if (make_track(&result) != 0 || make_notes(&result) != 0)
        return 4;
    struct ui_envelope *envelope = strcmp(args[1], "wave") == 0 ? make_envelope(&result) : NULL;
    struct ui_plot plot = {args[2], &result, envelope};
    int failed = write_plot(&plot, args[0]);
    free(envelope);
    free(result.notes);
    free(result.track);
    return failed;
}

// ticks time|plain RANGE MAX_STEPS
static int probe_ticks(char **args)
{
    double range = strtod(args[1], NULL);
    double steps = strtod(args[2], NULL);
    (void)printf("%g\n", args[0][0] == 't' ? ui_ticks_time_step(range, steps)
                                           : ui_ticks_step(range, steps));
    return 0;
}

// envelope N_FRAMES BLOCK FROM TO: of a stereo ramp from -1 to 1 with a lone 2 in its middle
static int probe_envelope(char **args)
{
    static struct ui_envelope envelope;
    size_t n_frames = strtoul(args[0], NULL, 10);
    size_t block = strtoul(args[1], NULL, 10);
    float lowest = 0;
    float highest = 0;
    float *frames = calloc(2 * n_frames + 2, sizeof *frames);
    if (!frames)
        return 4;
    for (size_t i = 0; i < n_frames; i++)
        frames[2 * i] = frames[2 * i + 1] = 2 * (float)i / (float)n_frames - 1;
    frames[2 * (n_frames / 2) + 1] = 2;
    ui_envelope_init(&envelope, 2);
    for (size_t i = 0; i < n_frames; i += block)
        ui_envelope_feed(&envelope, frames + 2 * i, n_frames - i < block ? n_frames - i : block);
    ui_envelope_range(&envelope, strtod(args[2], NULL), strtod(args[3], NULL), &lowest, &highest);
    (void)printf("%.2f %.2f\n", (double)lowest, (double)highest);
    free(frames);
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int n_args;
        int (*run)(char **args);
    } probes[] = {
        {"width", 1, probe_width},       {"clean", 3, probe_clean},   {"utf8", 1, probe_utf8},
        {"fit", 4, probe_fit},           {"clock", 2, probe_clock},   {"short", 1, probe_short},
        {"words", 1, probe_words},       {"number", 2, probe_number}, {"json", 2, probe_json},
        {"csv", 2, probe_csv},           {"style", 4, probe_style},   {"table", 3, probe_table},
        {"timeline", 3, probe_timeline}, {"bar", 3, probe_bar},       {"term", 1, probe_term},
        {"progress", 3, probe_progress}, {"plot", 3, probe_plot},     {"ticks", 3, probe_ticks},
        {"envelope", 4, probe_envelope},
    };
    for (size_t i = 0; argc > 1 && i < sizeof probes / sizeof *probes; i++)
        if (strcmp(argv[1], probes[i].name) == 0 && argc - 2 >= probes[i].n_args)
            return probes[i].run(argv + 2);
    (void)fputs("usage: probe WHAT ARGUMENTS, see probe.c\n", stderr);
    return 2;
}
