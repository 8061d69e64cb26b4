// SPDX-License-Identifier: GPL-3.0-or-later
// Three clients of the cloud for three answers to a stop: receiving ends at once, a transfer when
// time is up, and the call that hands a message back still has to get through after that.
#include "worker/slot.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "worker/clock.h"
#include "worker/log.h"

static const char *or_null(const char *text)
{
    return *text ? text : NULL;
}

// Transfers may take long: whoever wants to know that time goes by is told.
static int on_tick(void *context)
{
    const struct slot *slot = context;
    return slot->tick ? slot->tick(slot->tick_context) : 0;
}

static enum cloud_status open_client(struct slot *slot, const atomic_int *stop, unsigned max_tries,
                                     struct cloud **ret_cloud, struct practice_error *err)
{
    const struct cloud_options options = {
        .profile = or_null(slot->settings->profile),
        .region = or_null(slot->settings->region),
        .endpoint_sqs = or_null(slot->settings->endpoint_sqs),
        .endpoint_s3 = or_null(slot->settings->endpoint_s3),
        .stop = stop,
        .max_tries = max_tries,
        .connect_s = 5,
        .tick = ret_cloud == &slot->carrier ? on_tick : NULL,
        .tick_context = slot,
    };
    return cloud_open(&options, slot->credentials, ret_cloud, err);
}

enum cloud_status slot_open(struct slot *slot, struct practice_error *err)
{
    static const struct credentials_options none;
    struct credentials_options *options = &slot->credentials_options;
    char host[64] = "";
    (void)gethostname(host, sizeof host - 1);
    (void)snprintf(slot->name, sizeof slot->name, "%s/%d", host, (int)getpid());
    *options = none;
    options->profile = or_null(slot->settings->profile);
    options->region = or_null(slot->settings->region);
    enum cloud_status status = credentials_open(options, &slot->credentials, err);
    if (status == CLOUD_OK)
        status = open_client(slot, &slot->shared->stop, 3, &slot->receiver, err);
    if (status == CLOUD_OK)
        status = open_client(slot, &slot->shared->hurry, 0, &slot->carrier, err);
    if (status == CLOUD_OK)
        status = open_client(slot, NULL, 2, &slot->keeper, err);
    return status;
}

void slot_close(struct slot *slot)
{
    server_close(slot->server);
    cloud_close(slot->receiver);
    cloud_close(slot->carrier);
    cloud_close(slot->keeper);
    credentials_close(slot->credentials);
}

struct server *slot_studio(struct slot *slot, struct practice_error *err)
{
    const struct server_address address = {.conninfo = slot->settings->studio,
                                           .call_s = SLOT_CALL_S};
    if (slot->server)
        return slot->server;
    if (server_open(&address, &slot->server, err) != PRACTICE_OK)
        slot->server = NULL;
    circuit_note(&slot->shared->circuits[SLOT_STUDIO], slot->server != NULL);
    return slot->server;
}

enum practice_status slot_after(struct slot *slot, enum practice_status status)
{
    int is_broken = status == PRACTICE_UNREADABLE && !server_last_code(slot->server)[0];
    circuit_note(&slot->shared->circuits[SLOT_STUDIO], !is_broken);
    if (is_broken) {
        server_close(slot->server);
        slot->server = NULL;
    }
    return status;
}

int slot_may(struct slot *slot, enum slot_circuit which, struct practice_error *err)
{
    static const char *const words[SLOT_N_CIRCUITS] = {
        [SLOT_STUDIO] = "the studio does not answer",
        [SLOT_QUEUE] = "the queue does not answer",
        [SLOT_STORE] = "the store does not answer",
    };
    if (circuit_may(&slot->shared->circuits[which]))
        return 1;
    (void)fail_with(err, PRACTICE_UNREADABLE, NULL, "%s", words[which]);
    return 0;
}

// What is wrong with one object or request says nothing about the others.
enum cloud_status slot_note(struct slot *slot, enum slot_circuit which, enum cloud_status status)
{
    if (status != CLOUD_STOPPED && status != CLOUD_LOCAL)
        circuit_note(&slot->shared->circuits[which],
                     status != CLOUD_PASSING && status != CLOUD_REFUSED);
    return status;
}

enum cloud_status slot_queue(struct slot *slot, struct practice_error *err)
{
    const char *queue = slot->settings->queue;
    struct sqs_state state;
    enum cloud_status status = CLOUD_OK;
    char url[SQS_URL_SIZE];
    if (slot->queue_url[0])
        return CLOUD_OK;
    if (strncmp(queue, "http://", 7) == 0 || strncmp(queue, "https://", 8) == 0)
        (void)snprintf(url, sizeof url, "%.*s", SQS_URL_SIZE - 1, queue);
    else
        status = sqs_find(slot->receiver, queue, url, err);
    if (status == CLOUD_OK)
        status = sqs_state(slot->receiver, url, &state, err);
    if (status != CLOUD_OK)
        return status;
    slot->max_receives = state.max_receives > 0 ? state.max_receives : SLOT_MAX_RECEIVES;
    (void)snprintf(slot->queue_url, sizeof slot->queue_url, "%s", url);
    return CLOUD_OK;
}

void slot_count(struct slot *slot)
{
    struct cloud *const clients[] = {slot->receiver, slot->carrier, slot->keeper};
    uint64_t n_requests = 0, n_retries = 0;
    for (size_t i = 0; i < sizeof clients / sizeof *clients; i++) {
        struct cloud_counts counts = cloud_counts(clients[i]);
        n_requests += counts.http.n_exchanges;
        n_retries += counts.n_retries;
    }
    atomic_fetch_add(&slot->shared->metrics.n_requests, n_requests - slot->n_requests);
    atomic_fetch_add(&slot->shared->metrics.n_cloud_retries, n_retries - slot->n_retries);
    slot->n_requests = n_requests;
    slot->n_retries = n_retries;
}

int slot_is_stopping(const struct slot *slot)
{
    return atomic_load(&slot->shared->stop) != 0;
}

void slot_sleep(const struct slot *slot, double seconds)
{
    double until_s = clock_now_s() + seconds;
    while (!slot_is_stopping(slot) && clock_now_s() < until_s)
        clock_sleep(0.05);
}

void slot_rest(struct slot *slot, const char *what, const struct practice_error *why)
{
    double most_s = 0.5 * (double)(1u << (slot->n_bad < 6 ? slot->n_bad : 6));
    struct log_line line;
    if (slot_is_stopping(slot))
        return;
    log_begin(&line, "warning", "down");
    ui_json_string(&line.json, "what", what);
    ui_json_string(&line.json, "reason", why->message);
    ui_json_integer(&line.json, "times", slot->n_bad + 1);
    log_end(&line);
    slot->n_bad++;
    slot_sleep(slot, 0.1 + clock_jitter(most_s < SLOT_MOST_WAIT_S ? most_s : SLOT_MOST_WAIT_S));
}

void slot_well(struct slot *slot)
{
    if (slot->n_bad)
        log_tell("info", "up again", NULL, NULL);
    slot->n_bad = 0;
}
