// SPDX-License-Identifier: GPL-3.0-or-later
// The order at the end matters: the studio's transaction first, then the recording, then the
// message. A kill between any two of them leaves something that is done again and found done.
#include "worker/one.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/text.h"
#include "worker/clock.h"
#include "worker/log.h"
#include "worker/message.h"
#include "worker/one_inside.h"

#define CRASHES_OF_A_POISON 3
#define LEASE_SLACK_S       0.5

static void log_job(const struct one *one, const char *level, const char *event)
{
    struct log_line line;
    log_begin(&line, level, event);
    ui_json_string(&line.json, "job", one->claim.id);
    ui_json_integer(&line.json, "attempt", one->claim.attempt);
    if (one->stage)
        ui_json_string(&line.json, "stage", one->stage);
    ui_json_number(&line.json, "seconds", clock_now_s() - one->began_s, 3);
    if (one->reason[0])
        ui_json_string(&line.json, "reason", one->reason);
    log_end(&line);
}

// The studio's lease ends a little before others see the message, kept away at kept_s: whoever gets
// it then finds the job free, instead of waiting once more.
static double lease_of(const struct one *one, double kept_s)
{
    double visibility_s = one->slot->settings->visibility_s;
    double until_s = kept_s + visibility_s - fmin(LEASE_SLACK_S, visibility_s / 8);
    return fmax(until_s - clock_now_s(), 0);
}

void one_beat(struct one *one, int is_now)
{
    const struct settings *settings = one->slot->settings;
    double now_s = clock_now_s(), share = one->progress / 100.0;
    int is_to_keep = now_s - one->kept_s >= settings->visibility_s / 3;
    struct practice_error why;
    const struct work_beat beat = {
        .stage = one->stage,
        .progress = one->progress,
        .end_s = share > 0.02 ? (now_s - one->began_s) * (1 - share) / share : 60,
        .lease_s = lease_of(one, is_to_keep ? now_s : one->kept_s),
    };
    if (!is_now && now_s - one->progress_s < fmin(ONE_PROGRESS_S, settings->visibility_s / 4))
        return;
    one->progress_s = now_s;
    struct server *server = slot_studio(one->slot, &why);
    int is_lost = 0;
    if (!server || slot_after(one->slot, work_beat(server, &one->claim, &beat, &is_lost, &why)))
        atomic_fetch_add(&one->slot->shared->metrics.n_beats_failed, 1);
    one->is_lost |= is_lost;
    if (is_lost || !is_to_keep)
        return; // the message is held for long enough
    one->kept_s = now_s;
    if (sqs_keep(one->slot->keeper, one->slot->queue_url, one->message->receipt,
                 (int)ceil(settings->visibility_s), &why) != CLOUD_OK)
        atomic_fetch_add(&one->slot->shared->metrics.n_beats_failed, 1);
}

void one_stage_quietly(struct one *one, const char *stage)
{
    static const char *const names[] = {[METRICS_FETCH] = "fetch",
                                        [METRICS_ANALYSE] = "analyse",
                                        [METRICS_STORE] = "store",
                                        [METRICS_CLEANUP] = "cleanup"};
    double now_s = clock_now_s();
    for (size_t i = 0; one->stage && i < sizeof names / sizeof *names; i++)
        if (strcmp(one->stage, names[i]) == 0)
            metrics_observe(&one->slot->shared->metrics, (enum metrics_stage)i,
                            now_s - one->stage_began_s);
    one->stage = stage;
    one->stage_began_s = now_s;
}

void one_stage(struct one *one, const char *stage)
{
    one_stage_quietly(one, stage);
    one_beat(one, 1);
}

static void delete_message(struct one *one)
{
    struct practice_error why;
    // one that cannot be deleted comes back, and is found to be over
    enum cloud_status status =
        sqs_delete(one->slot->keeper, one->slot->queue_url, one->message->receipt, &why);
    if (status != CLOUD_OK && status != CLOUD_EXPIRED)
        log_tell("warning", "message not deleted", one->claim.id, why.message);
}

static void show_message_in(struct one *one, double delay_s)
{
    struct practice_error why;
    enum cloud_status status =
        sqs_keep(one->slot->keeper, one->slot->queue_url, one->message->receipt,
                 (int)ceil(fmin(delay_s, ONE_MOST_DELAY_S)), &why);
    if (status != CLOUD_OK && status != CLOUD_EXPIRED)
        log_tell("warning", "message not handed back", one->claim.id, why.message);
}

void one_delete_recording(struct slot *slot, const char *key)
{
    const struct s3_place place = {slot->settings->bucket, key};
    struct practice_error why;
    enum cloud_status status = s3_delete(slot->keeper, &place, &why);
    if (status == CLOUD_OK || (status == CLOUD_GONE && !s3_lacks_bucket(slot->keeper))) {
        struct server *server = slot_studio(slot, &why);
        if (server && slot_after(slot, work_recording_deleted(server, key, &why)) == PRACTICE_OK) {
            atomic_fetch_add(&slot->shared->metrics.n_deleted, 1);
            return;
        }
    }
    log_tell("warning", "recording not deleted", NULL, why.message); // the housekeeper will
}

// Retry after retry, a random part of a time that doubles.
static double delay_of(const struct one *one)
{
    int n = one->message->n_receives < 8 ? one->message->n_receives : 8;
    return clock_jitter(fmin(ONE_MOST_DELAY_S, 4.0 * (double)(1 << n)));
}

// Ends an attempt that came to nothing.
static void give_up(struct one *one, int is_poison, int is_final, double delay_s)
{
    struct practice_error why;
    char reason[PRACTICE_MESSAGE_SIZE]; // a cut character would be refused by the studio
    const struct work_failure failure = {is_poison, is_final,
                                         ui_text_clean(reason, sizeof reason, one->reason, 1)};
    int is_lost = 0;
    struct server *server = slot_studio(one->slot, &why);
    enum practice_status status =
        server ? slot_after(one->slot, work_fail(server, &one->claim, &failure, &is_lost, &why))
               : PRACTICE_UNREADABLE;
    log_job(one, is_final ? "error" : "warning", is_final ? "failed" : "tried in vain");
    if (is_lost)
        return;
    struct metrics *metrics = &one->slot->shared->metrics;
    atomic_ullong *ended = is_poison ? &metrics->n_poison : &metrics->n_passing;
    atomic_fetch_add(is_final ? ended : &metrics->n_retried[one->by], 1);
    if (status != PRACTICE_OK || !is_poison) {
        show_message_in(one, delay_s); // at the last receive the queue makes it a dead letter
        return;
    }
    one_delete_recording(one->slot, one->claim.key);
    delete_message(one);
}

static enum one_end end_badly(struct one *one, enum one_step step, struct practice_error *err)
{
    int is_last = one->message->n_receives >= one->slot->max_receives;
    (void)snprintf(err->message, sizeof err->message, "%s", one->reason);
    err->hint[0] = '\0';
    if (step == ONE_LOST) {
        atomic_fetch_add(&one->slot->shared->metrics.n_lost, 1);
        log_job(one, "warning", "lost to another");
    } else if (step == ONE_HAND_BACK) {
        (void)snprintf(one->reason, sizeof one->reason, "the worker was stopped");
        one->by = METRICS_BY_STOP;
        give_up(one, 0, 0, 0);
    } else if (step == ONE_POISON ||
               (step == ONE_AGAIN && one->claim.attempt >= CRASHES_OF_A_POISON)) {
        give_up(one, 1, 1, 0);
    } else {
        give_up(one, 0, is_last, is_last ? 0 : delay_of(one));
        if (step == ONE_FAULT)
            return one->by == METRICS_BY_STORE ? ONE_STORE : ONE_PASSED;
    }
    return ONE_DONE;
}

// Keeps what was measured. The studio may answer late or twice: the same attempt counts once.
static enum one_step store(struct one *one, const char *document)
{
    struct practice_error why;
    int is_lost = 0;
    for (int i = 0; i < 3; i++) {
        struct server *server = slot_studio(one->slot, &why);
        enum practice_status status =
            server
                ? slot_after(one->slot, work_finish(server, &one->claim, document, &is_lost, &why))
                : PRACTICE_UNREADABLE;
        if (status == PRACTICE_OK)
            return is_lost ? ONE_LOST : ONE_GOOD;
        if (!atomic_load(&one->slot->shared->hurry))
            clock_sleep(0.2 + clock_jitter(0.5));
        one_beat(one, 0);
    }
    one->by = METRICS_BY_STUDIO;
    (void)snprintf(one->reason, sizeof one->reason, "%s", why.message);
    return ONE_FAULT;
}

static enum one_end work(struct one *one, struct practice_error *err)
{
    char *document = NULL;
    enum one_step step = one_fetch(one);
    if (step == ONE_GOOD)
        step = one_measure(one, &document);
    if (step == ONE_GOOD) {
        one_stage(one, "store");
        step = one->is_lost ? ONE_LOST : store(one, document);
    }
    free(document);
    if (one->fd >= 0)
        (void)close(one->fd);
    if (step != ONE_GOOD)
        return end_badly(one, step, err);
    atomic_fetch_add(&one->slot->shared->metrics.n_succeeded, 1);
    log_job(one, "info", "measured");
    one_stage_quietly(one, "cleanup");
    one_delete_recording(one->slot, one->claim.key);
    delete_message(one);
    one_stage_quietly(one, NULL);
    metrics_observe(&one->slot->shared->metrics, METRICS_JOB, clock_now_s() - one->began_s);
    return ONE_DONE;
}

static enum one_end claim(struct one *one, const char *id, struct practice_error *err)
{
    struct slot *slot = one->slot;
    struct server *server = slot_studio(slot, err);
    enum practice_status status =
        server ? slot_after(slot, work_claim(server, id, slot->name, one->message->n_receives,
                                             lease_of(one, one->kept_s), &one->claim, err))
               : PRACTICE_UNREADABLE;
    if (status != PRACTICE_OK) {
        atomic_fetch_add(&slot->shared->metrics.n_retried[METRICS_BY_STUDIO], 1);
        show_message_in(one, delay_of(one));
        return ONE_PASSED;
    }
    switch (one->claim.verdict) {
    case WORK_BUSY:
        show_message_in(one, one->claim.retry_s); // in whole seconds, so not before that
        return ONE_DONE;
    case WORK_OVER:
        if (one->claim.is_doomed)
            one_delete_recording(slot, one->claim.key);
        delete_message(one);
        return ONE_DONE;
    case WORK_GONE:
        log_tell("warning", "message of no job", id, NULL);
        delete_message(one);
        return ONE_DONE;
    case WORK_GO:
    default:
        return work(one, err);
    }
}

enum one_end one_run(struct slot *slot, const struct sqs_message *message,
                     struct practice_error *err)
{
    char id[UUID_SIZE];
    struct one one = {.slot = slot, .message = message, .fd = -1};
    one.began_s = one.kept_s = one.progress_s = clock_now_s();
    atomic_fetch_add(&slot->shared->metrics.n_received, 1);
    if (!*message_job(message, id)) {
        log_tell("warning", "message that makes no sense", NULL, NULL);
        delete_message(&one);
        return ONE_DONE;
    }
    atomic_store(&slot->shared->is_busy[slot->index], 1);
    enum one_end end = claim(&one, id, err);
    atomic_store(&slot->shared->is_busy[slot->index], 0);
    return end;
}
