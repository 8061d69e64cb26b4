// SPDX-License-Identifier: GPL-3.0-or-later
// The digests through OpenSSL's EVP interface. Its one-shot calls look algorithms up anew each
// time, which costs more than hashing a short text, so the two that are used are fetched once.
#include "cloud/hash.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/fail.h"

#define BLOCK_SIZE ((size_t)256 * 1024)

static pthread_once_t fetched = PTHREAD_ONCE_INIT;
static EVP_MD *digests[2];

static void fetch_digests(void)
{
    digests[HASH_SHA256] = EVP_MD_fetch(NULL, "SHA256", NULL);
    digests[HASH_MD5] = EVP_MD_fetch(NULL, "MD5", NULL);
}

static const EVP_MD *digest_of(enum hash_kind kind)
{
    (void)pthread_once(&fetched, fetch_digests);
    return digests[kind];
}

static enum practice_status hash_at_once(enum hash_kind kind, const void *data, size_t size,
                                         uint8_t *ret, struct practice_error *err)
{
    const EVP_MD *digest = digest_of(kind);
    if (!digest || EVP_Digest(size ? data : "", size, ret, NULL, digest, NULL) != 1)
        return fail_no_memory(err);
    return PRACTICE_OK;
}

enum practice_status hash_sha256(const void *data, size_t size, uint8_t ret[HASH_SHA256_SIZE],
                                 struct practice_error *err)
{
    return hash_at_once(HASH_SHA256, data, size, ret, err);
}

enum practice_status hash_md5(const void *data, size_t size, uint8_t ret[HASH_MD5_SIZE],
                              struct practice_error *err)
{
    return hash_at_once(HASH_MD5, data, size, ret, err);
}

enum practice_status hash_hmac_sha256(const void *key, size_t key_size, const void *data,
                                      size_t size, uint8_t ret[HASH_SHA256_SIZE],
                                      struct practice_error *err)
{
    const EVP_MD *digest = digest_of(HASH_SHA256);
    unsigned length = HASH_SHA256_SIZE;
    if (!digest || key_size > 4096 ||
        !HMAC(digest, key, (int)key_size, size ? data : (const void *)"", size, ret, &length))
        return fail_no_memory(err);
    return PRACTICE_OK;
}

// OpenSSL's own context under a name that keeps its header out of ours.
enum practice_status hash_start(enum hash_kind kind, struct hash **ret_hash,
                                struct practice_error *err)
{
    const EVP_MD *digest = digest_of(kind);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!digest || !context || EVP_DigestInit_ex(context, digest, NULL) != 1) {
        EVP_MD_CTX_free(context);
        return fail_no_memory(err);
    }
    *ret_hash = (struct hash *)context;
    return PRACTICE_OK;
}

enum practice_status hash_add(struct hash *hash, const void *data, size_t size,
                              struct practice_error *err)
{
    if (EVP_DigestUpdate((EVP_MD_CTX *)hash, data, size) != 1)
        return fail_no_memory(err);
    return PRACTICE_OK;
}

enum practice_status hash_finish(struct hash *hash, uint8_t *ret_digest, struct practice_error *err)
{
    int done = EVP_DigestFinal_ex((EVP_MD_CTX *)hash, ret_digest, NULL);
    EVP_MD_CTX_free((EVP_MD_CTX *)hash);
    return done == 1 ? PRACTICE_OK : fail_no_memory(err);
}

void hash_drop(struct hash *hash)
{
    EVP_MD_CTX_free((EVP_MD_CTX *)hash);
}

static enum practice_status read_and_add(int fd, int64_t offset, int64_t size, struct hash *sha256,
                                         struct hash *md5, struct practice_error *err)
{
    unsigned char *block = malloc(BLOCK_SIZE);
    if (!block)
        return fail_no_memory(err);
    enum practice_status status = PRACTICE_OK;
    while (size > 0 && status == PRACTICE_OK) {
        size_t wanted = size < (int64_t)BLOCK_SIZE ? (size_t)size : BLOCK_SIZE;
        ssize_t n = pread(fd, block, wanted, (off_t)offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read the file: %s",
                               n < 0 ? strerror(errno) : "it has become shorter");
            break;
        }
        status = hash_add(sha256, block, (size_t)n, err);
        if (status == PRACTICE_OK)
            status = hash_add(md5, block, (size_t)n, err);
        offset += n;
        size -= n;
    }
    free(block);
    return status;
}

enum practice_status hash_file(int fd, int64_t offset, int64_t size, struct hash_pair *ret_pair,
                               struct practice_error *err)
{
    struct hash *sha256 = NULL, *md5 = NULL;
    enum practice_status status = hash_start(HASH_SHA256, &sha256, err);
    if (status == PRACTICE_OK)
        status = hash_start(HASH_MD5, &md5, err);
    if (status == PRACTICE_OK)
        status = read_and_add(fd, offset, size, sha256, md5, err);
    if (status != PRACTICE_OK) {
        hash_drop(sha256);
        hash_drop(md5);
        return status;
    }
    struct hash_pair pair;
    status = hash_finish(sha256, pair.sha256, err);
    if (status != PRACTICE_OK)
        hash_drop(md5);
    else
        status = hash_finish(md5, pair.md5, err);
    if (status == PRACTICE_OK)
        *ret_pair = pair;
    return status;
}

void hash_to_hex(const uint8_t *digest, size_t size, char *ret_hex)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < size; i++) {
        ret_hex[2 * i] = digits[digest[i] >> 4];
        ret_hex[2 * i + 1] = digits[digest[i] & 15];
    }
    ret_hex[2 * size] = '\0';
}

void hash_to_base64(const uint8_t *digest, size_t size, char *ret_base64)
{
    (void)EVP_EncodeBlock((unsigned char *)ret_base64, digest, (int)size);
}
