// SPDX-License-Identifier: GPL-3.0-or-later
// Creates an analyser with the rate, channels, longest rest and shortest play given as arguments;
// prints the status and the message.
#include <stdio.h>
#include <stdlib.h>

#include <practice/practice.h>

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    struct practice_analyzer_options options;
    practice_analyzer_options_init(&options);
    options.rate_hz = (uint32_t)strtoul(argv[1], NULL, 10);
    options.n_channels = (uint32_t)strtoul(argv[2], NULL, 10);
    options.max_rest_s = strtod(argv[3], NULL);
    options.min_play_s = strtod(argv[4], NULL);
    struct practice_analyzer *analyzer = NULL;
    struct practice_error err = {.message = ""};
    enum practice_status status = practice_analyzer_new(&options, &analyzer, &err);
    printf("%s %s\n", practice_status_name(status), err.message);
    practice_analyzer_free(analyzer);
    return 0;
}
