// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and texts to bytes and back, little-endian on every machine: what a record of the
// resume file is made of. Reading never runs past the end; one bad length spoils the rest.
#ifndef CLI_BATCH_BYTES_H
#define CLI_BATCH_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes_writer {
    uint8_t *data; // the writer's, until bytes_release()
    size_t size, capacity;
    int failed; // no memory: the data is not complete
};

void bytes_put(struct bytes_writer *writer, const void *data, size_t size);
void bytes_put_u64(struct bytes_writer *writer, uint64_t value);
void bytes_put_double(struct bytes_writer *writer, double value);
void bytes_put_text(struct bytes_writer *writer, const char *text);
void bytes_release(struct bytes_writer *writer);

struct bytes_reader {
    const uint8_t *data;
    size_t size, at;
    int failed; // the data ended early or a text was too long
};

// All give 0 or "" once the reader has failed.
uint64_t bytes_get_u64(struct bytes_reader *reader);
double bytes_get_double(struct bytes_reader *reader);
void bytes_get_text(struct bytes_reader *reader, char *ret_text, size_t size);

// A count of things that take at least item_size bytes each, so never more than there are.
size_t bytes_get_count(struct bytes_reader *reader, size_t item_size);

#endif
