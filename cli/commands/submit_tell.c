// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs for a person and as JSON, and waiting for the end of one.
#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "base/zone.h"
#include "commands/submit.h"
#include "commands/sync_after.h"
#include "journal/journal.h"
#include "ui/duration.h"
#include "ui/json.h"

#define SCHEMA  "practice.job/1"
#define LOOK_S  1.0 // without a ring, which gets lost behind a pooler of transactions
#define RENEW_S 60  // the studio rings for two minutes

static void put_ms(struct ui_json *json, const char *key, int64_t ms)
{
    if (ms < 0)
        ui_json_null(json, key);
    else
        ui_json_number(json, key, (double)ms / 1e3, 3);
}

int submit_tell_json(const struct job *job)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", SCHEMA);
    ui_json_string(&json, "id", job->id);
    ui_json_string(&json, "status", job->status);
    ui_json_string(&json, "stage", job->stage);
    ui_json_integer(&json, "progress", job->progress);
    ui_json_integer(&json, "attempt", job->attempt);
    ui_json_string(&json, "file", job->file_name);
    ui_json_integer(&json, "size", job->size_bytes);
    ui_json_string(&json, "sha256", job->sha256);
    ui_json_string(&json, "student", job->student);
    ui_json_string(&json, "submitter", job->submitter);
    ui_json_string(&json, "session", job->session_id);
    put_ms(&json, "play_time_s", job->measured_ms);
    put_ms(&json, "duration_s", job->claimed_ms);
    ui_json_string(&json, "failure_class", job->failure_class);
    ui_json_string(&json, "failure", job->failure);
    put_ms(&json, "created_s", job->created_ms);
    put_ms(&json, "finished_s", job->finished_ms ? job->finished_ms : -1);
    put_ms(&json, "expected_end_s", job->expected_end_ms ? job->expected_end_ms : -1);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
    return strcmp(job->status, "FAILED") == 0 ? COMMAND_SOME_FAILED : COMMAND_DONE;
}

int submit_tell(const struct job *job, const struct ui_term *term)
{
    char id[JOURNAL_SHORT_ID_SIZE], played[UI_DURATION_SIZE], clock[UI_DURATION_SIZE];
    (void)printf("%s  ", journal_short_id(job->id, id));
    ui_term_write(term, UI_STYLE_BOLD, job->file_name, stdout);
    (void)fputs(": ", stdout);
    if (job->measured_ms >= 0)
        (void)printf("%s played of %s\n", ui_duration_words((double)job->measured_ms / 1e3, played),
                     ui_duration_words((double)job->claimed_ms / 1e3, clock));
    else if (strcmp(job->status, "RUNNING") == 0)
        (void)printf("%s, %d %%\n", job->stage ? job->stage : "running", (int)job->progress);
    else
        (void)printf("%s\n", strcmp(job->status, "SUCCEEDED") == 0   ? "measured"
                             : strcmp(job->status, "FAILED") == 0    ? "could not be measured"
                             : strcmp(job->status, "CANCELLED") == 0 ? "cancelled"
                             : strcmp(job->status, "CREATED") == 0   ? "not uploaded yet"
                                                                     : "waiting for a worker");
    if (job->failure) {
        (void)fputs("  ", stdout);
        ui_term_write(term, UI_STYLE_PLAIN, job->failure, stdout);
        (void)fputc('\n', stdout);
    }
    return strcmp(job->status, "FAILED") == 0 ? COMMAND_SOME_FAILED : COMMAND_DONE;
}

static const char *stage_words(const struct job *job)
{
    static const char *const words[][2] = {{"fetch", "fetching"},
                                           {"decode", "measuring"},
                                           {"analyse", "measuring"},
                                           {"store", "keeping the result"},
                                           {"cleanup", "keeping the result"}};
    if (strcmp(job->status, "CREATED") == 0)
        return "not uploaded yet";
    for (size_t i = 0; job->stage && i < sizeof words / sizeof *words; i++)
        if (strcmp(job->stage, words[i][0]) == 0)
            return words[i][1];
    return "waiting for a worker";
}

static void show_job(struct submit_show *show, const struct job *job)
{
    double left_s = (double)(job->expected_end_ms - zone_now_ms()) / 1e3;
    const struct submit_state state = {
        .name = job->file_name,
        .what = stage_words(job),
        .percent = job->stage ? (int)job->progress : -1,
        .left_s = job->expected_end_ms && job->progress > 2 && left_s > 0 ? left_s : -1,
    };
    submit_show(show, &state);
}

enum practice_status submit_await(struct server *server, const char *reference,
                                  struct submit_show *show, struct server_rows **ret_rows,
                                  struct practice_error *err)
{
    int64_t rung_ms = 0;
    for (;;) {
        struct server_rows *rows = NULL;
        char payload[64];
        int came = 0;
        enum practice_status status = PRACTICE_OK;
        if (zone_now_ms() - rung_ms > RENEW_S * 1000) {
            rung_ms = zone_now_ms();
            status = job_watch(server, err);
        }
        if (status == PRACTICE_OK)
            status = job_show(server, reference, &rows, err);
        if (status != PRACTICE_OK)
            return status;
        struct job job = job_at(rows, 0);
        if (job_is_over(job.status)) {
            submit_show_end(show);
            if (job.session_id)
                sync_now();
            *ret_rows = rows;
            return PRACTICE_OK;
        }
        show_job(show, &job);
        server_rows_free(rows);
        status = server_wait(server, LOOK_S, payload, sizeof payload, &came, err);
        if (status != PRACTICE_OK)
            return status;
    }
}
