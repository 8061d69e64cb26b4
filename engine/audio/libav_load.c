// SPDX-License-Identifier: GPL-3.0-or-later
// Defines the functions of libav that engine/audio calls, under their own names, each passing its
// arguments on to the library once that is loaded. Callers are written, and checked by the
// compiler, as if it were linked. To call one more, give it a line in FUNCTIONS.
#include "audio/libav_load.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avstring.h>
#include <libswresample/swresample.h>

#include "base/fail.h"
#include "base/objects.h"

#define SONAME(name, major) "lib" name ".so." AV_STRINGIFY(major)

enum { UTIL, CODEC, FORMAT, RESAMPLE, N_LIBRARIES };

static const char *const sonames[N_LIBRARIES] = {
    [UTIL] = SONAME("avutil", LIBAVUTIL_VERSION_MAJOR),
    [CODEC] = SONAME("avcodec", LIBAVCODEC_VERSION_MAJOR),
    [FORMAT] = SONAME("avformat", LIBAVFORMAT_VERSION_MAJOR),
    [RESAMPLE] = SONAME("swresample", LIBSWRESAMPLE_VERSION_MAJOR),
};

// clang-format off
// F: gives a value; P: gives none. Library, type, name, parameters, arguments.
#define FUNCTIONS(F, P)                                                                           \
    P(UTIL, av_channel_layout_default, (AVChannelLayout * l, int n), (l, n))                      \
    P(UTIL, av_dict_free, (AVDictionary * *d), (d))                                               \
    F(UTIL, AVDictionaryEntry *, av_dict_get, (const AVDictionary *d, const char *k,              \
        const AVDictionaryEntry *p, int f), (d, k, p, f))                                         \
    F(UTIL, int, av_dict_set, (AVDictionary * *d, const char *k, const char *v, int f), (d, k, v, f)) \
    F(UTIL, AVFrame *, av_frame_alloc, (void), ())                                                \
    P(UTIL, av_frame_free, (AVFrame * *f), (f))                                                   \
    P(UTIL, av_free, (void *p), (p))                                                              \
    P(UTIL, av_freep, (void *p), (p))                                                             \
    P(UTIL, av_log_set_level, (int l), (l))                                                       \
    F(UTIL, void *, av_malloc, (size_t n), (n))                                                   \
    P(UTIL, av_max_alloc, (size_t n), (n))                                                        \
    F(UTIL, int, av_match_list, (const char *n, const char *l, char s), (n, l, s))                \
    F(UTIL, void *, av_realloc, (void *p, size_t n), (p, n))                                      \
    F(UTIL, int64_t, av_rescale_q, (int64_t a, AVRational b, AVRational c), (a, b, c))            \
    F(CODEC, int, av_new_packet, (AVPacket * p, int n), (p, n))                                   \
    F(CODEC, AVPacket *, av_packet_alloc, (void), ())                                             \
    P(CODEC, av_packet_free, (AVPacket * *p), (p))                                                \
    P(CODEC, av_packet_unref, (AVPacket * p), (p))                                                \
    P(CODEC, av_shrink_packet, (AVPacket * p, int n), (p, n))                                     \
    F(CODEC, AVCodecContext *, avcodec_alloc_context3, (const AVCodec *c), (c))                   \
    F(CODEC, const AVCodec *, avcodec_find_decoder, (enum AVCodecID id), (id))                    \
    P(CODEC, avcodec_free_context, (AVCodecContext * *c), (c))                                    \
    F(CODEC, const char *, avcodec_get_name, (enum AVCodecID id), (id))                           \
    F(CODEC, int, avcodec_open2, (AVCodecContext * c, const AVCodec *d, AVDictionary **o), (c, d, o)) \
    F(CODEC, int, avcodec_parameters_to_context, (AVCodecContext * c, const AVCodecParameters *p), (c, p)) \
    F(CODEC, int, avcodec_receive_frame, (AVCodecContext * c, AVFrame *f), (c, f))                \
    F(CODEC, int, avcodec_send_packet, (AVCodecContext * c, const AVPacket *p), (c, p))           \
    F(FORMAT, int, av_find_best_stream, (AVFormatContext * c, enum AVMediaType t, int w, int r,   \
        const AVCodec **d, int f), (c, t, w, r, d, f))                                            \
    F(FORMAT, const AVInputFormat *, av_find_input_format, (const char *n), (n))                  \
    F(FORMAT, int, av_read_frame, (AVFormatContext * c, AVPacket *p), (c, p))                     \
    F(FORMAT, AVFormatContext *, avformat_alloc_context, (void), ())                              \
    P(FORMAT, avformat_close_input, (AVFormatContext * *c), (c))                                  \
    F(FORMAT, int, avformat_find_stream_info, (AVFormatContext * c, AVDictionary **o), (c, o))    \
    F(FORMAT, int, avformat_open_input, (AVFormatContext * *c, const char *u,                     \
        const AVInputFormat *f, AVDictionary **o), (c, u, f, o))                                  \
    F(FORMAT, AVIOContext *, avio_alloc_context, (unsigned char *b, int n, int w, void *o,        \
        int (*rd)(void *, uint8_t *, int), int (*wr)(void *, uint8_t *, int),                     \
        int64_t (*sk)(void *, int64_t, int)), (b, n, w, o, rd, wr, sk))                           \
    P(FORMAT, avio_context_free, (AVIOContext * *c), (c))                                         \
    F(RESAMPLE, int, swr_alloc_set_opts2, (struct SwrContext * *s, AVChannelLayout *ol,           \
        enum AVSampleFormat of, int orate, AVChannelLayout *il, enum AVSampleFormat inf,          \
        int irate, int lo, void *lc), (s, ol, of, orate, il, inf, irate, lo, lc))                 \
    F(RESAMPLE, int, swr_convert, (struct SwrContext * s, uint8_t **o, int on, const uint8_t **i, \
        int in), (s, o, on, i, in))                                                               \
    P(RESAMPLE, swr_free, (struct SwrContext * *s), (s))                                          \
    F(RESAMPLE, int, swr_get_out_samples, (struct SwrContext * s, int n), (s, n))                 \
    F(RESAMPLE, int, swr_init, (struct SwrContext * s), (s))

#define AS_POINTER(library, type, name, parameters, arguments) static type(*real_##name) parameters;
#define AS_VOID_POINTER(library, name, parameters, arguments)  static void(*real_##name) parameters;
FUNCTIONS(AS_POINTER, AS_VOID_POINTER)

#define AS_FUNCTION(library, type, name, parameters, arguments) \
    type name parameters                                        \
    {                                                           \
        return real_##name arguments;                           \
    }
#define AS_VOID_FUNCTION(library, name, parameters, arguments) \
    void name parameters                                       \
    {                                                          \
        real_##name arguments;                                 \
    }
FUNCTIONS(AS_FUNCTION, AS_VOID_FUNCTION)

struct link {
    int library;
    const char *name;
    void *pointer; // to the real_ pointer
};

#define AS_LINK(library, type, name, parameters, arguments)  {library, #name, &real_##name},
#define AS_VOID_LINK(library, name, parameters, arguments)   {library, #name, &real_##name},
static const struct link links[] = {FUNCTIONS(AS_LINK, AS_VOID_LINK)};
// clang-format on

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char missing[256]; // what could not be loaded, "" when all is there

// What linking has touched is given back, but only of what came with libav: what else the process
// has loaded is not for a library to judge.
static void *open_library(const char *soname, size_t n_older)
{
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    base_objects_trim(n_older);
    return library;
}

static void load(void)
{
    void *libraries[N_LIBRARIES];
    size_t n_older = base_objects_count();
    for (int i = 0; i < N_LIBRARIES; i++) {
        libraries[i] = open_library(sonames[i], n_older);
        if (!libraries[i]) {
            (void)snprintf(missing, sizeof missing, "%s", sonames[i]);
            return;
        }
    }
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        void *function = dlsym(libraries[links[i].library], links[i].name);
        if (!function) {
            (void)snprintf(missing, sizeof missing, "%s", links[i].name);
            return;
        }
        *(void **)links[i].pointer = function;
    }
}

enum practice_status libav_load(struct practice_error *err)
{
    (void)pthread_once(&once, load);
    if (missing[0] == '\0')
        return PRACTICE_OK;
    enum practice_status status =
        base_fail(err, PRACTICE_INTERNAL, "cannot load libav: '%s' is missing", missing);
    base_hint(err, "install the version of libavformat that this program was built for");
    return status;
}
