// SPDX-License-Identifier: GPL-3.0-or-later
// strcasecmp() in the C locale's sense is what the journal's own filters do, too.
#include "stats/name.h"

#include <search.h>
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
    size_t id;
};

static int compare_named(const void *left, const void *right)
{
    return stats_name_compare(((const struct named *)left)->name,
                              ((const struct named *)right)->name);
}

static void keep(void *named)
{
    (void)named; // they stand in one list
}

// A tree of the names so far: few, where sessions are many, but thousands of pieces do no harm.
struct names {
    struct named *list; // [n]
    size_t n;
    void *tree;
};

// The number of a name, new or not. Returns 0, or -1 when memory is short.
static int number(struct names *names, const char *name, size_t *ret_id)
{
    struct named *fresh = &names->list[names->n];
    *fresh = (struct named){name, names->n};
    struct named **known = tsearch(fresh, &names->tree, compare_named);
    if (!known)
        return -1;
    names->n += *known == fresh;
    *ret_id = (*known)->id;
    return 0;
}

size_t *stats_name_ids(const struct journal_sessions *sessions, enum stats_name_of of,
                       const struct period *period, size_t *ret_n_ids)
{
    size_t n_all = sessions->n;
    size_t *ids = n_all ? calloc(n_all, sizeof *ids) : NULL;
    struct names names = {.list = n_all ? calloc(n_all, sizeof *names.list) : NULL};
    int is_short = !ids || !names.list;
    for (size_t i = 0; !is_short && i < n_all; i++)
        if (!period || stats_period_has(period, sessions->list[i].day))
            is_short = number(&names, stats_name(&sessions->list[i], of), &ids[i]) != 0;
    tdestroy(names.tree, keep);
    free(names.list);
    if (is_short) {
        free(ids);
        ids = NULL;
    }
    *ret_n_ids = is_short ? 0 : names.n ? names.n : 1;
    return ids;
}
