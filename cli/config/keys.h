// SPDX-License-Identifier: GPL-3.0-or-later
// The settings there are: one table with type, default and help, which drives reading, checking,
// `practice config list` and, by a test, the manual page. A key stands here only when something
// reads it.
#ifndef CLI_CONFIG_KEYS_H
#define CLI_CONFIG_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

enum config_key {
    CONFIG_ACCOUNT_KEYRING,
    CONFIG_JOURNAL_PATH,
    CONFIG_HOOKS_FOLDER,
    CONFIG_HOOKS_LIMIT,
    CONFIG_RECORD_DEVICE,
    CONFIG_RECORD_RATE,
    CONFIG_RECORD_KEEP,
    CONFIG_RECORD_KEEP_FOLDER,
    CONFIG_RECORD_AUTO_STOP,
    CONFIG_SERVER_FOLDER,
    CONFIG_STATS_REST_DAYS,
    CONFIG_SYNC_AUTO,
    CONFIG_UI_COLOR,
    CONFIG_USER_INSTRUMENT,
    CONFIG_USER_WEEK_START,
    CONFIG_N_KEYS,
};

enum config_kind {
    CONFIG_TEXT,   // 1 … CONFIG_MAX_VALUE bytes of UTF-8 without control characters
    CONFIG_PATH,   // absolute, or below the home folder with "~/"
    CONFIG_WORD,   // one of .words; its number is its place among them
    CONFIG_COUNT,  // .least … .most
    CONFIG_YES_NO, // yes, no, true, false, on, off; its number is 1 or 0
};

#define CONFIG_MAX_VALUE 1000

struct config_spec {
    const char *name; // "record.rate"
    enum config_kind kind;
    const char *words; // of CONFIG_WORD: "monday tuesday"
    int64_t least, most;
    const char *fallback; // NULL: none
    const char *help;     // one line
};

const struct config_spec *config_spec(enum config_key key);

// The key of that name, or CONFIG_N_KEYS.
enum config_key config_key_find(const char *name);

// The nearest name of a key, or NULL.
const char *config_key_nearest(const char *name);

// Checks a value and writes its number (0 for texts). Fails with BAD_ARGUMENT.
enum practice_status config_value_check(enum config_key key, const char *value, int64_t *ret_number,
                                        struct practice_error *err) PRACTICE_CHECKED;

#endif
