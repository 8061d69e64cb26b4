// SPDX-License-Identifier: GPL-3.0-or-later
// Drives capture without a microphone: `tape_check FOLDER RATE CHANNELS SECONDS [LIMIT_BYTES]`
// makes known samples, at most LIMIT_BYTES of which the file may take, and prints what the capture
// says. `tape_check --analyse FILE` prints the analysis of a file in the same words.
#include <assert.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <practice/decoder.h>

#include "recorder/capture.h"

static void print_result(const struct practice_result *result)
{
    (void)printf("duration %a play %a loudness %a tuning %a segments %zu notes %zu onsets %zu\n",
                 result->duration_s, result->play_time_s, result->loudness_db, result->tuning_hz,
                 result->n_segments, result->n_notes, result->n_onsets);
    for (size_t i = 0; i < result->n_segments; i++)
        (void)printf("segment %a %a %d\n", result->segments[i].start_s, result->segments[i].end_s,
                     (int)result->segments[i].kind);
}

static int analyse(const char *path)
{
    struct practice_error err;
    struct practice_decoder *decoder;
    struct practice_analyzer *analyzer;
    struct practice_analyzer_options options;
    struct practice_result *result;
    static float block[8192];
    size_t n;
    if (practice_decoder_open_file(path, &decoder, &err) != PRACTICE_OK) {
        (void)printf("%s\n", err.message);
        return 1;
    }
    const struct practice_format *format = practice_decoder_format(decoder);
    practice_analyzer_options_init(&options);
    options.rate_hz = format->rate_hz;
    options.n_channels = format->n_channels;
    assert(practice_analyzer_new(&options, &analyzer, &err) == PRACTICE_OK);
    while (practice_decoder_read(decoder, block, 1000, &n, &err) == PRACTICE_OK && n)
        assert(practice_analyzer_feed(analyzer, block, n, &err) == PRACTICE_OK);
    if (practice_decoder_warning(decoder, 0))
        (void)printf("warning %s\n", practice_decoder_warning(decoder, 0));
    assert(practice_analyzer_finish(analyzer, &result, &err) == PRACTICE_OK);
    print_result(result);
    practice_result_free(result);
    practice_analyzer_free(analyzer);
    practice_decoder_free(decoder);
    return 0;
}

// A melody of saw-tooth notes with rests: something an analyser counts.
static int32_t sample_at(double time_s)
{
    static const double notes_hz[] = {220, 247, 262, 294, 330, 294, 262, 247};
    double within = fmod(time_s, 12.0);
    if (within > 8.0)
        return 0;
    double phase = fmod(within * notes_hz[(size_t)(within * 2) % 8], 1.0);
    return (int32_t)((phase - 0.5) * 0.4 * 2147483647.0);
}

static void feed(struct ring *ring, uint32_t rate_hz, uint32_t n_channels, double length_s)
{
    const struct timespec pause = {.tv_nsec = 2000000};
    int32_t block[256 * 2];
    uint64_t n_total = (uint64_t)(length_s * rate_hz);
    for (uint64_t at = 0; at < n_total; at += 256) {
        for (size_t i = 0; i < 256; i++)
            for (size_t c = 0; c < n_channels; c++)
                block[i * n_channels + c] =
                    sample_at((double)(at + i) / rate_hz) / (int32_t)(c + 1);
        size_t n = n_total - at < 256 ? (size_t)(n_total - at) : 256;
        while (!ring_put(ring, block, n * n_channels))
            (void)nanosleep(&pause, NULL);
    }
}

int main(int argc, char **argv)
{
    struct practice_error err;
    struct capture *capture;
    struct capture_snapshot snapshot;
    struct practice_result *result;
    struct ring ring;
    if (argc == 3)
        return analyse(argv[2]);
    if (argc < 5)
        return 2;
    struct capture_options options = {.folder = open(argv[1], O_RDONLY | O_DIRECTORY),
                                      .name = "take.au",
                                      .rate_hz = (uint32_t)atoi(argv[2]),
                                      .n_channels = (uint32_t)atoi(argv[3]),
                                      .reserve_bytes = 1000000};
    if (argc > 5) {
        const struct rlimit limit = {(rlim_t)atoll(argv[5]), (rlim_t)atoll(argv[5])};
        (void)signal(SIGXFSZ, SIG_IGN);
        assert(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    assert(ring_init(&ring, 65536) == 0);
    if (capture_start(&options, &ring, &capture, &err) != PRACTICE_OK) {
        (void)printf("refused: %s\n", err.message);
        ring_release(&ring);
        return 1;
    }
    feed(&ring, options.rate_hz, options.n_channels, atof(argv[4]));
    const struct timespec pause = {.tv_nsec = 300000000};
    (void)nanosleep(&pause, NULL);
    capture_look(capture, &snapshot);
    (void)printf("frames %llu trouble %d %s\n", (unsigned long long)snapshot.n_frames,
                 (int)snapshot.trouble, snapshot.trouble ? snapshot.error.message : "");
    assert(capture_finish(capture, &result, &err) == PRACTICE_OK);
    print_result(result);
    practice_result_free(result);
    ring_release(&ring);
    return 0;
}
