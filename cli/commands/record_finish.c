// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a recording as its musician sees it: a moment to regret, then the journal, and only
// then the deletion of the take. When anything fails the take stays and can be recovered.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "commands/analyze.h"
#include "commands/hooks.h"
#include "commands/record_loop.h"
#include "recorder/control.h"
#include "recorder/device.h"
#include "ui/keys.h"

#define REGRET_MS    2000  // for a second Ctrl-C
#define ANSWER_MS    30000 // to the question that follows
#define SESSION_SIZE 64

// 1 when the signal comes within wait_ms.
static int is_interrupted_within(const struct record_loop *loop, int wait_ms)
{
    struct signalfd_siginfo info;
    for (int left = wait_ms; left > 0; left -= RECORD_TICK_MS) {
        struct pollfd wait = {.fd = loop->signals, .events = POLLIN};
        (void)poll(&wait, 1, RECORD_TICK_MS);
        if (read(loop->signals, &info, sizeof info) == (ssize_t)sizeof info &&
            info.ssi_signo == SIGINT)
            return 1;
    }
    return 0;
}

// Only a clear yes throws anything away; silence, a third Ctrl-C and any other key save.
static int asks_to_discard(struct record_loop *loop)
{
    record_loop_show(loop, UI_LIVE_SAVING);
    if (!is_interrupted_within(loop, REGRET_MS))
        return 0;
    ui_live_clear(loop->live);
    (void)fputs("Throw this recording away? [y/N] ", stderr);
    (void)fflush(stderr);
    int key = 0;
    for (int left = ANSWER_MS; left > 0 && key == 0; left -= RECORD_TICK_MS) {
        if (is_interrupted_within(loop, RECORD_TICK_MS))
            break;
        key = ui_keys_read();
    }
    (void)fputs(key == 'y' || key == 'Y' ? "y\n" : "n\n", stderr);
    return key == 'y' || key == 'Y';
}

static void answer_all(struct record_loop *loop, const char *answer)
{
    for (size_t i = 0; i < loop->n_askers; i++)
        control_answer(loop->askers[i], answer);
    loop->n_askers = 0;
}

static int fail(struct record_loop *loop, const struct practice_error *err)
{
    char answer[CONTROL_LINE_SIZE];
    recorder_leave(loop->recorder);
    loop->recorder = NULL;
    (void)snprintf(answer, sizeof answer, "no %s; the recording is safe: practice record recover",
                   err->message);
    answer_all(loop, answer);
    if (loop->live) {
        ui_live_clear(loop->live);
        analyze_tell_error(err);
        (void)fputs("  the recording is safe: practice record recover\n", stderr);
    }
    return COMMAND_SOME_FAILED;
}

static int discard(struct record_loop *loop)
{
    recorder_forget(loop->recorder);
    loop->recorder = NULL;
    answer_all(loop, "ok cancelled");
    record_loop_say(loop, UI_STYLE_PLAIN, "thrown away; nothing was saved");
    return COMMAND_DONE;
}

static int tell_saved(const struct record_loop *loop, const char *session)
{
    if (loop->plan->json)
        return record_print_saved_json(session);
    return loop->is_quiet ? COMMAND_DONE : record_tell_saved(session, loop->plan->no_color);
}

static int save(struct record_loop *loop, struct recorder_outcome *outcome)
{
    char session[SESSION_SIZE], answer[CONTROL_LINE_SIZE];
    struct practice_error err;
    if (record_save(outcome, session, &err) != PRACTICE_OK)
        return fail(loop, &err);
    recorder_forget(loop->recorder);
    loop->recorder = NULL;
    (void)snprintf(answer, sizeof answer, "ok %s", session);
    answer_all(loop, answer);
    int code = COMMAND_DONE;
    if (loop->live) {
        ui_live_clear(loop->live);
        if (record_end_words(outcome->end))
            record_loop_say(loop, UI_STYLE_WARNING, record_end_words(outcome->end));
        code = tell_saved(loop, session);
    }
    hooks_after_save_id(NULL, session);
    return code;
}

void record_loop_give_back(struct record_loop *loop)
{
    device_unhush(loop->hushed);
    loop->hushed = -1;
}

// Before the lock goes: the next recording's socket has the same name.
static void close_control(struct record_loop *loop)
{
    control_close(NULL, loop->control);
    loop->control = -1;
}

int record_loop_finish(struct record_loop *loop)
{
    struct recorder_outcome outcome;
    struct practice_error err;
    close_control(loop);
    if (loop->is_cancelled)
        return discard(loop);
    record_loop_show(loop, UI_LIVE_SAVING);
    enum practice_status status = recorder_finish(loop->recorder, loop->end, &outcome, &err);
    record_loop_give_back(loop);
    if (status != PRACTICE_OK)
        return fail(loop, &err);
    int code;
    int is_unwanted = loop->is_interrupted && loop->has_keys && asks_to_discard(loop);
    ui_keys_end(); // what follows needs no keys, and may take a while
    loop->has_keys = 0;
    if (is_unwanted)
        code = discard(loop);
    else
        code = save(loop, &outcome);
    recorder_outcome_release(&outcome);
    return code;
}
