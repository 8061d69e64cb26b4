// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks are handed out from their beginning. What does not fit into the newest starts another one,
// of its own size when it is large; the rest of the old one is given up.
#include "base/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 << 10)

struct pool_block {
    struct pool_block *before;
    size_t used, size; // of bytes
    _Alignas(max_align_t) char bytes[];
};

static struct pool_block *block_for(struct pool *pool, size_t size)
{
    struct pool_block *block = pool->blocks;
    if (block && size <= block->size - block->used)
        return block;
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    block = malloc(sizeof *block + room);
    if (!block)
        return NULL;
    block->before = pool->blocks;
    block->used = 0;
    block->size = room;
    pool->blocks = block;
    return block;
}

static char *take(struct pool *pool, size_t size)
{
    struct pool_block *block = block_for(pool, size);
    if (!block)
        return NULL;
    char *room = block->bytes + block->used;
    block->used += size;
    return room;
}

void *pool_take(struct pool *pool, size_t size)
{
    size_t align = _Alignof(max_align_t);
    if (pool->blocks) {
        size_t used = (pool->blocks->used + align - 1) / align * align;
        pool->blocks->used = used < pool->blocks->size ? used : pool->blocks->size;
    }
    return take(pool, size);
}

char *pool_copy(struct pool *pool, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? take(pool, length + 1) : NULL;
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void pool_release(struct pool *pool)
{
    while (pool->blocks) {
        struct pool_block *before = pool->blocks->before;
        free(pool->blocks);
        pool->blocks = before;
    }
}
