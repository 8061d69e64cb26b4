// SPDX-License-Identifier: GPL-3.0-or-later
// A ring may be missing for other reasons than a pooler: a change stays out of sight while an older
// transaction runs. So the watch also looks by itself now and then.
#include "commands/studio_watch.h"

#include <unistd.h>

#include "base/zone.h"
#include "batch/stop.h"
#include "commands/analyze.h"
#include "commands/server_use.h"
#include "server/bell.h"

#define LOOK_S        10 // without a ring
#define N_QUICK_TRIES 30 // a second apart: a studio that is restarted is back within them
#define MAX_BACKOFF_S 60

struct state {
    const struct studio_watch *watch;
    struct server *server; // NULL: not connected
    struct server_bell bell;
    int64_t looked_ms;
    int has_failed; // and it was told
};

// Asks for rings before the look, so that nothing falls between.
static enum practice_status look(struct state *state, struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    if (!state->server) {
        state->bell = (struct server_bell){0};
        status = server_use_connect(state->watch->call_s, &state->server, err);
    }
    if (status == PRACTICE_OK)
        status = server_bell_ask(state->server, &state->bell, err);
    if (status == PRACTICE_OK)
        status = state->watch->look(state->watch->context, state->server, err);
    state->looked_ms = zone_now_ms();
    return status;
}

static double left_s(const struct state *state)
{
    double wait_s = state->bell.is_pooled ? state->watch->poll_s : LOOK_S;
    return wait_s - (double)(zone_now_ms() - state->looked_ms) / 1000;
}

// Waits for a ring, work here, or the time to look anyway.
static enum practice_status wait_for_news(const struct state *state, struct practice_error *err)
{
    const struct studio_watch *watch = state->watch;
    enum practice_status status = PRACTICE_OK;
    int is_time = 0;
    for (double s; status == PRACTICE_OK && !is_time && !stop_requested();) {
        s = left_s(state);
        if (s <= 0 || s > LOOK_S + watch->poll_s) // a clock that was put back
            return PRACTICE_OK;
        status = server_bell_wait(state->server, s < 1 ? s : 1, &is_time, err);
        if (status == PRACTICE_OK && !is_time && watch->has_work)
            status = watch->has_work(watch->context, &is_time, err);
    }
    return status;
}

// A failure is told once.
static void lose(struct state *state, const struct practice_error *err)
{
    if (!state->has_failed && !state->watch->is_quiet)
        analyze_tell_error(err);
    state->has_failed = 1;
    server_close(state->server);
    state->server = NULL;
}

// After so many failures in a row: a second, and ever longer when it takes long.
static void rest(unsigned n_failures)
{
    unsigned seconds = 1;
    for (unsigned n = N_QUICK_TRIES; n < n_failures && seconds < MAX_BACKOFF_S; n++)
        seconds *= 2;
    for (unsigned i = 0; i < seconds && i < MAX_BACKOFF_S && !stop_requested(); i++)
        (void)sleep(1);
}

int studio_watch(const struct studio_watch *watch)
{
    struct state state = {.watch = watch};
    struct practice_error err = {0};
    unsigned n_failures = 0;
    stop_install();
    while (!stop_requested()) {
        enum practice_status status = look(&state, &err);
        if (status == PRACTICE_OK) {
            state.has_failed = 0;
            n_failures = 0;
            status = wait_for_news(&state, &err);
        }
        if (status == PRACTICE_OK)
            continue;
        lose(&state, &err);
        if (status == PRACTICE_BAD_ARGUMENT)
            break;
        rest(++n_failures);
    }
    server_close(state.server);
    return stop_requested() ? COMMAND_DONE : COMMAND_SOME_FAILED;
}
