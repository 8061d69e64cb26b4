// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks out of the studio's outbox. It is a process of its own, since addresses that others
// chose may be slow; the studio signs, so that no secret is here; and what is posted counts as
// delivered only when the studio has written that down, so everything comes at least once.
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cloud/http.h"
#include "server/work.h"
#include "ui/text.h"
#include "worker/log.h"
#include "worker/roles.h"

#define IDLE_S      0.5 // doubled while there is nothing to do
#define IDLE_MOST_S 4.0
#define CONNECT_S   5.0
#define TOTAL_S     10.0
#define MOST_ANSWER ((size_t)65536)
#define HEADER_SIZE 256

static int is_hurried(const struct slot *slot)
{
    return atomic_load(&slot->shared->hurry) != 0;
}

static enum cloud_status open_http(const struct slot *slot, struct http **ret_http,
                                   struct practice_error *err)
{
    const struct http_options options = {
        .stop = &slot->shared->hurry,
        .connect_s = CONNECT_S,
        .ca_file = *slot->settings->hook_ca ? slot->settings->hook_ca : NULL,
        .no_proxy = 1, // a proxy would go where we must not
        .is_public_only = slot->settings->hooks == SETTINGS_HOOKS_PUBLIC,
    };
    return http_open(&options, ret_http, err);
}

// Posts one delivery once. Returns the answer's status, or 0 with *why.
static int post(const struct slot *slot, struct http *http, const struct server_rows *rows,
                size_t i, struct practice_error *why)
{
    const char *url = server_text(rows, i, "url"), *body = server_text(rows, i, "body");
    char delivery[HEADER_SIZE], event[HEADER_SIZE], signature[HEADER_SIZE];
    struct http_answer answer;
    if (slot->settings->hooks == SETTINGS_HOOKS_PUBLIC && strncasecmp(url, "https://", 8) != 0) {
        (void)cloud_fail(why, CLOUD_REFUSED, NULL, "this studio delivers over https only");
        return 0;
    }
    (void)snprintf(delivery, sizeof delivery, "practice-delivery: %s",
                   server_text(rows, i, "delivery_id"));
    (void)snprintf(event, sizeof event, "practice-event: %s", server_text(rows, i, "event"));
    (void)snprintf(signature, sizeof signature, "practice-signature: %s",
                   server_text(rows, i, "signature"));
    const char *const headers[] = {"content-type: application/json", delivery, event, signature,
                                   NULL};
    const struct http_request request = {
        .method = "POST",
        .address = url,
        .headers = headers,
        .body = body,
        .body_size = strlen(body),
        .max_body = MOST_ANSWER,
        .total_s = TOTAL_S,
    };
    if (http_exchange(http, &request, &answer, why) != CLOUD_OK)
        return 0;
    int status = answer.status;
    http_answer_release(&answer);
    if (status < 200 || status > 299)
        (void)cloud_fail(why, CLOUD_PASSING, NULL, "it answers with %d", status);
    return status;
}

static void count(struct slot *slot, int status, enum work_webhook_verdict verdict)
{
    struct metrics *metrics = &slot->shared->metrics;
    int is_good = status >= 200 && status <= 299;
    atomic_fetch_add(is_good ? &metrics->n_hooks_delivered : &metrics->n_hooks_failed, 1);
    if (verdict == WORK_WEBHOOK_DISABLED)
        atomic_fetch_add(&metrics->n_hooks_disabled, 1);
}

// The words that the owner sees name the address; the log has its id only, since the path of an
// address may be a secret.
static int deliver_one(struct slot *slot, struct http *http, const struct server_rows *rows,
                       size_t i, struct practice_error *err)
{
    struct practice_error why = {0};
    char failure[PRACTICE_MESSAGE_SIZE];
    enum work_webhook_verdict verdict = WORK_WEBHOOK_LATER;
    int status = post(slot, http, rows, i, &why);
    if (is_hurried(slot) && status == 0)
        return 0; // it was not the address's fault; the lease ends by itself
    struct server *server = slot_studio(slot, err);
    if (!server ||
        slot_after(slot, work_webhook_done(server, server_text(rows, i, "delivery_id"), status,
                                           ui_text_clean(failure, sizeof failure, why.message, 1),
                                           &verdict, err)) != PRACTICE_OK)
        return -1;
    count(slot, status, verdict);
    if (status >= 200 && status <= 299)
        return 0;
    struct log_line line;
    log_begin(&line, "warning", "webhook failed");
    ui_json_string(&line.json, "webhook", server_text(rows, i, "webhook_id"));
    ui_json_integer(&line.json, "status", status);
    ui_json_integer(&line.json, "tries", server_number(rows, i, "n_tries"));
    ui_json_bool(&line.json, "disabled", verdict == WORK_WEBHOOK_DISABLED);
    log_end(&line);
    return 0;
}

static int look(struct slot *slot, struct http *http, size_t *n_done, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    if (!slot_may(slot, SLOT_STUDIO, err))
        return -1;
    struct server *server = slot_studio(slot, err);
    if (!server || slot_after(slot, work_webhooks(server, &rows, err)) != PRACTICE_OK)
        return -1;
    int bad = 0;
    for (size_t i = 0; i < server_rows_n(rows) && !bad && !is_hurried(slot); i++) {
        bad = deliver_one(slot, http, rows, i, err);
        (*n_done)++;
    }
    server_rows_free(rows);
    return bad;
}

void deliver_run(struct slot *slot)
{
    struct practice_error err = {0};
    struct http *http = NULL;
    double idle_s = IDLE_S;
    if (open_http(slot, &http, &err) != CLOUD_OK) {
        log_tell("error", "webhooks are not delivered", NULL, err.message);
        slot_sleep(slot, IDLE_MOST_S);
        return;
    }
    while (!slot_is_stopping(slot)) {
        size_t n_done = 0;
        int bad = look(slot, http, &n_done, &err);
        if (bad)
            slot_rest(slot, "deliver", &err);
        else
            slot_well(slot);
        if (slot->orders->is_once && !bad && !n_done)
            break;
        if (!bad && !n_done)
            slot_sleep(slot, idle_s);
        idle_s = n_done ? IDLE_S : idle_s * 2 < IDLE_MOST_S ? idle_s * 2 : IDLE_MOST_S;
    }
    size_t n_last = 0;
    if (slot->orders->is_drain && !is_hurried(slot))
        (void)look(slot, http, &n_last, &err); // of the jobs that ended last
    http_close(http);
}
