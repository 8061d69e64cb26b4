// SPDX-License-Identifier: GPL-3.0-or-later
// Where the packets of an MP4's sound stand in the file, one after the other: read from the sample
// tables and fragments of ISO/IEC 14496-12 in constant memory, where libav would keep 24 bytes a
// packet. What is out of the ordinary is refused, for libav knows it better.
#ifndef ENGINE_AUDIO_MP4_H
#define ENGINE_AUDIO_MP4_H

#include <stdint.h>

#include "audio/source.h"

#define MP4_TYPE(a, b, c, d) ((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))

struct mp4_box {
    uint32_t type; // MP4_TYPE
    int64_t start; // of its header; body of what follows that
    int64_t body, end;
};

// Reads the box at offset, of which nothing counts from end on. 0 when there is none.
int mp4_box_at(struct audio_source *source, int64_t offset, int64_t end, struct mp4_box *ret_box);

// The first child of that type, at or after *from, which moves on behind it (NULL: the first of
// all). 0 when there is none.
int mp4_box_find(struct audio_source *source, const struct mp4_box *parent, uint32_t type,
                 int64_t *from, struct mp4_box *ret_box);

// The first n big-endian numbers of 4 bytes, at most MP4_MAX_NUMBERS. 0 when the box is shorter.
#define MP4_MAX_NUMBERS 8
int mp4_box_numbers(struct audio_source *source, const struct mp4_box *box, uint32_t *ret, int n);

// Rows of equal size, read through a window.
struct mp4_table {
    int64_t offset; // of the first row
    uint32_t n_rows, row_size;
    uint32_t first_held, n_held;
    unsigned char held[2048];
};

// Makes *table n_rows of row_size bytes from offset on; 0 when they do not end before `end`.
int mp4_table_set(struct mp4_table *table, int64_t offset, int64_t end, uint32_t n_rows,
                  uint32_t row_size);

// The big-endian number of 4 bytes in that column; 0 where the file does not hold the row.
uint32_t mp4_table_number(struct audio_source *source, struct mp4_table *table, uint32_t row,
                          uint32_t column);

struct mp4_movie {
    struct mp4_box moov;
    uint32_t time_scale;
    int64_t first_fragment; // the first moof, or -1
};

// Finds the movie. 0 when there is none that can be read.
int mp4_movie_find(struct audio_source *source, struct mp4_movie *ret_movie);

struct mp4_track {
    struct mp4_box trak, tables;
    uint32_t id, time_scale;
    int is_sound;
    int is_plain;        // all that follows is known and usual
    uint32_t n_samples;  // in the tables; fragments may follow
    int64_t edit_start;  // of the one edit, in the track's time
    int64_t edit_end;    // INT64_MAX without one
    uint32_t usual[2];   // duration and size in fragments
    uint32_t equal_size; // of all samples, or 0 and they are in sizes
    struct mp4_table sizes, chunks, runs, times;
};

// Reads the track of a trak box.
void mp4_track_read(struct audio_source *source, const struct mp4_movie *movie,
                    const struct mp4_box *trak, struct mp4_track *ret_track);

// Reads the track with that id. 0 when there is none.
int mp4_track_find(struct audio_source *source, const struct mp4_movie *movie, uint32_t id,
                   struct mp4_track *ret_track);

struct mp4_sample {
    int64_t offset;
    uint32_t size, duration;
    int64_t time;     // when it is decoded, in the track's time
    int64_t fragment; // the start of the moof that tells of it, or -1
    uint32_t chunk;   // of the tables, from 1 on; 0 in fragments
};

// A walk over the samples of a plain track.
struct mp4_walk {
    struct audio_source *source;
    struct mp4_track *track;
    uint32_t n_given;
    int64_t time; // of the next sample
    // In the tables:
    uint32_t sample, chunk, n_left_in_chunk, run, time_row, n_left_in_row;
    int64_t offset; // of the next sample
    // In the fragments:
    struct mp4_box moof, traf;               // moof: any box of the file
    int64_t next_moof, next_traf, next_trun; // where to look on
    int n_trafs, n_truns;                    // looked at
    int64_t base;                            // what offsets count from
    uint32_t usual[2], flags, row;
    struct mp4_table rows;
    int is_odd; // there are things that only libav knows
};

// Begins at the first sample of the track, which is used by the walk and has to outlive it.
void mp4_walk_begin(struct mp4_walk *walk, struct audio_source *source,
                    const struct mp4_movie *movie, struct mp4_track *track);

// 0 at the end, and where the file ends or makes no sense.
int mp4_walk_next(struct mp4_walk *walk, struct mp4_sample *ret_sample);

// For mp4_walk_next(): the next sample of the fragments.
int mp4_fragments_next(struct mp4_walk *walk, struct mp4_sample *ret_sample);

#endif
