// SPDX-License-Identifier: GPL-3.0-or-later
// Identities of rows that are made offline: UUIDs of version 7 (RFC 9562), whose first 48 bits are
// the time in milliseconds, so that rows sort by age and two devices never collide.
#ifndef CLI_BASE_UUID_H
#define CLI_BASE_UUID_H

#include <stdint.h>

#define UUID_SIZE 37

// Writes a new one for the instant now_ms (milliseconds since 1970, UTC). Returns buffer, or NULL
// when the system has no random bytes to give.
const char *uuid_new(int64_t now_ms, char buffer[UUID_SIZE]);

// The one of an instant and bytes that are as good as random: a hash, so that the same thing gets
// the same identity again. Returns buffer.
const char *uuid_of(int64_t at_ms, const uint8_t random[16], char buffer[UUID_SIZE]);

// 1 when text is a UUID of any version in lower case with its four dashes.
int uuid_is_valid(const char *text);

#endif
