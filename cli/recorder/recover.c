// SPDX-License-Identifier: GPL-3.0-or-later
// What a crash left behind, and who records now: everything that looks at takes from outside.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "recorder/analyse_take.h"
#include "recorder/recorder.h"
#include "recorder/takes.h"

int recorder_running(const char *folder, struct state *ret_state)
{
    struct takes takes;
    struct practice_error err;
    char id[STATE_ID_SIZE];
    if (takes_look(folder, &takes, &err) != PRACTICE_OK)
        return 0;
    int runs =
        takes_running(&takes, id) && state_read(takes.fd, id, ret_state, &err) == PRACTICE_OK;
    takes_release(&takes);
    return runs;
}

// A state that was lost (a power cut may do that) leaves a take whose name says when it began.
static void read_or_guess(const struct takes *takes, const char *id, struct state *ret_state)
{
    char name[TAKES_NAME_SIZE];
    struct practice_error err;
    struct stat info;
    takes_file_name(id, name);
    if (state_read(takes->fd, id, ret_state, &err) == PRACTICE_OK)
        return;
    *ret_state = (struct state){.has_audio = 1};
    (void)snprintf(ret_state->id, sizeof ret_state->id, "%s", id);
    ret_state->begin_ms = ret_state->start_ms = state_id_time_ms(id);
    ret_state->updated_ms = ret_state->begin_ms;
    if (fstatat(takes->fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0)
        ret_state->updated_ms = (int64_t)info.st_mtim.tv_sec * 1000;
}

size_t recorder_left_behind(const char *folder, struct state *ret_states)
{
    char ids[TAKES_MOST][STATE_ID_SIZE];
    struct takes takes;
    struct practice_error err;
    if (takes_look(folder, &takes, &err) != PRACTICE_OK)
        return 0;
    size_t n = takes_left_behind(&takes, ids);
    for (size_t i = 0; i < n; i++)
        read_or_guess(&takes, ids[i], &ret_states[i]);
    takes_release(&takes);
    return n;
}

static int is_left_behind(const struct takes *takes, const char *id)
{
    char ids[TAKES_MOST][STATE_ID_SIZE];
    size_t n = takes_left_behind(takes, ids);
    for (size_t i = 0; i < n; i++)
        if (strcmp(ids[i], id) == 0)
            return 1;
    return 0;
}

static enum practice_status recover(const struct takes *takes, const char *id,
                                    struct recorder_outcome *ret_outcome,
                                    struct practice_error *err)
{
    char name[TAKES_NAME_SIZE];
    struct recorder_outcome outcome = {.end = RECORDER_CRASHED};
    struct state *state = &outcome.state;
    takes_file_name(id, name);
    read_or_guess(takes, id, state);
    if (state->has_audio) {
        enum practice_status status = analyse_take(takes->fd, name, 0, &outcome.result, err);
        if (status == PRACTICE_NOT_FOUND)
            return fail_with(err, PRACTICE_EMPTY, NULL, "nothing was recorded");
        if (status != PRACTICE_OK)
            return status;
        state->clock_s = outcome.result->duration_s;
        state->play_time_s = outcome.result->play_time_s;
    }
    double passed_s = state->clock_s + state->paused_s + state->slept_s;
    outcome.end_ms = state->begin_ms + (int64_t)(passed_s * 1000);
    *ret_outcome = outcome;
    return PRACTICE_OK;
}

// Opens the folder for one that nobody records any more.
static enum practice_status open_left_behind(const char *folder, const char *id,
                                             struct takes *ret_takes, struct practice_error *err)
{
    enum practice_status status = takes_look(folder, ret_takes, err);
    if (status != PRACTICE_OK)
        return status;
    if (state_is_id(id) && is_left_behind(ret_takes, id))
        return PRACTICE_OK;
    takes_release(ret_takes);
    return fail_with(err, PRACTICE_NOT_FOUND, NULL, "no recording '%s' is left behind", id);
}

enum practice_status recorder_recover(const char *folder, const char *id,
                                      struct recorder_outcome *ret_outcome,
                                      struct practice_error *err)
{
    struct takes takes;
    enum practice_status status = open_left_behind(folder, id, &takes, err);
    if (status != PRACTICE_OK)
        return status;
    status = recover(&takes, id, ret_outcome, err);
    takes_release(&takes);
    return status;
}

enum practice_status recorder_discard(const char *folder, const char *id,
                                      struct practice_error *err)
{
    struct takes takes;
    enum practice_status status = open_left_behind(folder, id, &takes, err);
    if (status != PRACTICE_OK)
        return status;
    takes_delete(&takes, id);
    takes_release(&takes);
    return PRACTICE_OK;
}
