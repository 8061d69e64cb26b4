// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel's random bytes under a clock; nothing is kept between two identities.
#include "base/uuid.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

static int is_dash(size_t place)
{
    return place == 8 || place == 13 || place == 18 || place == 23;
}

const char *uuid_new(int64_t now_ms, char buffer[UUID_SIZE])
{
    uint8_t random[16];
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return NULL;
    return uuid_of(now_ms, random, buffer);
}

const char *uuid_of(int64_t at_ms, const uint8_t random[16], char buffer[UUID_SIZE])
{
    uint8_t bytes[16];
    memcpy(bytes, random, sizeof bytes);
    for (size_t i = 0; i < 6; i++)
        bytes[i] = (uint8_t)((uint64_t)at_ms >> (40 - 8 * i));
    bytes[6] = (uint8_t)(0x70 | (bytes[6] & 0x0f)); // version 7
    bytes[8] = (uint8_t)(0x80 | (bytes[8] & 0x3f)); // variant of RFC 9562
    char *out = buffer;
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (is_dash((size_t)(out - buffer)))
            *out++ = '-';
        out += snprintf(out, 3, "%02x", bytes[i]);
    }
    return buffer;
}

int uuid_is_valid(const char *text)
{
    if (strlen(text) != UUID_SIZE - 1)
        return 0;
    for (size_t i = 0; i < UUID_SIZE - 1; i++) {
        if (is_dash(i) ? text[i] != '-' : !strchr("0123456789abcdef", text[i]))
            return 0;
    }
    return 1;
}
