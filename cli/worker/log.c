// SPDX-License-Identifier: GPL-3.0-or-later
// Without memory a line is lost; the work is not.
#include "worker/log.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void put_time(struct ui_json *json)
{
    char text[40], seconds[24];
    struct timespec now;
    struct tm utc;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    (void)gmtime_r(&now.tv_sec, &utc);
    (void)strftime(seconds, sizeof seconds, "%Y-%m-%dT%H:%M:%S", &utc);
    (void)snprintf(text, sizeof text, "%s.%03ldZ", seconds, now.tv_nsec / 1000000);
    ui_json_string(json, "time", text);
}

void log_begin(struct log_line *line, const char *level, const char *event)
{
    *line = (struct log_line){0};
    line->out = open_memstream(&line->text, &line->size);
    if (!line->out)
        line->out = fopen("/dev/null", "w"); // the members still need somewhere to go
    ui_json_init(&line->json, line->out ? line->out : stderr);
    ui_json_object_begin(&line->json, NULL);
    put_time(&line->json);
    ui_json_string(&line->json, "level", level);
    ui_json_integer(&line->json, "pid", getpid());
    ui_json_string(&line->json, "event", event);
}

void log_end(struct log_line *line)
{
    ui_json_object_end(&line->json);
    ui_json_line_end(&line->json);
    if (line->out && fclose(line->out) == 0 && line->text && line->size) {
        ssize_t written = write(STDERR_FILENO, line->text, line->size);
        (void)written; // there is nowhere to say that it failed
    }
    free(line->text);
}

void log_tell(const char *level, const char *event, const char *job, const char *reason)
{
    struct log_line line;
    log_begin(&line, level, event);
    if (job && *job)
        ui_json_string(&line.json, "job", job);
    if (reason)
        ui_json_string(&line.json, "reason", reason);
    log_end(&line);
}
