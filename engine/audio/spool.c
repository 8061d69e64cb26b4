// SPDX-License-Identifier: GPL-3.0-or-later
// Copying a pipe into an unlinked temporary file, with a written maximum. TMPDIR is the one
// variable read here, since /tmp may be small memory on the machine at hand.
#include "audio/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"

#define CHUNK 65536

static int open_temporary(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    char path[4096]; // not every file system has nameless files
    int n = snprintf(path, sizeof path, "%s/practice-XXXXXX", folder);
    if (n < 0 || (size_t)n >= sizeof path)
        return -1;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        (void)unlink(path);
    return fd;
}

// Waits where needed, so that a non-blocking pipe works like any other.
static ssize_t read_some(int fd, char *data, size_t size)
{
    for (;;) {
        ssize_t n = read(fd, data, size);
        if (n >= 0)
            return n;
        if (errno == EAGAIN) {
            struct pollfd wait = {.fd = fd, .events = POLLIN};
            (void)poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
}

static int write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return 0;
        data += n;
        size -= (size_t)n;
    }
    return 1;
}

static enum practice_status fail_temporary(const char *name, struct practice_error *err)
{
    base_fail(err, PRACTICE_UNREADABLE, "cannot keep '%s' in a temporary file: %s", name,
              strerror(errno));
    base_hint(err, "set TMPDIR to a folder with enough room");
    return PRACTICE_UNREADABLE;
}

static enum practice_status copy(int from, int to, const char *name, int64_t max_bytes,
                                 struct practice_error *err)
{
    char chunk[CHUNK];
    int64_t total = 0;
    for (;;) {
        ssize_t n = read_some(from, chunk, sizeof chunk);
        if (n < 0)
            return base_fail(err, PRACTICE_UNREADABLE, "cannot read '%s': %s", name,
                             strerror(errno));
        if (n == 0)
            return PRACTICE_OK;
        total += n;
        if (total > max_bytes)
            return base_fail(err, PRACTICE_OVER_LIMIT, "'%s' is longer than %lld GiB", name,
                             (long long)(max_bytes >> 30));
        if (!write_all(to, chunk, (size_t)n))
            return fail_temporary(name, err);
    }
}

enum practice_status audio_spool(int fd, const char *name, int64_t max_bytes, int *ret_fd,
                                 int64_t *ret_size, struct practice_error *err)
{
    const char *folder = getenv("TMPDIR");
    int spool = open_temporary(folder && *folder ? folder : "/tmp");
    if (spool < 0)
        return fail_temporary(name, err);
    enum practice_status status = copy(fd, spool, name, max_bytes, err);
    off_t size = status == PRACTICE_OK ? lseek(spool, 0, SEEK_END) : 0;
    if (status == PRACTICE_OK && size < 0)
        status = fail_temporary(name, err);
    if (status != PRACTICE_OK) {
        (void)close(spool);
        return status;
    }
    *ret_fd = spool;
    *ret_size = (int64_t)size;
    return PRACTICE_OK;
}
