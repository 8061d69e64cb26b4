// SPDX-License-Identifier: GPL-3.0-or-later
// Encodes a recording again, for the bats tests: decoder in, encoder out, with the flushes and
// the sudden death that a live take may meet.
// Usage: encode_file wav|flac BITS IN OUT [overwrite|abandon|odd]
// abandon: flush after half of the frames, write the rest, then die as by kill -9.
// odd: multiply by 3 and put a NaN first, to see clipping.
#include <practice/decoder.h>
#include <practice/encoder.h>

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK 1000

static int fail(const struct practice_error *err)
{
    printf("error %s: %s\n", practice_status_name(err->status), err->message);
    return 3;
}

static void spoil(float *samples, size_t n_samples)
{
    for (size_t i = 0; i < n_samples; i++)
        samples[i] *= 3;
    if (n_samples > 0)
        samples[0] = NAN;
}

static enum practice_status copy(struct practice_decoder *decoder, struct practice_encoder *encoder,
                                 const char *how, struct practice_error *err)
{
    static float samples[BLOCK * PRACTICE_MAX_CHANNELS];
    const struct practice_format *format = practice_decoder_format(decoder);
    int64_t n_done = 0;
    for (;;) {
        size_t n;
        enum practice_status status = practice_decoder_read(decoder, samples, BLOCK, &n, err);
        if (status != PRACTICE_OK || n == 0)
            return status;
        if (strcmp(how, "odd") == 0)
            spoil(samples, n * format->n_channels);
        status = practice_encoder_write(encoder, samples, n, err);
        n_done += (int64_t)n;
        if (status == PRACTICE_OK && strcmp(how, "abandon") == 0 &&
            (n_done == format->n_frames / 2 / BLOCK * BLOCK))
            status = practice_encoder_flush(encoder, err);
        if (status != PRACTICE_OK)
            return status;
    }
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    const char *how = argc > 5 ? argv[5] : "";
    struct practice_error err;
    struct practice_decoder *decoder;
    struct practice_encoder *encoder = NULL;
    struct practice_encoder_options options;
    if (practice_decoder_open_file(argv[3], &decoder, &err) != PRACTICE_OK)
        return fail(&err);
    practice_encoder_options_init(&options);
    options.encoding = strcmp(argv[1], "flac") == 0 ? PRACTICE_ENCODE_FLAC : PRACTICE_ENCODE_WAV;
    options.n_bits = (uint32_t)strtoul(argv[2], NULL, 10);
    options.rate_hz = practice_decoder_format(decoder)->rate_hz;
    options.n_channels = practice_decoder_format(decoder)->n_channels;
    options.overwrite = strcmp(how, "overwrite") == 0;
    enum practice_status status = practice_encoder_open_file(argv[4], &options, &encoder, &err);
    if (status == PRACTICE_OK)
        status = copy(decoder, encoder, how, &err);
    if (status == PRACTICE_OK && strcmp(how, "abandon") == 0)
        (void)kill(getpid(), SIGKILL);
    if (status == PRACTICE_OK)
        status = practice_encoder_finish(encoder, &err);
    practice_encoder_free(encoder);
    practice_decoder_free(decoder);
    return status == PRACTICE_OK ? 0 : fail(&err);
}
