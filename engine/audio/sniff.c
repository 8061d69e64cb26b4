// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures at fixed places, as one table. Streams without a signature (MP3, ADTS) are left to
// sniff_frames.c, which wants several frames in a row before it believes.
#include "audio/sniff.h"

#include <string.h>

#define MAX_TAGS       8 // ID3 tags in a row
#define TS_PACKET      188
#define M2TS_PACKET    192
#define N_TS_PACKETS   4
#define ID3_HEADER     10
#define ID3_HAS_FOOTER 0x10

struct signature {
    unsigned offset;
    const char *bytes;
    unsigned n_bytes;
    const char *also; // four more bytes at offset + 8, or NULL
    struct audio_kind kind;
};

// Ogg and MP3 go to libav: it is up to twice as fast there as libsndfile, follows chained
// streams, survives damage, and does not stop where a wrong Xing header says that the end is.
static const struct signature signatures[] = {
    {0, "RIFF", 4, "WAVE", {"wav", "wav", AUDIO_BY_SNDFILE}},
    {0, "RIFX", 4, "WAVE", {"wav", "wav", AUDIO_BY_SNDFILE}},
    {0, "RF64", 4, "WAVE", {"rf64", "wav", AUDIO_BY_SNDFILE}},
    {0, "BW64", 4, "WAVE", {"rf64", "wav", AUDIO_BY_LIBAV}},
    {0, "riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb", 12, NULL, {"w64", "w64", AUDIO_BY_SNDFILE}},
    {0, "FORM", 4, "AIFF", {"aiff", "aiff", AUDIO_BY_SNDFILE}},
    {0, "FORM", 4, "AIFC", {"aiff", "aiff", AUDIO_BY_SNDFILE}},
    {0, "caff", 4, NULL, {"caf", "caf", AUDIO_BY_SNDFILE}},
    {0, ".snd", 4, NULL, {"au", "au", AUDIO_BY_SNDFILE}},
    {0, "fLaC", 4, NULL, {"flac", "flac", AUDIO_BY_SNDFILE}},
    {0, "Creative Voice File\x1a", 20, NULL, {"voc", "voc", AUDIO_BY_SNDFILE}},
    {0, "OggS", 4, NULL, {"ogg", "ogg", AUDIO_BY_LIBAV}},
    {4, "ftyp", 4, "qt  ", {"mov", "mov", AUDIO_BY_LIBAV}},
    {4, "ftyp3gp", 7, NULL, {"3gp", "mov", AUDIO_BY_LIBAV}},
    {4, "ftyp3g2", 7, NULL, {"3gp", "mov", AUDIO_BY_LIBAV}},
    {4, "ftyp", 4, NULL, {"mp4", "mov", AUDIO_BY_LIBAV}},
    {4, "moov", 4, NULL, {"mov", "mov", AUDIO_BY_LIBAV}},
    {4, "mdat", 4, NULL, {"mov", "mov", AUDIO_BY_LIBAV}},
    {4, "wide", 4, NULL, {"mov", "mov", AUDIO_BY_LIBAV}},
    {4, "free", 4, NULL, {"mov", "mov", AUDIO_BY_LIBAV}},
    {4, "skip", 4, NULL, {"mov", "mov", AUDIO_BY_LIBAV}},
    {0, "\x1a\x45\xdf\xa3", 4, NULL, {"matroska", "matroska", AUDIO_BY_LIBAV}},
    {0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", 8, NULL, {"asf", "asf", AUDIO_BY_LIBAV}},
    {0, "#!AMR", 5, NULL, {"amr", "amr", AUDIO_BY_LIBAV}},
    {0, "RIFF", 4, "AVI ", {"avi", "avi", AUDIO_BY_LIBAV}},
    {0, "FLV\x01", 4, NULL, {"flv", "flv", AUDIO_BY_LIBAV}},
    {0, "\x00\x00\x01\xba", 4, NULL, {"mpeg", "mpeg", AUDIO_BY_LIBAV}},
    {0, "wvpk", 4, NULL, {"wavpack", "wv", AUDIO_BY_LIBAV}},
    {0, "TTA1", 4, NULL, {"tta", "tta", AUDIO_BY_LIBAV}},
    {0, "MAC ", 4, NULL, {"ape", "ape", AUDIO_BY_LIBAV}},
    {0, "MPCK", 4, NULL, {"musepack", "mpc8", AUDIO_BY_LIBAV}},
    {0, "MP+", 3, NULL, {"musepack", "mpc", AUDIO_BY_LIBAV}},
    {0, "\x0b\x77", 2, NULL, {"ac3", "ac3", AUDIO_BY_LIBAV}},
};

static const struct audio_kind webm = {"webm", "matroska", AUDIO_BY_LIBAV};
static const struct audio_kind transport = {"mpegts", "mpegts", AUDIO_BY_LIBAV};

static const struct {
    const char *bytes;
    unsigned n_bytes;
    const char *guess;
} others[] = {
    {"PK\x03\x04", 4, "a ZIP archive or office document"},
    {"%PDF", 4, "a PDF document"},
    {"\x89PNG", 4, "a PNG picture"},
    {"\xff\xd8\xff", 3, "a JPEG picture"},
    {"GIF8", 4, "a GIF picture"},
    {"\x1f\x8b", 2, "a gzip archive"},
    {"7z\xbc\xaf", 4, "a 7-Zip archive"},
    {"Rar!", 4, "a RAR archive"},
    {"\xfd"
     "7zXZ",
     5, "an xz archive"},
    {"\x7f"
     "ELF",
     4, "a program"},
    {"MThd", 4, "a MIDI file, which holds notes but no sound"},
    {"SQLite format", 13, "a database"},
    {"#EXTM3U", 7, "a playlist"},
    {"[playlist]", 10, "a playlist"},
};

static int has(const unsigned char *head, size_t size, size_t offset, const char *bytes, size_t n)
{
    return offset + n <= size && memcmp(head + offset, bytes, n) == 0;
}

static const struct audio_kind *match_signature(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (!has(head, size, s->offset, s->bytes, s->n_bytes))
            continue;
        // The second word stands 8 bytes into a RIFF, and right after "ftyp".
        if (s->also && !has(head, size, 8, s->also, 4))
            continue;
        if (strcmp(s->kind.container, "matroska") == 0 &&
            memmem(head, size < 64 ? size : 64, "webm", 4))
            return &webm;
        return &s->kind;
    }
    return NULL;
}

static int is_transport(const unsigned char *head, size_t size, size_t offset, size_t packet)
{
    for (size_t i = 0; i < N_TS_PACKETS; i++) {
        if (offset + i * packet >= size || head[offset + i * packet] != 0x47)
            return 0;
    }
    return 1;
}

// Where the recording goes on behind an ID3v2 tag at the start, or 0 when there is none.
static int64_t id3_size(const unsigned char *head, size_t size)
{
    if (!has(head, size, 0, "ID3", 3) || size < ID3_HEADER || head[3] == 0xff)
        return 0;
    int64_t n = 0;
    for (int i = 6; i < ID3_HEADER; i++)
        n = n << 7 | (head[i] & 0x7f);
    return n + ID3_HEADER + (head[5] & ID3_HAS_FOOTER ? ID3_HEADER : 0);
}

// Text of any script has no control characters, and ASCII spaces or marks every now and then.
static int is_text(const unsigned char *head, size_t size)
{
    size_t n_ascii = 0;
    for (size_t i = 0; i < size; i++) {
        if (head[i] < 0x20 && !(head[i] >= '\t' && head[i] <= '\r'))
            return 0;
        n_ascii += head[i] < 0x80;
    }
    return n_ascii * 20 > size;
}

static const char *guess_other(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (has(head, size, 0, others[i].bytes, others[i].n_bytes))
            return others[i].guess;
    }
    size_t n_zeros = 0;
    while (n_zeros < size && head[n_zeros] == 0)
        n_zeros++;
    if (n_zeros == size)
        return "nothing but zero bytes, as after an interrupted copy";
    return is_text(head, size < 512 ? size : 512) ? "text" : NULL;
}

static const struct audio_kind *sniff_head(struct audio_source *source, const unsigned char *head,
                                           size_t size, const char **ret_guess)
{
    const struct audio_kind *kind = match_signature(head, size);
    if (kind)
        return kind;
    if (is_transport(head, size, 0, TS_PACKET) || is_transport(head, size, 4, M2TS_PACKET))
        return &transport;
    // Before the rubbish that may precede frames is searched: a picture may hold such a run.
    *ret_guess = guess_other(head, size);
    if (*ret_guess)
        return NULL;
    size_t offset;
    kind = audio_sniff_frames(head, size, (int64_t)size == source->size, &offset);
    if (kind)
        audio_source_skip(source, (int64_t)offset);
    return kind;
}

const struct audio_kind *audio_sniff(struct audio_source *source, const char **ret_guess)
{
    *ret_guess = NULL;
    size_t size;
    const unsigned char *head = audio_source_head(source, &size);
    int64_t tag = id3_size(head, size);
    for (int n_tags = 0; tag > 0; n_tags++) {
        if (tag >= source->size || n_tags == MAX_TAGS) {
            *ret_guess = "a tag without sound";
            return NULL;
        }
        audio_source_skip(source, tag);
        head = audio_source_head(source, &size);
        tag = id3_size(head, size);
    }
    return sniff_head(source, head, size, ret_guess);
}
