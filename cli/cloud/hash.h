// SPDX-License-Identifier: GPL-3.0-or-later
// The digests that AWS's protocols are made of, over OpenSSL, which picks the fastest code of the
// machine: SHA-256 and its HMAC for signatures, MD5 where SQS and S3 use it as a checksum.
#ifndef CLI_CLOUD_HASH_H
#define CLI_CLOUD_HASH_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#define HASH_SHA256_SIZE 32
#define HASH_MD5_SIZE    16
#define HASH_HEX_SIZE    65 // of a SHA-256; an MD5 needs 33
#define HASH_BASE64_SIZE 45 // of a SHA-256; an MD5 needs 25

// These fail with NO_MEMORY only.
enum practice_status hash_sha256(const void *data, size_t size, uint8_t ret[HASH_SHA256_SIZE],
                                 struct practice_error *err) PRACTICE_CHECKED;
enum practice_status hash_md5(const void *data, size_t size, uint8_t ret[HASH_MD5_SIZE],
                              struct practice_error *err) PRACTICE_CHECKED;
enum practice_status hash_hmac_sha256(const void *key, size_t key_size, const void *data,
                                      size_t size, uint8_t ret[HASH_SHA256_SIZE],
                                      struct practice_error *err) PRACTICE_CHECKED;

// Data that comes piece by piece. Opened by hash_start(), ended by hash_finish() or hash_drop().
struct hash; // opaque
enum hash_kind {
    HASH_SHA256,
    HASH_MD5,
};
enum practice_status hash_start(enum hash_kind kind, struct hash **ret_hash,
                                struct practice_error *err) PRACTICE_CHECKED;
enum practice_status hash_add(struct hash *hash, const void *data, size_t size,
                              struct practice_error *err) PRACTICE_CHECKED;
// Frees the hash, also on failure. ret_digest holds HASH_SHA256_SIZE or HASH_MD5_SIZE bytes.
enum practice_status hash_finish(struct hash *hash, uint8_t *ret_digest,
                                 struct practice_error *err) PRACTICE_CHECKED;
// NULL is allowed.
void hash_drop(struct hash *hash);

// Both digests of `size` bytes of a file from `offset` on, without moving its position. Fails with
// UNREADABLE when they cannot be read, or end before.
struct hash_pair {
    uint8_t sha256[HASH_SHA256_SIZE];
    uint8_t md5[HASH_MD5_SIZE];
};
enum practice_status hash_file(int fd, int64_t offset, int64_t size, struct hash_pair *ret_pair,
                               struct practice_error *err) PRACTICE_CHECKED;

// Lower-case hexadecimal or base64 of at most HASH_SHA256_SIZE bytes, terminated.
void hash_to_hex(const uint8_t *digest, size_t size, char *ret_hex);
void hash_to_base64(const uint8_t *digest, size_t size, char *ret_base64);

#endif
