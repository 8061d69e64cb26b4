// SPDX-License-Identifier: GPL-3.0-or-later
// A pipe can be read once only, but a recording is needed up to three times, so it is copied to
// an unlinked file first: the kernel takes it away whatever happens to us.
#include "batch/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "batch/stop.h"

#define SPOOL_BLOCK (64 * 1024)

static const char stdin_name[] = "standard input";

static int temporary_file(void)
{
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        folder = "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    char *name;
    if (fd >= 0 || asprintf(&name, "%s/practice-XXXXXX", folder) < 0)
        return fd;
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    free(name);
    return fd;
}

static int write_all(int fd, const char *data, size_t size)
{
    while (size) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno != EINTR)
            return -1;
        if (n > 0) {
            data += n;
            size -= (size_t)n;
        }
    }
    return 0;
}

// Reads what is there; 0 at the end, -1 with errno, -2 after stop_requested().
static ssize_t read_or_stop(int fd, char *block)
{
    for (;;) {
        struct pollfd pipe = {.fd = fd, .events = POLLIN};
        if (stop_requested())
            return -2;
        if (poll(&pipe, 1, 200) <= 0)
            continue; // a signal may have gone to another thread: look again
        ssize_t n = read(fd, block, SPOOL_BLOCK);
        if (n >= 0 || (errno != EINTR && errno != EAGAIN))
            return n;
    }
}

static enum practice_status copy_pipe(int from, int to, struct practice_error *err)
{
    char block[SPOOL_BLOCK];
    long long total = 0;
    for (;;) {
        ssize_t n = read_or_stop(from, block);
        if (n == 0)
            return PRACTICE_OK;
        if (n == -2)
            return fail_with(err, PRACTICE_INTERNAL, NULL, "interrupted");
        if (n < 0)
            return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read %s: %s", stdin_name,
                             strerror(errno));
        total += n;
        if (total > SOURCE_MAX_SPOOL)
            return fail_with(err, PRACTICE_OVER_LIMIT, "save it to a file first",
                             "more than %lld GiB on %s", SOURCE_MAX_SPOOL >> 30, stdin_name);
        if (write_all(to, block, (size_t)n) != 0)
            return fail_with(err, PRACTICE_UNREADABLE, "set TMPDIR to a folder with more room",
                             "cannot keep %s: %s", stdin_name, strerror(errno));
    }
}

static enum practice_status spool(struct source *source, struct practice_error *err)
{
    int fd = temporary_file();
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, "set TMPDIR to a folder that can be written",
                         "cannot keep %s: %s", stdin_name, strerror(errno));
    enum practice_status status = copy_pipe(STDIN_FILENO, fd, err);
    if (status != PRACTICE_OK) {
        close(fd);
        return status;
    }
    *source = (struct source){.fd = fd, .is_copy = 1};
    return PRACTICE_OK;
}

enum practice_status source_open(const struct input *input, struct source *ret_source,
                                 struct practice_error *err)
{
    struct stat info;
    if (!input->is_stdin) {
        *ret_source = (struct source){.path = input->path, .fd = -1};
        return PRACTICE_OK;
    }
    if (fstat(STDIN_FILENO, &info) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "%s is closed", stdin_name);
    if (isatty(STDIN_FILENO))
        return fail_with(err, PRACTICE_UNREADABLE, "send it a recording: practice analyze - < FILE",
                         "%s is a terminal", stdin_name);
    if (!S_ISREG(info.st_mode))
        return spool(ret_source, err);
    *ret_source = (struct source){.fd = STDIN_FILENO, .start = lseek(STDIN_FILENO, 0, SEEK_CUR)};
    return PRACTICE_OK;
}

enum practice_status source_digest(const struct source *source, uint8_t ret_digest[DIGEST_SIZE],
                                   struct practice_error *err)
{
    int fd = source->fd;
    struct stat info;
    if (source->path)
        fd = open(source->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    memset(ret_digest, 0, DIGEST_SIZE);
    enum practice_status status = PRACTICE_OK;
    if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
        lseek(fd, source->start, SEEK_SET) >= 0)
        status = digest_file(fd, source->path ? source->path : stdin_name, ret_digest, err);
    if (source->path && fd >= 0)
        close(fd);
    return status;
}

enum practice_status source_decoder(const struct source *source,
                                    struct practice_decoder **ret_decoder,
                                    struct practice_error *err)
{
    if (source->path)
        return practice_decoder_open_file(source->path, ret_decoder, err);
    if (lseek(source->fd, source->start, SEEK_SET) < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot go back in %s: %s", stdin_name,
                         strerror(errno));
    return practice_decoder_open_fd(source->fd, NULL, ret_decoder, err);
}

void source_release(struct source *source)
{
    if (source->is_copy)
        close(source->fd);
    source->fd = -1;
}
