// SPDX-License-Identifier: GPL-3.0-or-later
// From a file to the studio's store. A fresh ticket names only the parts that are missing, so going
// on after whatever went wrong is asking for one.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <practice/decoder.h>

#include "base/fail.h"
#include "base/when.h"
#include "batch/digest.h"
#include "cloud/http.h"
#include "cloud/s3.h"
#include "commands/submit.h"

#define MAX_BYTES   (INT64_C(2) << 30)
#define MAX_TICKETS 8
#define ANSWER_S    60.0 // for the dispatcher

static void nap(double seconds)
{
    const struct timespec wait = {.tv_sec = (time_t)seconds,
                                  .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};
    (void)nanosleep(&wait, NULL);
}

// When the recorder says that it began, else when the file was last written, less its length.
static int64_t start_of(const struct practice_format *format, const struct stat *info)
{
    char here[ZONE_NAME_SIZE];
    struct zone *zone = NULL;
    struct when when;
    int64_t at_ms = (int64_t)info->st_mtim.tv_sec * 1000 + info->st_mtim.tv_nsec / 1000000;
    if (format->n_frames > 0)
        at_ms -= format->n_frames * 1000 / format->rate_hz;
    if (format->recorded_at[0] && zone_open(zone_system_name(here), &zone, NULL) == PRACTICE_OK) {
        struct when_base base = when_base_now(zone);
        if (when_parse(format->recorded_at, &base, &when, NULL) == PRACTICE_OK &&
            when.utc_ms <= base.now_ms)
            at_ms = when.utc_ms;
        zone_free(zone);
    }
    return at_ms < 0 ? 0 : at_ms;
}

static enum practice_status see_recording(struct submit_file *file, const struct stat *info,
                                          struct practice_error *err)
{
    struct practice_decoder *decoder = NULL;
    enum practice_status status = practice_decoder_open_fd(file->fd, file->path, &decoder, err);
    if (status != PRACTICE_OK)
        return status;
    const struct practice_format *format = practice_decoder_format(decoder);
    double length_s = (double)format->n_frames / (double)format->rate_hz;
    (void)snprintf(file->type, sizeof file->type, "audio/%s", format->container);
    file->recorded_ms = start_of(format, info);
    practice_decoder_free(decoder);
    if (length_s > PRACTICE_MAX_DURATION_S)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "'%s' is longer than 12 h", file->path);
    return PRACTICE_OK;
}

enum practice_status submit_look(const char *path, struct submit_file *ret_file,
                                 struct practice_error *err)
{
    struct submit_file file = {.path = path};
    struct stat info;
    uint8_t digest[DIGEST_SIZE];
    file.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file.fd < 0 || fstat(file.fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        if (file.fd >= 0)
            (void)close(file.fd);
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' is no file that can be read", path);
    }
    file.size_bytes = info.st_size;
    enum practice_status status = PRACTICE_OK;
    if (file.size_bytes > MAX_BYTES)
        status = fail_with(err, PRACTICE_OVER_LIMIT, NULL, "'%s' is larger than 2 GiB", path);
    if (status == PRACTICE_OK)
        status = see_recording(&file, &info, err);
    if (status == PRACTICE_OK && lseek(file.fd, 0, SEEK_SET) != 0)
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' cannot be read", path);
    if (status == PRACTICE_OK)
        status = digest_file(file.fd, path, digest, err);
    if (status != PRACTICE_OK) {
        (void)close(file.fd);
        return status;
    }
    digest_to_hex(digest, file.sha256);
    *ret_file = file;
    return PRACTICE_OK;
}

// Asks until the dispatcher has answered: is_fresh, after what it may have answered before.
static enum practice_status await_ticket(struct server *server, const char *id, int is_fresh,
                                         struct job_ticket *ret_ticket, struct practice_error *err)
{
    double waited_s = 0, pause_s = 0.05;
    enum practice_status status = PRACTICE_OK;
    *ret_ticket = (struct job_ticket){.is_wanted = 1};
    if (is_fresh)
        status = job_ticket(server, id, 1, ret_ticket, err);
    while (status == PRACTICE_OK && ret_ticket->is_wanted && !ret_ticket->is_ready) {
        job_ticket_release(ret_ticket);
        if (waited_s > ANSWER_S)
            return fail_with(err, PRACTICE_OVER_LIMIT,
                             "later again: the same file goes on where it was",
                             "no worker of the studio answers");
        nap(pause_s);
        waited_s += pause_s;
        pause_s = pause_s < 0.8 ? pause_s + 0.2 : 1; // a look costs the studio as much as an answer
        status = job_ticket(server, id, 0, ret_ticket, err);
    }
    return status;
}

struct going {
    struct submit_show *show;
    const struct submit_file *file;
    int64_t offset, began_ms, began; // of this part; of this upload, and the byte that began with
};

// The time left is that of the bytes left at the pace so far.
static void on_sent(void *context, int64_t n_sent)
{
    const struct going *going = context;
    int64_t n_done = going->offset + n_sent, n_all = going->file->size_bytes;
    double spent_s = (double)(zone_now_ms() - going->began_ms) / 1e3;
    double share = (double)(n_done - going->began) / (double)(n_all - going->began);
    const struct submit_state state = {
        .name = going->file->path,
        .what = "uploading",
        .percent = n_all > 0 ? (int)(100 * n_done / n_all) : 0,
        .left_s = spent_s > 1 && share > 0.01 ? spent_s * (1 - share) / share : -1,
    };
    submit_show(going->show, &state);
}

static enum cloud_status put_parts(struct http *http, const struct submit_file *file,
                                   const struct job_ticket *ticket, struct submit_show *show,
                                   struct practice_error *err)
{
    enum cloud_status status = CLOUD_OK;
    struct going going = {.show = show, .file = file, .began_ms = zone_now_ms()};
    for (size_t i = 0; i < ticket->n && status == CLOUD_OK; i++) {
        int number = 0;
        char etag[S3_ETAG_SIZE];
        const char *address = job_ticket_part(ticket, i, &number);
        int64_t offset = (number - 1) * ticket->part_size, left = file->size_bytes - offset;
        if (!address || number < 1 || left < 1)
            return cloud_fail(err, CLOUD_INVALID, NULL, "the studio's answer makes no sense");
        const struct s3_source source = {
            .fd = file->fd,
            .offset = offset,
            .size = left < ticket->part_size ? left : ticket->part_size,
            .sent = on_sent,
            .sent_context = &going,
        };
        going.offset = offset;
        going.began = i ? going.began : offset;
        status = s3_ticket_put(http, address, &source, NULL, etag, err);
    }
    submit_show_end(show);
    return status;
}

enum practice_status submit_upload(struct server *server, const struct job_made *job,
                                   const struct submit_file *file, struct submit_show *show,
                                   struct practice_error *err)
{
    static const struct http_options options;
    struct practice_error why;
    struct http *http = NULL;
    if (http_open(&options, &http, err) != CLOUD_OK)
        return PRACTICE_UNREADABLE;
    enum practice_status status = PRACTICE_OK;
    enum cloud_status put = CLOUD_PASSING;
    for (int i = 0; i < MAX_TICKETS && put != CLOUD_OK && status == PRACTICE_OK; i++) {
        struct job_ticket ticket = {0};
        if (i)
            nap(0.5 * i);
        status = await_ticket(server, job->id, i || !job->is_new, &ticket, err);
        if (status == PRACTICE_OK)
            put = ticket.is_wanted ? put_parts(http, file, &ticket, show, &why) : CLOUD_OK;
        job_ticket_release(&ticket);
        if (put != CLOUD_OK && put != CLOUD_PASSING && put != CLOUD_EXPIRED && put != CLOUD_GONE)
            break;
    }
    http_close(http);
    if (status == PRACTICE_OK && put != CLOUD_OK)
        status =
            fail_with(err, PRACTICE_OVER_LIMIT, "later again: the same file goes on where it was",
                      "'%s' was not uploaded: %.300s", file->path, why.message);
    return status == PRACTICE_OK ? job_uploaded(server, job->id, err) : status;
}
