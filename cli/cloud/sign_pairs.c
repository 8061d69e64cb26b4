// SPDX-License-Identifier: GPL-3.0-or-later
// The sorted lists that a canonical request is made of.
#include "cloud/sign_inside.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/sign.h"

char *sign_encode(const char *text, int keep_slash)
{
    static const char digits[] = "0123456789ABCDEF";
    char *encoded = malloc(3 * strlen(text) + 1), *to = encoded;
    if (!encoded)
        return NULL;
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        int is_plain = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') ||
                       (*p >= '0' && *p <= '9') || strchr("-._~", *p) || (*p == '/' && keep_slash);
        if (is_plain) {
            *to++ = (char)*p;
        } else {
            *to++ = '%';
            *to++ = digits[*p >> 4];
            *to++ = digits[*p & 15];
        }
    }
    *to = '\0';
    return encoded;
}

void sign_pairs_release(struct sign_pairs *pairs)
{
    for (size_t i = 0; i < pairs->n; i++) {
        free(pairs->names[i]);
        free(pairs->values[i]);
    }
    pairs->n = 0;
}

static int pair_order(const struct sign_pairs *pairs, size_t i, size_t k)
{
    int order = strcmp(pairs->names[i], pairs->names[k]);
    return order ? order : strcmp(pairs->values[i], pairs->values[k]);
}

// Puts a pair in its place; both texts become the list's, or are freed when one is NULL.
static int pairs_give(struct sign_pairs *pairs, char *name, char *value)
{
    if (!name || !value || pairs->n == sizeof pairs->names / sizeof *pairs->names) {
        free(name);
        free(value);
        return -1;
    }
    size_t i = pairs->n++;
    pairs->names[i] = name;
    pairs->values[i] = value;
    for (; i > 0 && pair_order(pairs, i - 1, i) > 0; i--) {
        char *other_name = pairs->names[i - 1], *other_value = pairs->values[i - 1];
        pairs->names[i - 1] = pairs->names[i];
        pairs->values[i - 1] = pairs->values[i];
        pairs->names[i] = other_name;
        pairs->values[i] = other_value;
    }
    return 0;
}

int sign_give_query(struct sign_pairs *pairs, const char *name, const char *value)
{
    return pairs_give(pairs, sign_encode(name, 0), sign_encode(value, 0));
}

static char *lower_case(const char *text)
{
    char *lower = strdup(text);
    for (char *p = lower; p && *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return lower;
}

static char *trimmed(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    size_t n = 0;
    if (!copy)
        return NULL;
    for (const char *p = text; *p; p++)
        if (*p != ' ' || (n > 0 && copy[n - 1] != ' '))
            copy[n++] = *p;
    while (n > 0 && copy[n - 1] == ' ')
        n--;
    copy[n] = '\0';
    return copy;
}

int sign_give_header(struct sign_pairs *pairs, const char *name, const char *value)
{
    return pairs_give(pairs, lower_case(name), trimmed(value));
}

char *sign_joined_query(const struct sign_pairs *query)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    for (size_t i = 0; i < query->n; i++)
        (void)fprintf(out, "%s%s=%s", i ? "&" : "", query->names[i], query->values[i]);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

char *sign_joined_names(const struct sign_pairs *headers)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    for (size_t i = 0; i < headers->n; i++)
        (void)fprintf(out, "%s%s", i ? ";" : "", headers->names[i]);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}
