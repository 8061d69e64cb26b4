// SPDX-License-Identifier: GPL-3.0-or-later
// Many small texts that live and die together, such as those of a list of sessions: they stand one
// after the other in few blocks, because asking malloc() for each takes longer than reading it.
#ifndef CLI_BASE_POOL_H
#define CLI_BASE_POOL_H

#include <stddef.h>

struct pool_block; // opaque

// Starts as {0}.
struct pool {
    struct pool_block *blocks;
};

// Room of `size` bytes, aligned for any pointer or number, until pool_release(). NULL: no memory.
void *pool_take(struct pool *pool, size_t size);

// A terminated copy of text [length]. NULL: no memory.
char *pool_copy(struct pool *pool, const char *text, size_t length);

void pool_release(struct pool *pool);

#endif
