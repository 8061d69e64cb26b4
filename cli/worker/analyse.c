// SPDX-License-Identifier: GPL-3.0-or-later
// The loop of a slot: a message, a recording, the next one. It never holds a message that it does
// not work on, so none can run out while it waits.
#include <math.h>

#include "cloud/s3.h"
#include "worker/clock.h"
#include "worker/log.h"
#include "worker/measure.h"
#include "worker/one.h"
#include "worker/roles.h"

#define EMPTY_LOOKS  2 // of a queue that counts as drained
#define NO_RECORDING "recordings/none"

static int wait_of(const struct slot *slot)
{
    return slot->orders->is_once || slot->orders->is_drain ? 2 : SQS_MAX_WAIT_S;
}

// Asks for a recording that is not there: GONE is the answer of a store that is well. A missing
// bucket is a passing fault: somebody will make it, or correct its name.
static enum cloud_status ask_store(struct slot *slot, struct practice_error *err)
{
    const struct s3_place place = {slot->settings->bucket, NO_RECORDING};
    char byte;
    size_t n;
    enum cloud_status status = s3_read(slot->keeper, &place, 0, sizeof byte, &byte, &n, err);
    return status == CLOUD_GONE && s3_lacks_bucket(slot->keeper) ? CLOUD_PASSING : status;
}

// Whether a fault was that one object's, so that the others need not wait. If not, the store is
// asked again before the next message is received.
static int store_is_well(struct slot *slot)
{
    struct practice_error ignored;
    struct circuit *circuit = &slot->shared->circuits[SLOT_STORE];
    int is_well = ask_store(slot, &ignored) == CLOUD_GONE;
    if (is_well)
        circuit_note(circuit, 1);
    else
        circuit_open(circuit);
    return is_well;
}

// When transfers failed, a message would be received in vain: the store is asked for anything at
// all before.
static int store_answers(struct slot *slot, struct practice_error *err)
{
    struct circuit *circuit = &slot->shared->circuits[SLOT_STORE];
    if (circuit_state(circuit) != CIRCUIT_OPEN)
        return 1;
    if (!slot_may(slot, SLOT_STORE, err))
        return 0;
    if (ask_store(slot, err) == CLOUD_PASSING) {
        circuit_note(circuit, 0);
        return 0;
    }
    circuit_half_close(circuit);
    return 1;
}

// All that a message will need. The studio is tried with a connection, if there is none.
static int is_worth_receiving(struct slot *slot, struct practice_error *err)
{
    return slot_may(slot, SLOT_STUDIO, err) && slot_studio(slot, err) && store_answers(slot, err) &&
           slot_may(slot, SLOT_QUEUE, err);
}

// One message at most. Returns how many there were, or -1 with *err.
static int look(struct slot *slot, struct practice_error *err)
{
    struct sqs_messages messages = {0};
    const struct sqs_reception reception = {
        .most = 1,
        .wait_s = wait_of(slot),
        .visibility_s = (int)ceil(slot->settings->visibility_s),
    };
    if (!is_worth_receiving(slot, err))
        return -1;
    enum cloud_status status = slot_queue(slot, err);
    if (status == CLOUD_OK)
        status = sqs_receive(slot->receiver, slot->queue_url, &reception, &messages, err);
    if (slot_note(slot, SLOT_QUEUE, status) == CLOUD_STOPPED)
        return 0;
    if (status != CLOUD_OK)
        return -1;
    int n = (int)messages.n;
    for (size_t i = 0; i < messages.n; i++) {
        enum one_end end = one_run(slot, &messages.list[i], err);
        if (end == ONE_PASSED || (end == ONE_STORE && !store_is_well(slot)))
            n = -1;
    }
    sqs_messages_release(&messages);
    return n;
}

void analyse_run(struct slot *slot)
{
    int n_empty = 0;
    measure_prepare();
    while (!slot_is_stopping(slot)) {
        struct practice_error err = {0};
        int n = look(slot, &err);
        slot_count(slot);
        if (n < 0)
            slot_rest(slot, "analyse", &err);
        else
            slot_well(slot);
        n_empty = n == 0 ? n_empty + 1 : 0;
        if (slot->orders->is_once || (slot->orders->is_drain && n_empty >= EMPTY_LOOKS))
            return;
    }
}
