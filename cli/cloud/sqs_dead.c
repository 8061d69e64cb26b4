// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: SQS has no call that lists messages, so they are received for a moment and let go.
#include <stdlib.h>
#include <string.h>

#include "cloud/sqs_inside.h"

#define LOOK_S 60 // how long a message looked at stays away, at most

// Lets go of those messages that were not moved.
static enum cloud_status let_go(struct cloud *cloud, const char *url, char **receipts, size_t n,
                                struct practice_error *err)
{
    enum cloud_status status = CLOUD_OK;
    for (size_t at = 0; at < n; at += SQS_MAX_BATCH) {
        struct sqs_handled handled[SQS_MAX_BATCH];
        size_t n_now = n - at < SQS_MAX_BATCH ? n - at : SQS_MAX_BATCH;
        for (size_t i = 0; i < n_now; i++)
            handled[i] = (struct sqs_handled){.receipt = receipts[at + i]};
        enum cloud_status one =
            sqs_keep_batch(cloud, url, handled, n_now, status == CLOUD_OK ? err : NULL);
        status = status == CLOUD_OK ? one : status;
    }
    return status;
}

// What one walk through a queue of dead letters knows.
struct walk {
    struct cloud *cloud;
    const char *from_url, *to_url; // to_url NULL: only looking
    sqs_show *show;
    void *context;
    size_t most, n_seen, n_moved;
    char **kept; // [n_kept] receipts to let go of
    size_t n_kept;
    int is_over;
};

static enum cloud_status move_one(struct walk *walk, const struct sqs_message *message,
                                  struct practice_error *err)
{
    char id[SQS_ID_SIZE];
    enum cloud_status status = sqs_send(walk->cloud, walk->to_url, message->body, 0, id, err);
    if (status == CLOUD_OK)
        status = sqs_delete(walk->cloud, walk->from_url, message->receipt, err);
    if (status == CLOUD_OK)
        walk->n_moved++;
    return status;
}

// Its receipt is taken from the message.
static enum cloud_status keep_one(struct walk *walk, struct sqs_message *message,
                                  struct practice_error *err)
{
    char **kept = reallocarray(walk->kept, walk->n_kept + 1, sizeof *kept);
    if (!kept)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    walk->kept = kept;
    kept[walk->n_kept++] = message->receipt;
    message->receipt = NULL;
    return CLOUD_OK;
}

static enum cloud_status walk_message(struct walk *walk, struct sqs_message *message,
                                      struct practice_error *err)
{
    int answer = walk->show ? walk->show(walk->context, message) : 1;
    walk->n_seen++;
    if (!walk->to_url)
        walk->is_over |= answer != 0;
    if (!walk->to_url || answer != 1 || message->is_damaged)
        return keep_one(walk, message, err);
    enum cloud_status status = move_one(walk, message, err);
    return status == CLOUD_OK ? CLOUD_OK : status;
}

static enum cloud_status walk_all(struct walk *walk, struct practice_error *err)
{
    enum cloud_status status = CLOUD_OK;
    while (status == CLOUD_OK && !walk->is_over && walk->n_seen < walk->most) {
        struct sqs_messages messages;
        size_t left = walk->most - walk->n_seen;
        const struct sqs_reception reception = {.most = left < SQS_MAX_BATCH ? (int)left
                                                                             : SQS_MAX_BATCH,
                                                .wait_s = 1,
                                                .visibility_s = LOOK_S};
        status = sqs_receive(walk->cloud, walk->from_url, &reception, &messages, err);
        if (status != CLOUD_OK)
            break;
        walk->is_over |= messages.n == 0;
        for (size_t i = 0; i < messages.n; i++) {
            if (status == CLOUD_OK)
                status = walk_message(walk, &messages.list[i], err);
            else
                (void)keep_one(walk, &messages.list[i], NULL);
        }
        sqs_messages_release(&messages);
    }
    enum cloud_status released = let_go(walk->cloud, walk->from_url, walk->kept, walk->n_kept,
                                        status == CLOUD_OK ? err : NULL);
    for (size_t i = 0; i < walk->n_kept; i++)
        free(walk->kept[i]);
    free(walk->kept);
    return status == CLOUD_OK ? released : status;
}

enum cloud_status sqs_list(struct cloud *cloud, const char *url, size_t most, sqs_show *show,
                           void *context, struct practice_error *err)
{
    struct walk walk = {
        .cloud = cloud, .from_url = url, .show = show, .context = context, .most = most};
    return walk_all(&walk, err);
}

enum cloud_status sqs_move(struct cloud *cloud, const char *from_url, const char *to_url,
                           size_t most, sqs_show *choose, void *context, size_t *ret_n_moved,
                           struct practice_error *err)
{
    struct walk walk = {.cloud = cloud,
                        .from_url = from_url,
                        .to_url = to_url,
                        .show = choose,
                        .context = context,
                        .most = most};
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
