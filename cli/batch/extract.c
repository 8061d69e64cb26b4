// SPDX-License-Identifier: GPL-3.0-or-later
// Cutting the played spans out of a recording. It is decoded a second time, because the spans are
// known only at its end; each span gets a margin of a few milliseconds in which it is faded in
// and out, so that the span itself is untouched and nothing clicks.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <practice/encoder.h>

#include "base/fail.h"
#include "base/placement.h"
#include "batch/effects.h"
#include "batch/stop.h"

#define FADE_S     0.008
#define MAX_FRAMES 8192u

struct cut {
    const struct take *take;
    const char *folder, *label;
    struct practice_encoder *encoder; // of the open span, or NULL
    char *temporary, *target;         // its names
    size_t next_segment;              // where to look for the next span
    size_t n_cuts;
    long long at;         // frame the decoder is at
    long long start, end; // frames of the open span with its margins
    long long fade;       // frames of a margin
};

// "lesson-003-12m05s.wav": number and place in the recording.
static enum practice_status name_cut(struct cut *cut, double start_s, struct practice_error *err)
{
    unsigned second = (unsigned)start_s;
    char place[32];
    if (second >= 3600)
        (void)snprintf(place, sizeof place, "%uh%02um%02us", second / 3600, second / 60 % 60,
                       second % 60);
    else
        (void)snprintf(place, sizeof place, "%um%02us", second / 60, second % 60);
    if (asprintf(&cut->target, "%s/%s-%03zu-%s.wav", cut->folder, cut->label, cut->n_cuts, place) <
        0) {
        cut->target = NULL;
        return fail_no_memory(err);
    }
    return placement_begin(cut->target, &cut->temporary, err);
}

static int has_many_bits(const char *codec)
{
    return strstr(codec, "24") || strstr(codec, "32") || strstr(codec, "64");
}

static enum practice_status open_cut(struct cut *cut, double start_s, struct practice_error *err)
{
    struct practice_encoder_options options;
    practice_encoder_options_init(&options);
    options.rate_hz = cut->take->format.rate_hz;
    options.n_channels = cut->take->format.n_channels;
    options.n_bits = has_many_bits(cut->take->format.codec) ? 24 : 16;
    options.overwrite = 1; // of our own temporary file
    enum practice_status status = name_cut(cut, start_s, err);
    if (status != PRACTICE_OK)
        return status;
    return practice_encoder_open_file(cut->temporary, &options, &cut->encoder, err);
}

// Finds the next play span; start is then past all frames when there is none.
static void next_span(struct cut *cut, double *ret_start_s)
{
    const struct practice_result *result = cut->take->result;
    double rate_hz = cut->take->format.rate_hz;
    long long before = cut->end;
    cut->start = cut->end = -1;
    while (cut->next_segment < result->n_segments) {
        const struct practice_segment *segment = &result->segments[cut->next_segment++];
        if (segment->kind != PRACTICE_PLAY)
            continue;
        cut->start = llround(segment->start_s * rate_hz) - cut->fade;
        cut->end = llround(segment->end_s * rate_hz) + cut->fade;
        if (cut->start < before)
            cut->start = before; // margins of neighbours do not overlap
        *ret_start_s = segment->start_s;
        return;
    }
}

static enum practice_status close_cut(struct cut *cut, struct practice_error *err)
{
    enum practice_status status = practice_encoder_finish(cut->encoder, err);
    practice_encoder_free(cut->encoder);
    cut->encoder = NULL;
    if (status == PRACTICE_OK)
        status = placement_keep(cut->temporary, cut->target, err);
    else
        unlink(cut->temporary);
    free(cut->temporary);
    free(cut->target);
    cut->temporary = cut->target = NULL;
    return status;
}

static void abandon(struct cut *cut)
{
    practice_encoder_free(cut->encoder);
    if (cut->temporary)
        unlink(cut->temporary);
    free(cut->temporary);
    free(cut->target);
}

// Half a cosine within the margins, 1 inside.
static void fade(const struct cut *cut, float *samples, long long first, size_t n_frames)
{
    size_t n_channels = cut->take->format.n_channels;
    const double pi = 3.14159265358979323846;
    for (size_t i = 0; i < n_frames; i++) {
        long long in = first + (long long)i - cut->start;
        long long left = cut->end - 1 - (first + (long long)i);
        long long near = in < left ? in : left;
        if (near >= cut->fade)
            continue;
        double gain = 0.5 - 0.5 * cos(pi * ((double)near + 0.5) / (double)cut->fade);
        for (size_t c = 0; c < n_channels; c++)
            samples[i * n_channels + c] *= (float)gain;
    }
}

// Hands one decoded block to the spans that lie in it.
static enum practice_status take_block(struct cut *cut, float *samples, size_t n_frames,
                                       struct practice_error *err)
{
    long long block_end = cut->at + (long long)n_frames;
    enum practice_status status = PRACTICE_OK;
    double start_s = 0;
    while (status == PRACTICE_OK && cut->end >= 0) {
        if (!cut->encoder) {
            next_span(cut, &start_s);
            if (cut->end < 0)
                break;
            cut->n_cuts++;
            status = open_cut(cut, start_s, err);
        }
        long long from = cut->start > cut->at ? cut->start : cut->at;
        long long to = cut->end < block_end ? cut->end : block_end;
        if (status == PRACTICE_OK && from < to) {
            float *part = samples + (size_t)(from - cut->at) * cut->take->format.n_channels;
            fade(cut, part, from, (size_t)(to - from));
            status = practice_encoder_write(cut->encoder, part, (size_t)(to - from), err);
        }
        if (cut->end > block_end || status != PRACTICE_OK)
            break;
        status = close_cut(cut, err);
    }
    cut->at = block_end;
    return status;
}

static enum practice_status cut_all(struct cut *cut, struct practice_decoder *decoder,
                                    struct practice_error *err)
{
    float *samples = malloc(sizeof *samples * MAX_FRAMES * cut->take->format.n_channels);
    enum practice_status status = samples ? PRACTICE_OK : fail_no_memory(err);
    size_t n = 1;
    while (status == PRACTICE_OK && n) {
        status = practice_decoder_read(decoder, samples, MAX_FRAMES, &n, err);
        if (status == PRACTICE_OK && n)
            status = take_block(cut, samples, n, err);
        if (status == PRACTICE_OK && stop_requested())
            status = fail_with(err, PRACTICE_INTERNAL, NULL, "interrupted");
    }
    free(samples);
    if (status == PRACTICE_OK && cut->encoder)
        status = close_cut(cut, err); // the last span's margin reaches past the end
    abandon(cut);
    return status;
}

enum practice_status effects_extract(const char *folder, const char *label,
                                     const struct source *source, const struct take *take,
                                     struct practice_error *err)
{
    struct practice_decoder *decoder = NULL;
    struct cut cut = {.take = take, .folder = folder, .label = label};
    cut.fade = llround(FADE_S * take->format.rate_hz);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make the folder '%s': %s", folder,
                         strerror(errno));
    enum practice_status status = source_decoder(source, &decoder, err);
    if (status != PRACTICE_OK)
        return status;
    status = cut_all(&cut, decoder, err);
    practice_decoder_free(decoder);
    return status;
}
