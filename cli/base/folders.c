// SPDX-License-Identifier: GPL-3.0-or-later
// Paths are put together in one place, so that no command can choose its own.
#include "base/folders.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"

static const struct {
    const char *variable, *below_home;
} folders[] = {
    [FOLDER_DATA] = {"XDG_DATA_HOME", ".local/share"},
    [FOLDER_STATE] = {"XDG_STATE_HOME", ".local/state"},
    [FOLDER_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
    [FOLDER_CACHE] = {"XDG_CACHE_HOME", ".cache"},
};

enum practice_status folder_path(enum folder kind, const char *name, char *buffer, size_t size,
                                 struct practice_error *err)
{
    const char *base = getenv(folders[kind].variable), *home = getenv("HOME");
    const char *below = "", *slash = "";
    if (!base || base[0] != '/') {
        if (!home || home[0] != '/')
            return fail_with(err, PRACTICE_NOT_FOUND, "set HOME to a folder of yours",
                             "there is no home folder to keep things in");
        base = home;
        below = folders[kind].below_home;
        slash = "/";
    }
    int length =
        snprintf(buffer, size, "%s%s%s/practice%s%s", base, slash, below, *name ? "/" : "", name);
    if (length < 0 || (size_t)length >= size)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the path below '%s' is too long", base);
    return PRACTICE_OK;
}

enum practice_status folder_make_parents(const char *path, struct practice_error *err)
{
    char part[PATH_MAX];
    if (strlen(path) >= sizeof part)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the path '%.100s...' is too long", path);
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        (void)snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make the folder '%s': %s",
                             part, strerror(errno));
    }
    return PRACTICE_OK;
}
