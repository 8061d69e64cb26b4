// SPDX-License-Identifier: GPL-3.0-or-later
// The whole of libpractice in one screen: a file in, the minutes really played out. It is built
// against the installed library, as a stranger would, and shown in the README.
#include <practice/practice.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    static float samples[32 * 4096];
    struct practice_error err = {0};
    struct practice_decoder *decoder = NULL;
    struct practice_analyzer *analyzer = NULL;
    struct practice_result *result = NULL;
    size_t n = 0;
    int status = 1;
    if (argc != 2 || practice_decoder_open_file(argv[1], &decoder, &err))
        goto done;
    struct practice_analyzer_options options;
    practice_analyzer_options_init(&options);
    options.rate_hz = practice_decoder_format(decoder)->rate_hz;
    options.n_channels = practice_decoder_format(decoder)->n_channels;
    if (practice_analyzer_new(&options, &analyzer, &err))
        goto done;
    do {
        if (practice_decoder_read(decoder, samples, 4096, &n, &err) ||
            practice_analyzer_feed(analyzer, samples, n, &err))
            goto done;
    } while (n > 0);
    if (practice_analyzer_finish(analyzer, &result, &err))
        goto done;
    printf("%.2f of %.2f s played\n", result->play_time_s, result->duration_s);
    status = 0;
done:
    if (status)
        fprintf(stderr, "%s\n", argc == 2 ? err.message : "usage: example FILE");
    practice_result_free(result);
    practice_analyzer_free(analyzer);
    practice_decoder_free(decoder);
    return status;
}
