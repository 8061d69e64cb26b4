// SPDX-License-Identifier: GPL-3.0-or-later
// The way of one recording. The order matters: pictures and cuts are made before the take is
// recorded as done, so that a record in the resume file means that all of it is done.
#include "batch/analyse.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <practice/analyzer.h>

#include "base/fail.h"
#include "batch/bytes.h"
#include "batch/effects.h"
#include "batch/source.h"
#include "batch/stop.h"
#include "ui/envelope.h"

#define BLOCK_SAMPLES 65536u // 256 kB of floats, whatever the number of channels

// What one input needs on its way.
struct work {
    const struct analyse_options *options;
    const struct input *input;
    struct analyse_meter *meter;
    struct source source;
    struct take *take;
    struct ui_envelope *envelope;  // only for a picture
    uint8_t key[DIGEST_SIZE];      // only with a resume file
    unsigned long long bytes_told; // to the meter, of the input's size
};

// 2 stays "2", 0.4 stays "0.4", and no two numbers look the same.
static void put_number(char *text, size_t size, double value)
{
    for (int digits = 1; digits <= 17; digits++) {
        (void)snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) // exact on purpose: it must read back as itself
            return;
    }
}

static void to_analyzer(const struct analyse_options *options,
                        struct practice_analyzer_options *ret_analyzer)
{
    practice_analyzer_options_init(ret_analyzer);
    ret_analyzer->max_rest_s = options->max_rest_s;
    ret_analyzer->min_play_s = options->min_play_s;
    ret_analyzer->play_time_only = options->play_time_only;
}

// The model's name is a matter of results only, so an empty stream is asked for its result.
enum practice_status analyse_prepare(struct analyse_options *options, struct practice_error *err)
{
    struct practice_analyzer_options for_analyzer;
    struct practice_analyzer *analyzer = NULL;
    struct practice_result *result = NULL;
    char rest[32], play[32];
    to_analyzer(options, &for_analyzer);
    enum practice_status status = practice_analyzer_new(&for_analyzer, &analyzer, err);
    if (status == PRACTICE_OK)
        status = practice_analyzer_finish(analyzer, &result, err);
    if (status == PRACTICE_OK)
        (void)snprintf(options->model, sizeof options->model, "%s", result->model);
    practice_result_free(result);
    practice_analyzer_free(analyzer);
    put_number(rest, sizeof rest, options->max_rest_s);
    put_number(play, sizeof play, options->min_play_s);
    (void)snprintf(options->fingerprint, sizeof options->fingerprint,
                   "max-rest=%s min-play=%s parts=%s", rest, play,
                   options->play_time_only ? "play-time" : "all");
    return status;
}

static void count_bytes(struct work *work, unsigned long long bytes)
{
    unsigned long long left = (unsigned long long)work->input->size_bytes - work->bytes_told;
    bytes = bytes < left ? bytes : left;
    work->bytes_told += bytes;
    atomic_fetch_add(&work->meter->work_bytes, bytes);
}

static void count_block(struct work *work, size_t n_frames)
{
    const struct practice_format *format = &work->take->format;
    double seconds = (double)n_frames / (double)format->rate_hz;
    atomic_fetch_add(&work->meter->audio_ms, (unsigned long long)(1e3 * seconds + 0.5));
    if (format->n_frames <= 0)
        return;
    double share = (double)n_frames / (double)format->n_frames;
    count_bytes(work, (unsigned long long)(work->input->size_bytes * share));
}

static enum practice_status feed_all(struct work *work, struct practice_decoder *decoder,
                                     struct practice_analyzer *analyzer, float *samples,
                                     struct practice_error *err)
{
    size_t max_frames = BLOCK_SAMPLES / work->take->format.n_channels;
    for (;;) {
        size_t n = 0;
        enum practice_status status = practice_decoder_read(decoder, samples, max_frames, &n, err);
        if (status == PRACTICE_OK && n)
            status = practice_analyzer_feed(analyzer, samples, n, err);
        if (status == PRACTICE_OK && stop_requested())
            status = fail_with(err, PRACTICE_INTERNAL, NULL, "interrupted");
        if (status != PRACTICE_OK || n == 0)
            return status;
        if (work->envelope)
            ui_envelope_feed(work->envelope, samples, n);
        count_block(work, n);
    }
}

static void collect(struct take *take, const struct practice_decoder *decoder,
                    struct practice_result *result)
{
    const char *warning;
    for (size_t i = 0; (warning = practice_decoder_warning(decoder, i)); i++)
        take_warn(take, warning);
    for (size_t i = 0; i < result->n_warnings; i++)
        take_warn(take, result->warnings[i]);
    (void)snprintf(take->engine, sizeof take->engine, "%s", result->engine);
    (void)snprintf(take->model, sizeof take->model, "%s", result->model);
    take->result = result;
}

static enum practice_status run_analyzer(struct work *work, struct practice_decoder *decoder,
                                         struct practice_error *err)
{
    struct practice_analyzer_options options;
    struct practice_analyzer *analyzer = NULL;
    struct practice_result *result = NULL;
    to_analyzer(work->options, &options);
    options.rate_hz = work->take->format.rate_hz;
    options.n_channels = work->take->format.n_channels;
    if (work->envelope)
        ui_envelope_init(work->envelope, options.n_channels);
    float *samples = malloc(BLOCK_SAMPLES * sizeof *samples);
    enum practice_status status = samples ? PRACTICE_OK : fail_no_memory(err);
    if (status == PRACTICE_OK)
        status = practice_analyzer_new(&options, &analyzer, err);
    if (status == PRACTICE_OK)
        status = feed_all(work, decoder, analyzer, samples, err);
    if (status == PRACTICE_OK)
        status = practice_analyzer_finish(analyzer, &result, err);
    if (status == PRACTICE_OK)
        collect(work->take, decoder, result);
    practice_analyzer_free(analyzer);
    free(samples);
    return status;
}

static enum practice_status decode_and_analyse(struct work *work, struct practice_error *err)
{
    struct practice_decoder *decoder = NULL;
    enum practice_status status = source_decoder(&work->source, &decoder, err);
    // A folder may hold anything; only what was named must be a recording.
    if (!work->input->is_named &&
        (status == PRACTICE_NOT_AUDIO || (status == PRACTICE_EMPTY && work->input->size_bytes < 1)))
        work->take->is_skipped = 1;
    if (status != PRACTICE_OK)
        return status;
    work->take->format = *practice_decoder_format(decoder);
    status = run_analyzer(work, decoder, err);
    practice_decoder_free(decoder);
    return status;
}

// The key of what is asked: the bytes, who analyses how, and which files are made beside.
static enum practice_status make_key(struct work *work, const uint8_t *digest,
                                     struct practice_error *err)
{
    const struct analyse_options *options = work->options;
    struct bytes_writer text = {0};
    bytes_put(&text, digest, DIGEST_SIZE);
    bytes_put_text(&text, practice_version());
    bytes_put_text(&text, options->model);
    bytes_put_text(&text, options->fingerprint);
    bytes_put_text(&text, options->plot ? options->plot : "");
    bytes_put_text(&text, options->extract ? options->extract : "");
    if (options->plot || options->extract)
        bytes_put_text(&text, work->input->label);
    enum practice_status status =
        text.failed ? fail_no_memory(err) : digest_memory(text.data, text.size, work->key, err);
    bytes_release(&text);
    return status;
}

static enum practice_status identify(struct work *work, struct practice_error *err)
{
    uint8_t digest[DIGEST_SIZE];
    if (!work->options->want_sha256 && !work->options->resume)
        return PRACTICE_OK;
    enum practice_status status = source_digest(&work->source, digest, err);
    if (status != PRACTICE_OK)
        return status;
    digest_to_hex(digest, work->take->sha256);
    return work->options->resume ? make_key(work, digest, err) : PRACTICE_OK;
}

static enum practice_status make_effects(struct work *work, struct practice_error *err)
{
    const struct analyse_options *options = work->options;
    enum practice_status status = PRACTICE_OK;
    if (options->plot)
        status = effects_plot(options->plot, options->many ? work->input->label : NULL, work->take,
                              work->envelope, err);
    if (status == PRACTICE_OK && options->extract)
        status =
            effects_extract(options->extract, work->input->label, &work->source, work->take, err);
    return status;
}

static enum practice_status do_work(struct work *work, struct practice_error *err)
{
    struct resume *resume = work->options->resume;
    enum practice_status status = identify(work, err);
    if (status != PRACTICE_OK || (resume && resume_lookup(resume, work->key, work->take)))
        return status;
    if (work->options->plot && !(work->envelope = malloc(sizeof *work->envelope)))
        return fail_no_memory(err);
    status = decode_and_analyse(work, err);
    if (status == PRACTICE_OK)
        status = make_effects(work, err);
    if (status == PRACTICE_OK && resume) {
        status = resume_append(resume, work->key, work->take, err);
        work->take->is_unkept = status != PRACTICE_OK;
    }
    return status;
}

struct take *analyse_input(const struct analyse_options *options, const struct input *input,
                           struct analyse_meter *meter)
{
    struct work work = {.options = options, .input = input, .meter = meter};
    work.take = take_new(input->path);
    if (work.take->status != PRACTICE_OK)
        return work.take;
    struct practice_error *err = &work.take->error;
    enum practice_status status = input->error ? input->error->status : PRACTICE_OK;
    if (input->error)
        *err = *input->error;
    else
        status = source_open(input, &work.source, err);
    if (status == PRACTICE_OK && !input->error) {
        status = do_work(&work, err);
        source_release(&work.source);
    }
    count_bytes(&work, ULLONG_MAX); // what the header did not promise is done as well
    free(work.envelope);
    work.take->status = status;
    return work.take;
}
