// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the decoder makes of a recording, for the bats tests to compare: one line per fact,
// a hash over all samples, and on request the samples themselves.
// Usage: decode_info [--block N] [--memory] [--raw FILE] PATH|-
#include <practice/decoder.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BLOCK 65536

struct options {
    size_t block;
    int in_memory;
    const char *raw;
    const char *path;
};

struct sums {
    int64_t n_frames;
    uint64_t hash; // FNV-1a over the samples' bytes
    double square;
};

static struct options parse(int argc, char **argv)
{
    struct options options = {.block = 4096};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--memory") == 0)
            options.in_memory = 1;
        else if (strcmp(argv[i], "--block") == 0 && i + 1 < argc)
            options.block = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--raw") == 0 && i + 1 < argc)
            options.raw = argv[++i];
        else
            options.path = argv[i];
    }
    if (!options.path || options.block < 1 || options.block > MAX_BLOCK)
        exit(2);
    return options;
}

static void *slurp(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    long size = ftell(file);
    rewind(file);
    void *data = malloc(size > 0 ? (size_t)size : 1);
    if (!data || size < 0 || fread(data, 1, (size_t)size, file) != (size_t)size)
        exit(2);
    (void)fclose(file);
    *ret_size = (size_t)size;
    return data;
}

static enum practice_status open_input(const struct options *options, void **ret_memory,
                                       struct practice_decoder **ret_decoder,
                                       struct practice_error *err)
{
    if (strcmp(options->path, "-") == 0)
        return practice_decoder_open_fd(0, NULL, ret_decoder, err);
    if (!options->in_memory)
        return practice_decoder_open_file(options->path, ret_decoder, err);
    size_t size;
    *ret_memory = slurp(options->path, &size);
    return practice_decoder_open_memory(*ret_memory, size, options->path, ret_decoder, err);
}

static void add(struct sums *sums, const float *samples, size_t n_samples)
{
    const unsigned char *bytes = (const unsigned char *)samples;
    for (size_t i = 0; i < n_samples * sizeof *samples; i++)
        sums->hash = (sums->hash ^ bytes[i]) * 1099511628211u;
    for (size_t i = 0; i < n_samples; i++)
        sums->square += isfinite(samples[i]) ? (double)samples[i] * samples[i] : 0;
}

static enum practice_status read_all(struct practice_decoder *decoder,
                                     const struct options *options, struct sums *sums,
                                     struct practice_error *err)
{
    size_t n_channels = practice_decoder_format(decoder)->n_channels;
    float *samples = malloc(options->block * n_channels * sizeof *samples);
    FILE *raw = options->raw ? fopen(options->raw, "wb") : NULL;
    if (!samples || (options->raw && !raw))
        exit(2);
    enum practice_status status;
    size_t n;
    do {
        n = 0;
        status = practice_decoder_read(decoder, samples, options->block, &n, err);
        add(sums, samples, n * n_channels);
        sums->n_frames += (int64_t)n;
        if (raw && fwrite(samples, sizeof *samples, n * n_channels, raw) != n * n_channels)
            exit(2);
    } while (status == PRACTICE_OK && n > 0);
    free(samples);
    if (raw && fclose(raw) != 0)
        exit(2);
    return status;
}

static void print(const struct practice_decoder *decoder, const struct sums *sums)
{
    const struct practice_format *format = practice_decoder_format(decoder);
    double n_samples = (double)sums->n_frames * format->n_channels;
    printf("container %s\ncodec %s\nrate %u\nchannels %u\nheader_frames %lld\n", format->container,
           format->codec, format->rate_hz, format->n_channels, (long long)format->n_frames);
    printf("frames %lld\nduration %.6f\nrms %.6f\nhash %016llx\n", (long long)sums->n_frames,
           (double)sums->n_frames / format->rate_hz, sqrt(sums->square / n_samples),
           (unsigned long long)sums->hash);
    if (format->recorded_at[0])
        printf("recorded %s\n", format->recorded_at);
    const char *warning;
    for (size_t i = 0; (warning = practice_decoder_warning(decoder, i)); i++)
        printf("warning %s\n", warning);
}

int main(int argc, char **argv)
{
    struct options options = parse(argc, argv);
    struct practice_decoder *decoder = NULL;
    struct practice_error err = {0};
    struct sums sums = {.hash = 14695981039346656037u};
    void *memory = NULL;
    enum practice_status status = open_input(&options, &memory, &decoder, &err);
    if (status == PRACTICE_OK)
        status = read_all(decoder, &options, &sums, &err);
    if (status == PRACTICE_OK)
        print(decoder, &sums);
    else
        printf("error %s: %s\nhint %s\n", practice_status_name(err.status), err.message, err.hint);
    practice_decoder_free(decoder);
    free(memory);
    return status == PRACTICE_OK ? 0 : 3;
}
