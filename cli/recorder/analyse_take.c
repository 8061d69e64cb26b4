// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own decoder reads the take, so a recovered session has the numbers that any later
// analysis of the file would give.
#include "recorder/analyse_take.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <practice/analyzer.h>
#include <practice/decoder.h>

#include "base/fail.h"
#include "recorder/tape.h"

#define BLOCK_FRAMES 4096

static enum practice_status feed_all(struct practice_decoder *decoder,
                                     struct practice_analyzer *analyzer, uint64_t most_frames,
                                     struct practice_error *err)
{
    uint32_t n_channels = practice_decoder_format(decoder)->n_channels;
    float *block = calloc((size_t)BLOCK_FRAMES * n_channels, sizeof *block);
    enum practice_status status = PRACTICE_OK;
    if (!block)
        return fail_no_memory(err);
    while (status == PRACTICE_OK && most_frames > 0) {
        size_t most = most_frames < BLOCK_FRAMES ? (size_t)most_frames : BLOCK_FRAMES, n = 0;
        status = practice_decoder_read(decoder, block, most, &n, err);
        if (n == 0)
            break;
        if (status == PRACTICE_OK)
            status = practice_analyzer_feed(analyzer, block, n, err);
        most_frames -= n;
    }
    free(block);
    return status;
}

static enum practice_status analyse(struct practice_decoder *decoder, double most_s,
                                    struct practice_result **ret_result, struct practice_error *err)
{
    const struct practice_format *format = practice_decoder_format(decoder);
    struct practice_analyzer_options options;
    struct practice_analyzer *analyzer;
    practice_analyzer_options_init(&options);
    options.rate_hz = format->rate_hz;
    options.n_channels = format->n_channels;
    uint64_t most = most_s > 0 ? (uint64_t)(most_s * format->rate_hz) : UINT64_MAX;
    enum practice_status status = practice_analyzer_new(&options, &analyzer, err);
    if (status != PRACTICE_OK)
        return status;
    status = feed_all(decoder, analyzer, most, err);
    if (status == PRACTICE_OK)
        status = practice_analyzer_finish(analyzer, ret_result, err);
    practice_analyzer_free(analyzer);
    return status;
}

static enum practice_status open_take(int folder, const char *name, int *ret_fd,
                                      struct practice_error *err)
{
    int fd = openat(folder, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return fail_with(err, errno == ENOENT ? PRACTICE_NOT_FOUND : PRACTICE_UNREADABLE, NULL,
                         "cannot read '%s': %s", name, strerror(errno));
    *ret_fd = fd;
    return PRACTICE_OK;
}

enum practice_status analyse_take(int folder, const char *name, double most_s,
                                  struct practice_result **ret_result, struct practice_error *err)
{
    struct practice_decoder *decoder;
    int fd = -1;
    enum practice_status status = open_take(folder, name, &fd, err);
    if (status != PRACTICE_OK)
        return status;
    status = practice_decoder_open_fd(fd, name, &decoder, err);
    if (status == PRACTICE_OK) {
        status = analyse(decoder, most_s, ret_result, err);
        practice_decoder_free(decoder);
    }
    close(fd);
    return status;
}

void shorten_take(int folder, const char *name, double length_s)
{
    struct practice_error err;
    int fd = -1;
    if (open_take(folder, name, &fd, &err) == PRACTICE_OK) {
        (void)tape_shorten(fd, length_s);
        close(fd);
    }
}
