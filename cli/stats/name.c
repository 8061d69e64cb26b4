// SPDX-License-Identifier: GPL-3.0-or-later
// strcasecmp() in the C locale's sense is what the journal's own filters do, too.
#include "stats/name.h"

#include <stdlib.h>
#include <strings.h>

const char *stats_name(const struct journal_session *session, enum stats_name_of of)
{
    return of == STATS_PIECE ? session->piece : session->instrument;
}

int stats_name_compare(const char *a, const char *b)
{
    return a && b ? strcasecmp(a, b) : (a != NULL) - (b != NULL);
}

struct named {
    const char *name;
    size_t place;
};

static int compare_named(const void *left, const void *right)
{
    return stats_name_compare(((const struct named *)left)->name,
                              ((const struct named *)right)->name);
}

size_t *stats_name_ids(const struct journal_sessions *sessions, enum stats_name_of of,
                       const struct period *period, size_t *ret_n_ids)
{
    size_t n = 0, n_ids = 0, n_all = sessions->n;
    size_t *ids = n_all ? calloc(n_all, sizeof *ids) : NULL;
    struct named *list = n_all ? calloc(n_all, sizeof *list) : NULL;
    *ret_n_ids = 0;
    if (!ids || !list) {
        free(ids);
        free(list);
        return NULL;
    }
    for (size_t i = 0; i < n_all; i++)
        if (!period || stats_period_has(period, sessions->list[i].day))
            list[n++] = (struct named){stats_name(&sessions->list[i], of), i};
    qsort(list, n, sizeof *list, compare_named);
    for (size_t i = 0; i < n; i++) {
        n_ids += i > 0 && compare_named(&list[i - 1], &list[i]) != 0;
        ids[list[i].place] = n_ids;
    }
    free(list);
    *ret_n_ids = n_ids + 1;
    return ids;
}
