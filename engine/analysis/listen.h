// SPDX-License-Identifier: GPL-3.0-or-later
// Onsets and pitch are looked for only where something is played. This stands between: it keeps
// the newest hops back until the live opinion about them and a little beyond is known, and tells
// the melody which of them are worth the work.
#ifndef ENGINE_ANALYSIS_LISTEN_H
#define ENGINE_ANALYSIS_LISTEN_H

#include <stddef.h>

#include <practice/error.h>
#include <practice/result.h>

#include "analysis/activity.h"

struct listen;

enum practice_status listen_new(double rate_hz, size_t hop, struct listen **ret_listen,
                                struct practice_error *err);
void listen_free(struct listen *listen);

// Takes the next hop's samples [hop], and the newest live opinion with the step it is about
// (-1: none yet). Fails only when the melody's lists cannot grow.
enum practice_status listen_feed(struct listen *listen, const float *samples, long long about,
                                 const struct activity_step *opinion, struct practice_error *err);

// The newest pitch, or 0.
double listen_f0_hz(const struct listen *listen);

// Ends the stream: onsets, notes, and what follows from them go to *result, kept to its play
// segments; its track gets its pitches. Fails only with NO_MEMORY.
enum practice_status listen_finish(struct listen *listen, struct practice_result *result,
                                   struct practice_error *err);

#endif
