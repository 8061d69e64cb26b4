// SPDX-License-Identifier: GPL-3.0-or-later
// A growable list of equal-sized items: the only allocation the feeding path may make.
#ifndef ENGINE_BASE_LIST_H
#define ENGINE_BASE_LIST_H

#include <stddef.h>

#include <practice/error.h>

struct base_list {
    void *items; // [n_items] of item_size bytes, or NULL while nothing was reserved
    size_t n_items;
    size_t capacity;
    size_t item_size;
};

// Makes *list empty, for items of item_size bytes. Allocates nothing.
void base_list_init(struct base_list *list, size_t item_size);

// Makes room for one more item and returns its zeroed storage, or NULL when memory is short
// (the list is then unchanged). Growth doubles, so appending is constant time on average.
void *base_list_add(struct base_list *list);

// The item at index, which must be below n_items.
void *base_list_at(const struct base_list *list, size_t index);

// Gives the items' storage, shrunk to what they need, to the caller (to free()) and empties the
// list.
void *base_list_take(struct base_list *list, size_t *ret_n_items);

// Gives the memory of the items before `index` back while the list stays; they read as zeros then.
void base_list_forget(struct base_list *list, size_t index);

// Frees the storage and empties the list.
void base_list_release(struct base_list *list);

#endif
