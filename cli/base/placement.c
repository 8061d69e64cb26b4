// SPDX-License-Identifier: GPL-3.0-or-later
// renameat2() with NOREPLACE decides in one step whether the place is free; file systems without
// it (some network and FAT ones) get a look before the leap.
#include "base/placement.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"

enum practice_status placement_begin(const char *target, char **ret_temporary,
                                     struct practice_error *err)
{
    const char *slash = strrchr(target, '/');
    int folder = slash ? (int)(slash - target) + 1 : 0;
    char *name;
    if (asprintf(&name, "%.*s.%s.XXXXXX", folder, target, target + folder) < 0)
        return fail_no_memory(err);
    int fd = mkstemp(name);
    if (fd < 0) {
        free(name);
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write '%s': %s", target,
                         strerror(errno));
    }
    close(fd);
    *ret_temporary = name;
    return PRACTICE_OK;
}

static int have_same_bytes(const char *a, const char *b)
{
    FILE *x = fopen(a, "re"), *y = fopen(b, "re");
    char one[8192], other[8192];
    int same = x && y;
    for (size_t n = 1; same && n;) {
        n = fread(one, 1, sizeof one, x);
        same = fread(other, 1, sizeof other, y) == n && memcmp(one, other, n) == 0;
    }
    same = same && !ferror(x) && !ferror(y);
    if (x)
        fclose(x);
    if (y)
        fclose(y);
    return same;
}

static int move_if_free(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (access(to, F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename(from, to);
}

enum practice_status placement_keep(const char *temporary, const char *target,
                                    struct practice_error *err)
{
    if (move_if_free(temporary, target) == 0)
        return PRACTICE_OK;
    int code = errno;
    int same = code == EEXIST && have_same_bytes(temporary, target);
    unlink(temporary);
    if (same)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_UNREADABLE,
                     code == EEXIST ? "move it away or choose another folder" : NULL,
                     "cannot write '%s': %s", target, strerror(code));
}
