// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: SQS has no call that lists messages, so they are received for a moment and let go.
// The moment is short and held on to, so that a walk that is killed hides them for no longer.
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/sqs_inside.h"

// What one walk through a queue of dead letters knows.
struct walk {
    struct cloud *cloud;
    const struct sqs_dead *dead;
    size_t n_seen, n_moved;
    char **held; // [n_held] receipts of what was received and not moved
    size_t n_held;
    double held_s; // when they were last held
    int is_over;
};

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Holds all of them for so long from now; 0: lets go of them.
static enum cloud_status hold_for(struct walk *walk, int visibility_s, struct practice_error *err)
{
    enum cloud_status status = CLOUD_OK;
    for (size_t at = 0; at < walk->n_held; at += SQS_MAX_BATCH) {
        struct sqs_handled handled[SQS_MAX_BATCH];
        size_t left = walk->n_held - at, n = left < SQS_MAX_BATCH ? left : SQS_MAX_BATCH;
        for (size_t i = 0; i < n; i++)
            handled[i] =
                (struct sqs_handled){.receipt = walk->held[at + i], .visibility_s = visibility_s};
        enum cloud_status one = sqs_keep_batch(walk->cloud, walk->dead->from_url, handled, n,
                                               status == CLOUD_OK ? err : NULL);
        status = status == CLOUD_OK ? one : status;
    }
    return status;
}

// Anew when half of the time is over, or letters would be met twice.
static enum cloud_status hold_on(struct walk *walk, struct practice_error *err)
{
    double begun_s = now_s();
    if (begun_s - walk->held_s < walk->dead->visibility_s / 2.0)
        return CLOUD_OK;
    walk->held_s = begun_s;
    return hold_for(walk, walk->dead->visibility_s, err);
}

// Takes the receipts of what was received.
static enum cloud_status hold(struct walk *walk, struct sqs_messages *messages,
                              struct practice_error *err)
{
    char **held = reallocarray(walk->held, walk->n_held + messages->n, sizeof *held);
    if (!held)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    walk->held = held;
    for (size_t i = 0; i < messages->n; i++) {
        held[walk->n_held++] = messages->list[i].receipt;
        messages->list[i].receipt = NULL;
    }
    return CLOUD_OK;
}

static enum cloud_status move_one(struct walk *walk, const struct sqs_message *message,
                                  size_t place, struct practice_error *err)
{
    char id[SQS_ID_SIZE];
    enum cloud_status status = sqs_send(walk->cloud, walk->dead->to_url, message->body, 0, id, err);
    if (status == CLOUD_OK)
        status = sqs_delete(walk->cloud, walk->dead->from_url, walk->held[place], err);
    if (status != CLOUD_OK)
        return status;
    walk->n_moved++;
    free(walk->held[place]);
    walk->held[place] = walk->held[--walk->n_held];
    return CLOUD_OK;
}

// The last first, so that the place of what is moved is taken by one that was seen.
static enum cloud_status walk_batch(struct walk *walk, struct sqs_messages *messages,
                                    struct practice_error *err)
{
    const struct sqs_dead *dead = walk->dead;
    size_t first = walk->n_held;
    enum cloud_status status = hold(walk, messages, err);
    for (size_t i = messages->n; i-- > 0 && status == CLOUD_OK;) {
        status = hold_on(walk, err);
        if (status != CLOUD_OK)
            break;
        int answer = dead->show ? dead->show(dead->context, &messages->list[i]) : 1;
        walk->n_seen++;
        if (!dead->to_url)
            walk->is_over |= answer != 0;
        else if (answer == 1 && !messages->list[i].is_damaged)
            status = move_one(walk, &messages->list[i], first + i, err);
    }
    return status;
}

static enum cloud_status walk_all(struct walk *walk, struct practice_error *err)
{
    enum cloud_status status = CLOUD_OK;
    walk->held_s = now_s();
    while (status == CLOUD_OK && !walk->is_over && walk->n_seen < walk->dead->most) {
        struct sqs_messages messages;
        size_t left = walk->dead->most - walk->n_seen;
        const struct sqs_reception reception = {.most = left < SQS_MAX_BATCH ? (int)left
                                                                             : SQS_MAX_BATCH,
                                                .wait_s = 1,
                                                .visibility_s = walk->dead->visibility_s};
        status = hold_on(walk, err);
        if (status == CLOUD_OK)
            status = sqs_receive(walk->cloud, walk->dead->from_url, &reception, &messages, err);
        if (status != CLOUD_OK)
            break;
        walk->is_over |= messages.n == 0;
        if (messages.n)
            status = walk_batch(walk, &messages, err);
        sqs_messages_release(&messages);
    }
    enum cloud_status released = hold_for(walk, 0, status == CLOUD_OK ? err : NULL);
    for (size_t i = 0; i < walk->n_held; i++)
        free(walk->held[i]);
    free(walk->held);
    return status == CLOUD_OK ? released : status;
}

enum cloud_status sqs_list(struct cloud *cloud, const struct sqs_dead *dead,
                           struct practice_error *err)
{
    struct sqs_dead only_looked_at = *dead;
    only_looked_at.to_url = NULL;
    struct walk walk = {.cloud = cloud, .dead = &only_looked_at};
    return walk_all(&walk, err);
}

enum cloud_status sqs_move(struct cloud *cloud, const struct sqs_dead *dead, size_t *ret_n_moved,
                           struct practice_error *err)
{
    struct walk walk = {.cloud = cloud, .dead = dead};
    enum cloud_status status = walk_all(&walk, err);
    *ret_n_moved = walk.n_moved;
    return status;
}

enum cloud_status sqs_start_move(struct cloud *cloud, const char *dead_letter_arn,
                                 struct practice_error *err)
{
    return sqs_act(cloud, "StartMessageMoveTask", json_pack("{ss}", "SourceArn", dead_letter_arn),
                   0, NULL, err);
}
