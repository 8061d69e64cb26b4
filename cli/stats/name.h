// SPDX-License-Identifier: GPL-3.0-or-later
// Which sessions share an instrument or a piece. Names are found in a tree and numbered, so that a
// journal with thousands of pieces is hardly slower than one with three.
#ifndef CLI_STATS_NAME_H
#define CLI_STATS_NAME_H

#include "stats/day.h"

enum stats_name_of {
    STATS_INSTRUMENT,
    STATS_PIECE,
};

// The session's own name, or NULL.
const char *stats_name(const struct journal_session *session, enum stats_name_of of);

// Compares as names are told apart: the case of ASCII letters is ignored; NULL comes first.
int stats_name_compare(const char *a, const char *b);

// Numbers the sessions [n] by their names: equal numbers, 0 … *ret_n_ids - 1, for equal names; in
// no order. Sessions without a name share a number too; those outside of the period (NULL: there is
// none) have 0. Returns ids for the caller to free; NULL: no memory, or no sessions.
size_t *stats_name_ids(const struct journal_sessions *sessions, enum stats_name_of of,
                       const struct period *period, size_t *ret_n_ids);

#endif
