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

// The line that says how far a recording is. To be told by submit_show() as often as one likes and
// taken away by submit_show_end() before anything else is printed.
struct submit_show {
    struct ui_term term;
    int is_drawing; // on a terminal whose lines can be redrawn
    int is_asked;   // and where they cannot: a line for each stage
    const char *said;
    int64_t drawn_ms;
};

struct submit_state {
    const char *name; // of the recording
    const char *what; // "uploading"; static, one text for one stage
    int percent;      // below 0: not known
    double left_s;    // likewise
};

void submit_show_init(struct submit_show *ret_show, int fd, int no_color, int is_asked);
void submit_show(struct submit_show *show, const struct submit_state *state);
void submit_show_end(struct submit_show *show);

// Uploads it for its job, with as many tickets as that takes. A new job has asked for the first.
enum practice_status submit_upload(struct server *server, const struct job_made *job,
                                   const struct submit_file *file, struct submit_show *show,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Waits for the end of a job, as the studio rings, and then for the journal to have its session, if
// it is to sync by itself. The rows of the job are the caller's.
enum practice_status submit_await(struct server *server, const char *reference,
                                  struct submit_show *show, struct server_rows **ret_rows,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Tells a job: one JSON object, or lines for a person. Returns the exit code for one that ended so.
int submit_tell_json(const struct job *job);
int submit_tell(const struct job *job, const struct ui_term *term);

#endif
