// SPDX-License-Identifier: GPL-3.0-or-later
// What an analysis found: times, spans with reasons, notes, and a summary in musical units.
// Plain data owned by the caller, so it can be printed, stored or compared without more calls.
#ifndef PRACTICE_RESULT_H
#define PRACTICE_RESULT_H

#include <stddef.h>

#include <practice/error.h>

#ifdef __cplusplus
extern "C" {
#endif

enum practice_kind {
    PRACTICE_SILENCE = 0, // nothing above the room
    PRACTICE_PLAY = 1,    // an instrument or singing, with rests up to max_rest_s
    PRACTICE_SPEECH = 2,  // talk
    PRACTICE_OTHER = 3,   // audible, but neither: metronome, doors, noise
};
#define PRACTICE_N_KINDS 4

// Why a span was judged as it was; the word is practice_reason_text().
enum practice_reason {
    PRACTICE_REASON_QUIET = 0,      // silence: below the room's level
    PRACTICE_REASON_INSTRUMENT = 1, // play: instrument or voice heard throughout
    PRACTICE_REASON_WITH_RESTS = 2, // play: rests within max_rest_s were bridged
    PRACTICE_REASON_TALK = 3,       // speech
    PRACTICE_REASON_NOISE = 4,      // other: sounds that are not played
    PRACTICE_REASON_TOO_SHORT = 5,  // other: sounded like playing, but shorter than min_play_s
    PRACTICE_REASON_UNSURE = 6,     // other: resembled playing, but not surely enough
};

struct practice_segment {
    double start_s, end_s; // spans touch: no gaps, no overlaps, in order
    enum practice_kind kind;
    double confidence; // 0 … 1, mean certainty of this kind over the span
    enum practice_reason reason;
    double sounding_s; // of a play span: time that sounds; rest is bridged rests; else 0
};

struct practice_note {
    double start_s, end_s;
    int midi;          // 0 … 127, nearest note at A4 = 440 Hz
    double cents;      // -50 … +50, median deviation from that note at A4 = 440 Hz
    double level_dbfs; // RMS over the note, loudest 50 ms
};

// Deviation of one note class from equal temperament at the recording's own tuning reference.
struct practice_intonation {
    double median_cents; // signed
    double spread_cents; // half the range holding the middle 68 % of the notes
    size_t n_notes;      // 0: the others are 0 and mean nothing
};

struct practice_pitch_point {
    float time_s;
    float f0_hz;      // 0: no pitch
    float level_dbfs; // -120 … +24
};

struct practice_result {
    const char *engine; // "practice 0.1.0"; static storage
    const char *model;  // the activity model's name; static storage
    double duration_s;
    double play_time_s;                   // sum of the play spans: sounding time with rests bridged
    double sounding_time_s;               // time in which the instrument or voice sounds
    double kind_time_s[PRACTICE_N_KINDS]; // by enum practice_kind; they add up to duration_s
    double longest_run_s;                 // longest play span
    size_t n_starts;                      // number of play spans
    double loudness_db;       // LUFS-like over the played time, -120 when nothing was played
    double loudness_range_db; // 10th to 95th percentile of 3 s loudness over the played time
    double tempo_bpm;         // 0: none that can be trusted
    double tempo_confidence;  // 0 … 1
    double tuning_hz;         // A4 as played; 0: too few notes
    struct practice_intonation intonation[12]; // C, C sharp, … B

    struct practice_segment *segments;
    size_t n_segments;
    double *onsets_s; // [n_onsets], ascending, within play spans
    size_t n_onsets;
    struct practice_note *notes; // ascending by start, non-overlapping
    size_t n_notes;
    struct practice_pitch_point *track; // level and pitch every track_step_s, for drawing
    size_t n_track;
    double track_step_s;   // 0.1 up to an hour, more for longer recordings (at most 36,000 points)
    char (*warnings)[128]; // [n_warnings], one line each
    size_t n_warnings;
};

// "silence", "play", "speech", "other". Never NULL.
PRACTICE_API const char *practice_kind_name(enum practice_kind kind);

// One English line saying why, for people: "rests up to the limit were bridged". Never NULL.
PRACTICE_API const char *practice_reason_text(enum practice_reason reason);

// The stable word for JSON: "quiet", "instrument", "with_rests", "talk", "noise", … Never NULL.
PRACTICE_API const char *practice_reason_name(enum practice_reason reason);

// Frees the result and all it points to. NULL is allowed.
PRACTICE_API void practice_result_free(struct practice_result *result);

#ifdef __cplusplus
}
#endif
#endif
