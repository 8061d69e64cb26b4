// SPDX-License-Identifier: GPL-3.0-or-later
// The settings file, $XDG_CONFIG_HOME/practice/config: groups of keys as GLib reads and writes
// them, because GLib keeps a person's comments and order when a value changes. Commands read by
// key; names and texts matter only to `practice config`.
#ifndef CLI_CONFIG_CONFIG_H
#define CLI_CONFIG_CONFIG_H

#include "config/keys.h"

#define CONFIG_MAX_FILE 65536 // bytes

struct config; // opaque

// Where the file is, whether it is there or not. Fails as folder_path().
enum practice_status config_path(char *buffer, size_t size,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Reads the file; without one, every setting has its default. Values are not judged yet:
// config_check() does. Fails with UNREADABLE (cannot be read, or is no settings file), OVER_LIMIT,
// or as config_path().
enum practice_status config_open(struct config **ret_config,
                                 struct practice_error *err) PRACTICE_CHECKED;

// NULL is allowed.
void config_free(struct config *config);

// The first known key whose value is bad makes it fail with BAD_ARGUMENT; the hint tells how to
// take it away. Unknown keys are no failure: a newer version of the program may know them.
enum practice_status config_check(const struct config *config,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Calls tell() with each key of the file that is unknown ("groups.key").
void config_each_unknown(const struct config *config, void (*tell)(void *context, const char *name),
                         void *context);

// 1 when the file says something about the key.
int config_is_set(const struct config *config, enum config_key key);

// The value, or its default, or NULL; "~/" is replaced in paths. Lives as long as the config. A
// bad value counts as not set: config_check() was the time to complain.
const char *config_text(const struct config *config, enum config_key key);

// The number of a count, of a word (its place) or of yes and no; `otherwise` when the key is
// neither set nor has a default.
int64_t config_number(const struct config *config, enum config_key key, int64_t otherwise);

// What the file says, as it stands there, good or bad; NULL: nothing.
const char *config_raw(const struct config *config, enum config_key key);

// Changes the config in memory, after config_value_check().
void config_set(struct config *config, enum config_key key, const char *value);

// Takes a key away, a known or an unknown one. Returns 0 when it was not there.
int config_unset(struct config *config, const char *name);

// Writes the file whole, private to the user. Fails with UNREADABLE.
enum practice_status config_save(const struct config *config,
                                 struct practice_error *err) PRACTICE_CHECKED;

// The version of the library underneath, "2.74.6". Static storage.
const char *config_library_version(void);

// Writes a file with every key as a comment, unless there is a file. Fails with UNREADABLE.
enum practice_status config_make(struct practice_error *err) PRACTICE_CHECKED;

#endif
