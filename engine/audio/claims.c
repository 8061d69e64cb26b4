// SPDX-License-Identifier: GPL-3.0-or-later
// One walk over the chunks of WAV, RF64, W64, AIFF and CAF up to the one that holds the sound,
// and a look at the last page of Ogg. Sizes only: what the chunks mean is the libraries' part.
#include "audio/claims.h"

#include <string.h>

#define MAX_CHUNKS 1000
// Recorders that write to a pipe state the longest length that fits, or a little less.
#define STREAMED_SIZE 0x7fff0000
// Rubbish of up to this size behind the sound is no lost sound: tags, padding.
#define MAX_RUBBISH 4096
// Zeros of up to this size are padding too.
#define MAX_PADDING 1048576
#define TAIL_BYTES  65536

struct layout {
    const char *container;
    int start, id_size, size_size;
    int big_endian;
    int size_has_header; // the size counts the chunk's own header
    int alignment;
    const char *sound;    // the id of the chunk that holds the sound
    int sound_header;     // bytes at its start that are no sound
    int has_stream_sizes; // 0 and huge sizes mean "not known"
};

static const struct layout layouts[] = {
    {"wav", 12, 4, 4, 0, 0, 2, "data", 0, 1},  {"rf64", 12, 4, 4, 0, 0, 2, "data", 0, 1},
    {"w64", 40, 16, 8, 0, 1, 8, "data", 0, 0}, {"aiff", 12, 4, 4, 1, 0, 2, "SSND", 8, 0},
    {"caf", 8, 4, 8, 1, 0, 1, "data", 4, 0},
};

struct walk {
    const struct layout *layout;
    struct audio_source *source;
    int big_endian;
    int64_t long_size; // of the sound, from an RF64's ds64 chunk, or 0
    int is_plain;      // WAV: its format tag is one that libsndfile reads best
};

struct chunk {
    char id[4];
    int64_t body; // where it starts
    int64_t size; // of the body; negative when it does not say
};

static uint64_t number(const unsigned char *bytes, int size, int big_endian)
{
    uint64_t value = 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | bytes[big_endian ? i : size - 1 - i];
    return value;
}

static int read_chunk(const struct walk *walk, int64_t offset, struct chunk *ret_chunk)
{
    const struct layout *layout = walk->layout;
    unsigned char bytes[24];
    size_t n = (size_t)(layout->id_size + layout->size_size);
    if (audio_source_peek(walk->source, offset, bytes, n) != n)
        return 0;
    memcpy(ret_chunk->id, bytes, 4);
    ret_chunk->body = offset + (int64_t)n;
    ret_chunk->size = (int64_t)number(bytes + layout->id_size, layout->size_size, walk->big_endian);
    if (layout->size_has_header)
        ret_chunk->size -= (int64_t)n;
    return 1;
}

static int64_t next_chunk(const struct walk *walk, const struct chunk *chunk)
{
    int64_t rest = chunk->size % walk->layout->alignment;
    return chunk->body + chunk->size + (rest ? walk->layout->alignment - rest : 0);
}

static void read_long_size(struct walk *walk, const struct chunk *chunk)
{
    unsigned char bytes[16];
    if (audio_source_peek(walk->source, chunk->body, bytes, sizeof bytes) == sizeof bytes)
        walk->long_size = (int64_t)number(bytes + 8, 8, 0);
}

static void read_tag(struct walk *walk, const struct chunk *chunk)
{
    // PCM, Microsoft's ADPCM, float, A-law, u-law, IMA's ADPCM, GSM, extensible
    static const unsigned tags[] = {1, 2, 3, 6, 7, 0x11, 0x31, 0xfffe};
    unsigned char bytes[2];
    if (audio_source_peek(walk->source, chunk->body, bytes, sizeof bytes) != sizeof bytes)
        return;
    walk->is_plain = 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        walk->is_plain |= number(bytes, 2, walk->big_endian) == tags[i];
}

static int find_sound(struct walk *walk, struct chunk *ret_chunk)
{
    int64_t offset = walk->layout->start;
    for (int i = 0; i < MAX_CHUNKS; i++) {
        if (!read_chunk(walk, offset, ret_chunk))
            return 0;
        if (memcmp(ret_chunk->id, walk->layout->sound, 4) == 0)
            return 1;
        if (ret_chunk->size < 0 || ret_chunk->size > walk->source->size)
            return 0;
        if (memcmp(ret_chunk->id, "ds64", 4) == 0)
            read_long_size(walk, ret_chunk);
        if (memcmp(ret_chunk->id, "fmt ", 4) == 0 && walk->layout->has_stream_sizes)
            read_tag(walk, ret_chunk);
        offset = next_chunk(walk, ret_chunk);
    }
    return 0;
}

// 1 when a chunk with a sensible name and size stands at offset.
static int is_chunk(const struct walk *walk, int64_t offset)
{
    struct chunk chunk;
    if (!read_chunk(walk, offset, &chunk))
        return 0;
    for (int i = 0; i < 4; i++) {
        if (chunk.id[i] < 0x20 || chunk.id[i] > 0x7e)
            return 0;
    }
    return chunk.size >= 0 && chunk.size <= walk->source->size - chunk.body;
}

// 1 when what stands from offset to the end cannot be lost sound.
static int is_rubbish(const struct walk *walk, int64_t offset)
{
    unsigned char bytes[MAX_RUBBISH];
    int64_t n_bytes = walk->source->size - offset;
    if (n_bytes <= MAX_RUBBISH)
        return 1;
    if (n_bytes > MAX_PADDING)
        return 0;
    size_t n = audio_source_peek(walk->source, offset, bytes, sizeof bytes);
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != 0)
            return 0;
    }
    return 1;
}

static void judge(struct audio_stream *stream, const struct walk *walk, const struct chunk *sound)
{
    int64_t held = stream->source.size - sound->body;
    int64_t end = sound->body + sound->size;
    int streams = walk->layout->has_stream_sizes;
    if (sound->size < 0 ||
        (streams && sound->size >= STREAMED_SIZE && sound->size > held && walk->long_size == 0))
        return;
    if (sound->size > held) {
        audio_warn(stream, "the file is cut off: %lld of %lld bytes of sound are there",
                   (long long)held, (long long)sound->size);
    } else if (streams && !is_rubbish(walk, end) && !is_chunk(walk, end) &&
               !is_chunk(walk, next_chunk(walk, sound))) {
        // A recorder was killed, or the sound outgrew 4 GiB and the size wrapped around.
        stream->ignore_length = 1;
        audio_warn(stream,
                   "the header was never completed: it states %lld bytes of sound, %lld are there",
                   (long long)sound->size, (long long)held);
    }
}

static void check_chunks(struct audio_stream *stream, const struct layout *layout)
{
    unsigned char first = 0;
    if (audio_source_peek(&stream->source, 3, &first, 1) != 1)
        return;
    struct walk walk = {.layout = layout,
                        .is_plain = 1,
                        .source = &stream->source,
                        .big_endian = layout->big_endian || first == 'X'}; // RIFX
    struct chunk sound;
    int is_found = find_sound(&walk, &sound);
    stream->avoid_sndfile = !walk.is_plain;
    if (!is_found)
        return;
    if (walk.long_size > 0 && sound.size == 0xffffffff)
        sound.size = walk.long_size;
    judge(stream, &walk, &sound);
}

// Every finished Ogg stream says so in its last page.
static void check_ogg(struct audio_stream *stream)
{
    unsigned char tail[4096];
    int64_t limit = stream->source.size - TAIL_BYTES;
    int64_t offset = stream->source.size;
    while (offset > 0 && offset > limit) {
        offset = offset > (int64_t)sizeof tail - 8 ? offset - (int64_t)sizeof tail + 8 : 0;
        size_t n = audio_source_peek(&stream->source, offset, tail, sizeof tail);
        for (size_t i = n; i-- > 0;) {
            if (i + 6 > n || memcmp(tail + i, "OggS", 4) != 0)
                continue;
            if (!(tail[i + 5] & 4))
                audio_warn(stream, "the file is cut off: its last page is missing");
            return;
        }
    }
}

void audio_check_claims(struct audio_stream *stream)
{
    if (strcmp(stream->kind->container, "ogg") == 0)
        check_ogg(stream);
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        if (strcmp(stream->kind->container, layouts[i].container) == 0)
            check_chunks(stream, &layouts[i]);
    }
}
