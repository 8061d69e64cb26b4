// SPDX-License-Identifier: GPL-3.0-or-later
// What the movie's header says of its tracks. A track is plain when one edit, one way of coding and
// a size for each sample are all there is to it, as recorders write it.
#include "audio/mp4.h"

#include <stdlib.h>
#include <string.h>

#define MOOV MP4_TYPE('m', 'o', 'o', 'v')
#define MOOF MP4_TYPE('m', 'o', 'o', 'f')
#define TRAK MP4_TYPE('t', 'r', 'a', 'k')

#define USUAL_SPEED 0x10000

// Boxes of a recorder's file before its first fragment.
#define MAX_BOXES 100

int mp4_movie_find(struct audio_source *source, struct mp4_movie *ret_movie)
{
    struct mp4_box box, header;
    uint32_t words[6];
    int is_found = 0;
    ret_movie->first_fragment = -1;
    int64_t offset = 0;
    for (int i = 0; i < MAX_BOXES && mp4_box_at(source, offset, INT64_MAX, &box); i++) {
        offset = box.end;
        if (box.type == MOOF) {
            ret_movie->first_fragment = box.start;
            break;
        }
        if (box.type != MOOV)
            continue;
        if (is_found)
            return 0;
        is_found = 1;
        ret_movie->moov = box;
    }
    if (!is_found ||
        !mp4_box_find(source, &ret_movie->moov, MP4_TYPE('m', 'v', 'h', 'd'), NULL, &header))
        return 0;
    if (!mp4_box_numbers(source, &header, words, 6))
        return 0;
    ret_movie->time_scale = words[0] >> 24 == 1 ? words[5] : words[3];
    return ret_movie->time_scale > 0;
}

// Opens the child of the box in place.
static int enter(struct audio_source *source, struct mp4_box *box, uint32_t type)
{
    struct mp4_box parent = *box;
    return mp4_box_find(source, &parent, type, NULL, box);
}

static int read_heads(struct audio_source *source, struct mp4_track *track)
{
    struct mp4_box head = track->trak, media = track->trak, handler;
    uint32_t words[6];
    if (!enter(source, &head, MP4_TYPE('t', 'k', 'h', 'd')) ||
        !mp4_box_numbers(source, &head, words, 6))
        return 0;
    track->id = words[0] >> 24 == 1 ? words[5] : words[3];
    if (!enter(source, &media, MP4_TYPE('m', 'd', 'i', 'a')))
        return 0;
    head = handler = media;
    if (!enter(source, &head, MP4_TYPE('m', 'd', 'h', 'd')) ||
        !mp4_box_numbers(source, &head, words, 6))
        return 0;
    track->time_scale = words[0] >> 24 == 1 ? words[5] : words[3];
    if (!enter(source, &handler, MP4_TYPE('h', 'd', 'l', 'r')) ||
        !mp4_box_numbers(source, &handler, words, 3))
        return 0;
    track->is_sound = words[2] == MP4_TYPE('s', 'o', 'u', 'n');
    track->tables = media;
    return enter(source, &track->tables, MP4_TYPE('m', 'i', 'n', 'f')) &&
           enter(source, &track->tables, MP4_TYPE('s', 't', 'b', 'l'));
}

// The rows of a table box, which has their number before them. -1: there is no such box.
static int read_table(struct audio_source *source, const struct mp4_track *track, uint32_t type,
                      uint32_t row_size, struct mp4_table *ret_table)
{
    struct mp4_box box;
    uint32_t words[2];
    if (!mp4_box_find(source, &track->tables, type, NULL, &box))
        return -1;
    return mp4_box_numbers(source, &box, words, 2) &&
           mp4_table_set(ret_table, box.body + 8, box.end, words[1], row_size);
}

// Runs of chunks with equal numbers of samples, all of the first description.
static int are_runs_plain(struct audio_source *source, struct mp4_track *track)
{
    struct mp4_table *runs = &track->runs;
    uint32_t before = 0;
    for (uint32_t i = 0; i < runs->n_rows; i++) {
        uint32_t first = mp4_table_number(source, runs, i, 0);
        if (first <= before || (i == 0 && first != 1) || mp4_table_number(source, runs, i, 1) < 1 ||
            mp4_table_number(source, runs, i, 2) != 1)
            return 0;
        before = first;
    }
    return 1;
}

// Samples of PCM, of which libav makes packets as it likes.
static int are_single_frames(struct audio_source *source, struct mp4_track *track)
{
    return track->equal_size > 0 && mp4_table_number(source, &track->times, 0, 1) == 1;
}

static int read_tables(struct audio_source *source, struct mp4_track *track)
{
    struct mp4_box sizes;
    uint32_t words[3];
    if (!mp4_box_find(source, &track->tables, MP4_TYPE('s', 't', 's', 'z'), NULL, &sizes) ||
        !mp4_box_numbers(source, &sizes, words, 3))
        return 0;
    track->equal_size = words[1];
    track->n_samples = words[2];
    if (words[1] == 0 && !mp4_table_set(&track->sizes, sizes.body + 12, sizes.end, words[2], 4))
        return 0;
    int has_chunks = read_table(source, track, MP4_TYPE('s', 't', 'c', 'o'), 4, &track->chunks);
    if (has_chunks < 0)
        has_chunks = read_table(source, track, MP4_TYPE('c', 'o', '6', '4'), 8, &track->chunks);
    return has_chunks > 0 &&
           read_table(source, track, MP4_TYPE('s', 't', 's', 'c'), 12, &track->runs) > 0 &&
           read_table(source, track, MP4_TYPE('s', 't', 't', 's'), 8, &track->times) > 0 &&
           !mp4_box_find(source, &track->tables, MP4_TYPE('c', 't', 't', 's'), NULL, &sizes) &&
           !are_single_frames(source, track) && are_runs_plain(source, track);
}

// words: how long the edit is, in the movie's time, and where in the track's it starts.
static int set_edit(struct mp4_track *track, const struct mp4_movie *movie, const uint32_t *words)
{
    int64_t scale = movie->time_scale;
    track->edit_start = words[1];
    track->edit_end =
        track->edit_start + (words[0] * (int64_t)track->time_scale + scale / 2) / scale;
    return words[0] > 0 && words[0] <= INT32_MAX && words[1] <= INT32_MAX;
}

// One edit at the usual speed, perhaps after a pause, is what encoders write to cut their padding.
static int read_edits(struct audio_source *source, const struct mp4_movie *movie,
                      struct mp4_track *track)
{
    struct mp4_box box = track->trak;
    uint32_t words[5];
    track->edit_end = INT64_MAX;
    if (!enter(source, &box, MP4_TYPE('e', 'd', 't', 's')) ||
        !enter(source, &box, MP4_TYPE('e', 'l', 's', 't')))
        return 1;
    if (!mp4_box_numbers(source, &box, words, 2) || words[0] >> 24 != 0 || words[1] > 2)
        return 0;
    for (uint32_t i = 0, n = words[1]; i < n; i++) {
        struct mp4_box row = {.body = box.body + 8 + 12 * (int64_t)i, .end = box.end};
        if (!mp4_box_numbers(source, &row, words, 3) || words[2] != USUAL_SPEED)
            return 0;
        int is_pause = words[1] == UINT32_MAX;
        if (is_pause != (i + 1 < n))
            return 0;
        // In fragments the length of an edit means nothing.
        if (!is_pause && movie->first_fragment < 0 && !set_edit(track, movie, words))
            return 0;
    }
    return 1;
}

static void read_usual(struct audio_source *source, const struct mp4_movie *movie,
                       struct mp4_track *track)
{
    struct mp4_box extends = movie->moov, box;
    int64_t from;
    uint32_t words[6];
    if (!enter(source, &extends, MP4_TYPE('m', 'v', 'e', 'x')))
        return;
    from = extends.body;
    while (mp4_box_find(source, &extends, MP4_TYPE('t', 'r', 'e', 'x'), &from, &box)) {
        if (!mp4_box_numbers(source, &box, words, 5) || words[1] != track->id)
            continue;
        track->usual[0] = words[3];
        track->usual[1] = words[4];
    }
}

void mp4_track_read(struct audio_source *source, const struct mp4_movie *movie,
                    const struct mp4_box *trak, struct mp4_track *ret_track)
{
    memset(ret_track, 0, sizeof *ret_track);
    ret_track->trak = *trak;
    if (!read_heads(source, ret_track))
        return;
    read_usual(source, movie, ret_track);
    ret_track->is_plain = ret_track->time_scale > 0 && ret_track->time_scale <= INT32_MAX &&
                          read_tables(source, ret_track) && read_edits(source, movie, ret_track);
}

int mp4_track_find(struct audio_source *source, const struct mp4_movie *movie, uint32_t id,
                   struct mp4_track *ret_track)
{
    struct mp4_box trak;
    int64_t from = movie->moov.body;
    while (mp4_box_find(source, &movie->moov, TRAK, &from, &trak)) {
        mp4_track_read(source, movie, &trak, ret_track);
        if (ret_track->id == id)
            return 1;
    }
    return 0;
}
