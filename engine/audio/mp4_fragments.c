// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that movie fragments tell of: moof by moof, in each the track's traf, in that run by
// run. The oddities of old writers are left to libav.
#include "audio/mp4.h"

#define MOOF MP4_TYPE('m', 'o', 'o', 'f')
#define TRAF MP4_TYPE('t', 'r', 'a', 'f')
#define TRUN MP4_TYPE('t', 'r', 'u', 'n')

// Boxes, trafs and runs without a sample, one after the other.
#define MAX_BARREN 100000

// Flags of a traf's header, and of a run.
enum {
    BASE = 1,
    DESCRIPTION = 2,
    USUAL_DURATION = 8,
    USUAL_SIZE = 0x10,
    BASE_IS_MOOF = 0x20000,
    OFFSET = 1,
    FIRST_FLAGS = 4,
    DURATIONS = 0x100,
    SIZES = 0x200,
    FLAGS = 0x400,
    SHIFTS = 0x800,
};

// Looks at the file's next box.
static int enter_box(struct mp4_walk *walk)
{
    if (walk->next_moof < 0 || !mp4_box_at(walk->source, walk->next_moof, INT64_MAX, &walk->moof))
        return 0;
    walk->next_moof = walk->moof.end;
    walk->next_traf = walk->moof.type == MOOF ? walk->moof.body : walk->moof.end;
    walk->n_trafs = 0;
    return 1;
}

// Where the fragment says that its first sample belongs; without it the track just goes on.
static void read_time(struct mp4_walk *walk)
{
    struct mp4_box box;
    uint32_t words[3];
    if (!mp4_box_find(walk->source, &walk->traf, MP4_TYPE('t', 'f', 'd', 't'), NULL, &box) ||
        !mp4_box_numbers(walk->source, &box, words, 2))
        return;
    if (words[0] >> 24 == 0)
        walk->time = words[1];
    else if (mp4_box_numbers(walk->source, &box, words, 3) && words[1] < INT32_MAX / 4)
        walk->time = (int64_t)words[1] << 32 | words[2];
}

static int flag(uint32_t flags, uint32_t which)
{
    return (flags & which) != 0;
}

// Reads the header of the traf, of which words[0] and [1] are known.
static int read_traf(struct mp4_walk *walk, const struct mp4_box *head, uint32_t words[7])
{
    uint32_t flags = words[0];
    int n = 2 + 2 * flag(flags, BASE) + flag(flags, DESCRIPTION) + flag(flags, USUAL_DURATION) +
            flag(flags, USUAL_SIZE);
    if (!mp4_box_numbers(walk->source, head, words, n))
        return 0;
    const uint32_t *word = words + 2;
    walk->base = walk->moof.start;
    if (flag(flags, BASE)) {
        walk->base = (int64_t)(word[0] & INT32_MAX) << 32 | word[1];
        walk->is_odd |= walk->base > walk->source->size;
        word += 2;
    }
    word += flag(flags, DESCRIPTION);
    walk->usual[0] = flag(flags, USUAL_DURATION) ? *word++ : walk->track->usual[0];
    walk->usual[1] = flag(flags, USUAL_SIZE) ? *word : walk->track->usual[1];
    // Then offsets count from the data of the traf before, which was not looked at.
    walk->is_odd |= walk->n_trafs > 1 && !flag(flags, BASE | BASE_IS_MOOF);
    return 1;
}

// Looks at the next traf of the moof, and enters it when it is the track's.
static int enter_traf(struct mp4_walk *walk)
{
    struct mp4_box head;
    uint32_t words[7];
    if (!mp4_box_find(walk->source, &walk->moof, TRAF, &walk->next_traf, &walk->traf))
        return 0;
    walk->n_trafs++;
    walk->next_trun = walk->traf.end;
    walk->n_truns = 0;
    if (!mp4_box_find(walk->source, &walk->traf, MP4_TYPE('t', 'f', 'h', 'd'), NULL, &head) ||
        !mp4_box_numbers(walk->source, &head, words, 2) || words[1] != walk->track->id)
        return 1;
    if (read_traf(walk, &head, words)) {
        walk->next_trun = walk->traf.body;
        read_time(walk);
    }
    return 1;
}

static int enter_trun(struct mp4_walk *walk)
{
    struct mp4_box box;
    uint32_t words[3] = {0};
    if (!mp4_box_find(walk->source, &walk->traf, TRUN, &walk->next_trun, &box))
        return 0;
    if (!mp4_box_numbers(walk->source, &box, words, 2))
        return 1;
    uint32_t flags = walk->flags = words[0];
    if (flag(flags, OFFSET) && mp4_box_numbers(walk->source, &box, words, 3))
        walk->offset = walk->base + (int32_t)words[2];
    else if (walk->n_truns == 0)
        walk->offset = walk->base;
    walk->n_truns++;
    walk->is_odd |= flag(flags, SHIFTS);
    int64_t rows = box.body + 8 + 4 * (flag(flags, OFFSET) + flag(flags, FIRST_FLAGS));
    int columns = flag(flags, DURATIONS) + flag(flags, SIZES) + flag(flags, FLAGS);
    if (!mp4_table_set(&walk->rows, rows, box.end, words[1], 4 * (uint32_t)columns))
        walk->is_odd = 1;
    walk->row = 0;
    return 1;
}

// Moves on to a run that has a sample.
static int find_run(struct mp4_walk *walk)
{
    for (int i = 0; i < MAX_BARREN && !walk->is_odd; i++) {
        if (walk->row < walk->rows.n_rows)
            return 1;
        if (!enter_trun(walk) && !enter_traf(walk) && !enter_box(walk))
            return 0;
    }
    return 0;
}

int mp4_fragments_next(struct mp4_walk *walk, struct mp4_sample *ret_sample)
{
    if (!find_run(walk))
        return 0;
    uint32_t column = 0, row = walk->row++, duration = walk->usual[0], size = walk->usual[1];
    if (flag(walk->flags, DURATIONS))
        duration = mp4_table_number(walk->source, &walk->rows, row, column++);
    if (flag(walk->flags, SIZES))
        size = mp4_table_number(walk->source, &walk->rows, row, column);
    if (duration > INT32_MAX)
        duration = 1;
    *ret_sample = (struct mp4_sample){.offset = walk->offset,
                                      .size = size,
                                      .duration = duration,
                                      .time = walk->time,
                                      .fragment = walk->moof.start};
    walk->offset += size;
    walk->time += duration;
    return 1;
}
