// SPDX-License-Identifier: GPL-3.0-or-later
// `practice sync --watch`: the studio rings when something changed there, and the outbox is looked
// at every second. Behind a transaction pooler nobody can ring, and a change may stay out of sight
// while an older transaction runs; so it also looks by itself now and then.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "batch/stop.h"
#include "commands/analyze.h"
#include "commands/sync_verbs.h"
#include "base/fail.h"
#include "base/zone.h"

#define LOOK_S        10 // without a ring
#define POLL_S        2  // where nobody can ring
#define RENEW_S       60 // the studio rings for two minutes
#define MAX_BACKOFF_S 60

struct watch {
    struct journal *journal;
    const struct sync_run_options *options;
    struct server *server; // NULL: not connected
    int is_pooled;
    int64_t rung_ms, looked_ms;
    int has_failed; // and it was told
};

static int64_t passed_s(int64_t since_ms)
{
    return (zone_now_ms() - since_ms) / 1000;
}

// Asks for rings before the first look, so that nothing falls between.
static enum practice_status look(struct watch *watch, struct practice_error *err)
{
    const struct sync_options how = {.repair = watch->options->repair && !watch->looked_ms,
                                     .adopt = watch->options->adopt};
    struct sync_report report = {0};
    enum practice_status status = PRACTICE_OK;
    if (!watch->is_pooled && passed_s(watch->rung_ms) >= RENEW_S) {
        status = server_sync_watch(watch->server, err);
        watch->rung_ms = zone_now_ms();
    }
    if (status == PRACTICE_OK)
        status = sync_run(watch->journal, watch->server, &how, &report, err);
    if (status != PRACTICE_OK)
        return status;
    watch->is_pooled = server_is_pooled(watch->server, report.backend);
    watch->looked_ms = zone_now_ms();
    watch->has_failed = 0;
    if (!watch->options->quiet)
        sync_tell(&report, 1);
    return PRACTICE_OK;
}

// Waits for a ring, a change here, or the time to look anyway.
static enum practice_status wait_for_news(struct watch *watch, struct practice_error *err)
{
    while (!stop_requested() && passed_s(watch->looked_ms) < (watch->is_pooled ? POLL_S : LOOK_S)) {
        char payload[8];
        int came = 0;
        struct journal_sync_state state;
        enum practice_status status =
            server_wait(watch->server, 1, payload, sizeof payload, &came, err);
        if (status != PRACTICE_OK || came)
            return status;
        status = journal_sync_state(watch->journal, &state, err);
        if (status != PRACTICE_OK)
            return status;
        size_t n_waiting = state.n_waiting;
        journal_sync_state_release(&state);
        if (n_waiting)
            return PRACTICE_OK;
    }
    return PRACTICE_OK;
}

static void rest(unsigned seconds)
{
    for (unsigned i = 0; i < seconds && !stop_requested(); i++)
        (void)sleep(1);
}

static int connect_quietly(struct watch *watch, struct practice_error *err)
{
    struct sync_run_options options = *watch->options;
    options.quiet = options.quiet || watch->has_failed;
    watch->rung_ms = 0;
    watch->is_pooled = 0;
    return sync_connect(&options, &watch->server, err) == COMMAND_DONE ? 0 : -1;
}

// A failure is told once; then it goes on trying, ever less often.
static int watch_once(struct watch *watch, struct practice_error *err)
{
    if (!watch->server && connect_quietly(watch, err) != 0) {
        watch->has_failed = 1;
        return -1;
    }
    enum practice_status status = look(watch, err);
    if (status == PRACTICE_OK)
        status = wait_for_news(watch, err);
    if (status == PRACTICE_OK)
        return 0;
    if (!watch->has_failed && !watch->options->quiet)
        analyze_tell_error(err);
    watch->has_failed = 1;
    server_close(watch->server);
    watch->server = NULL;
    return -1;
}

int sync_watch_loop(struct journal *journal, const struct sync_run_options *options)
{
    struct watch watch = {.journal = journal, .options = options};
    struct practice_error err = {0};
    unsigned backoff_s = 1;
    stop_install();
    while (!stop_requested()) {
        if (watch_once(&watch, &err) == 0) {
            backoff_s = 1;
            continue;
        }
        if (err.status == PRACTICE_BAD_ARGUMENT) // signed out, or somebody else's journal
            break;
        rest(backoff_s);
        backoff_s = 2 * backoff_s > MAX_BACKOFF_S ? MAX_BACKOFF_S : 2 * backoff_s;
    }
    server_close(watch.server);
    return stop_requested() ? COMMAND_DONE : COMMAND_SOME_FAILED;
}
