// SPDX-License-Identifier: GPL-3.0-or-later
// What can become of a call over the network, by what the caller should do about it: try later,
// give up on this one thing, or call for a person. practice_error has the words; this has the
// decision.
#ifndef CLI_CLOUD_FAULT_H
#define CLI_CLOUD_FAULT_H

#include <practice/error.h>

enum cloud_status {
    CLOUD_OK,
    CLOUD_PASSING, // network, time-out, 5xx, throttled, no credentials just now: later again
    CLOUD_STOPPED, // the caller's own stop flag was raised
    CLOUD_GONE,    // no such object, queue, bucket or upload
    CLOUD_CHANGED, // the object is no longer the one that was meant (If-Match)
    CLOUD_EXPIRED, // the receipt or the ticket was good once, but is no longer
    CLOUD_TOO_BIG, // more bytes than the caller allows
    CLOUD_REFUSED, // credentials, permissions, region, certificate: the configuration is wrong
    CLOUD_INVALID, // the request cannot be right, whenever it is sent
    CLOUD_LOCAL,   // here: out of memory, the disk is full, a file cannot be read
};

// What the worker makes of it: a fault is of the network (wait), of this job (give it up) or of
// the configuration (stop and tell).
enum cloud_kind {
    CLOUD_FINE,
    CLOUD_WAIT,
    CLOUD_POISON,
    CLOUD_CONFIGURATION,
};
enum cloud_kind cloud_kind_of(enum cloud_status status);

// The word for logs and metrics: "passing", "gone", … Static storage.
const char *cloud_status_name(enum cloud_status status);

// Writes the words (printf format) into *err, which may be NULL, and returns status.
enum cloud_status cloud_fail(struct practice_error *err, enum cloud_status status, const char *hint,
                             const char *format, ...) __attribute__((format(printf, 4, 5)));

// The status of a practice call of this program's own, whose words stand in *err already.
enum cloud_status cloud_from(enum practice_status status) PRACTICE_CHECKED;

// How an AWS error code ("NoSuchKey", "ThrottlingException") or, where it is unknown or "", an HTTP
// status is to be taken. 2xx are CLOUD_OK.
enum cloud_status cloud_classify(const char *code, int http_status) PRACTICE_CHECKED;

#endif
