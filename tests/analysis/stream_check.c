// SPDX-License-Identifier: GPL-3.0-or-later
// Analyses one made-up session fed whole, in blocks of many sizes, and in four threads at once;
// prints how many of the runs gave other bits than the first.
#include <pthread.h>
#include <string.h>

#include "stream.h"

#define RATE_HZ    44100
#define N_FRAMES   (RATE_HZ * 40)
#define N_CHANNELS 2
#define N_THREADS  4

static float *session;

// block 0: sizes that change all the time.
static char *analyse(size_t block)
{
    struct practice_analyzer_options options;
    practice_analyzer_options_init(&options);
    options.rate_hz = RATE_HZ;
    options.n_channels = N_CHANNELS;
    struct practice_analyzer *analyzer;
    struct practice_result *result;
    if (practice_analyzer_new(&options, &analyzer, NULL))
        exit(1);
    unsigned state = 7;
    for (size_t done = 0; done < N_FRAMES;) {
        state = state * 1664525u + 1013904223u;
        size_t n = block ? block : (state >> 8) % 5000;
        n = n < N_FRAMES - done ? n : N_FRAMES - done;
        if (practice_analyzer_feed(analyzer, session + done * N_CHANNELS, n, NULL))
            exit(1);
        done += n;
    }
    if (practice_analyzer_finish(analyzer, &result, NULL))
        exit(1);
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    print_result(out, result);
    fclose(out);
    practice_result_free(result);
    practice_analyzer_free(analyzer);
    return text;
}

static void *analyse_in_thread(void *unused)
{
    (void)unused;
    return analyse(4096);
}

int main(void)
{
    static const size_t blocks[] = {1, 7, 441, 1023, 1024, 1025, 65536, 0};
    session = make_session(N_FRAMES, N_CHANNELS, RATE_HZ);
    char *whole = analyse(N_FRAMES);
    int differ = 0;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        char *text = analyse(blocks[i]);
        differ += strcmp(text, whole) != 0;
        free(text);
    }
    printf("blocks: %d differ\n", differ);
    pthread_t threads[N_THREADS];
    differ = 0;
    for (int i = 0; i < N_THREADS; i++)
        pthread_create(&threads[i], NULL, analyse_in_thread, NULL);
    for (int i = 0; i < N_THREADS; i++) {
        void *text;
        pthread_join(threads[i], &text);
        differ += strcmp(text, whole) != 0;
        free(text);
    }
    printf("threads: %d differ\n", differ);
    printf("%zu characters\n", strlen(whole));
    free(whole);
    free(session);
    return 0;
}
