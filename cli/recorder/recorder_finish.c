// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a recording: the last sound is drained, the analysis ended, and facts handed over.
// Nothing is deleted here before the caller says that the journal has it.
#include <stdio.h>
#include <string.h>

#include "recorder/analyse_take.h"
#include "recorder/recorder_inside.h"

#define AFTER_LAST_NOTE_S 2.0 // left in a take that is cut at its last note

// Where the last play span ends; 0: nothing was played.
static double last_note_s(const struct practice_result *result)
{
    for (size_t i = result->n_segments; i > 0; i--)
        if (result->segments[i - 1].kind == PRACTICE_PLAY)
            return result->segments[i - 1].end_s;
    return 0;
}

// The wall clock (UTC) at a time of the take, pauses and sleep before it included.
static int64_t wall_ms_at(const struct state *state, double take_s)
{
    double gone_s = take_s;
    for (size_t i = 0; i < state->n_gaps; i++)
        if (state->gaps[i].at_s < take_s)
            gone_s += state->gaps[i].length_s;
    return state->begin_ms + (int64_t)(gone_s * 1000 + 0.5);
}

void recorder_outcome_release(struct recorder_outcome *outcome)
{
    practice_result_free(outcome->result);
    outcome->result = NULL;
}

// A session that ended because nobody played ends with its last note; the take too, so that what
// is kept and what is told agree. Where nothing was played at all there is nothing to cut at.
static void cut_at_last_note(struct recorder *recorder, struct recorder_outcome *outcome)
{
    char name[TAKES_NAME_SIZE];
    struct practice_error err;
    struct practice_result *shorter;
    double last = last_note_s(outcome->result);
    double length = last + AFTER_LAST_NOTE_S;
    takes_file_name(outcome->state.id, name);
    if (last <= 0 || length >= outcome->result->duration_s)
        return;
    if (analyse_take(recorder->takes.fd, name, length, &shorter, &err) != PRACTICE_OK)
        return; // the whole is true as well
    shorten_take(recorder->takes.fd, name, length);
    practice_result_free(outcome->result);
    outcome->result = shorter;
    // Without the hours behind it the last note may end a step earlier or later.
    last = last_note_s(shorter) > 0 ? last_note_s(shorter) : last;
    outcome->state.clock_s = last;
    outcome->end_ms = wall_ms_at(&outcome->state, last);
}

enum practice_status recorder_finish(struct recorder *recorder, enum recorder_end end,
                                     struct recorder_outcome *ret_outcome,
                                     struct practice_error *err)
{
    struct recorder_outcome outcome = {.end = end};
    enum practice_status status = PRACTICE_OK;
    double passed_s = watch_end_s(&recorder->watch);
    recorder->state.clock_s = watch_clock_s(&recorder->watch);
    recorder->state.phase = STATE_SAVING;
    recorder_save_state(recorder);
    recorder_end_sound(recorder);
    if (recorder->capture)
        status = capture_finish(recorder->capture, &outcome.result, err);
    recorder->capture = NULL;
    if (status != PRACTICE_OK)
        return status;
    outcome.state = recorder->state;
    outcome.end_ms = recorder->state.begin_ms + (int64_t)(passed_s * 1000);
    if (outcome.result)
        outcome.state.play_time_s = outcome.result->play_time_s;
    if (end == RECORDER_IDLE && outcome.result)
        cut_at_last_note(recorder, &outcome);
    *ret_outcome = outcome;
    return PRACTICE_OK;
}

void recorder_forget(struct recorder *recorder)
{
    if (!recorder)
        return;
    recorder_end_sound(recorder);
    capture_abandon(recorder->capture);
    recorder->capture = NULL;
    takes_delete(&recorder->takes, recorder->state.id);
    recorder_release(recorder);
}

void recorder_leave(struct recorder *recorder)
{
    if (recorder)
        recorder_release(recorder);
}
