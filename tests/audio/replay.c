// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzzer's entry point over files, without the fuzzer: so its corpus is part of every
// ordinary test run, under gcc and under the sanitizers as well.
// Usage: replay FILE…
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return 0;
    long size = ftell(file);
    rewind(file);
    // Exactly as long as the input, so that a sanitizer sees the first byte read beyond it.
    uint8_t *data = size > 0 ? malloc((size_t)size) : NULL;
    int is_read = size == 0 || (data && fread(data, 1, (size_t)size, file) == (size_t)size);
    (void)fclose(file);
    if (is_read)
        (void)LLVMFuzzerTestOneInput(data, (size_t)size);
    free(data);
    return is_read;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (!replay(argv[i])) {
            (void)fprintf(stderr, "cannot read %s\n", argv[i]);
            return 2;
        }
    }
    printf("%d inputs replayed\n", argc - 1);
    return 0;
}
