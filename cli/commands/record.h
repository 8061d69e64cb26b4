// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of `practice record` share: its options, the loop around a recording, and the way
// of a finished one into the journal.
#ifndef CLI_COMMANDS_RECORD_H
#define CLI_COMMANDS_RECORD_H

#include "commands/command.h"
#include "recorder/recorder.h"

struct record_options {
    const char *instrument, *title, *piece, *note;
    struct option_texts tags;
    const char *device;
    unsigned rate_hz;
    int no_audio, keep, list_devices;
    const char *at, *ago, *limit;
    unsigned auto_stop_min;
    int json, quiet, no_color;
};

#define RECORD_N_OPTIONS 17
extern const struct option_spec record_option_table[RECORD_N_OPTIONS];

// What the options come to, settings included. Texts are copied; the device's name lives as long as
// `device_name`.
struct record_plan {
    struct recorder_options recorder;
    char device_name[128];
    char zone[64];
    char session[64];
    int json, quiet, no_color;
};

// Reads the command line into *ret_plan. Returns OPTIONS_GO_ON, or an exit code: mistakes are told,
// and --help and --list-devices are done.
int record_plan_read(const struct command *self, const struct command_env *env, int argc,
                     char **argv, struct record_plan *ret_plan);

// Prints the microphones. Returns the exit code.
int record_list_devices(int no_color);

// Runs a recording in this terminal or without one, until it ends and is saved. Returns the exit
// code.
int record_loop_here(const struct record_plan *plan);

// The same in the background; `report` is where detach_report() tells how it began.
int record_loop_background(const struct record_plan *plan, int report);

// Puts a finished recording into the journal and keeps its sound when that was asked for; the take
// stays. *ret_session is the journal's id [64]. Doing it twice is doing it once. Fails with what
// the journal or the disk says; then nothing was saved.
enum practice_status record_save(const struct recorder_outcome *outcome, char *ret_session,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Prints the lines about a saved session on stdout. Returns an exit code.
int record_tell_saved(const char *session, int no_color);

// Prints it as `practice session show --json` does. Returns an exit code.
int record_print_saved_json(const char *session);

// Prints what runs and what was left behind as `practice record status --json` does.
void record_print_status_json(void);

// Why it ended, when nobody asked it to; NULL else. Static storage.
const char *record_end_words(enum recorder_end end);

// Tells on stderr of recordings that were never saved.
void record_tell_left_behind(void);

// After other commands, on a terminal's stderr only: a recording that runs now, and those that were
// never saved.
void record_tell_present(void);

// The file that a recording is kept as, in the folder of the settings: "2026-03-05 1830
// Title.flac", with a number when the name is taken. The folder is made. Fails with UNREADABLE or
// NOT_FOUND.
enum practice_status record_keep_path(const struct state *state, char *buffer, size_t size,
                                      struct practice_error *err) PRACTICE_CHECKED;

extern const struct command command_record_run;
extern const struct command command_record_start;
extern const struct command command_record_status;
extern const struct command command_record_pause;
extern const struct command command_record_resume;
extern const struct command command_record_stop;
extern const struct command command_record_cancel;
extern const struct command command_record_recover;

#endif
