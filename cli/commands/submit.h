// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of `practice submit` and `practice job` share.
#ifndef CLI_COMMANDS_SUBMIT_H
#define CLI_COMMANDS_SUBMIT_H

#include "commands/command.h"
#include "server/job.h"
#include "ui/term.h"

// One recording on its way to the studio.
struct submit_file {
    const char *path;
    int fd;
    int64_t size_bytes;
    char sha256[65];
    char type[64];       // "audio/flac"
    int64_t recorded_ms; // when it began
};

// Opens a file, sees that it is a recording within the limits, and hashes it. The descriptor is the
// caller's. Fails as the decoder does.
enum practice_status submit_look(const char *path, struct submit_file *ret_file,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Tells how far it is on a terminal; `what` is "upload" or a stage.
void submit_show(const struct ui_term *term, const char *name, const char *what, int percent);
void submit_show_end(const struct ui_term *term);

// Uploads it for its job, with as many tickets as that takes. term NULL: no progress.
enum practice_status submit_upload(struct server *server, const char *job_id,
                                   const struct submit_file *file, const struct ui_term *term,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Waits for the end of a job, as the studio rings, with progress unless term is NULL. The rows of
// the job are the caller's.
enum practice_status submit_await(struct server *server, const char *reference,
                                  const struct ui_term *term, struct server_rows **ret_rows,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Tells a job: one JSON object, or lines for a person. Returns the exit code for one that ended so.
int submit_tell_json(const struct job *job);
int submit_tell(const struct job *job, const struct ui_term *term);

#endif
