// SPDX-License-Identifier: GPL-3.0-or-later
// The tempo in which onsets come, if there is one: from how often an onset is followed by another
// exactly one beat later, which needs no steady tempo over the whole recording, only within bars.
#ifndef ENGINE_ANALYSIS_TEMPO_H
#define ENGINE_ANALYSIS_TEMPO_H

#include <stddef.h>

#define TEMPO_SLOWEST_BPM 50.0
#define TEMPO_FASTEST_BPM 180.0

// onsets_s [n], ascending -> the beats per minute, 50 … 180, or 0 when none can be trusted, and the
// confidence, 0 … 1 (0 with a tempo of 0). Where the onsets leave open which of several multiples
// is the beat, the one nearest to 100 is told. Allocates nothing.
double tempo_find(const double *onsets_s, size_t n, double *ret_confidence);

#endif
