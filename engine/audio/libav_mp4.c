// SPDX-License-Identifier: GPL-3.0-or-later
// libav reads an MP4's whole index at once: 24 bytes a packet, and twice that while an edit list is
// applied, 127 MiB for twelve hours. So it is shown tables that end after the first packets, which
// is enough to learn the format and to cut the encoder's padding; the packets after these are
// fetched here, one at a time.
#include "audio/libav.h"

#include <stdlib.h>

#include <libavutil/intreadwrite.h>

#include "audio/mp4.h"

#define TRAK            MP4_TYPE('t', 'r', 'a', 'k')
#define MAX_TRACKS      16
#define N_SHOWN         64 // packets, besides those that an edit cuts off
#define MAX_CUT         65536
#define MAX_PATCHES     384
#define MAX_PACKET_SIZE (1 << 24)
#define MAX_TIME        (INT64_MAX / 4)

// Four bytes that libav sees in place of those in the file.
struct patch {
    int64_t offset;
    unsigned char bytes[4];
};

struct libav_mp4 {
    struct audio_source *source;
    struct mp4_movie movie;
    struct patch patches[MAX_PATCHES];
    size_t n_patches;
    int64_t size;           // of the file as libav sees it
    struct mp4_track track; // whose samples the walk gives
    struct mp4_walk walk;
    struct mp4_sample shown; // the last sample that libav sees
    struct mp4_sample next;  // the first that it does not see
    int has_next;
    int64_t shift; // from the track's time to libav's; AV_NOPTS_VALUE where not known
};

static void patch(struct libav_mp4 *mp4, int64_t offset, uint32_t value)
{
    if (mp4->n_patches == MAX_PATCHES)
        return;
    struct patch *patch = &mp4->patches[mp4->n_patches++];
    patch->offset = offset;
    AV_WB32(patch->bytes, value);
}

// Lets a table of the track end after n rows, unless it is shorter anyway. column: where among the
// box's first numbers that of its rows stands.
static void shorten(struct libav_mp4 *mp4, uint32_t type, int column, uint32_t n)
{
    struct mp4_box box;
    uint32_t words[3];
    if (mp4_box_find(mp4->source, &mp4->track.tables, type, NULL, &box) &&
        mp4_box_numbers(mp4->source, &box, words, column + 1) && words[column] > n)
        patch(mp4, box.body + 4 * column, n);
}

// How many samples of its chunk come before mp4->next, when that stands within one that the table
// of runs has a row for; else 0.
static uint32_t n_before_in_chunk(struct libav_mp4 *mp4)
{
    struct mp4_table *runs = &mp4->track.runs;
    uint32_t first = mp4_table_number(mp4->source, runs, mp4->walk.run, 0);
    uint32_t n = mp4_table_number(mp4->source, runs, mp4->walk.run, 1);
    return mp4->next.chunk == first ? n - 1 - mp4->walk.n_left_in_chunk : 0;
}

// Lets the track's tables end before mp4->next. They must not contradict each other: libav would
// refuse them, or apply no edit.
static void end_tables(struct libav_mp4 *mp4)
{
    uint32_t run = mp4->walk.run, n = n_before_in_chunk(mp4), n_chunks = mp4->shown.chunk;
    if (mp4_table_number(mp4->source, &mp4->track.runs, run, 0) > n_chunks)
        run--;
    shorten(mp4, MP4_TYPE('s', 't', 's', 'z'), 2, mp4->walk.sample - 1);
    shorten(mp4, MP4_TYPE('s', 't', 'c', 'o'), 1, n_chunks);
    shorten(mp4, MP4_TYPE('c', 'o', '6', '4'), 1, n_chunks);
    shorten(mp4, MP4_TYPE('s', 't', 's', 'c'), 1, run + 1);
    if (n > 0)
        patch(mp4, mp4->track.runs.offset + 12 * (int64_t)run + 4, n);
}

// Of tracks that are not heard a few samples will do.
static void shorten_picture(struct libav_mp4 *mp4)
{
    shorten(mp4, MP4_TYPE('s', 't', 's', 'z'), 2, N_SHOWN);
    shorten(mp4, MP4_TYPE('c', 't', 't', 's'), 1, N_SHOWN);
    shorten(mp4, MP4_TYPE('s', 't', 's', 's'), 1, N_SHOWN);
}

// Whether what libav sees may end before mp4->next: between fragments, and in tables where they can
// be made to.
static int is_border(struct libav_mp4 *mp4, int64_t end)
{
    if (mp4->next.fragment >= 0)
        return mp4->next.fragment >= end && mp4->next.fragment != mp4->shown.fragment;
    return mp4->next.chunk != mp4->shown.chunk || n_before_in_chunk(mp4) > 0;
}

// Walks over the track's first samples, those that an edit cuts off not counted, and on to where
// the tables may end, or a fragment at `end` or later begins. 1 when a sample follows: mp4->next.
static int walk_shown(struct libav_mp4 *mp4, int64_t end)
{
    int n = 0;
    mp4_walk_begin(&mp4->walk, mp4->source, &mp4->movie, &mp4->track);
    mp4->shown = (struct mp4_sample){.fragment = -1};
    while (mp4->walk.sample < MAX_CUT && mp4_walk_next(&mp4->walk, &mp4->next)) {
        if (n >= N_SHOWN && is_border(mp4, end))
            return 1;
        n += mp4->next.time >= mp4->track.edit_start;
        mp4->shown = mp4->next;
    }
    return 0;
}

static void show_beginning(struct libav_mp4 *mp4, const struct mp4_box *trak)
{
    mp4_track_read(mp4->source, &mp4->movie, trak, &mp4->track);
    if (!mp4->track.is_sound)
        shorten_picture(mp4);
    if (!mp4->track.is_sound || !mp4->track.is_plain || !walk_shown(mp4, 0))
        return;
    int64_t size = mp4->next.fragment;
    if (size < 0) {
        end_tables(mp4);
        size = mp4->movie.first_fragment;
    }
    if (size > mp4->size)
        mp4->size = size;
}

struct libav_mp4 *libav_mp4_new(struct audio_source *source)
{
    struct libav_mp4 *mp4 = calloc(1, sizeof *mp4);
    if (!mp4)
        return NULL;
    mp4->source = source;
    mp4->shift = AV_NOPTS_VALUE;
    if (mp4_movie_find(source, &mp4->movie)) {
        int64_t from = mp4->movie.moov.body;
        struct mp4_box trak;
        for (int i = 0;
             i < MAX_TRACKS && mp4_box_find(source, &mp4->movie.moov, TRAK, &from, &trak); i++)
            show_beginning(mp4, &trak);
    }
    if (mp4->size == 0)
        mp4->size = source->size;
    if (mp4->n_patches > 0 || mp4->size < source->size)
        return mp4;
    free(mp4);
    return NULL;
}

void libav_mp4_free(struct libav_mp4 *mp4)
{
    free(mp4);
}

int64_t libav_mp4_size(const struct libav_mp4 *mp4)
{
    return mp4->size;
}

void libav_mp4_patch(const struct libav_mp4 *mp4, int64_t position, uint8_t *data, size_t size)
{
    for (size_t i = 0; i < mp4->n_patches; i++) {
        const struct patch *patch = &mp4->patches[i];
        for (int k = 0; k < 4; k++) {
            int64_t at = patch->offset + k - position;
            if (at >= 0 && at < (int64_t)size)
                data[at] = patch->bytes[k];
        }
    }
}

// Codecs of which a sample is a packet. Others' samples libav cuts and joins by itself.
static int is_known(enum AVCodecID id)
{
    static const enum AVCodecID ids[] = {AV_CODEC_ID_AAC,    AV_CODEC_ID_ALAC,   AV_CODEC_ID_OPUS,
                                         AV_CODEC_ID_AMR_NB, AV_CODEC_ID_AMR_WB, AV_CODEC_ID_FLAC};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (ids[i] == id)
            return 1;
    }
    return 0;
}

// Whether all fragments can be read, and how long they are, which libav learns by reading them all.
static int measure(struct libav_mp4 *mp4, AVStream *audio)
{
    struct mp4_walk walk = mp4->walk;
    struct mp4_sample sample = mp4->next, last = sample;
    while (mp4_walk_next(&walk, &sample))
        last = sample;
    if (last.fragment >= 0)
        audio->duration = last.time + last.duration;
    return !walk.is_odd;
}

int libav_mp4_follow(struct libav_mp4 *mp4, AVStream *audio)
{
    if (audio->id < 0 ||
        !mp4_track_find(mp4->source, &mp4->movie, (uint32_t)audio->id, &mp4->track))
        return 0;
    if (!mp4->track.is_plain) // its tables were shown whole
        return mp4->size == mp4->source->size;
    mp4->has_next = walk_shown(mp4, mp4->size);
    if (!mp4->has_next)
        return !mp4->walk.is_odd;
    return is_known(audio->codecpar->codec_id) && audio->time_base.num == 1 &&
           audio->time_base.den == (int)mp4->track.time_scale && measure(mp4, audio);
}

void libav_mp4_note(struct libav_mp4 *mp4, const AVPacket *packet)
{
    int is_time = packet->pts > -MAX_TIME && packet->pts < MAX_TIME; // and not AV_NOPTS_VALUE
    if (is_time && packet->pos == mp4->shown.offset)
        mp4->shift = packet->pts - mp4->shown.time;
}

static int fetch(struct libav_mp4 *mp4, const struct mp4_sample *sample, AVPacket *packet)
{
    if (sample->size > MAX_PACKET_SIZE || audio_source_seek(mp4->source, sample->offset) < 0)
        return AVERROR_INVALIDDATA;
    int code = av_new_packet(packet, (int)sample->size);
    if (code < 0)
        return code;
    size_t n = audio_source_read(mp4->source, packet->data, sample->size);
    if (n < sample->size)
        av_shrink_packet(packet, (int)n);
    return n > 0 ? 0 : AVERROR_INVALIDDATA;
}

int libav_mp4_next(struct libav_mp4 *mp4, AVPacket *packet)
{
    if (!mp4->has_next || mp4->next.time >= mp4->track.edit_end)
        return AVERROR_EOF;
    struct mp4_sample sample = mp4->next;
    mp4->has_next = mp4_walk_next(&mp4->walk, &mp4->next);
    int code = fetch(mp4, &sample, packet);
    if (code < 0) {
        av_packet_unref(packet);
        return code;
    }
    packet->pos = sample.offset;
    packet->duration = sample.duration;
    if (mp4->shift != AV_NOPTS_VALUE)
        packet->pts = packet->dts = sample.time + mp4->shift;
    return 0;
}
