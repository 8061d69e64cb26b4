// SPDX-License-Identifier: GPL-3.0-or-later
// What a running recording tells the rest of the world, in a small text file beside the take that
// is replaced about once a second: other commands read it, and after a crash it says what the take
// was. A reader sees an old or a new one, never half of one.
#ifndef CLI_RECORDER_STATE_H
#define CLI_RECORDER_STATE_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#define STATE_ID_SIZE   32 // "20260305T183000Z-3f9a21c4"
#define STATE_MAX_GAPS  64
#define STATE_FILE_MOST 16384 // bytes; a longer file is not ours

enum state_phase {
    STATE_RECORDING,
    STATE_PAUSED,
    STATE_SAVING,
};

// What the musician said about the session; all may be "". Texts from outside.
struct state_notes {
    char instrument[128];
    char title[256];
    char piece[256];
    char tags[512]; // with commas
    char note[2048];
    int keep; // --keep
};

enum state_gap_kind {
    STATE_GAP_PAUSE,
    STATE_GAP_SLEEP,
};

// Time that passed without being recorded.
struct state_gap {
    enum state_gap_kind kind;
    double at_s; // on the take's clock
    double length_s;
};

struct state {
    char id[STATE_ID_SIZE]; // of the take
    char session[64];       // the journal's id for the session to be; ""
    int64_t pid;
    int64_t phase;      // enum state_phase
    int64_t start_ms;   // UTC, as claimed (--at, --ago)
    int64_t begin_ms;   // UTC, when recording began
    int64_t updated_ms; // UTC
    char zone[64];      // of the place, an IANA name or offset
    int64_t has_audio;  // 0 with --no-audio: nothing is measured
    char device[128];
    int64_t rate_hz, n_channels;
    int64_t n_overruns; // times sound was lost on the way
    double clock_s;     // recorded time, without pauses and sleep
    double play_time_s; // measured so far
    double last_play_s; // on the take's clock; 0: nothing played yet
    double paused_s;
    double slept_s;
    char notice[256]; // the last thing worth knowing, or ""
    struct state_notes notes;
    struct state_gap gaps[STATE_MAX_GAPS];
    size_t n_gaps; // later ones are in paused_s and slept_s only
};

// Replaces the file of state->id in the folder. Fails with UNREADABLE; the old one then stays.
enum practice_status state_write(int folder, const struct state *state,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Reads it. Unknown lines are passed over, so that older programs read newer files; numbers that
// make no sense become 0. Fails with NOT_FOUND or UNREADABLE (no such file, none of ours).
enum practice_status state_read(int folder, const char *id, struct state *ret_state,
                                struct practice_error *err) PRACTICE_CHECKED;

// 1 when the text is an id that we made: so that a name from a folder is never a path.
int state_is_id(const char *text);

// A new id for a recording that begins at start_ms (UTC).
void state_make_id(int64_t begin_ms, char ret_id[STATE_ID_SIZE]);

// When the recording of that id began, to the second; for takes whose state was lost.
int64_t state_id_time_ms(const char *id);

void state_delete(int folder, const char *id);

#endif
