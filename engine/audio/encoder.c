// SPDX-License-Identifier: GPL-3.0-or-later
// Writing WAV and FLAC with libsndfile, through our own descriptor: only so is the cause of a
// failed write known. Samples are rounded here, so that what was decoded is encoded bit for bit.
#include <practice/encoder.h>

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <practice/decoder.h>

#include "base/fail.h"

#define BLOCK_SAMPLES 4096
#define HEADER_SIZE   112 // of an extensible WAV by libsndfile: everything before the samples
#define FORMAT_CHUNK  48  // bytes of its format chunk
#define PLAIN_CHUNK   24  // bytes that a plain one takes

struct practice_encoder {
    SNDFILE *file;
    int fd;
    int io_error; // the first errno met while writing, or 0
    size_t n_channels;
    uint32_t n_bits;
    enum practice_encoding encoding;
    char name[256];
    int block[BLOCK_SAMPLES];
};

static sf_count_t get_size(void *user)
{
    struct stat info;
    return fstat(((struct practice_encoder *)user)->fd, &info) == 0 ? info.st_size : -1;
}

static sf_count_t seek(sf_count_t offset, int whence, void *user)
{
    return lseek(((struct practice_encoder *)user)->fd, offset, whence);
}

static sf_count_t tell(void *user)
{
    return seek(0, SEEK_CUR, user);
}

static sf_count_t read_bytes(void *data, sf_count_t size, void *user)
{
    ssize_t n = read(((struct practice_encoder *)user)->fd, data, (size_t)size);
    return n > 0 ? n : 0;
}

static sf_count_t write_bytes(const void *data, sf_count_t size, void *user)
{
    struct practice_encoder *encoder = user;
    sf_count_t n_written = 0;
    while (n_written < size && !encoder->io_error) {
        ssize_t n = write(encoder->fd, (const char *)data + n_written, (size_t)(size - n_written));
        if (n > 0)
            n_written += n;
        else if (n == 0 || errno != EINTR)
            encoder->io_error = n == 0 ? EIO : errno;
    }
    return n_written;
}

void practice_encoder_options_init(struct practice_encoder_options *options)
{
    *options = (struct practice_encoder_options){
        .encoding = PRACTICE_ENCODE_WAV, .rate_hz = 44100, .n_channels = 1, .n_bits = 16};
}

static enum practice_status check_options(const struct practice_encoder_options *options,
                                          struct practice_error *err)
{
    int is_flac = options->encoding == PRACTICE_ENCODE_FLAC;
    uint32_t max_channels = is_flac ? PRACTICE_MAX_FLAC_CHANNELS : PRACTICE_MAX_CHANNELS;
    if (!is_flac && options->encoding != PRACTICE_ENCODE_WAV)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "unknown encoding %d", options->encoding);
    if (options->rate_hz < PRACTICE_MIN_RATE_HZ || options->rate_hz > PRACTICE_MAX_RATE_HZ)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "cannot write %u samples a second",
                         options->rate_hz);
    if (options->n_channels < 1 || options->n_channels > max_channels)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "cannot write %u channels, only 1 to %u",
                         options->n_channels, max_channels);
    if (options->n_bits != 16 && options->n_bits != 24)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "cannot write %u bits, only 16 or 24",
                         options->n_bits);
    return PRACTICE_OK;
}

static enum practice_status fail_create(const char *path, struct practice_error *err)
{
    int cause = errno;
    if (cause == ENOENT || cause == ENOTDIR)
        return base_fail(err, PRACTICE_NOT_FOUND, "cannot create '%s': no such folder", path);
    base_fail(err, PRACTICE_UNREADABLE, "cannot create '%s': %s", path, strerror(cause));
    if (cause == EEXIST)
        base_hint(err, "remove it, or choose another name");
    return PRACTICE_UNREADABLE;
}

static enum practice_status fail_write(const struct practice_encoder *encoder,
                                       struct practice_error *err)
{
    int cause = encoder->io_error ? encoder->io_error : EIO;
    return base_fail(err, PRACTICE_UNREADABLE, "cannot write '%s': %s", encoder->name,
                     strerror(cause));
}

// libsndfile can only write RF64, and the WAV it becomes, with an extensible format, which older
// readers (and Python's) refuse. One or two channels of 16 bits need none of it: the same chunk
// is told plainly, and a chunk of nothing fills what is left of it.
static void simplify_header(struct practice_encoder *encoder)
{
    static const char extensible[] = "fmt \x28\0\0\0\xfe\xff", plain[] = "fmt \x10\0\0\0\x01\0";
    static const char filler[FORMAT_CHUNK - PLAIN_CHUNK] = "JUNK\x10";
    char head[HEADER_SIZE];
    if (encoder->encoding != PRACTICE_ENCODE_WAV || encoder->n_bits != 16 ||
        encoder->n_channels > 2 || pread(encoder->fd, head, sizeof head, 0) != sizeof head ||
        memcmp(head, "RIFF", 4) != 0)
        return;
    char *chunk = memmem(head, sizeof head - FORMAT_CHUNK, extensible, sizeof extensible - 1);
    if (!chunk)
        return;
    memcpy(chunk, plain, sizeof plain - 1);
    memcpy(chunk + PLAIN_CHUNK, filler, sizeof filler);
    if (pwrite(encoder->fd, chunk, FORMAT_CHUNK, chunk - head) != FORMAT_CHUNK &&
        !encoder->io_error)
        encoder->io_error = errno;
}

static void update_header(struct practice_encoder *encoder)
{
    (void)sf_command(encoder->file, SFC_UPDATE_HEADER_NOW, NULL, 0);
    simplify_header(encoder);
}

static int open_library(struct practice_encoder *encoder,
                        const struct practice_encoder_options *options)
{
    SF_VIRTUAL_IO io = {get_size, seek, read_bytes, write_bytes, tell};
    int is_flac = encoder->encoding == PRACTICE_ENCODE_FLAC;
    SF_INFO info = {.samplerate = (int)options->rate_hz, .channels = (int)options->n_channels};
    info.format = is_flac ? SF_FORMAT_FLAC : SF_FORMAT_RF64;
    info.format |= options->n_bits == 16 ? SF_FORMAT_PCM_16 : SF_FORMAT_PCM_24;
    encoder->file = sf_open_virtual(&io, SFM_WRITE, &info, encoder);
    if (!encoder->file)
        return 0;
    if (!is_flac) {
        // An ordinary WAV as long as 4 GiB suffice; RF64 keeps the room for the larger sizes.
        (void)sf_command(encoder->file, SFC_RF64_AUTO_DOWNGRADE, NULL, SF_TRUE);
        update_header(encoder);
    }
    return !encoder->io_error;
}

// Creates or empties the file. Devices and pipes are refused: a header cannot be completed there.
static enum practice_status create(struct practice_encoder *encoder, const char *path,
                                   int overwrite, struct practice_error *err)
{
    struct stat info;
    int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    encoder->fd = open(path, flags | (overwrite ? O_TRUNC : O_EXCL), 0600);
    if (encoder->fd < 0 || fstat(encoder->fd, &info) != 0)
        return fail_create(path, err);
    if (!S_ISREG(info.st_mode))
        return base_fail(err, PRACTICE_UNREADABLE, "cannot create '%s': it is no file", path);
    return PRACTICE_OK;
}

enum practice_status practice_encoder_open_file(const char *path,
                                                const struct practice_encoder_options *options,
                                                struct practice_encoder **ret_encoder,
                                                struct practice_error *err)
{
    enum practice_status status = check_options(options, err);
    if (status != PRACTICE_OK)
        return status;
    struct practice_encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder)
        return base_no_memory(err);
    encoder->encoding = options->encoding;
    encoder->n_channels = options->n_channels;
    encoder->n_bits = options->n_bits;
    (void)snprintf(encoder->name, sizeof encoder->name, "%s", path);
    status = create(encoder, path, options->overwrite, err);
    if (status == PRACTICE_OK && !open_library(encoder, options)) {
        status = encoder->io_error ? fail_write(encoder, err) : base_no_memory(err);
        (void)unlink(path);
    }
    if (status != PRACTICE_OK) {
        practice_encoder_free(encoder);
        return status;
    }
    *ret_encoder = encoder;
    return PRACTICE_OK;
}

// libsndfile takes integers of full 32-bit scale and keeps their upper bits.
static int quantise(float sample, uint32_t n_bits)
{
    double scale = (double)(1 << (n_bits - 1));
    if (isnan(sample))
        return 0;
    double value = rint((double)sample * scale);
    if (value > scale - 1)
        value = scale - 1;
    if (value < -scale)
        value = -scale;
    return (int)value * (1 << (32 - n_bits));
}

enum practice_status practice_encoder_write(struct practice_encoder *encoder, const float *samples,
                                            size_t n_frames, struct practice_error *err)
{
    if (!encoder->file)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "'%s' is already complete", encoder->name);
    size_t left = n_frames * encoder->n_channels;
    size_t max_block = BLOCK_SAMPLES - BLOCK_SAMPLES % encoder->n_channels;
    while (left > 0) {
        size_t n = left < max_block ? left : max_block;
        for (size_t i = 0; i < n; i++)
            encoder->block[i] = quantise(samples[i], encoder->n_bits);
        sf_count_t n_written = sf_write_int(encoder->file, encoder->block, (sf_count_t)n);
        if (n_written != (sf_count_t)n || encoder->io_error)
            return fail_write(encoder, err);
        samples += n;
        left -= n;
    }
    return PRACTICE_OK;
}

static enum practice_status sync_disk(struct practice_encoder *encoder, struct practice_error *err)
{
    // Some file systems cannot sync; that is no reason to lose a take.
    if (fdatasync(encoder->fd) != 0 && errno != EINVAL && errno != EROFS && !encoder->io_error)
        encoder->io_error = errno;
    return encoder->io_error ? fail_write(encoder, err) : PRACTICE_OK;
}

enum practice_status practice_encoder_flush(struct practice_encoder *encoder,
                                            struct practice_error *err)
{
    if (!encoder->file)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "'%s' is already complete", encoder->name);
    if (encoder->encoding == PRACTICE_ENCODE_WAV)
        update_header(encoder);
    return sync_disk(encoder, err);
}

enum practice_status practice_encoder_finish(struct practice_encoder *encoder,
                                             struct practice_error *err)
{
    if (!encoder->file)
        return base_fail(err, PRACTICE_BAD_ARGUMENT, "'%s' is already complete", encoder->name);
    if (sf_close(encoder->file) != 0 && !encoder->io_error)
        encoder->io_error = EIO;
    encoder->file = NULL;
    simplify_header(encoder);
    enum practice_status status = sync_disk(encoder, err);
    if (close(encoder->fd) != 0 && status == PRACTICE_OK) {
        encoder->io_error = errno;
        status = fail_write(encoder, err);
    }
    encoder->fd = -1;
    return status;
}

void practice_encoder_free(struct practice_encoder *encoder)
{
    if (!encoder)
        return;
    if (encoder->file) {
        (void)sf_close(encoder->file);
        simplify_header(encoder);
    }
    if (encoder->fd >= 0)
        (void)close(encoder->fd);
    free(encoder);
}
