// SPDX-License-Identifier: GPL-3.0-or-later
// Names and values as Signature Version 4 wants them: encoded or trimmed, and in order.
#ifndef CLI_CLOUD_SIGN_INSIDE_H
#define CLI_CLOUD_SIGN_INSIDE_H

#include "cloud/sign.h"

// Starts as {.n = 0}.
struct sign_pairs {
    char *names[SIGN_MAX_PAIRS + 8], *values[SIGN_MAX_PAIRS + 8];
    size_t n;
};

void sign_pairs_release(struct sign_pairs *pairs);

// Puts a parameter of a query, encoded, in its place. -1: no memory, or more than there is room
// for.
int sign_give_query(struct sign_pairs *pairs, const char *name, const char *value);

// The same of a header: its name in lower case, its value without blanks around and with single
// ones inside.
int sign_give_header(struct sign_pairs *pairs, const char *name, const char *value);

// "a=1&b=2", and "host;range"; to be freed by the caller. NULL: no memory.
char *sign_joined_query(const struct sign_pairs *query);
char *sign_joined_names(const struct sign_pairs *headers);

#endif
