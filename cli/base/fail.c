// SPDX-License-Identifier: GPL-3.0-or-later
// The only place of the program that writes a practice_error.
#include "base/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void make_printable(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p; p++) {
        if (*p < 0x20 || *p == 0x7f)
            *p = '?';
        else if (p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0) // C1 controls in UTF-8
            p[0] = p[1] = '?';
    }
}

// A message cut at its limit must not end in half a character.
static void drop_torn_tail(char *text, size_t size)
{
    size_t length = strlen(text);
    if (length + 1 < size)
        return;
    while (length > 0 && ((unsigned char)text[length - 1] & 0xc0) == 0x80)
        length--;
    if (length > 0 && (unsigned char)text[length - 1] >= 0xc0)
        length--;
    text[length] = '\0';
}

enum practice_status cli_fail(struct practice_error *err, enum practice_status status,
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
    drop_torn_tail(err->message, sizeof err->message);
    make_printable(err->message);
    return status;
}

void cli_hint(struct practice_error *err, const char *hint)
{
    if (!err)
        return;
    (void)snprintf(err->hint, sizeof err->hint, "%s", hint);
    drop_torn_tail(err->hint, sizeof err->hint);
    make_printable(err->hint);
}

enum practice_status cli_no_memory(struct practice_error *err)
{
    return cli_fail(err, PRACTICE_NO_MEMORY, "out of memory");
}

static enum practice_status status_of_errno(int error)
{
    if (error == ENOENT)
        return PRACTICE_NOT_FOUND;
    return error == ENOMEM ? PRACTICE_NO_MEMORY : PRACTICE_UNREADABLE;
}

enum practice_status cli_fail_errno(struct practice_error *err, const char *verb, const char *path)
{
    int error = errno;
    char words[128];
    const char *reason = strerror_r(error, words, sizeof words); // GNU: the pointer is the answer
    return cli_fail(err, status_of_errno(error), "cannot %s '%s': %s", verb, path, reason);
}
