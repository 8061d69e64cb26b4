// SPDX-License-Identifier: GPL-3.0-or-later
// The job's state first, then the message: should the latter not get through, the housekeeper sends
// one for a job that is QUEUED for long.
#include "worker/redrive.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "server/work.h"
#include "worker/message.h"
#include "worker/slot.h"

#define MOST_HELD_S 60 // that letters stay away when the one who looks at them is killed

struct redrive {
    struct slot slot;
    struct slot_shared shared;
    char dead_url[SQS_URL_SIZE];
    redrive_tell *tell;
    void *context;
    struct practice_error *err;
    int is_down;
};

static enum cloud_status open_queues(struct redrive *redrive, struct practice_error *err)
{
    static const struct slot_orders none;
    struct sqs_state state;
    redrive->slot.orders = &none;
    redrive->slot.shared = &redrive->shared;
    enum cloud_status status = slot_open(&redrive->slot, err);
    if (status == CLOUD_OK)
        status = slot_queue(&redrive->slot, err);
    if (status == CLOUD_OK)
        status = sqs_state(redrive->slot.carrier, redrive->slot.queue_url, &state, err);
    if (status == CLOUD_OK && !state.dead_letter_arn[0])
        return cloud_fail(err, CLOUD_GONE, "give it a redrive policy",
                          "the queue '%.200s' has no dead letters", redrive->slot.settings->queue);
    if (status == CLOUD_OK)
        status = sqs_find_arn(redrive->slot.carrier, state.dead_letter_arn, redrive->dead_url, err);
    return status;
}

static int show(void *context, const struct sqs_message *message)
{
    struct redrive *redrive = context;
    char id[UUID_SIZE];
    const struct redrive_letter letter = {message_job(message, id), message->body,
                                          message->n_receives};
    return redrive->tell(redrive->context, &letter);
}

static int choose(void *context, const struct sqs_message *message)
{
    struct redrive *redrive = context;
    char id[UUID_SIZE], status[12] = "";
    const struct redrive_letter letter = {message_job(message, id), message->body,
                                          message->n_receives};
    if (redrive->is_down || !id[0] || (redrive->tell && !redrive->tell(redrive->context, &letter)))
        return 0;
    struct server *server = slot_studio(&redrive->slot, redrive->err);
    if (!server ||
        slot_after(&redrive->slot, work_redrive(server, id, status, redrive->err)) != PRACTICE_OK) {
        redrive->is_down = 1;
        return 0;
    }
    return 1; // one whose job is gone or over is taken away by the worker that gets it
}

// ret_n NULL: only looks.
static enum cloud_status walk(struct redrive *redrive, sqs_show *look, size_t *ret_n,
                              struct practice_error *err)
{
    const struct sqs_dead dead = {
        .from_url = redrive->dead_url,
        .to_url = redrive->slot.queue_url,
        .most = REDRIVE_MOST,
        .visibility_s = (int)fmin(ceil(redrive->slot.settings->visibility_s), MOST_HELD_S),
        .show = look,
        .context = redrive,
    };
    return ret_n ? sqs_move(redrive->slot.carrier, &dead, ret_n, err)
                 : sqs_list(redrive->slot.carrier, &dead, err);
}

enum cloud_status redrive_list(const struct settings *settings, redrive_tell *tell, void *context,
                               struct practice_error *err)
{
    struct redrive redrive = {
        .slot = {.settings = settings}, .tell = tell, .context = context, .err = err};
    enum cloud_status status = open_queues(&redrive, err);
    if (status == CLOUD_OK)
        status = walk(&redrive, show, NULL, err);
    slot_close(&redrive.slot);
    return status;
}

enum cloud_status redrive_move(const struct settings *settings, redrive_tell *tell, void *context,
                               size_t *ret_n, struct practice_error *err)
{
    struct redrive redrive = {
        .slot = {.settings = settings}, .tell = tell, .context = context, .err = err};
    enum cloud_status status = open_queues(&redrive, err);
    if (status == CLOUD_OK)
        status = walk(&redrive, choose, ret_n, err);
    slot_close(&redrive.slot);
    return status == CLOUD_OK && redrive.is_down ? CLOUD_PASSING : status;
}
