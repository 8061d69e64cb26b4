// SPDX-License-Identifier: GPL-3.0-or-later
// Linear probing, at most half full, never deleting: the least that does the job.
#include "batch/keyindex.h"

#include <stdlib.h>
#include <string.h>

static struct keyindex_entry *place_of(const struct keyindex *index, const uint8_t *key)
{
    uint64_t hash;
    memcpy(&hash, key, sizeof hash);
    size_t at = (size_t)hash & (index->capacity - 1);
    while (index->places[at].offset >= 0 && memcmp(index->places[at].key, key, DIGEST_SIZE) != 0)
        at = (at + 1) & (index->capacity - 1);
    return &index->places[at];
}

const struct keyindex_entry *keyindex_find(const struct keyindex *index,
                                           const uint8_t key[DIGEST_SIZE])
{
    if (!index->capacity)
        return NULL;
    const struct keyindex_entry *place = place_of(index, key);
    return place->offset >= 0 ? place : NULL;
}

static int grow(struct keyindex *index)
{
    size_t capacity = index->capacity ? 2 * index->capacity : 256;
    struct keyindex larger = {malloc(capacity * sizeof *larger.places), capacity, index->n};
    if (!larger.places)
        return -1;
    for (size_t i = 0; i < capacity; i++)
        larger.places[i].offset = -1;
    for (size_t i = 0; i < index->capacity; i++)
        if (index->places[i].offset >= 0)
            *place_of(&larger, index->places[i].key) = index->places[i];
    free(index->places);
    *index = larger;
    return 0;
}

int keyindex_put(struct keyindex *index, const struct keyindex_entry *entry)
{
    if (2 * (index->n + 1) > index->capacity && grow(index) != 0)
        return -1;
    struct keyindex_entry *place = place_of(index, entry->key);
    index->n += place->offset < 0;
    *place = *entry;
    return 0;
}

void keyindex_release(struct keyindex *index)
{
    free(index->places);
    *index = (struct keyindex){0};
}
