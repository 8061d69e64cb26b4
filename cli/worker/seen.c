// SPDX-License-Identifier: GPL-3.0-or-later
// One look costs a statement and two requests, every quarter of a minute and only where somebody
// may ask for metrics.
#include "worker/seen.h"

#include <stdlib.h>
#include <string.h>

#include "server/work.h"
#include "worker/clock.h"

static int see_queue(struct slot *slot, struct metrics_seen *seen)
{
    struct practice_error ignored;
    struct sqs_state state, dead;
    char url[SQS_URL_SIZE];
    enum cloud_status status = slot_queue(slot, &ignored);
    if (status == CLOUD_OK)
        status = sqs_state(slot->keeper, slot->queue_url, &state, &ignored);
    if (slot_note(slot, SLOT_QUEUE, status) != CLOUD_OK)
        return -1;
    atomic_store(&seen->n_waiting, state.n_waiting);
    atomic_store(&seen->n_in_flight, state.n_in_flight);
    atomic_store(&seen->n_delayed, state.n_delayed);
    int is_known = state.dead_letter_arn[0] &&
                   sqs_find_arn(slot->keeper, state.dead_letter_arn, url, &ignored) == CLOUD_OK &&
                   sqs_state(slot->keeper, url, &dead, &ignored) == CLOUD_OK;
    atomic_store(&seen->n_dead, is_known ? dead.n_waiting : -1);
    return 0;
}

static int see_studio(struct slot *slot, struct metrics_seen *seen)
{
    long long n[METRICS_N_STATES] = {0}, oldest_ms[METRICS_N_STATES] = {0};
    struct practice_error ignored;
    struct server_rows *rows = NULL;
    struct server *server = slot_studio(slot, &ignored);
    if (!server || slot_after(slot, work_counts(server, &rows, &ignored)) != PRACTICE_OK)
        return -1;
    for (size_t i = 0; i < server_rows_n(rows); i++) {
        const char *status = server_text(rows, i, "status"),
                   *age = server_text(rows, i, "oldest_s");
        for (size_t k = 0; status && age && k < METRICS_N_STATES; k++)
            if (strcmp(status, metrics_states[k]) == 0) {
                n[k] = server_number(rows, i, "n");
                oldest_ms[k] = (long long)(1e3 * strtod(age, NULL));
            }
    }
    server_rows_free(rows);
    for (size_t k = 0; k < METRICS_N_STATES; k++) {
        atomic_store(&seen->n_jobs[k], n[k]);
        atomic_store(&seen->oldest_ms[k], oldest_ms[k] > 0 ? oldest_ms[k] : 0);
    }
    return 0;
}

void seen_update(struct slot *slot)
{
    struct metrics_seen *seen = &slot->shared->metrics.seen;
    if (see_studio(slot, seen) == 0 && see_queue(slot, seen) == 0)
        atomic_store(&seen->at_ms, (long long)(clock_now_s() * 1e3));
}
