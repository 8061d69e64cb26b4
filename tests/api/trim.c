// SPDX-License-Identifier: GPL-3.0-or-later
// Analyses a recording before and after practice_memory_trim(), and prints both play times and by
// how many times the memory of files mapped became less. A second argument is a library with text
// relocations, whose variable `where` must still hold its own address.
#include <dlfcn.h>
#include <stdio.h>

#include <practice/practice.h>

static double played_s(const char *path)
{
    static float samples[32 * 4096];
    struct practice_error err;
    struct practice_decoder *decoder = NULL;
    struct practice_analyzer *analyzer = NULL;
    struct practice_result *result = NULL;
    struct practice_analyzer_options options;
    size_t n = 1;
    double answer_s = -1;
    if (practice_decoder_open_file(path, &decoder, &err))
        return -1;
    practice_analyzer_options_init(&options);
    options.rate_hz = practice_decoder_format(decoder)->rate_hz;
    options.n_channels = practice_decoder_format(decoder)->n_channels;
    if (practice_analyzer_new(&options, &analyzer, &err) == PRACTICE_OK) {
        while (n > 0)
            if (practice_decoder_read(decoder, samples, 4096, &n, &err) ||
                practice_analyzer_feed(analyzer, samples, n, &err))
                break;
        if (n == 0 && practice_analyzer_finish(analyzer, &result, &err) == PRACTICE_OK)
            answer_s = result->play_time_s;
    }
    practice_result_free(result);
    practice_analyzer_free(analyzer);
    practice_decoder_free(decoder);
    return answer_s;
}

static long mapped_kib(void)
{
    char line[256];
    long kib = -1;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        (void)sscanf(line, "RssFile: %ld", &kib);
    if (status)
        (void)fclose(status);
    return kib;
}

int main(int argc, char **argv)
{
    void *library = argc > 2 ? dlopen(argv[2], RTLD_NOW) : NULL;
    void **where = library ? dlsym(library, "where") : NULL;
    if (argc < 2 || (argc > 2 && !where))
        return 2;
    double before_s = played_s(argv[1]);
    long before_kib = mapped_kib();
    practice_memory_trim();
    long after_kib = mapped_kib();
    (void)printf("%.3f %.3f %ld\n", before_s, played_s(argv[1]), before_kib / after_kib);
    return where && *where != (void *)where;
}
