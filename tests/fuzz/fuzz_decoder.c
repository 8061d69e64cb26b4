// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all into the decoder: it must open or refuse, read or stop, and leak nothing.
// The input's length picks the block size, so that odd slices are seen as well.
#include <practice/decoder.h>

#include <stdint.h>
#include <stdlib.h>

#define MAX_SAMPLES (1 << 22) // a lying header must not make one input last for minutes
#define MAX_BLOCK   4099

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_some(struct practice_decoder *decoder, size_t block)
{
    const struct practice_format *format = practice_decoder_format(decoder);
    if (format->n_channels < 1 || format->n_channels > PRACTICE_MAX_CHANNELS ||
        format->rate_hz < PRACTICE_MIN_RATE_HZ || format->rate_hz > PRACTICE_MAX_RATE_HZ)
        abort();
    float *samples = malloc(block * format->n_channels * sizeof *samples);
    if (!samples)
        return;
    size_t n_read = 0, n = 1;
    while (n > 0 && n_read < MAX_SAMPLES) {
        if (practice_decoder_read(decoder, samples, block, &n, NULL) != PRACTICE_OK)
            break;
        if (n > block)
            abort();
        n_read += n * format->n_channels;
    }
    free(samples);
    for (size_t i = 0; practice_decoder_warning(decoder, i); i++)
        ;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct practice_decoder *decoder = NULL;
    struct practice_error err;
    if (practice_decoder_open_memory(data, size, "fuzz", &decoder, &err) == PRACTICE_OK)
        read_some(decoder, 1 + size % MAX_BLOCK);
    practice_decoder_free(decoder);
    return 0;
}
