// SPDX-License-Identifier: GPL-3.0-or-later
// Field by field in one order, written and read side by side, so that a field added to one is
// seen to be missing in the other.
#include "batch/record.h"

#include <stdlib.h>

static void write_result(struct bytes_writer *w, const struct practice_result *r)
{
    const double numbers[] = {r->duration_s,        r->play_time_s,    r->sounding_time_s,
                              r->kind_time_s[0],    r->kind_time_s[1], r->kind_time_s[2],
                              r->kind_time_s[3],    r->longest_run_s,  r->loudness_db,
                              r->loudness_range_db, r->tempo_bpm,      r->tempo_confidence,
                              r->tuning_hz};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        bytes_put_double(w, numbers[i]);
    bytes_put_u64(w, r->n_starts);
    for (size_t i = 0; i < 12; i++) {
        bytes_put_double(w, r->intonation[i].median_cents);
        bytes_put_double(w, r->intonation[i].spread_cents);
        bytes_put_u64(w, r->intonation[i].n_notes);
    }
}

static void read_result(struct bytes_reader *b, struct practice_result *r)
{
    double *const numbers[] = {&r->duration_s,        &r->play_time_s,    &r->sounding_time_s,
                               &r->kind_time_s[0],    &r->kind_time_s[1], &r->kind_time_s[2],
                               &r->kind_time_s[3],    &r->longest_run_s,  &r->loudness_db,
                               &r->loudness_range_db, &r->tempo_bpm,      &r->tempo_confidence,
                               &r->tuning_hz};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = bytes_get_double(b);
    r->n_starts = (size_t)bytes_get_u64(b);
    for (size_t i = 0; i < 12; i++) {
        r->intonation[i].median_cents = bytes_get_double(b);
        r->intonation[i].spread_cents = bytes_get_double(b);
        r->intonation[i].n_notes = (size_t)bytes_get_u64(b);
    }
}

static void write_lists(struct bytes_writer *w, const struct practice_result *r)
{
    bytes_put_u64(w, r->n_segments);
    for (const struct practice_segment *s = r->segments; s < r->segments + r->n_segments; s++) {
        bytes_put_double(w, s->start_s);
        bytes_put_double(w, s->end_s);
        bytes_put_u64(w, s->kind);
        bytes_put_double(w, s->confidence);
        bytes_put_u64(w, s->reason);
        bytes_put_double(w, s->sounding_s);
    }
    bytes_put_u64(w, r->n_onsets);
    for (size_t i = 0; i < r->n_onsets; i++)
        bytes_put_double(w, r->onsets_s[i]);
    bytes_put_u64(w, r->n_notes);
    for (const struct practice_note *n = r->notes; n < r->notes + r->n_notes; n++) {
        bytes_put_double(w, n->start_s);
        bytes_put_double(w, n->end_s);
        bytes_put_u64(w, (uint64_t)n->midi);
        bytes_put_double(w, n->cents);
        bytes_put_double(w, n->level_dbfs);
    }
}

static void read_segments(struct bytes_reader *b, struct practice_result *r)
{
    size_t n = bytes_get_count(b, 48);
    r->segments = calloc(n + 1, sizeof *r->segments);
    b->failed |= !r->segments;
    for (; !b->failed && r->n_segments < n; r->n_segments++) {
        struct practice_segment *s = &r->segments[r->n_segments];
        s->start_s = bytes_get_double(b);
        s->end_s = bytes_get_double(b);
        s->kind = (enum practice_kind)(bytes_get_u64(b) % PRACTICE_N_KINDS);
        s->confidence = bytes_get_double(b);
        s->reason = (enum practice_reason)(bytes_get_u64(b) & 0xff);
        s->sounding_s = bytes_get_double(b);
    }
}

static void read_notes(struct bytes_reader *b, struct practice_result *r)
{
    size_t n = bytes_get_count(b, 40);
    r->notes = calloc(n + 1, sizeof *r->notes);
    b->failed |= !r->notes;
    for (; !b->failed && r->n_notes < n; r->n_notes++) {
        struct practice_note *note = &r->notes[r->n_notes];
        note->start_s = bytes_get_double(b);
        note->end_s = bytes_get_double(b);
        note->midi = (int)(bytes_get_u64(b) & 127);
        note->cents = bytes_get_double(b);
        note->level_dbfs = bytes_get_double(b);
    }
}

static void read_lists(struct bytes_reader *b, struct practice_result *r)
{
    read_segments(b, r);
    size_t n = bytes_get_count(b, 8);
    r->onsets_s = calloc(n + 1, sizeof *r->onsets_s);
    b->failed |= !r->onsets_s;
    for (; !b->failed && r->n_onsets < n; r->n_onsets++)
        r->onsets_s[r->n_onsets] = bytes_get_double(b);
    read_notes(b, r);
}

void record_write(struct bytes_writer *w, const struct take *take)
{
    bytes_put_text(w, take->sha256);
    bytes_put_text(w, take->engine);
    bytes_put_text(w, take->model);
    bytes_put_text(w, take->format.container);
    bytes_put_text(w, take->format.codec);
    bytes_put_u64(w, take->format.rate_hz);
    bytes_put_u64(w, take->format.n_channels);
    bytes_put_u64(w, (uint64_t)take->format.n_frames);
    bytes_put_text(w, take->format.recorded_at);
    bytes_put_u64(w, take->n_warnings);
    for (size_t i = 0; i < take->n_warnings; i++)
        bytes_put_text(w, take->warnings[i]);
    write_result(w, take->result);
    write_lists(w, take->result);
}

static void read_head(struct bytes_reader *b, struct take *take)
{
    bytes_get_text(b, take->sha256, sizeof take->sha256);
    bytes_get_text(b, take->engine, sizeof take->engine);
    bytes_get_text(b, take->model, sizeof take->model);
    bytes_get_text(b, take->format.container, sizeof take->format.container);
    bytes_get_text(b, take->format.codec, sizeof take->format.codec);
    take->format.rate_hz = (uint32_t)bytes_get_u64(b);
    take->format.n_channels = (uint32_t)bytes_get_u64(b);
    take->format.n_frames = (int64_t)bytes_get_u64(b);
    bytes_get_text(b, take->format.recorded_at, sizeof take->format.recorded_at);
    size_t n = bytes_get_count(b, 8);
    b->failed |= n > TAKE_MAX_WARNINGS;
    for (size_t i = 0; !b->failed && i < n; i++)
        bytes_get_text(b, take->warnings[take->n_warnings++], TAKE_WARNING_SIZE);
}

int record_read(struct bytes_reader *b, struct take *take)
{
    struct take *read = take_new(take->file);
    if (read->status != PRACTICE_OK)
        return -1;
    read->is_restored = 1;
    read->result = calloc(1, sizeof *read->result);
    b->failed |= !read->result;
    read_head(b, read);
    if (read->result) {
        read_result(b, read->result);
        read_lists(b, read->result);
    }
    if (b->failed || b->at != b->size) {
        take_free(read);
        return -1;
    }
    char *file = take->file;
    free(read->file);
    *take = *read; // the result now belongs to the take
    take->file = file;
    take->result->engine = take->engine;
    take->result->model = take->model;
    free(read);
    return 0;
}
