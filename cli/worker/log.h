// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's log: one JSON object a line on stderr, which systemd keeps. A line is written by one
// write(2), so those of several processes never mix. Never a token, a password or a signed address.
#ifndef CLI_WORKER_LOG_H
#define CLI_WORKER_LOG_H

#include <stdio.h>

#include "ui/json.h"

struct log_line {
    struct ui_json json; // add members with ui_json_…() between begin and end
    FILE *out;
    char *text;
    size_t size;
};

// Starts a line with time, level ("info", "warning", "error"), process and event.
void log_begin(struct log_line *line, const char *level, const char *event);
void log_end(struct log_line *line);

// A line with a job ("" or NULL: none) and a reason (NULL: none).
void log_tell(const char *level, const char *event, const char *job, const char *reason);

#endif
