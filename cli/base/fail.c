// SPDX-License-Identifier: GPL-3.0-or-later
// The program's one writer of practice_error. It repeats a few lines of engine/base because the
// engine's rooms are not visible from here, and the words must obey the same rules.
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>

static void make_printable(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p; p++) {
        if (*p < 0x20 || *p == 0x7f)
            *p = '?';
        else if (p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0) // C1 controls in UTF-8
            p[0] = p[1] = '?';
    }
}

enum practice_status fail_with(struct practice_error *err, enum practice_status status,
                               const char *hint, const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    va_list args;
    va_start(args, format);
    if (vsnprintf(err->message, sizeof err->message, format, args) < 0)
        err->message[0] = '\0';
    va_end(args);
    make_printable(err->message);
    (void)snprintf(err->hint, sizeof err->hint, "%s", hint ? hint : "");
    make_printable(err->hint);
    return status;
}

enum practice_status fail_no_memory(struct practice_error *err)
{
    return fail_with(err, PRACTICE_NO_MEMORY, NULL, "out of memory");
}
