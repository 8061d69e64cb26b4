// SPDX-License-Identifier: GPL-3.0-or-later
// Every element is quoted when written, so that none can be mistaken for NULL or syntax.
#include "server/array.h"

#include <stdlib.h>
#include <string.h>

char *server_array_write(const char *const *texts, size_t n)
{
    size_t size = 3;
    for (size_t i = 0; i < n; i++)
        size += 2 * strlen(texts[i]) + 3;
    char *literal = malloc(size), *at = literal;
    if (!literal)
        return NULL;
    *at++ = '{';
    for (size_t i = 0; i < n; i++) {
        if (i)
            *at++ = ',';
        *at++ = '"';
        for (const char *p = texts[i]; *p; p++) {
            if (*p == '"' || *p == '\\')
                *at++ = '\\';
            *at++ = *p;
        }
        *at++ = '"';
    }
    *at++ = '}';
    *at = '\0';
    return literal;
}

int server_array_next(const char *literal, const char **place, char *buffer, size_t size)
{
    const char *at = *place ? *place : literal + (*literal == '{');
    size_t length = 0;
    if (*at == '}' || !*at)
        return 0;
    int quoted = *at == '"', is_cut = 0;
    for (at += quoted; *at && (quoted ? *at != '"' : *at != ',' && *at != '}'); at++) {
        at += *at == '\\' && at[1];
        if (length + 1 < size)
            buffer[length++] = *at;
        else
            is_cut = 1;
    }
    while (is_cut && length && ((unsigned char)buffer[length - 1] & 0xc0) == 0x80)
        length--;
    length -= is_cut && length && (unsigned char)buffer[length - 1] >= 0xc0;
    at += quoted && *at == '"';
    at += *at == ',';
    buffer[length] = '\0';
    *place = at;
    return 1;
}
