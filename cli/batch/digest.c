// SPDX-License-Identifier: GPL-3.0-or-later
// The digest through OpenSSL's EVP interface, which picks the fastest code of the machine.
#include "batch/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "batch/stop.h"

#define DIGEST_BLOCK (256 * 1024)

static enum practice_status hash_all(EVP_MD_CTX *context, int fd, const char *name,
                                     struct practice_error *err)
{
    unsigned char *block = malloc(DIGEST_BLOCK);
    off_t at = lseek(fd, 0, SEEK_CUR);
    if (!block)
        return fail_no_memory(err);
    (void)posix_fadvise(fd, at, 0, POSIX_FADV_SEQUENTIAL);
    enum practice_status status = PRACTICE_OK;
    while (status == PRACTICE_OK) {
        ssize_t n = pread(fd, block, DIGEST_BLOCK, at);
        if (n == 0)
            break;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", name,
                               strerror(errno));
        else if (EVP_DigestUpdate(context, block, (size_t)n) != 1)
            status = fail_with(err, PRACTICE_INTERNAL, NULL, "cannot hash '%s'", name);
        else if (stop_requested())
            status = fail_with(err, PRACTICE_INTERNAL, NULL, "interrupted");
        at += n;
    }
    free(block);
    return status;
}

enum practice_status digest_file(int fd, const char *name, uint8_t ret_digest[DIGEST_SIZE],
                                 struct practice_error *err)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!context || EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        return fail_no_memory(err);
    }
    uint8_t digest[DIGEST_SIZE];
    enum practice_status status = hash_all(context, fd, name, err);
    if (status == PRACTICE_OK && EVP_DigestFinal_ex(context, digest, NULL) != 1)
        status = fail_with(err, PRACTICE_INTERNAL, NULL, "cannot hash '%s'", name);
    if (status == PRACTICE_OK)
        memcpy(ret_digest, digest, sizeof digest);
    EVP_MD_CTX_free(context);
    return status;
}

enum practice_status digest_memory(const void *data, size_t size, uint8_t ret_digest[DIGEST_SIZE],
                                   struct practice_error *err)
{
    if (EVP_Digest(data, size, ret_digest, NULL, EVP_sha256(), NULL) != 1)
        return fail_no_memory(err);
    return PRACTICE_OK;
}

void digest_to_hex(const uint8_t digest[DIGEST_SIZE], char ret_hex[DIGEST_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        ret_hex[2 * i] = digits[digest[i] >> 4];
        ret_hex[2 * i + 1] = digits[digest[i] & 15];
    }
    ret_hex[2 * DIGEST_SIZE] = '\0';
}
