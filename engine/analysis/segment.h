// SPDX-License-Identifier: GPL-3.0-or-later
// From a judgement every 40 ms to spans: while the stream runs, steps are only gathered into runs
// of one kind with sharpened borders; at its end the runs become play time, with rests bridged and
// doubtful islands dropped, and what lies between.
#ifndef ENGINE_ANALYSIS_SEGMENT_H
#define ENGINE_ANALYSIS_SEGMENT_H

#include <practice/error.h>
#include <practice/result.h>

#include "analysis/activity.h"
#include "base/list.h"

#define SEGMENT_QUARTERS 8  // levels per step: every 5 ms
#define SEGMENT_RING     32 // steps kept around a decision, a power of two
#define SEGMENT_DELAY    10 // steps between hearing and deciding: 0.4 s

// One 40 ms step as the segmenter hears it.
struct segment_step {
    struct activity_step activity;
    float quarter_db[SEGMENT_QUARTERS]; // dBFS of each 5 ms
};

struct segmenter {
    double step_s;
    struct segment_step ring[SEGMENT_RING];
    long long n_steps;   // heard
    long long n_decided; // decided
    int playing;         // the hysteresis' state
    int has_played;      // whether loud_db means something yet
    float loud_db;       // 95th percentile of the level of what is played
    float room_db;       // level of the room, following downwards at once and upwards slowly
    struct base_list runs;
};

struct segment_options {
    double max_rest_s, min_play_s;
    double duration_s; // of the whole stream
};

// Prepares *segmenter (caller's storage; segmenter_release() frees its list).
void segmenter_init(struct segmenter *segmenter, double step_s);
void segmenter_release(struct segmenter *segmenter);

// Takes the next step. Fails only when the list of runs cannot grow.
enum practice_status segmenter_feed(struct segmenter *segmenter, const struct segment_step *step,
                                    struct practice_error *err);

// Ends the stream and writes segments, n_segments, and all times and counts derived from them to
// *result, which owns the segments from then on.
enum practice_status segmenter_finish(struct segmenter *segmenter,
                                      const struct segment_options *options,
                                      struct practice_result *result, struct practice_error *err);

#endif
