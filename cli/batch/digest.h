// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 of a recording's bytes: its identity in JSON and in the resume file. Streamed, so the
// memory does not depend on the length. OpenSSL is seen in this room only.
#ifndef CLI_BATCH_DIGEST_H
#define CLI_BATCH_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#define DIGEST_SIZE     32
#define DIGEST_HEX_SIZE 65

// Hashes the regular file behind fd from its current position to its end, without moving that
// position. `name` is for the message. Fails with UNREADABLE, NO_MEMORY or, after
// stop_requested(), INTERNAL.
enum practice_status digest_file(int fd, const char *name, uint8_t ret_digest[DIGEST_SIZE],
                                 struct practice_error *err) PRACTICE_CHECKED;

// Hashes data [size] in memory.
enum practice_status digest_memory(const void *data, size_t size, uint8_t ret_digest[DIGEST_SIZE],
                                   struct practice_error *err) PRACTICE_CHECKED;

// Lower-case hexadecimal, terminated.
void digest_to_hex(const uint8_t digest[DIGEST_SIZE], char ret_hex[DIGEST_HEX_SIZE]);

#endif
