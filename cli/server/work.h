// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's door to the studio: every call is one guarded change of state in one transaction.
// `attempt` is the fencing token that a claim gave; with an old one nothing can be written. The
// calls fail as server_call().
#ifndef CLI_SERVER_WORK_H
#define CLI_SERVER_WORK_H

#include "base/uuid.h"
#include "server/server.h"

#define WORK_KEY_SIZE    256
#define WORK_SHA256_SIZE 65
#define WORK_NAME_SIZE   808 // 200 characters
#define WORK_UPLOAD_SIZE 1032

enum work_verdict {
    WORK_GO,   // the job is the caller's
    WORK_BUSY, // another worker holds it, or it is not there yet
    WORK_OVER, // it has ended
    WORK_GONE, // there is no such job
};

struct work_claim {
    enum work_verdict verdict;
    int attempt;
    int is_doomed;  // OVER: the recording is to be deleted
    double retry_s; // BUSY: when to ask again
    int64_t size_bytes;
    char id[UUID_SIZE];
    char key[WORK_KEY_SIZE]; // of the recording in the store
    char sha256[WORK_SHA256_SIZE];
    char file_name[WORK_NAME_SIZE];
};

// A message of the job was received for the n_receives-th time.
enum practice_status work_claim(struct server *server, const char *id, const char *worker,
                                int n_receives, double lease_s, struct work_claim *ret_claim,
                                struct practice_error *err) PRACTICE_CHECKED;

struct work_beat {
    const char *stage; // "fetch" …
    int progress;      // percent
    double end_s;      // from now until it should be done
    double lease_s;
};

// *ret_is_lost is 1 when the attempt does not count any more.
enum practice_status work_beat(struct server *server, const struct work_claim *claim,
                               const struct work_beat *beat, int *ret_is_lost,
                               struct practice_error *err) PRACTICE_CHECKED;

// Keeps the result (a practice.analysis/1 document) and ends the job. Saying it again does no harm.
enum practice_status work_finish(struct server *server, const struct work_claim *claim,
                                 const char *document, int *ret_is_lost,
                                 struct practice_error *err) PRACTICE_CHECKED;

struct work_failure {
    int is_poison; // the recording is at fault; else it may be tried again
    int is_final;  // 0: it waits in the queue
    const char *reason;
};
enum practice_status work_fail(struct server *server, const struct work_claim *claim,
                               const struct work_failure *failure, int *ret_is_lost,
                               struct practice_error *err) PRACTICE_CHECKED;

// The store has no recording of that key any more.
enum practice_status work_recording_deleted(struct server *server, const char *key,
                                            struct practice_error *err) PRACTICE_CHECKED;

// --- the dispatcher

// Rows of job_id, object_key, file_size, content_type, upload_id (NULL: none): tickets to answer,
// the caller's for lease_s.
enum practice_status work_tickets(struct server *server, double lease_s,
                                  struct server_rows **ret_rows,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Notes a multipart upload; ret_counts is the one that counts, "" when none is wanted any more.
enum practice_status work_upload_begun(struct server *server, const char *id, const char *upload_id,
                                       char ret_counts[WORK_UPLOAD_SIZE],
                                       struct practice_error *err) PRACTICE_CHECKED;

// One of answer (a JSON object) and failure is NULL.
enum practice_status work_ticket_answer(struct server *server, const char *id, const char *answer,
                                        int seconds, const char *failure,
                                        struct practice_error *err) PRACTICE_CHECKED;

// At most so many rows of message_id, job_id, object_key, upload_id, file_size, n_tries: to be
// sent, the caller's for lease_s.
enum practice_status work_messages(struct server *server, int most, double lease_s,
                                   struct server_rows **ret_rows,
                                   struct practice_error *err) PRACTICE_CHECKED;
enum practice_status work_message_sent(struct server *server, const char *message_id,
                                       struct practice_error *err) PRACTICE_CHECKED;

// What was to be uploaded is not there.
enum practice_status work_upload_lost(struct server *server, const char *id, const char *reason,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Makes server_wait() wake when there is something to dispatch.
enum practice_status work_listen(struct server *server,
                                 struct practice_error *err) PRACTICE_CHECKED;

// --- webhooks

// Rows of delivery_id, webhook_id, url, event, body, signature, n_tries: to be posted.
enum practice_status work_webhooks(struct server *server, struct server_rows **ret_rows,
                                   struct practice_error *err) PRACTICE_CHECKED;

enum work_webhook_verdict {
    WORK_WEBHOOK_DELIVERED,
    WORK_WEBHOOK_LATER,
    WORK_WEBHOOK_DISABLED, // nothing more goes there
    WORK_WEBHOOK_GONE,     // nobody waits for it any more
};

// What became of one: http_status is 0 when no answer came, and `failure` then says why.
enum practice_status work_webhook_done(struct server *server, const char *delivery_id,
                                       int http_status, const char *failure,
                                       enum work_webhook_verdict *ret_verdict,
                                       struct practice_error *err) PRACTICE_CHECKED;

// --- the housekeeper

// Rows of object_key, upload_id: recordings that nobody needs.
enum practice_status work_doomed(struct server *server, struct server_rows **ret_rows,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Rows of object_key: of n keys of the store those that no job needs.
enum practice_status work_orphans(struct server *server, const char *const *keys, size_t n,
                                  struct server_rows **ret_rows,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Rows of what, n: things past their time that were taken away.
enum practice_status work_housekeep(struct server *server, struct server_rows **ret_rows,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Sends again what the queue lost; *ret_n is how many.
enum practice_status work_resend(struct server *server, int64_t *ret_n,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Rows of status, n, oldest_s: the jobs that are not over.
enum practice_status work_counts(struct server *server, struct server_rows **ret_rows,
                                 struct practice_error *err) PRACTICE_CHECKED;

// A dead letter returns; ret_status is what the job is then, "" when there is none.
enum practice_status work_redrive(struct server *server, const char *id, char ret_status[12],
                                  struct practice_error *err) PRACTICE_CHECKED;

#endif
