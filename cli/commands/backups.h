// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of backups, beside the usual place of the journal: names with the time in them, so
// that their order is their age.
#ifndef CLI_COMMANDS_BACKUPS_H
#define CLI_COMMANDS_BACKUPS_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

struct backup {
    char *path;
    int64_t made_ms; // when the file was written, UTC
    int64_t n_bytes;
};

struct backups {
    struct backup *list; // newest first
    size_t n;
};

// The backups in the folder; a folder that is not there has none. Fails with NOT_FOUND (no home
// folder), UNREADABLE or NO_MEMORY.
enum practice_status backups_list(struct backups *ret_backups,
                                  struct practice_error *err) PRACTICE_CHECKED;
void backups_release(struct backups *backups);

// A new name in the folder, which is made: "…/journal-20260305-183000.db" with the time of here and
// `what` behind it ("-replaced"), that no file has. Fails as backups_list().
enum practice_status backups_new_name(const char *what, char *buffer, size_t size,
                                      struct practice_error *err) PRACTICE_CHECKED;

#endif
