// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that knows libsndfile: plain PCM containers and FLAC, where it is the fastest.
// Its lengths are already cut to the file's size; what the header claimed is claims.c's to say.
#include <sndfile.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/backend.h"
#include "base/fail.h"

// Samples a block: small enough to stay in the first-level cache.
#define BLOCK_SAMPLES 8192

struct sndfile_state {
    SNDFILE *file;
    struct audio_stream *stream;
    size_t n_channels;
    float block[BLOCK_SAMPLES];
};

static sf_count_t get_size(void *user)
{
    return ((struct audio_stream *)user)->source.size;
}

static sf_count_t seek(sf_count_t offset, int whence, void *user)
{
    struct audio_source *source = &((struct audio_stream *)user)->source;
    int64_t from = whence == SEEK_CUR ? source->position : whence == SEEK_END ? source->size : 0;
    int64_t to;
    if (__builtin_add_overflow(from, (int64_t)offset, &to))
        return -1;
    return audio_source_seek(source, to);
}

static sf_count_t read_bytes(void *data, sf_count_t size, void *user)
{
    if (size <= 0)
        return 0;
    return (sf_count_t)audio_source_read(&((struct audio_stream *)user)->source, data,
                                         (size_t)size);
}

static sf_count_t tell(void *user)
{
    return ((struct audio_stream *)user)->source.position;
}

// NULL for codecs that libav reads better: MP3 in WAV, and rarities.
static const char *codec_name(int format)
{
    static const struct {
        int subtype;
        const char *name;
    } names[] = {
        {SF_FORMAT_PCM_S8, "pcm_s8"},      {SF_FORMAT_PCM_U8, "pcm_u8"},
        {SF_FORMAT_PCM_16, "pcm_s16"},     {SF_FORMAT_PCM_24, "pcm_s24"},
        {SF_FORMAT_PCM_32, "pcm_s32"},     {SF_FORMAT_FLOAT, "pcm_f32"},
        {SF_FORMAT_DOUBLE, "pcm_f64"},     {SF_FORMAT_ULAW, "pcm_mulaw"},
        {SF_FORMAT_ALAW, "pcm_alaw"},      {SF_FORMAT_IMA_ADPCM, "adpcm_ima"},
        {SF_FORMAT_MS_ADPCM, "adpcm_ms"},  {SF_FORMAT_GSM610, "gsm"},
        {SF_FORMAT_G721_32, "adpcm_g721"}, {SF_FORMAT_G723_24, "adpcm_g723"},
        {SF_FORMAT_G723_40, "adpcm_g723"}, {SF_FORMAT_ALAC_16, "alac"},
        {SF_FORMAT_ALAC_20, "alac"},       {SF_FORMAT_ALAC_24, "alac"},
        {SF_FORMAT_ALAC_32, "alac"},
    };
    if ((format & SF_FORMAT_TYPEMASK) == SF_FORMAT_FLAC)
        return "flac";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].subtype == (format & SF_FORMAT_SUBMASK))
            return names[i].name;
    }
    return NULL;
}

static enum practice_status fail_open(const struct audio_stream *stream, int code,
                                      struct practice_error *err)
{
    // libsndfile has no public code for it, and a second try by libav would hide it.
    if (strstr(sf_error_number(code), "malloc"))
        return base_no_memory(err);
    return base_fail(err, PRACTICE_NOT_AUDIO, "cannot decode '%s' (%s): %s", stream->name,
                     stream->kind->container, sf_error_number(code));
}

static enum practice_status learn_format(struct audio_stream *stream, const SF_INFO *info,
                                         struct practice_error *err)
{
    const char *codec = codec_name(info->format);
    if (!codec)
        return fail_open(stream, SF_ERR_UNSUPPORTED_ENCODING, err);
    enum practice_status status =
        audio_check_limits(stream->name, info->samplerate, info->channels, err);
    if (status != PRACTICE_OK)
        return status;
    struct practice_format *format = &stream->format;
    (void)snprintf(format->container, sizeof format->container, "%s", stream->kind->container);
    (void)snprintf(format->codec, sizeof format->codec, "%s", codec);
    format->rate_hz = (uint32_t)info->samplerate;
    format->n_channels = (uint32_t)info->channels;
    format->n_frames = info->frames >= SF_COUNT_MAX ? -1 : info->frames;
    stream->length_is_exact = format->n_frames > 0;
    return PRACTICE_OK;
}

// Field recorders write their wall clock into a Broadcast WAVE's own chunk.
static void find_time(struct audio_stream *stream, SNDFILE *file)
{
    SF_BROADCAST_INFO info = {0};
    if (sf_command(file, SFC_GET_BROADCAST_INFO, &info, sizeof info) == SF_TRUE)
        audio_keep_time(stream, info.origination_date, info.origination_time, 0);
}

static void sndfile_free(void *user)
{
    struct sndfile_state *state = user;
    if (state->file)
        (void)sf_close(state->file);
    free(state);
}

static enum practice_status sndfile_open(struct audio_stream *stream, void **ret_state,
                                         struct practice_error *err)
{
    SF_VIRTUAL_IO io = {.get_filelen = get_size, .seek = seek, .read = read_bytes, .tell = tell};
    struct sndfile_state *state = malloc(sizeof *state);
    if (!state)
        return base_no_memory(err);
    SF_INFO info = {0};
    stream->source.position = 0;
    state->file = sf_open_virtual(&io, SFM_READ, &info, stream);
    enum practice_status status =
        state->file ? learn_format(stream, &info, err) : fail_open(stream, sf_error(NULL), err);
    if (status != PRACTICE_OK) {
        sndfile_free(state);
        return status;
    }
    find_time(stream, state->file);
    state->stream = stream;
    state->n_channels = stream->format.n_channels;
    *ret_state = state;
    return PRACTICE_OK;
}

static enum practice_status sndfile_read(void *user, const float **ret_block, size_t *ret_n_frames,
                                         struct practice_error *err)
{
    (void)err; // whatever libsndfile stumbles over ends the stream; the decoder sees it is short
    struct sndfile_state *state = user;
    size_t max_frames = BLOCK_SAMPLES / state->n_channels;
    sf_count_t n = sf_readf_float(state->file, state->block, (sf_count_t)max_frames);
    *ret_block = state->block;
    *ret_n_frames = n > 0 ? (size_t)n : 0;
    // A FLAC frame with a wrong check sum comes as silence, and only this tells.
    if (n > 0 && sf_error(state->file) != SF_ERR_NO_ERROR)
        audio_warn(state->stream, "damaged parts were replaced by silence");
    return PRACTICE_OK;
}

const struct audio_backend audio_sndfile = {sndfile_open, sndfile_read, sndfile_free};
