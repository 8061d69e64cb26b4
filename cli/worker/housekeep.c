// SPDX-License-Identifier: GPL-3.0-or-later
// Once in a while: what is past its time goes, recordings that nobody needs are deleted, and what
// the queue lost is sent again. Many housekeepers at once do no harm.
#include <stdlib.h>
#include <string.h>

#include "cloud/s3.h"
#include "server/work.h"
#include "worker/clock.h"
#include "worker/log.h"
#include "worker/one_inside.h"
#include "worker/roles.h"
#include "worker/seen.h"

#define ROUND_S     60.0   // between rounds, less a random part
#define SWEEP_S     3600.0 // between looks through the bucket
#define SWEEP_BATCH 500
#define PREFIX      "recordings/"

static int delete_doomed(struct slot *slot, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    struct server *server = slot_studio(slot, err);
    if (!server || slot_after(slot, work_doomed(server, &rows, err)) != PRACTICE_OK)
        return -1;
    for (size_t i = 0; i < server_rows_n(rows) && !slot_is_stopping(slot); i++) {
        const char *key = server_text(rows, i, "object_key");
        const char *upload = server_text(rows, i, "upload_id");
        const struct s3_place place = {slot->settings->bucket, key};
        struct practice_error why;
        if (upload && s3_upload_abort(slot->keeper, &place, upload, &why) != CLOUD_OK)
            continue; // at the next round
        one_delete_recording(slot, key);
    }
    server_rows_free(rows);
    return 0;
}

struct sweep {
    struct slot *slot;
    char *keys[SWEEP_BATCH];
    size_t n;
    int bad;
    struct practice_error *err;
};

static void sweep_batch(struct sweep *sweep)
{
    struct slot *slot = sweep->slot;
    struct server_rows *rows = NULL;
    struct server *server = slot_studio(slot, sweep->err);
    if (!sweep->n)
        return;
    if (!server || slot_after(slot, work_orphans(server, (const char *const *)sweep->keys, sweep->n,
                                                 &rows, sweep->err)) != PRACTICE_OK)
        sweep->bad = 1;
    for (size_t i = 0; rows && i < server_rows_n(rows); i++) {
        const char *key = server_text(rows, i, "object_key");
        log_tell("warning", "orphan", NULL, key);
        atomic_fetch_add(&slot->shared->metrics.n_orphans, 1);
        one_delete_recording(slot, key);
    }
    server_rows_free(rows);
    for (size_t i = 0; i < sweep->n; i++)
        free(sweep->keys[i]);
    sweep->n = 0;
}

static int sweep_show(void *context, const struct s3_entry *entry)
{
    struct sweep *sweep = context;
    char *key = strdup(entry->key);
    if (!key)
        return 1;
    sweep->keys[sweep->n++] = key;
    if (sweep->n == SWEEP_BATCH)
        sweep_batch(sweep);
    return sweep->bad || slot_is_stopping(sweep->slot);
}

// What lies in the bucket though no job knows it: put there by an old address after its job's end.
static int sweep_bucket(struct slot *slot, struct practice_error *err)
{
    struct sweep sweep = {.slot = slot, .err = err};
    enum cloud_status status =
        s3_list(slot->carrier, slot->settings->bucket, PREFIX, sweep_show, &sweep, err);
    sweep_batch(&sweep);
    return status == CLOUD_OK && !sweep.bad ? 0 : -1;
}

static int keep_studio(struct slot *slot, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    int64_t n_resent = 0;
    struct server *server = slot_studio(slot, err);
    if (!server || slot_after(slot, work_resend(server, &n_resent, err)) != PRACTICE_OK ||
        slot_after(slot, work_housekeep(server, &rows, err)) != PRACTICE_OK)
        return -1;
    struct log_line line;
    log_begin(&line, "info", "housekeeping");
    ui_json_integer(&line.json, "resent", n_resent);
    atomic_fetch_add(&slot->shared->metrics.n_resent, (unsigned long long)n_resent);
    for (size_t i = 0; i < server_rows_n(rows); i++) {
        ui_json_integer(&line.json, server_text(rows, i, "what"), server_number(rows, i, "n"));
    }
    log_end(&line);
    server_rows_free(rows);
    return 0;
}

static void rest_of_round(struct slot *slot)
{
    double until_s = clock_now_s() + ROUND_S - clock_jitter(ROUND_S / 4), left_s;
    while (!slot_is_stopping(slot) && (left_s = until_s - clock_now_s()) > 0) {
        int is_asked = *slot->settings->listen != '\0';
        if (is_asked)
            seen_update(slot);
        slot_sleep(slot, is_asked && left_s > SEEN_EVERY_S ? SEEN_EVERY_S : left_s);
    }
}

void housekeep_run(struct slot *slot)
{
    double swept_s = clock_now_s() - SWEEP_S;
    while (!slot_is_stopping(slot)) {
        struct practice_error err = {0};
        int bad = !slot_may(slot, SLOT_STUDIO, &err) || keep_studio(slot, &err) ||
                  delete_doomed(slot, &err);
        if (!bad && clock_now_s() - swept_s >= SWEEP_S) {
            bad = sweep_bucket(slot, &err);
            swept_s = bad ? swept_s : clock_now_s();
        }
        if (bad)
            slot_rest(slot, "housekeep", &err);
        else
            slot_well(slot);
        slot_count(slot);
        if (slot->orders->is_once && !bad)
            return;
        if (!bad)
            rest_of_round(slot);
    }
}
