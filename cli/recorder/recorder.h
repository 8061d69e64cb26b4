// SPDX-License-Identifier: GPL-3.0-or-later
// A recording from its beginning to a result that is ready for the journal. Whoever drives it (a
// live screen, a process in the background) asks it to tick a few times a second and shows what it
// says; it keeps time, watches disk and device, and leaves nothing behind that cannot be recovered.
#ifndef CLI_RECORDER_RECORDER_H
#define CLI_RECORDER_RECORDER_H

#include <stdint.h>

#include <practice/analyzer.h>

#include "recorder/state.h"

// Of the disk this much is never filled, so that the journal and the rest of the system can go on.
#define RECORDER_RESERVE_BYTES UINT64_C(100000000)
// Without playing for so long it says so.
#define RECORDER_IDLE_S 1200.0

struct recorder_options {
    const char *folder; // of the takes; NULL: the usual one
    const char *device; // name or number; NULL: the default one
    uint32_t rate_hz;   // 0: the device's own
    int no_audio;       // count the time alone
    uint64_t reserve_bytes;
    double idle_s;       // see RECORDER_IDLE_S
    double limit_s;      // ends by itself after so much recorded time; 0: never
    double auto_stop_s;  // ends by itself after so much time without playing; 0: never
    int64_t start_ms;    // UTC, when practice began; 0: now
    const char *session; // the journal's id for the session, or ""
    const char *zone;    // of the place
    struct state_notes notes;
};

// Fills in what RECORDER_… says and nothing else.
void recorder_options_init(struct recorder_options *ret_options);

// Why it ends.
enum recorder_end {
    RECORDER_GOES_ON,
    RECORDER_ASKED,
    RECORDER_LIMIT,       // limit_s
    RECORDER_IDLE,        // auto_stop_s: the session ends with the last played note
    RECORDER_DEVICE_LOST, // unplugged, or its server died
    RECORDER_DISK_FULL,   // or cannot be written for another reason
    RECORDER_TOO_LONG,    // 12 h
    RECORDER_NO_MEMORY,
    RECORDER_CRASHED, // recovered later
};

struct recorder; // opaque

// Starts to record: takes the lock, opens the device, writes the first state. Fails with
// UNREADABLE (somebody records already, disk, device), NOT_FOUND (no such device), BAD_ARGUMENT or
// NO_MEMORY; nothing is then left behind.
enum practice_status recorder_start(const struct recorder_options *options,
                                    struct recorder **ret_recorder,
                                    struct practice_error *err) PRACTICE_CHECKED;

// What a screen shows. `state` lives as long as the recorder.
struct recorder_view {
    const struct state *state;
    struct practice_live live; // of a recording with sound
    double room_s;             // how long the disk will do; 0 without sound
    double idle_s;             // since playing was last heard
};

// Brings state, watch and clock up to date; to be called several times a second. Anything but
// RECORDER_GOES_ON means that recorder_finish() is to be called with it.
enum recorder_end recorder_tick(struct recorder *recorder);

void recorder_look(struct recorder *recorder, struct recorder_view *ret_view);

// The next thing worth a line of its own ("sound was lost …"), or NULL. Static in the recorder
// until the next call.
const char *recorder_notice(struct recorder *recorder);

// Pausing closes the ear too. Resuming fails with UNREADABLE when the device has gone:
// recorder_finish() with RECORDER_DEVICE_LOST is then due. Both do nothing when it is so already.
void recorder_pause(struct recorder *recorder);
enum practice_status recorder_resume(struct recorder *recorder,
                                     struct practice_error *err) PRACTICE_CHECKED;

// What is to be saved.
struct recorder_outcome {
    enum recorder_end end;
    struct state state;             // clock, pauses, notes
    int64_t end_ms;                 // UTC, of the session
    struct practice_result *result; // NULL without sound: nothing was measured
};

// Ends the recording: what was heard is analysed and *ret_outcome filled, to be released by
// recorder_outcome_release(). The take stays on the disk and the lock is kept until
// recorder_forget() or recorder_leave(). Fails with NO_MEMORY; the take can be recovered later.
enum practice_status recorder_finish(struct recorder *recorder, enum recorder_end end,
                                     struct recorder_outcome *ret_outcome,
                                     struct practice_error *err) PRACTICE_CHECKED;

void recorder_outcome_release(struct recorder_outcome *outcome);

// Ends everything and deletes the take: it was saved, or is not wanted. NULL is allowed.
void recorder_forget(struct recorder *recorder);

// Ends everything and leaves the take to be recovered. NULL is allowed.
void recorder_leave(struct recorder *recorder);

// For every other command: 1 and the state when a recording runs now, else 0. Never fails: what
// cannot be read does not run. `folder` NULL: the usual one, here and below.
int recorder_running(const char *folder, struct state *ret_state);

#define RECORDER_MAX_LEFT 64

// The recordings that nobody saved, because the program or the computer died: oldest first, at most
// RECORDER_MAX_LEFT into ret_states. Returns how many; 0 too when the folder cannot be read.
size_t recorder_left_behind(const char *folder, struct state *ret_states);

// Analyses such a recording as recorder_finish() would have done. The session ends where the sound
// ends; without sound, when its state was last written. Fails with NOT_FOUND (no take of that id
// is left behind), EMPTY (nothing was recorded), UNREADABLE or NO_MEMORY.
enum practice_status recorder_recover(const char *folder, const char *id,
                                      struct recorder_outcome *ret_outcome,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Deletes a recording that is left behind. Fails with NOT_FOUND or UNREADABLE.
enum practice_status recorder_discard(const char *folder, const char *id,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Writes the sound of a take to a FLAC file at `target`, which must not be there yet, bit by bit
// the same. Fails with UNREADABLE (disk, or the name is taken), EMPTY, or NO_MEMORY.
enum practice_status recorder_keep(const char *folder, const char *id, const char *target,
                                   struct practice_error *err) PRACTICE_CHECKED;

#endif
