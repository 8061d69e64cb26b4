// SPDX-License-Identifier: GPL-3.0-or-later
// The streaming analyser: create with options, feed interleaved frames in blocks of any size,
// finish into a result. The same frames give the same result bit for bit, whatever the block
// sizes, however many analysers run in parallel, live or from a file.
#ifndef PRACTICE_ANALYZER_H
#define PRACTICE_ANALYZER_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>
#include <practice/result.h>

#ifdef __cplusplus
extern "C" {
#endif

struct practice_analyzer; // opaque; one thread at a time, several in parallel are fine

struct practice_analyzer_options {
    uint32_t rate_hz;    // 8000 … 192000
    uint32_t n_channels; // 1 … 32; channels are averaged to one
    double max_rest_s;   // rests up to this long count as play time; 0 … 60, default 2.0
    double min_play_s;   // play spans shorter than this do not count; 0 … 60, default 0.4
    int play_time_only;  // 1: spans, times and loudness only, no onsets, notes, tempo or tuning
};

// Fills in the defaults: 44100 Hz, 1 channel, rests up to 2.0 s, spans from 0.4 s, everything.
PRACTICE_API void practice_analyzer_options_init(struct practice_analyzer_options *options);

// Creates an analyser. *ret_analyzer is the caller's, to be freed with practice_analyzer_free().
// Fails with BAD_ARGUMENT (an option out of range) or NO_MEMORY.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_analyzer_new(
    const struct practice_analyzer_options *options, struct practice_analyzer **ret_analyzer,
    struct practice_error *err);

// Feeds n_frames interleaved frames: samples [n_frames * n_channels], full scale ±1.0.
// NaN and infinities count as 0, values beyond ±16 are held there; both are told as warnings.
// Fails only with NO_MEMORY (growing the result's lists), OVER_LIMIT (past 12 h; nothing of the
// block is taken) or BAD_ARGUMENT (after practice_analyzer_finish()).
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_analyzer_feed(
    struct practice_analyzer *analyzer, const float *samples, size_t n_frames,
    struct practice_error *err);

// What a live display shows; about 0.4 s behind the last frame fed.
struct practice_live {
    double clock_s;          // time fed so far
    double play_time_s;      // play time so far, provisional: the result may differ slightly
    enum practice_kind kind; // what sounds now
    double level_dbfs;       // RMS of the last 40 ms, -120 … +24
    double peak_dbfs;        // highest sample of the last 40 ms
    double f0_hz;            // of the sounding note, or 0 (always 0 with play_time_only)
    int clipped;             // 1 when a sample of the last second reached full scale
};

// Fills *ret_live with the present state. Never fails, never allocates.
PRACTICE_API void practice_analyzer_live(const struct practice_analyzer *analyzer,
                                         struct practice_live *ret_live);

// Ends the stream. *ret_result is the caller's, to be freed with practice_result_free(), and
// independent of the analyser. To be called once; fails with NO_MEMORY or BAD_ARGUMENT.
// A stream of no frames gives a result of duration 0 without segments.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_analyzer_finish(
    struct practice_analyzer *analyzer, struct practice_result **ret_result,
    struct practice_error *err);

// Frees the analyser. NULL is allowed.
PRACTICE_API void practice_analyzer_free(struct practice_analyzer *analyzer);

#ifdef __cplusplus
}
#endif
#endif
