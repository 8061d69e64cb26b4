// SPDX-License-Identifier: GPL-3.0-or-later
// MPEG audio and ADTS have no signature, only frame headers of eleven set bits and a few fields.
// A chain of headers that agree and lead to each other is what tells them from chance.
#include "audio/sniff.h"

#include <string.h>

#define N_CHAIN  4     // frames that must follow each other
#define N_BLANKS 65536 // zeros before the first frame, as some recorders write

static const struct audio_kind mpeg_audio = {"mp3", "mp3", AUDIO_BY_LIBAV};
static const struct audio_kind adts = {"aac", "aac", AUDIO_BY_LIBAV};

// Kilobits by [version 1 or 2][layer 1, 2, 3][index]; ISO 11172-3 and 13818-3.
static const unsigned short bitrates[2][3][15] = {
    {{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
     {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
     {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}},
    {{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
     {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
     {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}},
};

// The length of the MPEG audio frame whose header stands here, or 0 when it is none.
static size_t mpeg_frame(const unsigned char *p)
{
    static const unsigned rates[3] = {44100, 48000, 32000};
    unsigned version = p[1] >> 3 & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    unsigned layer = 4 - (p[1] >> 1 & 3);
    unsigned bitrate = p[2] >> 4;
    unsigned rate = p[2] >> 2 & 3;
    if (p[0] != 0xff || p[1] < 0xe0 || version == 1 || layer == 4)
        return 0;
    if (bitrate == 0 || bitrate == 15 || rate == 3)
        return 0;
    unsigned low = version != 3;
    size_t rate_hz = rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    size_t bits = (size_t)bitrates[low][layer - 1][bitrate] * 1000;
    size_t padding = p[2] >> 1 & 1;
    if (layer == 1)
        return (12 * bits / rate_hz + padding) * 4;
    return (layer == 3 && low ? 72 : 144) * bits / rate_hz + padding;
}

static size_t adts_frame(const unsigned char *p)
{
    if (p[0] != 0xff || (p[1] & 0xf6) != 0xf0 || (p[2] >> 2 & 15) > 12)
        return 0;
    size_t length = (size_t)(p[3] & 3) << 11 | (size_t)p[4] << 3 | p[5] >> 5;
    return length >= 8 ? length : 0;
}

typedef size_t frame_length(const unsigned char *p);

// 1 when frames lead from one to the next: N_CHAIN of them, or up to where the recording ends.
static int is_chain(frame_length *length, const unsigned char *bytes, size_t size, int whole)
{
    size_t at = 0;
    for (int i = 0; i < N_CHAIN; i++) {
        if (at + 7 > size)
            return whole && i > 0;
        size_t n = length(bytes + at);
        // Version, layer and rate stay the same within a recording.
        if (n == 0 || bytes[at + 1] >> 1 != bytes[1] >> 1 || (bytes[at + 2] ^ bytes[2]) & 0x0c)
            return 0;
        at += n;
    }
    return 1;
}

const struct audio_kind *audio_sniff_frames(const unsigned char *bytes, size_t size, int whole,
                                            size_t *ret_offset)
{
    size_t n_blanks = 0;
    while (n_blanks < size && n_blanks < N_BLANKS && bytes[n_blanks] == 0)
        n_blanks++;
    for (size_t at = n_blanks; at + 7 <= size; at++) {
        if (bytes[at] != 0xff)
            continue;
        // A recording's end may stand for the missing frames only where its start is certain.
        int end_counts = whole && at == n_blanks;
        const struct audio_kind *kind = NULL;
        if (is_chain(adts_frame, bytes + at, size - at, end_counts))
            kind = &adts;
        else if (is_chain(mpeg_frame, bytes + at, size - at, end_counts))
            kind = &mpeg_audio;
        if (kind) {
            *ret_offset = at;
            return kind;
        }
    }
    return NULL;
}
