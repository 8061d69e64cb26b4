// SPDX-License-Identifier: GPL-3.0-or-later
// Explicit shifts instead of casts, so that a resume file moves between machines.
#include "batch/bytes.h"

#include <stdlib.h>
#include <string.h>

void bytes_put(struct bytes_writer *writer, const void *data, size_t size)
{
    if (!writer->failed && writer->size + size > writer->capacity) {
        size_t capacity = 2 * (writer->size + size) + 256;
        uint8_t *grown = realloc(writer->data, capacity);
        writer->failed = !grown;
        if (grown) {
            writer->data = grown;
            writer->capacity = capacity;
        }
    }
    if (writer->failed || !size)
        return;
    memcpy(writer->data + writer->size, data, size);
    writer->size += size;
}

void bytes_put_u64(struct bytes_writer *writer, uint64_t value)
{
    uint8_t bytes[8];
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    bytes_put(writer, bytes, sizeof bytes);
}

void bytes_put_double(struct bytes_writer *writer, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bytes_put_u64(writer, bits);
}

void bytes_put_text(struct bytes_writer *writer, const char *text)
{
    size_t length = strlen(text);
    bytes_put_u64(writer, length);
    bytes_put(writer, text, length);
}

void bytes_release(struct bytes_writer *writer)
{
    free(writer->data);
    *writer = (struct bytes_writer){0};
}

static const uint8_t *take_bytes(struct bytes_reader *reader, size_t size)
{
    if (reader->failed || size > reader->size - reader->at) {
        reader->failed = 1;
        return NULL;
    }
    const uint8_t *bytes = reader->data + reader->at;
    reader->at += size;
    return bytes;
}

uint64_t bytes_get_u64(struct bytes_reader *reader)
{
    const uint8_t *bytes = take_bytes(reader, 8);
    uint64_t value = 0;
    for (unsigned i = 0; bytes && i < 8; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

double bytes_get_double(struct bytes_reader *reader)
{
    uint64_t bits = bytes_get_u64(reader);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void bytes_get_text(struct bytes_reader *reader, char *ret_text, size_t size)
{
    size_t length = bytes_get_count(reader, 1);
    const uint8_t *bytes = take_bytes(reader, length);
    ret_text[0] = '\0';
    if (!bytes || length >= size) {
        reader->failed = 1;
        return;
    }
    memcpy(ret_text, bytes, length);
    ret_text[length] = '\0';
}

size_t bytes_get_count(struct bytes_reader *reader, size_t item_size)
{
    uint64_t count = bytes_get_u64(reader);
    if (count <= (reader->size - reader->at) / item_size)
        return (size_t)count;
    reader->failed = 1;
    return 0;
}
