// SPDX-License-Identifier: GPL-3.0-or-later
// Queues of Amazon SQS and what speaks its JSON protocol. Standard queues repeat and reorder
// messages; a send that is tried again may also leave two. Whoever receives must not mind.
#ifndef CLI_CLOUD_SQS_H
#define CLI_CLOUD_SQS_H

#include <stddef.h>
#include <stdint.h>

#include "cloud/cloud.h"

#define SQS_MAX_BATCH        10
#define SQS_MAX_BODY         ((size_t)262144)
#define SQS_MAX_WAIT_S       20
#define SQS_MAX_VISIBILITY_S 43200 // 12 h
#define SQS_MAX_DELAY_S      900
#define SQS_URL_SIZE         1024
#define SQS_ID_SIZE          101
#define SQS_QUEUE_VISIBILITY (-1) // what the queue itself has

// All calls fail, besides what they say themselves, with CLOUD_PASSING after all tries,
// CLOUD_STOPPED, CLOUD_GONE (no such queue), CLOUD_REFUSED, CLOUD_INVALID or CLOUD_LOCAL.
// `url` is a queue's, as sqs_find() gives it; texts given are the caller's.

// The URL of a queue in our account.
enum cloud_status sqs_find(struct cloud *cloud, const char *name, char ret_url[SQS_URL_SIZE],
                           struct practice_error *err) PRACTICE_CHECKED;

// Makes a queue, or finds it. `max_receives` above 0: then a message goes to the queue of
// dead_letter_arn.
struct sqs_creation {
    const char *name;
    int visibility_s; // or SQS_QUEUE_VISIBILITY: SQS's own 30 s
    const char *dead_letter_arn;
    int max_receives;
};
enum cloud_status sqs_create(struct cloud *cloud, const struct sqs_creation *creation,
                             char ret_url[SQS_URL_SIZE],
                             struct practice_error *err) PRACTICE_CHECKED;

// --- sending

// A message on its way out, and what became of it.
struct sqs_outgoing {
    const char *body; // UTF-8, at most SQS_MAX_BODY bytes
    int delay_s;      // 0 … SQS_MAX_DELAY_S
    enum cloud_status ret_status;
    char ret_id[SQS_ID_SIZE];
};

// Sends one message. Fails with CLOUD_TOO_BIG, or CLOUD_PASSING when it was damaged on its way.
enum cloud_status sqs_send(struct cloud *cloud, const char *url, const char *body, int delay_s,
                           char ret_id[SQS_ID_SIZE], struct practice_error *err) PRACTICE_CHECKED;

// Sends messages [n], 1 … SQS_MAX_BATCH, together. CLOUD_OK means that the queue answered: each
// message then has its ret_status.
enum cloud_status sqs_send_batch(struct cloud *cloud, const char *url,
                                 struct sqs_outgoing *messages, size_t n,
                                 struct practice_error *err) PRACTICE_CHECKED;

// --- receiving

struct sqs_message {
    char id[SQS_ID_SIZE];
    char *receipt; // of this receive; only the newest of a message is good
    char *body;
    int n_receives;  // this one included; 0: not told
    int64_t sent_ms; // UTC milliseconds since 1970; 0: not told
    int is_damaged;  // the body is not the one that was sent
};

struct sqs_messages {
    struct sqs_message list[SQS_MAX_BATCH];
    size_t n;
};

// Waits up to wait_s (0 … SQS_MAX_WAIT_S) for 1 … `most` messages (1 … SQS_MAX_BATCH), which others
// do not see for visibility_s, or SQS_QUEUE_VISIBILITY. None is no failure. After CLOUD_STOPPED a
// message may be in flight that nobody got: it comes back when its visibility ends.
struct sqs_reception {
    int most, wait_s, visibility_s;
};
enum cloud_status sqs_receive(struct cloud *cloud, const char *url,
                              const struct sqs_reception *reception,
                              struct sqs_messages *ret_messages,
                              struct practice_error *err) PRACTICE_CHECKED;
void sqs_messages_release(struct sqs_messages *messages);

// --- what is in flight

// A message in flight, by its receipt, and what became of what was asked for it: CLOUD_EXPIRED when
// it is in flight no longer, or others have it.
struct sqs_handled {
    const char *receipt;
    int visibility_s; // from now; 0: others may have it at once
    enum cloud_status ret_status;
};

// Deletes one message for good. Fails with CLOUD_EXPIRED where the queue tells.
enum cloud_status sqs_delete(struct cloud *cloud, const char *url, const char *receipt,
                             struct practice_error *err) PRACTICE_CHECKED;
// Keeps one message from others for visibility_s from now. Fails with CLOUD_EXPIRED.
enum cloud_status sqs_keep(struct cloud *cloud, const char *url, const char *receipt,
                           int visibility_s, struct practice_error *err) PRACTICE_CHECKED;
// The same for messages [n], 1 … SQS_MAX_BATCH; as in sqs_send_batch().
enum cloud_status sqs_delete_batch(struct cloud *cloud, const char *url,
                                   struct sqs_handled *messages, size_t n,
                                   struct practice_error *err) PRACTICE_CHECKED;
enum cloud_status sqs_keep_batch(struct cloud *cloud, const char *url, struct sqs_handled *messages,
                                 size_t n, struct practice_error *err) PRACTICE_CHECKED;

// --- the queue itself

struct sqs_state {
    int64_t n_waiting, n_in_flight, n_delayed; // SQS's estimates
    int visibility_s;
    int max_receives; // before a message goes to the dead letters; 0: never
    char arn[256], dead_letter_arn[256];
};
enum cloud_status sqs_state(struct cloud *cloud, const char *url, struct sqs_state *ret_state,
                            struct practice_error *err) PRACTICE_CHECKED;

// The URL of the queue that an ARN names, in our account. Fails with CLOUD_INVALID.
enum cloud_status sqs_find_arn(struct cloud *cloud, const char *arn, char ret_url[SQS_URL_SIZE],
                               struct practice_error *err) PRACTICE_CHECKED;

// --- dead letters

// A walk through a queue, of `most` messages. `show` returns not 0 to end a list, or 1 for what is
// to be moved (NULL: all). Others do not see for visibility_s (1 or more) what is looked at, which
// is held on to, so that kill -9 hides nothing for longer.
typedef int sqs_show(void *context, const struct sqs_message *message);
struct sqs_dead {
    const char *from_url, *to_url; // to_url: for sqs_move()
    size_t most;
    int visibility_s;
    sqs_show *show;
    void *context;
};

// Shows messages and lets them go again; a queue of dead letters does not mind the receives. A
// message may be shown more than once.
enum cloud_status sqs_list(struct cloud *cloud, const struct sqs_dead *dead,
                           struct practice_error *err) PRACTICE_CHECKED;

// Moves messages to another queue: sent there first, deleted then, so that kill -9 repeats one but
// loses none. *ret_n_moved counts them, also on failure.
enum cloud_status sqs_move(struct cloud *cloud, const struct sqs_dead *dead, size_t *ret_n_moved,
                           struct practice_error *err) PRACTICE_CHECKED;

// Lets SQS itself move all dead letters of a queue back to where they came from.
enum cloud_status sqs_start_move(struct cloud *cloud, const char *dead_letter_arn,
                                 struct practice_error *err) PRACTICE_CHECKED;

#endif
