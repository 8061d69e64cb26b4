// SPDX-License-Identifier: GPL-3.0-or-later
// A take that the musician keeps becomes a FLAC file, half as large and playable everywhere.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <practice/decoder.h>
#include <practice/encoder.h>

#include "base/fail.h"
#include "base/placement.h"
#include "recorder/recorder.h"
#include "recorder/takes.h"

#define BLOCK_FRAMES 4096

static enum practice_status copy_all(struct practice_decoder *decoder,
                                     struct practice_encoder *encoder, struct practice_error *err)
{
    uint32_t n_channels = practice_decoder_format(decoder)->n_channels;
    float *block = calloc((size_t)BLOCK_FRAMES * n_channels, sizeof *block);
    enum practice_status status = PRACTICE_OK;
    if (!block)
        return fail_no_memory(err);
    while (status == PRACTICE_OK) {
        size_t n = 0;
        status = practice_decoder_read(decoder, block, BLOCK_FRAMES, &n, err);
        if (status == PRACTICE_OK && n == 0)
            break;
        if (status == PRACTICE_OK)
            status = practice_encoder_write(encoder, block, n, err);
    }
    free(block);
    return status == PRACTICE_OK ? practice_encoder_finish(encoder, err) : status;
}

static enum practice_status encode(struct practice_decoder *decoder, const char *path,
                                   struct practice_error *err)
{
    struct practice_encoder_options options;
    struct practice_encoder *encoder;
    practice_encoder_options_init(&options);
    options.encoding = PRACTICE_ENCODE_FLAC;
    options.rate_hz = practice_decoder_format(decoder)->rate_hz;
    options.n_channels = practice_decoder_format(decoder)->n_channels;
    options.n_bits = 24;
    options.overwrite = 1; // the temporary file is there already
    enum practice_status status = practice_encoder_open_file(path, &options, &encoder, err);
    if (status != PRACTICE_OK)
        return status;
    status = copy_all(decoder, encoder, err);
    practice_encoder_free(encoder);
    return status;
}

// Whole under its name, or not there at all.
static enum practice_status convert(int fd, const char *target, struct practice_error *err)
{
    struct practice_decoder *decoder;
    char *temporary;
    enum practice_status status = practice_decoder_open_fd(fd, "the recording", &decoder, err);
    if (status != PRACTICE_OK)
        return status;
    status = placement_begin(target, &temporary, err);
    if (status == PRACTICE_OK) {
        status = encode(decoder, temporary, err);
        if (status == PRACTICE_OK)
            status = placement_keep(temporary, target, err);
        else
            (void)unlink(temporary);
        free(temporary);
    }
    practice_decoder_free(decoder);
    return status;
}

enum practice_status recorder_keep(const char *folder, const char *id, const char *target,
                                   struct practice_error *err)
{
    char name[TAKES_NAME_SIZE];
    struct takes takes;
    enum practice_status status = takes_look(folder, &takes, err);
    if (status != PRACTICE_OK)
        return status;
    takes_file_name(id, name);
    int fd = openat(takes.fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read the recording: %s",
                           strerror(errno));
    else
        status = convert(fd, target, err);
    if (fd >= 0)
        close(fd);
    takes_release(&takes);
    return status;
}
