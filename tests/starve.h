// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the n-th allocation of a test program fail, by the linker's --wrap=malloc, --wrap=calloc and
// --wrap=realloc: what the program links of ours goes through here, libraries do not. Defines the
// wrappers, so it is included once in a program.
#ifndef TESTS_STARVE_H
#define TESTS_STARVE_H

#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);

static struct {
    long left;                     // allocations until the one that fails; below 0: none
    long n_allocations, n_growths; // asked for so far; growths are among the allocations
} starving = {.left = -1};

static int starve_fails(void)
{
    starving.n_allocations++;
    return starving.left >= 0 && starving.left-- == 0;
}

void *__wrap_malloc(size_t size)
{
    return starve_fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return starve_fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    starving.n_growths++;
    return starve_fails() ? NULL : __real_realloc(block, size);
}

#endif
