// SPDX-License-Identifier: GPL-3.0-or-later
// The recording on its way through: down from the store into a file without a name, which nobody
// has to clean up, and through the process that measures it.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "cloud/s3.h"
#include "worker/clock.h"
#include "worker/measure.h"
#include "worker/one_inside.h"

#define MEBIBYTE    1048576.0
#define FETCH_SHARE 20 // percent of a job's progress

static enum one_step fault(struct one *one, enum one_step step, enum metrics_reason by,
                           const char *words)
{
    one->by = by;
    (void)snprintf(one->reason, sizeof one->reason, "%s", words);
    return step;
}

// Room for the recording and for the reserve, before a byte of it is asked for.
static enum one_step open_spool(struct one *one)
{
    const struct settings *settings = one->slot->settings;
    struct statvfs disk;
    one->fd = open(settings->spool, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (one->fd < 0 || fstatvfs(one->fd, &disk) != 0)
        return fault(one, ONE_FAULT, METRICS_BY_MACHINE,
                     "the worker has nowhere to put the recording");
    double room = (double)disk.f_bavail * (double)disk.f_frsize;
    if (room < (double)one->claim.size_bytes + settings->reserve_mb * MEBIBYTE)
        return fault(one, ONE_FAULT, METRICS_BY_MACHINE, "the worker's disk is full");
    return ONE_GOOD;
}

static int on_bytes(void *context, int64_t n_done, int64_t n_all)
{
    struct one *one = context;
    one->progress = n_all > 0 ? (int)(FETCH_SHARE * n_done / n_all) : 0;
    one_beat(one, 0);
    return one->is_lost;
}

static int on_tick(void *context)
{
    struct one *one = context;
    one_beat(one, 0);
    return one->is_lost;
}

static enum one_step judge_fetch(struct one *one, enum cloud_status status,
                                 const struct practice_error *why)
{
    if (one->is_lost)
        return ONE_LOST;
    switch (status) {
    case CLOUD_OK:
        return ONE_GOOD;
    case CLOUD_STOPPED:
        return ONE_HAND_BACK;
    case CLOUD_GONE:
        if (s3_lacks_bucket(one->slot->carrier))
            return fault(one, ONE_FAULT, METRICS_BY_STORE, why->message);
        return fault(one, ONE_POISON, METRICS_BY_STORE, "the recording is not there any more");
    case CLOUD_CHANGED:
    case CLOUD_TOO_BIG:
        return fault(one, ONE_POISON, METRICS_BY_STORE,
                     "what was uploaded is not what was handed in");
    default:
        return fault(one, ONE_FAULT, METRICS_BY_STORE, why->message);
    }
}

enum one_step one_fetch(struct one *one)
{
    const struct s3_place place = {one->slot->settings->bucket, one->claim.key};
    struct s3_downloaded downloaded;
    struct practice_error why = {0};
    char sha256[HASH_HEX_SIZE];
    one_stage_quietly(one, "fetch"); // the claim has said so
    one->progress_s = one->stage_began_s;
    enum one_step step = open_spool(one);
    if (step != ONE_GOOD)
        return step;
    const struct s3_download download = {
        .fd = one->fd,
        .max_size = one->claim.size_bytes,
        .progress = on_bytes,
        .context = one,
    };
    one->slot->tick = on_tick; // a download may be silent for longer than the visibility
    one->slot->tick_context = one;
    enum cloud_status status = s3_get(one->slot->carrier, &place, &download, &downloaded, &why);
    one->slot->tick = NULL;
    (void)slot_note(one->slot, SLOT_STORE, status);
    step = judge_fetch(one, status, &why);
    if (step != ONE_GOOD)
        return step;
    hash_to_hex(downloaded.sha256, sizeof downloaded.sha256, sha256);
    if (strcmp(sha256, one->claim.sha256) != 0)
        return fault(one, ONE_POISON, METRICS_BY_STORE,
                     "what was uploaded is not what was handed in");
    return ONE_GOOD;
}

static enum one_step watch(struct one *one, struct measure *measure)
{
    while (!measure_wait(measure, ONE_LOOK_S)) {
        one->progress = FETCH_SHARE + (int)((98 - FETCH_SHARE) * measure_share(measure));
        one_beat(one, 0);
        if (one->is_lost)
            return ONE_LOST;
        if (atomic_load(&one->slot->shared->hurry))
            return ONE_HAND_BACK;
    }
    return ONE_GOOD;
}

static void count(const struct one *one, const struct measure *measure)
{
    double spent_s = clock_now_s() - one->stage_began_s;
    atomic_fetch_add(&one->slot->shared->metrics.audio_ms,
                     (unsigned long long)(1e3 * measure_heard_s(measure)));
    atomic_fetch_add(&one->slot->shared->metrics.work_ms, (unsigned long long)(1e3 * spent_s));
}

enum one_step one_measure(struct one *one, char **ret_document)
{
    const struct settings *settings = one->slot->settings;
    const struct measure_input input = {
        .fd = one->fd,
        .size_bytes = one->claim.size_bytes,
        .file_name = one->claim.file_name,
        .sha256 = one->claim.sha256,
        .memory_bytes = (size_t)(settings->memory_mb * MEBIBYTE),
        .limit_s = settings->limit_s,
    };
    static const enum one_step steps[] = {
        [MEASURE_GOOD] = ONE_GOOD,
        [MEASURE_POISON] = ONE_POISON,
        [MEASURE_CRASHED] = ONE_AGAIN,
        [MEASURE_PASSING] = ONE_FAULT,
    };
    struct measure *measure = NULL;
    struct practice_error why;
    one_stage(one, "analyse");
    if (one->is_lost)
        return ONE_LOST;
    if (measure_start(&input, &measure, &why) != PRACTICE_OK)
        return fault(one, ONE_FAULT, METRICS_BY_MACHINE, why.message);
    enum one_step step = watch(one, measure);
    if (step != ONE_GOOD) {
        measure_kill(measure);
        return step;
    }
    count(one, measure);
    one->progress = 98;
    step = steps[measure_end(measure, ret_document, one->reason)];
    one->by = step == ONE_FAULT ? METRICS_BY_MACHINE : METRICS_BY_DECODER;
    return step;
}
