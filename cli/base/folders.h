// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program keeps things, as the XDG Base Directory specification says: the journal under
// data, running takes under state, settings under config. Everything it makes there is private.
#ifndef CLI_BASE_FOLDERS_H
#define CLI_BASE_FOLDERS_H

#include <stddef.h>

#include <practice/error.h>

enum folder {
    FOLDER_DATA,   // XDG_DATA_HOME, ~/.local/share
    FOLDER_STATE,  // XDG_STATE_HOME, ~/.local/state
    FOLDER_CONFIG, // XDG_CONFIG_HOME, ~/.config
    FOLDER_CACHE,  // XDG_CACHE_HOME, ~/.cache
};

// The absolute path of `name` (may hold slashes; "" for the folder itself) in the program's own
// folder of a kind: "/home/mia/.local/share/practice/journal.db". A variable that is not absolute
// is ignored, as the specification asks. Fails with NOT_FOUND (no HOME either) or OVER_LIMIT (the
// path does not fit).
enum practice_status folder_path(enum folder kind, const char *name, char *buffer, size_t size,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Makes every missing folder above `path`, private to the user (0700). Fails with UNREADABLE.
enum practice_status folder_make_parents(const char *path,
                                         struct practice_error *err) PRACTICE_CHECKED;

#endif
