// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that writes a practice_error, so that every message obeys the same rules:
// bounded, terminated, and without control characters from file names or damaged headers.
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>

void base_make_printable(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p; p++) {
        if (*p < 0x20 || *p == 0x7f)
            *p = '?';
        else if (p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0) // C1 controls in UTF-8
            p[0] = p[1] = '?';
    }
}

enum practice_status base_fail(struct practice_error *err, enum practice_status status,
                               const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    err->hint[0] = '\0';
    va_list args;
    va_start(args, format);
    if (vsnprintf(err->message, sizeof err->message, format, args) < 0)
        err->message[0] = '\0';
    va_end(args);
    base_make_printable(err->message);
    return status;
}

void base_hint(struct practice_error *err, const char *hint)
{
    if (err)
        (void)snprintf(err->hint, sizeof err->hint, "%s", hint);
}

enum practice_status base_no_memory(struct practice_error *err)
{
    return base_fail(err, PRACTICE_NO_MEMORY, "out of memory");
}

const char *practice_status_name(enum practice_status status)
{
    switch (status) {
    case PRACTICE_OK:
        return "ok";
    case PRACTICE_NO_MEMORY:
        return "no_memory";
    case PRACTICE_BAD_ARGUMENT:
        return "bad_argument";
    case PRACTICE_NOT_FOUND:
        return "not_found";
    case PRACTICE_UNREADABLE:
        return "unreadable";
    case PRACTICE_NOT_AUDIO:
        return "not_audio";
    case PRACTICE_EMPTY:
        return "empty";
    case PRACTICE_OVER_LIMIT:
        return "over_limit";
    case PRACTICE_INTERNAL:
        break;
    }
    return "internal";
}

const char *practice_version(void)
{
    return PRACTICE_VERSION;
}
