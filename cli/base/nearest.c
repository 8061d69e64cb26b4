// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest word for "did you mean": edit distance with swapped neighbours, because most slips
// of the fingers are one letter wrong, missing, doubled or swapped.
#include "base/nearest.h"

#include <string.h>

#define NEAREST_MAX 32

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), d[NEAREST_MAX + 1][NEAREST_MAX + 1];
    if (n > NEAREST_MAX || m > NEAREST_MAX)
        return NEAREST_MAX;
    for (size_t i = 0; i <= n; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            size_t change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            d[i][j] = least(change, least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[n][m];
}

const char *nearest_word(const char *word, const char *const *words, size_t n)
{
    const char *best = NULL;
    size_t best_distance = strlen(word) < 5 ? 2 : 3; // three slips are another word
    for (size_t i = 0; i < n; i++) {
        size_t here = distance(word, words[i]);
        if (here < best_distance && here < strlen(words[i])) {
            best = words[i];
            best_distance = here;
        }
    }
    return best;
}
