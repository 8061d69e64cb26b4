// SPDX-License-Identifier: GPL-3.0-or-later
// `practice sync --watch`: a sync whenever the studio rings, and when the outbox has something,
// which is looked at every second.
#include "commands/studio_watch.h"
#include "commands/sync_verbs.h"

#define POLL_S 2 // where nobody can ring

struct watch {
    struct journal *journal;
    const struct sync_run_options *options;
    int has_looked;
};

static enum practice_status look(void *context, struct server *server, struct practice_error *err)
{
    struct watch *watch = context;
    const struct sync_options how = {.repair = watch->options->repair && !watch->has_looked,
                                     .adopt = watch->options->adopt};
    struct sync_report report = {0};
    enum practice_status status = sync_run(watch->journal, server, &how, &report, err);
    if (status != PRACTICE_OK)
        return status;
    watch->has_looked = 1;
    if (!watch->options->quiet)
        sync_tell(&report, 1);
    return PRACTICE_OK;
}

static enum practice_status has_work(void *context, int *ret_has, struct practice_error *err)
{
    const struct watch *watch = context;
    struct journal_sync_state state;
    enum practice_status status = journal_sync_state(watch->journal, &state, err);
    if (status != PRACTICE_OK)
        return status;
    *ret_has = state.n_waiting > 0;
    journal_sync_state_release(&state);
    return PRACTICE_OK;
}

int sync_watch_loop(struct journal *journal, const struct sync_run_options *options)
{
    struct watch context = {.journal = journal, .options = options};
    const struct studio_watch watch = {
        .look = look,
        .has_work = has_work,
        .context = &context,
        .call_s = options->timeout_s,
        .poll_s = POLL_S,
        .is_quiet = options->quiet,
    };
    return studio_watch(&watch);
}
