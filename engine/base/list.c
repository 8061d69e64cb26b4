// SPDX-License-Identifier: GPL-3.0-or-later
// The growable list of list.h.
#include "base/list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FIRST_CAPACITY 32

void base_list_init(struct base_list *list, size_t item_size)
{
    *list = (struct base_list){.item_size = item_size};
}

static int grow(struct base_list *list)
{
    size_t capacity = list->capacity ? list->capacity * 2 : FIRST_CAPACITY;
    if (capacity > SIZE_MAX / 2 / list->item_size)
        return 0;
    void *items = realloc(list->items, capacity * list->item_size);
    if (!items)
        return 0;
    list->items = items;
    list->capacity = capacity;
    return 1;
}

void *base_list_add(struct base_list *list)
{
    if (list->n_items == list->capacity && !grow(list))
        return NULL;
    void *item = (char *)list->items + list->n_items++ * list->item_size;
    return memset(item, 0, list->item_size);
}

void *base_list_at(const struct base_list *list, size_t index)
{
    return (char *)list->items + index * list->item_size;
}

void *base_list_take(struct base_list *list, size_t *ret_n_items)
{
    void *fitting = NULL, *items = list->items;
    if (list->n_items < list->capacity)
        fitting = realloc(items, (list->n_items ? list->n_items : 1) * list->item_size);
    items = fitting ? fitting : items;
    *ret_n_items = list->n_items;
    base_list_init(list, list->item_size);
    return items;
}

void base_list_forget(struct base_list *list, size_t index)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), items = (uintptr_t)list->items;
    uintptr_t start = (items + page - 1) & ~(page - 1);
    uintptr_t end = (items + index * list->item_size) & ~(page - 1);
    if (start < end)
        (void)madvise((void *)start, end - start, MADV_DONTNEED);
}

void base_list_release(struct base_list *list)
{
    free(list->items);
    base_list_init(list, list->item_size);
}
