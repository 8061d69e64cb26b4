// SPDX-License-Identifier: GPL-3.0-or-later
// Analyses a recording fed in blocks of chosen sizes and prints every number of the result exactly
// (hexadecimal floats), so that a test can demand the same bits from any way of feeding. With more
// than one thread each analyses the recording on its own, and all must find the same.
#include <practice/practice.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_THREADS = 8 };

struct recording {
    struct practice_analyzer_options options;
    float *samples;
    size_t n_frames;
};

struct task {
    const struct recording *recording;
    size_t max_block; // 0: blocks of random sizes
    unsigned seed;
    struct practice_result *result;
};

static void die(const struct practice_error *err)
{
    fprintf(stderr, "%s\n", err->message);
    exit(1);
}

static struct recording load(const char *path)
{
    struct practice_error err = {0};
    struct practice_decoder *decoder = NULL;
    struct recording r = {.samples = NULL};
    if (practice_decoder_open_file(path, &decoder, &err))
        die(&err);
    practice_analyzer_options_init(&r.options);
    r.options.rate_hz = practice_decoder_format(decoder)->rate_hz;
    r.options.n_channels = practice_decoder_format(decoder)->n_channels;
    size_t n = 0, n_channels = r.options.n_channels;
    do {
        float *grown = realloc(r.samples, (r.n_frames + 65536) * n_channels * sizeof *grown);
        if (!grown)
            abort();
        r.samples = grown;
        if (practice_decoder_read(decoder, r.samples + r.n_frames * n_channels, 65536, &n, &err))
            die(&err);
        r.n_frames += n;
    } while (n > 0);
    practice_decoder_free(decoder);
    return r;
}

// Mostly short blocks, now and then a long one, and sometimes none at all.
static size_t random_block(unsigned *seed)
{
    unsigned draw = (unsigned)rand_r(seed);
    return draw % 16 == 0 ? draw % 60000 : draw % 3 == 0 ? draw % 4 : draw % 1500;
}

static void *analyse(void *argument)
{
    struct task *t = argument;
    const struct recording *r = t->recording;
    struct practice_error err = {0};
    struct practice_analyzer *analyzer = NULL;
    if (practice_analyzer_new(&r->options, &analyzer, &err))
        die(&err);
    for (size_t done = 0; done < r->n_frames;) {
        size_t block = t->max_block ? t->max_block : random_block(&t->seed);
        if (block > r->n_frames - done)
            block = r->n_frames - done;
        if (practice_analyzer_feed(analyzer, r->samples + done * r->options.n_channels, block,
                                   &err))
            die(&err);
        done += block;
    }
    if (practice_analyzer_finish(analyzer, &t->result, &err))
        die(&err);
    practice_analyzer_free(analyzer);
    return NULL;
}

static void print_result(FILE *out, const struct practice_result *r)
{
    fprintf(out, "%a %a %a %a %zu\n", r->duration_s, r->play_time_s, r->sounding_time_s,
            r->longest_run_s, r->n_starts);
    fprintf(out, "%a %a %a %a %a\n", r->loudness_db, r->loudness_range_db, r->tempo_bpm,
            r->tempo_confidence, r->tuning_hz);
    for (size_t i = 0; i < r->n_segments; i++) {
        const struct practice_segment *s = &r->segments[i];
        fprintf(out, "segment %a %a %d %a %d %a\n", s->start_s, s->end_s, (int)s->kind,
                s->confidence, (int)s->reason, s->sounding_s);
    }
    for (size_t i = 0; i < r->n_onsets; i++)
        fprintf(out, "onset %a\n", r->onsets_s[i]);
    for (size_t i = 0; i < r->n_notes; i++) {
        const struct practice_note *n = &r->notes[i];
        fprintf(out, "note %a %a %d %a %a\n", n->start_s, n->end_s, n->midi, n->cents,
                n->level_dbfs);
    }
    for (size_t i = 0; i < r->n_track; i++)
        fprintf(out, "track %a %a %a\n", (double)r->track[i].time_s, (double)r->track[i].f0_hz,
                (double)r->track[i].level_dbfs);
}

// The result as text; the caller frees it.
static char *text_of(const struct practice_result *result)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        abort();
    print_result(out, result);
    fclose(out);
    return text;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: blocks FILE FRAMES-PER-BLOCK(0: random) THREADS\n");
        return 2;
    }
    struct recording recording = load(argv[1]);
    struct task tasks[MAX_THREADS];
    pthread_t threads[MAX_THREADS];
    int n = atoi(argv[3]), status = 0;
    n = n < 1 ? 1 : n > MAX_THREADS ? MAX_THREADS : n;
    for (int i = 0; i < n; i++) {
        tasks[i] = (struct task){&recording, (size_t)atol(argv[2]), (unsigned)i + 1, NULL};
        if (pthread_create(&threads[i], NULL, analyse, &tasks[i]))
            return 1;
    }
    char *first = NULL;
    for (int i = 0; i < n; i++) {
        pthread_join(threads[i], NULL);
        char *text = text_of(tasks[i].result);
        practice_result_free(tasks[i].result);
        if (!first) {
            first = text;
            continue;
        }
        if (strcmp(first, text)) {
            fprintf(stderr, "thread %d found something else\n", i);
            status = 1;
        }
        free(text);
    }
    fputs(first, stdout);
    free(first);
    free(recording.samples);
    return status;
}
