// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs as the one sees them who hands recordings in: made, given an address to upload to, followed,
// cancelled, tried again. Texts in these structs belong to their `rows`.
#ifndef CLI_SERVER_JOB_H
#define CLI_SERVER_JOB_H

#include "base/uuid.h"
#include "server/server.h"

#define JOB_MAX_LIST    1000
#define JOB_STATUS_SIZE 12 // "SUCCEEDED"

// What is handed in. Texts that are not said are NULL.
struct job_asked {
    const char *student;    // a nickname or the end of an id: not for oneself
    const char *session_id; // to be measured; NULL: a new one is made
    const char *sha256, *type, *name, *zone, *instrument, *title;
    int64_t size_bytes, recorded_ms; // when it began
};

struct job_made {
    char id[UUID_SIZE];
    char status[JOB_STATUS_SIZE];
    int is_new; // 0: this recording was handed in before
};

// Makes the job of a recording, or finds the one that it has. Fails as server_call().
enum practice_status job_create(struct server *server, const struct job_asked *asked,
                                struct job_made *ret_made,
                                struct practice_error *err) PRACTICE_CHECKED;

struct job_ticket {
    struct server_rows *rows; // free with job_ticket_release()
    int is_wanted;            // 0: nothing is to be uploaded (any more)
    int is_ready;             // 0: nobody has answered yet
    int64_t part_size;        // of all parts but the last
    size_t n;                 // parts that are still to be uploaded
};

// Asks where to upload to. is_fresh throws an old answer away. Fails with OVER_LIMIT when the store
// cannot be reached just now, else as server_call().
enum practice_status job_ticket(struct server *server, const char *id, int is_fresh,
                                struct job_ticket *ret_ticket,
                                struct practice_error *err) PRACTICE_CHECKED;

// The address of a part, which is a secret, and its number from 1 on.
const char *job_ticket_part(const struct job_ticket *ticket, size_t i, int *ret_number);
void job_ticket_release(struct job_ticket *ticket);

// The upload is complete; saying so again does no harm.
enum practice_status job_uploaded(struct server *server, const char *id,
                                  struct practice_error *err) PRACTICE_CHECKED;

struct job {
    const char *id, *status, *stage, *file_name, *sha256, *student, *submitter, *session_id;
    const char *failure_class, *failure;                            // NULL in these: there is none
    int64_t progress, attempt, size_bytes, measured_ms, claimed_ms; // -1: not measured
    int64_t recorded_ms, created_ms, finished_ms, expected_end_ms;  // 0: not yet, not known
};

// The newest jobs, or those not over yet: take each out of the rows, which are the caller's.
enum practice_status job_list(struct server *server, int is_open, unsigned most,
                              struct server_rows **ret_rows,
                              struct practice_error *err) PRACTICE_CHECKED;

// The one row of a job: 'last', an id, or the end of one. Fails with NOT_FOUND.
enum practice_status job_show(struct server *server, const char *reference,
                              struct server_rows **ret_rows,
                              struct practice_error *err) PRACTICE_CHECKED;
struct job job_at(const struct server_rows *rows, size_t i);

// 1 when nothing more will happen to it by itself.
int job_is_over(const char *status);

struct job_event {
    int64_t at_ms, attempt;
    const char *status, *stage, *worker, *reason;
};
enum practice_status job_events(struct server *server, const char *reference,
                                struct server_rows **ret_rows,
                                struct practice_error *err) PRACTICE_CHECKED;
struct job_event job_event_at(const struct server_rows *rows, size_t i);

// From now on, for two minutes, server_wait() wakes when a job of this person gets on.
enum practice_status job_watch(struct server *server, struct practice_error *err) PRACTICE_CHECKED;

// Fail with NOT_FOUND, or BAD_ARGUMENT when the state of the job does not allow it. The id is the
// job's.
enum practice_status job_cancel(struct server *server, const char *reference,
                                char ret_id[UUID_SIZE],
                                struct practice_error *err) PRACTICE_CHECKED;
enum practice_status job_retry(struct server *server, const char *reference, char ret_id[UUID_SIZE],
                               struct practice_error *err) PRACTICE_CHECKED;

#endif
