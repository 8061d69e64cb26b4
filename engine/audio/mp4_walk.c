// SPDX-License-Identifier: GPL-3.0-or-later
// The samples of a track in order: first those in the tables of the movie's header, chunk by chunk,
// then those that fragments tell of (mp4_fragments.c).
#include "audio/mp4.h"

#include <string.h>

// Twelve hours in packets of 2.6 ms.
#define MAX_SAMPLES (UINT32_C(1) << 24)
// Beyond every file, and yet nothing that is added to it overflows.
#define MAX_OFFSET (INT64_MAX / 4)
#define MAX_HIGH   (MAX_OFFSET >> 32)

void mp4_walk_begin(struct mp4_walk *walk, struct audio_source *source,
                    const struct mp4_movie *movie, struct mp4_track *track)
{
    memset(walk, 0, sizeof *walk);
    walk->source = source;
    walk->track = track;
    walk->next_moof = movie->first_fragment;
}

static int64_t chunk_offset(struct mp4_walk *walk, uint32_t chunk)
{
    struct mp4_table *chunks = &walk->track->chunks;
    int64_t high = mp4_table_number(walk->source, chunks, chunk, 0);
    if (chunks->row_size == 4)
        return high;
    if (high > MAX_HIGH)
        return MAX_OFFSET;
    return high << 32 | mp4_table_number(walk->source, chunks, chunk, 1);
}

static int enter_chunk(struct mp4_walk *walk)
{
    struct mp4_table *runs = &walk->track->runs;
    if (walk->chunk >= walk->track->chunks.n_rows || runs->n_rows == 0)
        return 0;
    if (walk->run + 1 < runs->n_rows &&
        mp4_table_number(walk->source, runs, walk->run + 1, 0) == walk->chunk + 1)
        walk->run++;
    walk->n_left_in_chunk = mp4_table_number(walk->source, runs, walk->run, 1);
    walk->offset = chunk_offset(walk, walk->chunk++);
    return 1;
}

// What libav makes of it too: a duration that cannot be is 1.
static uint32_t next_duration(struct mp4_walk *walk)
{
    struct mp4_table *times = &walk->track->times;
    while (walk->n_left_in_row == 0 && walk->time_row < times->n_rows)
        walk->n_left_in_row = mp4_table_number(walk->source, times, walk->time_row++, 0);
    if (walk->n_left_in_row > 0)
        walk->n_left_in_row--;
    uint32_t duration =
        walk->time_row > 0 ? mp4_table_number(walk->source, times, walk->time_row - 1, 1) : 0;
    return duration > INT32_MAX ? 1 : duration;
}

static int tables_next(struct mp4_walk *walk, struct mp4_sample *ret_sample)
{
    if (walk->sample >= walk->track->n_samples ||
        (walk->n_left_in_chunk == 0 && !enter_chunk(walk)))
        return 0;
    walk->n_left_in_chunk--;
    uint32_t size = walk->track->equal_size;
    if (size == 0)
        size = mp4_table_number(walk->source, &walk->track->sizes, walk->sample, 0);
    walk->sample++;
    *ret_sample = (struct mp4_sample){
        .offset = walk->offset,
        .size = size,
        .duration = next_duration(walk),
        .time = walk->time,
        .fragment = -1,
        .chunk = walk->chunk,
    };
    walk->offset += ret_sample->size;
    walk->time += ret_sample->duration;
    return 1;
}

int mp4_walk_next(struct mp4_walk *walk, struct mp4_sample *ret_sample)
{
    do {
        if (walk->is_odd || walk->source->io_error || walk->n_given++ >= MAX_SAMPLES)
            return 0;
        if (!tables_next(walk, ret_sample) && !mp4_fragments_next(walk, ret_sample))
            return 0;
    } while (ret_sample->size == 0);
    return 1;
}
