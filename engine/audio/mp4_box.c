// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes within boxes, and tables read through a window: what the other mp4_*.c see of the file.
#include "audio/mp4.h"

#include <libavutil/intreadwrite.h>

// A movie has some dozens; more are an attempt at our time.
#define MAX_CHILDREN 1000

int mp4_box_at(struct audio_source *source, int64_t offset, int64_t end, struct mp4_box *ret_box)
{
    unsigned char bytes[16];
    if (end > source->size)
        end = source->size;
    size_t n = audio_source_peek(source, offset, bytes, sizeof bytes);
    if (n < 8 || offset > end - 8)
        return 0;
    int64_t size = AV_RB32(bytes), header = 8;
    if (size == 1) {
        if (n < 16 || AV_RB64(bytes + 8) > INT64_MAX)
            return 0;
        size = (int64_t)AV_RB64(bytes + 8);
        header = 16;
    }
    if (size == 0 || size > end - offset)
        size = end - offset;
    if (size < header)
        return 0;
    *ret_box = (struct mp4_box){AV_RB32(bytes + 4), offset, offset + header, offset + size};
    return 1;
}

int mp4_box_find(struct audio_source *source, const struct mp4_box *parent, uint32_t type,
                 int64_t *from, struct mp4_box *ret_box)
{
    int64_t offset = from ? *from : parent->body;
    for (int i = 0; i < MAX_CHILDREN; i++) {
        if (!mp4_box_at(source, offset, parent->end, ret_box))
            return 0;
        offset = ret_box->end;
        if (ret_box->type != type)
            continue;
        if (from)
            *from = offset;
        return 1;
    }
    return 0;
}

int mp4_box_numbers(struct audio_source *source, const struct mp4_box *box, uint32_t *ret, int n)
{
    unsigned char bytes[4 * MP4_MAX_NUMBERS];
    size_t size = 4 * (size_t)n;
    if ((int64_t)size > box->end - box->body ||
        audio_source_peek(source, box->body, bytes, size) != size)
        return 0;
    for (int i = 0; i < n; i++)
        ret[i] = AV_RB32(bytes + 4 * (size_t)i);
    return 1;
}

int mp4_table_set(struct mp4_table *table, int64_t offset, int64_t end, uint32_t n_rows,
                  uint32_t row_size)
{
    if ((int64_t)n_rows * row_size > end - offset)
        return 0;
    table->offset = offset;
    table->n_rows = n_rows;
    table->row_size = row_size;
    table->n_held = 0;
    return 1;
}

uint32_t mp4_table_number(struct audio_source *source, struct mp4_table *table, uint32_t row,
                          uint32_t column)
{
    if (row >= table->n_rows)
        return 0;
    if (row < table->first_held || row - table->first_held >= table->n_held) {
        size_t n = audio_source_peek(source, table->offset + (int64_t)row * table->row_size,
                                     table->held, sizeof table->held);
        table->first_held = row;
        table->n_held = (uint32_t)n / table->row_size;
        if (table->n_held == 0)
            return 0;
    }
    size_t at = (size_t)(row - table->first_held) * table->row_size;
    return AV_RB32(table->held + at + 4 * (size_t)column);
}
