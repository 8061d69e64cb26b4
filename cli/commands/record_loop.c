// SPDX-License-Identifier: GPL-3.0-or-later
// The loop around a recording. Everything that can happen — signals, keys, questions of other
// commands, time — is waited for in one poll(), so there is one thread to think about here.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <practice/memory.h>

#include "commands/analyze.h"
#include "commands/record_loop.h"
#include "recorder/control.h"
#include "recorder/detach.h"
#include "recorder/device.h"
#include "ui/duration.h"
#include "ui/keys.h"
#include "ui/live.h"

void record_loop_say(struct record_loop *loop, enum ui_style style, const char *text)
{
    if (loop->live && !loop->is_quiet)
        ui_live_say(loop->live, style, text);
}

void record_loop_show(struct record_loop *loop, enum ui_live_phase phase)
{
    struct recorder_view view;
    if (!loop->live || loop->is_quiet || !loop->has_keys)
        return;
    recorder_look(loop->recorder, &view);
    const struct ui_live_state state = {
        .phase = phase,
        .clock_s = view.state->clock_s,
        .is_measured = view.state->has_audio != 0,
        .play_time_s = view.state->play_time_s,
        .kind = view.live.kind,
        .level_dbfs = view.live.peak_dbfs,
        .f0_hz = view.live.kind == PRACTICE_PLAY ? view.live.f0_hz : 0,
        .is_clipped = view.live.clipped,
    };
    ui_live_show(loop->live, &state);
}

static enum ui_live_phase phase_of(const struct record_loop *loop)
{
    struct recorder_view view;
    recorder_look(loop->recorder, &view);
    return view.state->phase == STATE_PAUSED ? UI_LIVE_PAUSED : UI_LIVE_RECORDING;
}

static void stop(struct record_loop *loop, enum recorder_end end)
{
    if (loop->end == RECORDER_GOES_ON)
        loop->end = end;
}

static int resume(struct record_loop *loop)
{
    struct practice_error err;
    if (recorder_resume(loop->recorder, &err) == PRACTICE_OK)
        return 1;
    record_loop_say(loop, UI_STYLE_WARNING, err.message);
    stop(loop, RECORDER_DEVICE_LOST);
    return 0;
}

static void read_signals(struct record_loop *loop)
{
    struct signalfd_siginfo info;
    while (read(loop->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGCONT) {
            if (loop->has_keys)
                ui_keys_again();
        } else if (info.ssi_signo != SIGWINCH) {
            loop->is_interrupted = info.ssi_signo == SIGINT;
            stop(loop, RECORDER_ASKED);
        }
    }
}

static void read_keys(struct record_loop *loop)
{
    int key;
    while (loop->has_keys && (key = ui_keys_read()) != 0) {
        if (key < 0)
            loop->has_keys = 0; // the terminal has gone; SIGHUP says the rest
        else if (key == ' ' && phase_of(loop) == UI_LIVE_RECORDING)
            recorder_pause(loop->recorder);
        else if (key == ' ')
            (void)resume(loop);
    }
}

static void answer_later(struct record_loop *loop, int peer)
{
    if (loop->n_askers == RECORD_MAX_ASKERS)
        control_answer(peer, "no others wait for the end already");
    else
        loop->askers[loop->n_askers++] = peer;
}

static void read_questions(struct record_loop *loop)
{
    char word[CONTROL_LINE_SIZE];
    int peer = loop->control >= 0 ? control_question(loop->control, word) : -1;
    if (peer < 0)
        return;
    if (strcmp(word, "pause") == 0) {
        recorder_pause(loop->recorder);
        control_answer(peer, "ok");
    } else if (strcmp(word, "resume") == 0) {
        control_answer(peer, resume(loop) ? "ok" : "no the microphone has gone");
    } else if (strcmp(word, "stop") == 0) {
        stop(loop, RECORDER_ASKED);
        answer_later(loop, peer);
    } else if (strcmp(word, "cancel") == 0) {
        stop(loop, RECORDER_ASKED);
        loop->is_cancelled = 1;
        answer_later(loop, peer);
    } else {
        control_answer(peer, "no such word");
    }
}

static void wait_a_moment(const struct record_loop *loop)
{
    struct pollfd waits[] = {
        {.fd = loop->signals, .events = POLLIN},
        {.fd = loop->control, .events = POLLIN},
        {.fd = loop->has_keys ? STDIN_FILENO : -1, .events = POLLIN},
    };
    (void)poll(waits, sizeof waits / sizeof *waits, RECORD_TICK_MS);
}

static void tell_notices(struct record_loop *loop)
{
    const char *notice;
    while ((notice = recorder_notice(loop->recorder)))
        record_loop_say(loop, UI_STYLE_WARNING, notice);
}

static void run(struct record_loop *loop)
{
    while (loop->end == RECORDER_GOES_ON) {
        wait_a_moment(loop);
        read_signals(loop);
        read_keys(loop);
        read_questions(loop);
        enum recorder_end end = recorder_tick(loop->recorder);
        if (end != RECORDER_GOES_ON)
            stop(loop, end);
        tell_notices(loop);
        record_loop_show(loop, phase_of(loop));
    }
}

// Signals are read in the loop and nowhere else; threads made later inherit that.
static int take_signals(void)
{
    sigset_t set;
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGCONT, SIGWINCH};
    (void)sigemptyset(&set);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)sigaddset(&set, numbers[i]);
    (void)signal(SIGXFSZ, SIG_IGN); // too large a file is an error of the write
    (void)sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static enum practice_status begin(struct record_loop *loop, struct practice_error *err)
{
    practice_memory_trim();
    loop->signals = take_signals();
    loop->control = -1;
    enum practice_status status = recorder_start(&loop->plan->recorder, &loop->recorder, err);
    if (status != PRACTICE_OK)
        return status;
    status = control_open(NULL, &loop->control, err);
    if (status == PRACTICE_OK)
        return PRACTICE_OK;
    recorder_forget(loop->recorder);
    loop->recorder = NULL;
    return status;
}

// From here on only the loop speaks.
static void take_screen(struct record_loop *loop)
{
    struct ui_term term;
    loop->has_keys = ui_keys_begin(STDIN_FILENO) == 0;
    (void)fflush(stderr);
    loop->hushed = device_hush();
    int copy = loop->hushed >= 0 ? fcntl(loop->hushed, F_DUPFD_CLOEXEC, 3) : -1;
    loop->screen = copy >= 0 ? fdopen(copy, "w") : NULL;
    if (!loop->screen) {
        device_unhush(loop->hushed);
        loop->hushed = -1;
    }
    FILE *screen = loop->screen ? loop->screen : stderr;
    ui_term_init(&term, fileno(screen), loop->plan->no_color);
    loop->live = ui_live_new(&term, screen);
}

static void end(struct record_loop *loop)
{
    if (loop->has_keys)
        ui_keys_end();
    ui_live_free(loop->live);
    if (loop->screen)
        (void)fclose(loop->screen);
    record_loop_give_back(loop);
    control_close(NULL, loop->control);
    if (loop->signals >= 0)
        close(loop->signals);
}

static void greet(struct record_loop *loop)
{
    struct recorder_view view;
    char text[512];
    recorder_look(loop->recorder, &view);
    const char *keys = loop->has_keys ? "; space pauses, Ctrl-C stops and saves" : "";
    if (view.state->has_audio)
        (void)snprintf(text, sizeof text, "recording from '%s', %lld Hz, %s%s", view.state->device,
                       (long long)view.state->rate_hz,
                       view.state->n_channels == 2 ? "stereo" : "mono", keys);
    else
        (void)snprintf(text, sizeof text, "counting the time alone%s", keys);
    record_loop_say(loop, UI_STYLE_DIM, text);
}

int record_loop_here(const struct record_plan *plan)
{
    struct record_loop loop = {.plan = plan, .is_quiet = plan->quiet, .hushed = -1};
    struct practice_error err;
    if (begin(&loop, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_BAD_INPUT;
    }
    take_screen(&loop);
    greet(&loop);
    run(&loop);
    int code = record_loop_finish(&loop);
    end(&loop);
    return code;
}

int record_loop_background(const struct record_plan *plan, int report)
{
    struct record_loop loop = {.plan = plan, .is_quiet = 1, .hushed = -1};
    struct practice_error err;
    struct recorder_view view;
    char line[DETACH_LINE_SIZE];
    if (begin(&loop, &err) != PRACTICE_OK) {
        (void)snprintf(line, sizeof line, "no %s\t%s", err.message, err.hint);
        detach_report(report, line);
        return COMMAND_BAD_INPUT;
    }
    recorder_look(loop.recorder, &view);
    (void)snprintf(line, sizeof line, "ok %s", view.state->device);
    detach_report(report, line);
    run(&loop);
    int code = record_loop_finish(&loop);
    end(&loop);
    return code;
}
