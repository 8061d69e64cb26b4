// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL's text[] as text, "{a,\"b c\",NULL}", made and read. Arrays of one dimension only.
#ifndef CLI_SERVER_ARRAY_H
#define CLI_SERVER_ARRAY_H

#include <stddef.h>

// The literal of n texts (none of them NULL), to be freed by the caller; NULL when out of memory.
char *server_array_write(const char *const *texts, size_t n);

// Copies the element at *place of a literal into buffer, cut to size at the end of a character, and
// moves *place on. Start with a place of NULL. Returns 0 when there are no more.
int server_array_next(const char *literal, const char **place, char *buffer, size_t size);

#endif
