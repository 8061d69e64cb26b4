// SPDX-License-Identifier: GPL-3.0-or-later
// A take's life. A restored result was allocated by us, not by the library, and is freed by us.
#include "batch/take.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Only read from, so that threads may share it.
static char nobody[] = "?";
static struct take no_memory = {
    .file = nobody,
    .status = PRACTICE_NO_MEMORY,
    .error = {.status = PRACTICE_NO_MEMORY, .message = "out of memory"},
};

struct take *take_new(const char *file)
{
    struct take *take = calloc(1, sizeof *take);
    if (take)
        take->file = strdup(file);
    if (take && take->file)
        return take;
    free(take);
    return &no_memory;
}

void take_warn(struct take *take, const char *warning)
{
    if (take->n_warnings < TAKE_MAX_WARNINGS)
        (void)snprintf(take->warnings[take->n_warnings++], TAKE_WARNING_SIZE, "%s", warning);
}

static void free_restored(struct practice_result *result)
{
    if (!result)
        return;
    free(result->segments);
    free(result->onsets_s);
    free(result->notes);
    free(result);
}

void take_free(struct take *take)
{
    if (!take || take == &no_memory)
        return;
    if (take->is_restored)
        free_restored(take->result);
    else
        practice_result_free(take->result);
    free(take->file);
    free(take);
}
