// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a container with libav, kept on a short leash: one named demuxer, a list of audio
// decoders, no protocol, no second file, no video decoding, one thread, no talk on stderr.
#include "audio/libav.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libavutil/avstring.h>
#include <libavutil/opt.h>

#include "base/fail.h"

#define IO_BUFFER         32768
#define MAX_STREAMS       64
#define MAX_FRAME_SAMPLES (1 << 20)
#define MEMORY_PROBE      (1 << 26)
#define MAX_ALLOCATION    ((size_t)1 << 27)

// Decoders for what people record with. Others are left out because nobody fuzzes them much.
static const char decoders[] =
    "aac,aac_latm,alac,mp3float,mp2,mp2float,mp1,mp1float,ac3,eac3,dca,opus,vorbis,flac,speex,"
    "libspeex,amrnb,amrwb,wmav1,wmav2,wmapro,wmalossless,wmavoice,wavpack,tta,ape,mpc7,mpc8,"
    "gsm,gsm_ms,qcelp,evrc,g722,g726,g726le,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_yamaha,"
    "adpcm_swf,nellymoser,pcm_alaw,pcm_mulaw,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,"
    "pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_bluray,pcm_dvd,"
    "pcm_s16le_planar,pcm_s16be_planar,pcm_s24le_planar,pcm_s32le_planar,pcm_s64le,pcm_s64be";

// libav's own globals, set once before its first use here: no talk, and no table larger than
// twice what 12 h of AAC need. Without it a header of 100 bytes can claim 2 GB, and get them.
static void set_globals(void)
{
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(MAX_ALLOCATION);
}

static int64_t visible_size(const struct libav_state *state)
{
    return state->mp4 ? libav_mp4_size(state->mp4) : state->stream->source.size;
}

static int read_bytes(void *user, uint8_t *data, int size)
{
    struct libav_state *state = user;
    struct audio_source *source = &state->stream->source;
    int64_t position = source->position, left = visible_size(state) - position;
    if (size > left)
        size = left > 0 ? (int)left : 0;
    size_t n = audio_source_read(source, data, size > 0 ? (size_t)size : 0);
    if (state->mp4)
        libav_mp4_patch(state->mp4, position, data, n);
    return n > 0 ? (int)n : AVERROR_EOF;
}

static int64_t seek(void *user, int64_t offset, int whence)
{
    struct libav_state *state = user;
    struct audio_source *source = &state->stream->source;
    int64_t size = visible_size(state);
    whence &= ~AVSEEK_FORCE;
    if (whence == AVSEEK_SIZE)
        return size;
    int64_t from = whence == SEEK_CUR ? source->position : whence == SEEK_END ? size : 0;
    int64_t to;
    if (__builtin_add_overflow(from, offset, &to) || audio_source_seek(source, to) < 0)
        return AVERROR(EINVAL);
    return to;
}

// A container may name other files and addresses; none is ever opened.
static int refuse_open(AVFormatContext *container, AVIOContext **io, const char *url, int flags,
                       AVDictionary **options)
{
    (void)container;
    (void)io;
    (void)url;
    (void)flags;
    (void)options;
    return AVERROR(EPERM);
}

// A lying header asks for tables beyond all memory, and libav then reports the same as for a
// machine that is really out of it.
static int is_out_of_memory(int code)
{
    if (code != AVERROR(ENOMEM))
        return 0;
    void *probe = malloc(MEMORY_PROBE);
    free(probe);
    return probe == NULL;
}

static enum practice_status fail(const struct libav_state *state, int code,
                                 struct practice_error *err)
{
    const struct audio_stream *stream = state->stream;
    if (is_out_of_memory(code))
        return base_no_memory(err);
    base_fail(err, PRACTICE_NOT_AUDIO, "cannot decode '%s': it is damaged or no %s recording",
              stream->name, stream->kind->container);
    if (strcmp(stream->kind->demuxer, "mov") == 0)
        base_hint(err, "a recorder that was interrupted may never have written the file's index");
    return PRACTICE_NOT_AUDIO;
}

static int make_io(struct libav_state *state)
{
    unsigned char *buffer = av_malloc(IO_BUFFER);
    if (!buffer)
        return 0;
    state->io = avio_alloc_context(buffer, IO_BUFFER, 0, state, read_bytes, NULL, seek);
    if (!state->io) {
        av_free(buffer);
        return 0;
    }
    state->container = avformat_alloc_context();
    if (!state->container)
        return 0;
    state->container->pb = state->io;
    state->container->io_open = refuse_open;
    state->container->max_streams = MAX_STREAMS;
    return 1;
}

static int open_demuxer(struct libav_state *state)
{
    const AVInputFormat *demuxer = av_find_input_format(state->stream->kind->demuxer);
    if (!demuxer)
        return AVERROR_DEMUXER_NOT_FOUND;
    AVDictionary *options = NULL;
    (void)av_dict_set(&options, "codec_whitelist", decoders, 0);
    (void)av_dict_set(&options, "format_whitelist", demuxer->name, 0);
    (void)av_dict_set(&options, "protocol_whitelist", "", 0);
    if (state->stream->ignore_length)
        (void)av_dict_set(&options, "ignore_length", "1", 0);
    int code = avformat_open_input(&state->container, NULL, demuxer, &options);
    av_dict_free(&options);
    return code;
}

static void discard_others(AVFormatContext *container, int keep)
{
    for (unsigned i = 0; i < container->nb_streams; i++) {
        AVStream *stream = container->streams[i];
        int is_audio = stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
        if (keep >= 0 ? (int)i != keep : !is_audio)
            stream->discard = AVDISCARD_ALL;
    }
}

static int open_codec(struct libav_state *state)
{
    const AVStream *audio = state->container->streams[state->index];
    const AVCodec *decoder = avcodec_find_decoder(audio->codecpar->codec_id);
    if (!decoder || av_match_list(decoder->name, decoders, ',') <= 0)
        return AVERROR_DECODER_NOT_FOUND;
    state->codec = avcodec_alloc_context3(decoder);
    if (!state->codec)
        return AVERROR(ENOMEM);
    int code = avcodec_parameters_to_context(state->codec, audio->codecpar);
    if (code < 0)
        return code;
    state->codec->pkt_timebase = audio->time_base; // without it no padding would be cut off
    state->codec->thread_count = 1;
    state->codec->max_samples = MAX_FRAME_SAMPLES;
    return avcodec_open2(state->codec, decoder, NULL);
}

static enum practice_status fail_codec(const struct libav_state *state, int code,
                                       struct practice_error *err)
{
    if (code == AVERROR(ENOMEM))
        return base_no_memory(err);
    const AVStream *audio = state->container->streams[state->index];
    return base_fail(err, PRACTICE_NOT_AUDIO, "cannot decode '%s': its sound is in %s",
                     state->stream->name, avcodec_get_name(audio->codecpar->codec_id));
}

static enum practice_status open_all(struct libav_state *state, struct practice_error *err)
{
    state->stream->source.position = 0;
    if (!make_io(state))
        return base_no_memory(err);
    int code = open_demuxer(state);
    if (code < 0)
        return fail(state, code, err);
    discard_others(state->container, -1);
    code = avformat_find_stream_info(state->container, NULL);
    if (code < 0)
        return fail(state, code, err);
    state->index = av_find_best_stream(state->container, AVMEDIA_TYPE_AUDIO, -1, -1, NULL, 0);
    if (state->index < 0)
        return base_fail(err, PRACTICE_NOT_AUDIO, "'%s' holds no sound (%s)", state->stream->name,
                         state->stream->kind->container);
    discard_others(state->container, state->index);
    code = open_codec(state);
    if (code < 0)
        return fail_codec(state, code, err);
    state->packet = av_packet_alloc();
    state->frame = av_frame_alloc();
    state->shape = av_frame_alloc();
    if (!state->packet || !state->frame || !state->shape)
        return base_no_memory(err);
    return PRACTICE_OK;
}

enum practice_status libav_open_container(struct libav_state *state, struct practice_error *err)
{
    static pthread_once_t is_set = PTHREAD_ONCE_INIT;
    (void)pthread_once(&is_set, set_globals);
    if (strcmp(state->stream->kind->demuxer, "mov") == 0)
        state->mp4 = libav_mp4_new(&state->stream->source);
    enum practice_status status = open_all(state, err);
    if (!state->mp4)
        return status;
    if (status == PRACTICE_OK &&
        libav_mp4_follow(state->mp4, state->container->streams[state->index]))
        return status;
    libav_close(state);
    return open_all(state, err);
}

void libav_close(struct libav_state *state)
{
    libav_mp4_free(state->mp4);
    state->mp4 = NULL;
    swr_free(&state->converter);
    av_frame_free(&state->shape);
    av_frame_free(&state->frame);
    av_packet_free(&state->packet);
    avcodec_free_context(&state->codec);
    avformat_close_input(&state->container);
    if (state->io)
        av_freep(&state->io->buffer);
    avio_context_free(&state->io);
    av_freep(&state->block);
}
