// SPDX-License-Identifier: GPL-3.0-or-later
// Makes every allocation and system call of engine/audio fail, one by one, at its first call, at
// its second, and so on until none is left; nothing may crash, leak, hang or lie about it.
// Usage: failures RECORDING SCRATCH_FILE
#include <practice/decoder.h>
#include <practice/encoder.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_CALLS 20000

static long countdown;       // calls left until one fails; 0: none fails
static const char *the_call; // the name of the call that fails

static int fails(const char *call)
{
    return countdown > 0 && strcmp(call, the_call) == 0 && --countdown == 0;
}

// The linker's --wrap sends the room's calls here.
#define WRAP(type, name, failure, cause, parameters, arguments)                                    \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        if (fails(#name)) {                                                                        \
            errno = cause;                                                                         \
            return failure;                                                                        \
        }                                                                                          \
        return __real_##name arguments;                                                            \
    }

WRAP(void *, malloc, NULL, ENOMEM, (size_t size), (size))
WRAP(void *, calloc, NULL, ENOMEM, (size_t n, size_t size), (n, size))
WRAP(ssize_t, pread, -1, EIO, (int fd, void *data, size_t size, off_t at), (fd, data, size, at))
WRAP(ssize_t, read, -1, EIO, (int fd, void *data, size_t size), (fd, data, size))
WRAP(ssize_t, write, -1, ENOSPC, (int fd, const void *data, size_t size), (fd, data, size))
WRAP(ssize_t, pwrite, -1, EIO, (int fd, const void *data, size_t size, off_t at),
     (fd, data, size, at))
WRAP(off_t, lseek, -1, EIO, (int fd, off_t offset, int whence), (fd, offset, whence))
WRAP(int, fstat, -1, EIO, (int fd, struct stat *info), (fd, info))
WRAP(int, stat, -1, EACCES, (const char *path, struct stat *info), (path, info))
WRAP(int, fdatasync, -1, EIO, (int fd), (fd))
WRAP(int, mkostemp, -1, EACCES, (char *path, int flags), (path, flags))
WRAP(void *, av_malloc, NULL, ENOMEM, (size_t size), (size))
WRAP(void *, av_realloc, NULL, ENOMEM, (void *data, size_t size), (data, size))
WRAP(int, av_new_packet, -ENOMEM, ENOMEM, (void *packet, int size), (packet, size))
WRAP(void *, av_packet_alloc, NULL, ENOMEM, (void), ())
WRAP(void *, av_frame_alloc, NULL, ENOMEM, (void), ())
WRAP(void *, avformat_alloc_context, NULL, ENOMEM, (void), ())
WRAP(void *, avcodec_alloc_context3, NULL, ENOMEM, (const void *codec), (codec))
WRAP(int, avcodec_send_packet, -ENOMEM, ENOMEM, (void *codec, const void *packet), (codec, packet))
WRAP(int, swr_init, -ENOMEM, ENOMEM, (void *converter), (converter))

static const char *const calls[] = {
    "malloc",
    "calloc",
    "pread",
    "read",
    "write",
    "pwrite",
    "lseek",
    "fstat",
    "stat",
    "fdatasync",
    "mkostemp",
    "av_malloc",
    "av_realloc",
    "av_packet_alloc",
    "av_frame_alloc",
    "avformat_alloc_context",
    "avcodec_alloc_context3",
    "avcodec_send_packet",
    "swr_init",
};

static void die(const char *what)
{
    printf("%s failing: %s\n", the_call, what);
    exit(1);
}

static enum practice_status open_pipe(const char *path, struct practice_decoder **ret_decoder,
                                      struct practice_error *err)
{
    int ends[2];
    char bytes[16384];
    FILE *file = fopen(path, "rb"); // stdio's own calls are not wrapped
    if (!file || pipe(ends) != 0)
        exit(2);
    size_t n = fread(bytes, 1, sizeof bytes, file);
    if (__real_write(ends[1], bytes, n) != (ssize_t)n)
        exit(2);
    (void)fclose(file);
    (void)close(ends[1]);
    enum practice_status status = practice_decoder_open_fd(ends[0], "pipe", ret_decoder, err);
    (void)close(ends[0]);
    return status;
}

static enum practice_status decode(const char *path, int from_pipe, struct practice_error *err)
{
    static float samples[4096 * PRACTICE_MAX_CHANNELS];
    struct practice_decoder *const untouched = (struct practice_decoder *)samples;
    struct practice_decoder *decoder = untouched;
    enum practice_status status = from_pipe ? open_pipe(path, &decoder, err)
                                            : practice_decoder_open_file(path, &decoder, err);
    if (status != PRACTICE_OK) {
        if (decoder != untouched)
            die("an output was written on failure");
        return status;
    }
    size_t n = 1;
    while (status == PRACTICE_OK && n > 0)
        status = practice_decoder_read(decoder, samples, 4096, &n, err);
    practice_decoder_free(decoder);
    return status;
}

static enum practice_status encode(const char *path, struct practice_error *err)
{
    static const float samples[20000];
    struct practice_encoder *encoder = NULL;
    struct practice_encoder_options options;
    practice_encoder_options_init(&options);
    options.overwrite = 1;
    enum practice_status status = practice_encoder_open_file(path, &options, &encoder, err);
    if (status == PRACTICE_OK)
        status = practice_encoder_write(encoder, samples, 20000, err);
    if (status == PRACTICE_OK)
        status = practice_encoder_flush(encoder, err);
    if (status == PRACTICE_OK)
        status = practice_encoder_finish(encoder, err);
    practice_encoder_free(encoder);
    return status;
}

static enum practice_status run(int scenario, char **paths, struct practice_error *err)
{
    return scenario == 2 ? encode(paths[1], err) : decode(paths[0], scenario, err);
}

static void check(enum practice_status status, const struct practice_error *err)
{
    int is_memory = strstr(the_call, "alloc") || strcmp(the_call, "swr_init") == 0 ||
                    strcmp(the_call, "avcodec_send_packet") == 0;
    if (status == PRACTICE_OK)
        return;
    if (err->status != status || err->message[0] == '\0')
        die("no message");
    if (is_memory && status != PRACTICE_NO_MEMORY)
        die(err->message);
    if (!is_memory && status != PRACTICE_UNREADABLE && status != PRACTICE_NOT_FOUND)
        die(err->message);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    long n_failed = 0;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        for (int scenario = 0; scenario < 3; scenario++) {
            the_call = calls[i];
            for (long nth = 1; nth < MAX_CALLS; nth++) {
                struct practice_error err = {0};
                countdown = nth;
                enum practice_status status = run(scenario, argv + 1, &err);
                int was_reached = countdown == 0;
                countdown = 0;
                check(status, &err);
                if (!was_reached)
                    break;
                n_failed++;
            }
        }
    }
    printf("%ld calls failed in turn\n", n_failed);
    return 0;
}
