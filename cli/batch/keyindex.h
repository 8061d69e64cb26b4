// SPDX-License-Identifier: GPL-3.0-or-later
// Where each record of the resume file lies, by its key: a small open-addressing table. Keys are
// SHA-256, so their first bytes are as good a hash as any.
#ifndef CLI_BATCH_KEYINDEX_H
#define CLI_BATCH_KEYINDEX_H

#include <stddef.h>
#include <stdint.h>

#include "batch/digest.h"

struct keyindex_entry {
    uint8_t key[DIGEST_SIZE];
    long long offset; // of the body in the file; -1: an empty place
    size_t size;      // of the body
};

struct keyindex {
    struct keyindex_entry *places; // [capacity], a power of two
    size_t capacity, n;
};

// The newest entry of that key, or NULL.
const struct keyindex_entry *keyindex_find(const struct keyindex *index,
                                           const uint8_t key[DIGEST_SIZE]);

// Adds or replaces. Returns 0, or -1 without memory.
int keyindex_put(struct keyindex *index, const struct keyindex_entry *entry)
    __attribute__((warn_unused_result));

void keyindex_release(struct keyindex *index);

#endif
