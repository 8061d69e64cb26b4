// SPDX-License-Identifier: GPL-3.0-or-later
// The public decoder: bytes are sniffed, a backend is chosen, limits and lengths are watched.
// It hands out slices of the backend's own blocks, so block sizes cannot change any sample.
#include <practice/decoder.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/backend.h"
#include "audio/claims.h"
#include "base/fail.h"

// No codec needs less than this, so a header that claims more than 12 h in a smaller file lies.
#define MIN_BYTES_PER_S 100.0

struct practice_decoder {
    struct audio_stream stream;
    const struct audio_backend *backend;
    void *state; // the backend's, or NULL once the stream has ended
    const float *block;
    size_t n_block;  // frames left in block
    int64_t n_given; // frames got from the backend so far
    int64_t n_max;   // frames in the longest duration
};

void audio_warn(struct audio_stream *stream, const char *format, ...)
{
    if (stream->n_warnings == AUDIO_MAX_WARNINGS)
        return;
    char *text = stream->warnings[stream->n_warnings];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, AUDIO_WARNING_SIZE, format, args);
    va_end(args);
    if (n < 0)
        return;
    base_make_printable(text);
    for (size_t i = 0; i < stream->n_warnings; i++) {
        if (strcmp(stream->warnings[i], text) == 0)
            return;
    }
    stream->n_warnings++;
}

enum practice_status audio_check_limits(const char *name, int64_t rate_hz, int64_t n_channels,
                                        struct practice_error *err)
{
    if (rate_hz < PRACTICE_MIN_RATE_HZ || rate_hz > PRACTICE_MAX_RATE_HZ)
        return base_fail(err, PRACTICE_OVER_LIMIT, "'%s' has %lld samples a second, not %u to %u",
                         name, (long long)rate_hz, PRACTICE_MIN_RATE_HZ, PRACTICE_MAX_RATE_HZ);
    if (n_channels < 1 || n_channels > PRACTICE_MAX_CHANNELS)
        return base_fail(err, PRACTICE_OVER_LIMIT, "'%s' has %lld channels, not 1 to %u", name,
                         (long long)n_channels, PRACTICE_MAX_CHANNELS);
    return PRACTICE_OK;
}

static enum practice_status check_length(const struct practice_decoder *decoder,
                                         struct practice_error *err)
{
    const struct audio_stream *stream = &decoder->stream;
    double duration_s = (double)stream->format.n_frames / stream->format.rate_hz;
    if (duration_s <= PRACTICE_MAX_DURATION_S ||
        (double)stream->source.size < duration_s * MIN_BYTES_PER_S)
        return PRACTICE_OK;
    base_fail(err, PRACTICE_OVER_LIMIT, "'%s' is %.1f hours long, more than %.0f", stream->name,
              duration_s / 3600, PRACTICE_MAX_DURATION_S / 3600);
    base_hint(err, "split it into shorter recordings");
    return PRACTICE_OVER_LIMIT;
}

static void close_backend(struct practice_decoder *decoder)
{
    if (decoder->state)
        decoder->backend->free(decoder->state);
    decoder->state = NULL;
    decoder->n_block = 0;
}

static int is_short(const struct practice_decoder *decoder)
{
    const struct audio_stream *stream = &decoder->stream;
    return stream->length_is_exact &&
           decoder->n_given < stream->format.n_frames - stream->length_tolerance;
}

static int is_long(const struct practice_decoder *decoder)
{
    const struct audio_stream *stream = &decoder->stream;
    return stream->length_is_exact &&
           decoder->n_given > stream->format.n_frames + stream->length_tolerance;
}

static void tell_end(struct practice_decoder *decoder)
{
    struct audio_stream *stream = &decoder->stream;
    double rate_hz = stream->format.rate_hz;
    if (stream->source.io_error)
        audio_warn(stream, "reading failed: %s", strerror(stream->source.io_error));
    if (is_short(decoder) || is_long(decoder))
        audio_warn(stream, "the header states %.2f s, but %.2f s could be decoded",
                   (double)stream->format.n_frames / rate_hz, (double)decoder->n_given / rate_hz);
}

// Fetches the backend's next block; n_block stays 0 at the end of the backend's stream.
static enum practice_status fetch(struct practice_decoder *decoder, struct practice_error *err)
{
    enum practice_status status =
        decoder->backend->read(decoder->state, &decoder->block, &decoder->n_block, err);
    if (status != PRACTICE_OK)
        decoder->n_block = 0;
    decoder->n_given += (int64_t)decoder->n_block;
    return status;
}

// libsndfile gives up at the first damaged frame of a FLAC file, libav goes on behind it: it
// takes over after the frames that were already given.
static enum practice_status rescue(struct practice_decoder *decoder, struct practice_error *err)
{
    struct practice_format format = decoder->stream.format;
    int64_t n_done = decoder->n_given;
    close_backend(decoder);
    decoder->backend = &audio_libav;
    enum practice_status status = audio_libav.open(&decoder->stream, &decoder->state, err);
    int is_same = decoder->stream.format.rate_hz == format.rate_hz &&
                  decoder->stream.format.n_channels == format.n_channels;
    decoder->stream.format = format;
    if (status != PRACTICE_OK || !is_same) {
        close_backend(decoder);
        return status == PRACTICE_NO_MEMORY ? status : PRACTICE_OK;
    }
    decoder->n_given = 0;
    do {
        status = fetch(decoder, err);
    } while (status == PRACTICE_OK && decoder->n_block > 0 && decoder->n_given <= n_done);
    if (status == PRACTICE_OK && decoder->n_given > n_done) {
        size_t n_new = (size_t)(decoder->n_given - n_done);
        decoder->block += (decoder->n_block - n_new) * format.n_channels;
        decoder->n_block = n_new;
    } else {
        decoder->n_given = n_done;
    }
    return status;
}

static int needs_rescue(const struct practice_decoder *decoder)
{
    return decoder->backend == &audio_sndfile && is_short(decoder) &&
           strcmp(decoder->stream.kind->container, "flac") == 0 && !decoder->stream.source.io_error;
}

static void cut_at_limit(struct practice_decoder *decoder)
{
    if (decoder->n_given <= decoder->n_max)
        return;
    audio_warn(&decoder->stream, "the recording is cut at %.0f hours",
               PRACTICE_MAX_DURATION_S / 3600);
    size_t n_over = (size_t)(decoder->n_given - decoder->n_max);
    decoder->n_block -= n_over < decoder->n_block ? n_over : decoder->n_block;
    decoder->n_given = decoder->n_max;
    decoder->stream.length_is_exact = 0;
}

static enum practice_status next_block(struct practice_decoder *decoder, struct practice_error *err)
{
    if (!decoder->state)
        return PRACTICE_OK;
    enum practice_status status = fetch(decoder, err);
    if (status == PRACTICE_OK && decoder->n_block == 0 && needs_rescue(decoder))
        status = rescue(decoder, err);
    if (status != PRACTICE_OK)
        return status;
    cut_at_limit(decoder);
    if (decoder->n_block == 0) {
        tell_end(decoder);
        close_backend(decoder);
    }
    return PRACTICE_OK;
}

static enum practice_status fail_kind(const struct audio_stream *stream, const char *guess,
                                      struct practice_error *err)
{
    if (stream->source.io_error)
        return base_fail(err, PRACTICE_UNREADABLE, "cannot read '%s': %s", stream->name,
                         strerror(stream->source.io_error));
    if (stream->source.size == 0)
        return base_fail(err, PRACTICE_EMPTY, "'%s' is empty", stream->name);
    if (guess)
        base_fail(err, PRACTICE_NOT_AUDIO, "'%s' is no recording: it is %s", stream->name, guess);
    else
        base_fail(err, PRACTICE_NOT_AUDIO, "'%s' is no recording of a known format", stream->name);
    return PRACTICE_NOT_AUDIO;
}

static enum practice_status open_backend(struct practice_decoder *decoder,
                                         struct practice_error *err)
{
    struct audio_stream *stream = &decoder->stream;
    enum practice_status status = PRACTICE_NOT_AUDIO;
    int by_sndfile = stream->kind->reader == AUDIO_BY_SNDFILE;
    if (by_sndfile && !stream->ignore_length && !stream->avoid_sndfile) {
        decoder->backend = &audio_sndfile;
        status = audio_sndfile.open(stream, &decoder->state, err);
    }
    if (status == PRACTICE_NOT_AUDIO) {
        decoder->backend = &audio_libav;
        status = audio_libav.open(stream, &decoder->state, err);
    }
    return status;
}

static enum practice_status start(struct practice_decoder *decoder, struct practice_error *err)
{
    struct audio_stream *stream = &decoder->stream;
    const char *guess;
    stream->kind = audio_sniff(&stream->source, &guess);
    if (!stream->kind)
        return fail_kind(stream, guess, err);
    audio_check_claims(stream);
    enum practice_status status = open_backend(decoder, err);
    if (status == PRACTICE_OK)
        status = check_length(decoder, err);
    if (status != PRACTICE_OK && stream->source.io_error)
        return fail_kind(stream, NULL, err);
    if (status != PRACTICE_OK)
        return status;
    decoder->n_max = (int64_t)PRACTICE_MAX_DURATION_S * stream->format.rate_hz;
    // The first block now: a recording without a single frame is to fail here, not later.
    status = next_block(decoder, err);
    if (status == PRACTICE_OK && decoder->n_block == 0)
        return base_fail(err, PRACTICE_EMPTY, "'%s' holds no sound", stream->name);
    return status;
}

static struct practice_decoder *new_decoder(const char *name)
{
    struct practice_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return NULL;
    decoder->stream.source.fd = -1;
    (void)snprintf(decoder->stream.name, sizeof decoder->stream.name, "%s", name);
    return decoder;
}

static enum practice_status finish_open(struct practice_decoder *decoder,
                                        enum practice_status status,
                                        struct practice_decoder **ret_decoder,
                                        struct practice_error *err)
{
    if (status == PRACTICE_OK)
        status = start(decoder, err);
    if (status == PRACTICE_OK)
        *ret_decoder = decoder;
    else
        practice_decoder_free(decoder);
    return status;
}

enum practice_status practice_decoder_open_file(const char *path,
                                                struct practice_decoder **ret_decoder,
                                                struct practice_error *err)
{
    struct practice_decoder *decoder = new_decoder(path);
    if (!decoder)
        return base_no_memory(err);
    return finish_open(decoder, audio_source_open_file(&decoder->stream.source, path, err),
                       ret_decoder, err);
}

enum practice_status practice_decoder_open_fd(int fd, const char *name,
                                              struct practice_decoder **ret_decoder,
                                              struct practice_error *err)
{
    struct practice_decoder *decoder = new_decoder(name ? name : "standard input");
    if (!decoder)
        return base_no_memory(err);
    struct audio_source *source = &decoder->stream.source;
    return finish_open(decoder, audio_source_open_fd(source, fd, decoder->stream.name, err),
                       ret_decoder, err);
}

enum practice_status practice_decoder_open_memory(const void *data, size_t size, const char *name,
                                                  struct practice_decoder **ret_decoder,
                                                  struct practice_error *err)
{
    struct practice_decoder *decoder = new_decoder(name ? name : "memory");
    if (!decoder)
        return base_no_memory(err);
    audio_source_open_memory(&decoder->stream.source, data, size);
    return finish_open(decoder, PRACTICE_OK, ret_decoder, err);
}

const struct practice_format *practice_decoder_format(const struct practice_decoder *decoder)
{
    return &decoder->stream.format;
}

enum practice_status practice_decoder_read(struct practice_decoder *decoder, float *ret_samples,
                                           size_t max_frames, size_t *ret_n_frames,
                                           struct practice_error *err)
{
    size_t n_channels = decoder->stream.format.n_channels;
    size_t n_read = 0;
    while (n_read < max_frames) {
        if (decoder->n_block == 0) {
            enum practice_status status = next_block(decoder, err);
            if (status != PRACTICE_OK)
                return status;
            if (decoder->n_block == 0)
                break;
        }
        size_t wanted = max_frames - n_read;
        size_t n = decoder->n_block < wanted ? decoder->n_block : wanted;
        memcpy(ret_samples + n_read * n_channels, decoder->block, n * n_channels * sizeof(float));
        decoder->block += n * n_channels;
        decoder->n_block -= n;
        n_read += n;
    }
    *ret_n_frames = n_read;
    return PRACTICE_OK;
}

const char *practice_decoder_warning(const struct practice_decoder *decoder, size_t index)
{
    return index < decoder->stream.n_warnings ? decoder->stream.warnings[index] : NULL;
}

void practice_decoder_free(struct practice_decoder *decoder)
{
    if (!decoder)
        return;
    close_backend(decoder);
    audio_source_release(&decoder->stream.source);
    free(decoder);
}
