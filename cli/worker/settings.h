// SPDX-License-Identifier: GPL-3.0-or-later
// What a worker is told: by a file, by the environment and by flags, the latter over the former.
// One table has every key with its bounds and words; everything is judged before anything is begun.
#ifndef CLI_WORKER_SETTINGS_H
#define CLI_WORKER_SETTINGS_H

#include <stddef.h>

#include <practice/error.h>

#define SETTINGS_TEXT_SIZE 2048
#define SETTINGS_MAX_FILE  65536
#define SETTINGS_MAX_JOBS  64

enum settings_role {
    SETTINGS_ANALYSE = 1,
    SETTINGS_DISPATCH = 2,
    SETTINGS_HOUSEKEEP = 4,
};

// Which webhooks are delivered.
enum settings_webhooks {
    SETTINGS_HOOKS_PUBLIC, // to addresses of the internet, over HTTPS
    SETTINGS_HOOKS_ANY,    // also into private networks, and over HTTP
    SETTINGS_HOOKS_OFF,
};

struct settings {
    char studio[SETTINGS_TEXT_SIZE]; // as server_open() takes it
    char queue[SETTINGS_TEXT_SIZE];  // a name or an URL
    char bucket[SETTINGS_TEXT_SIZE]; // of the recordings
    char region[SETTINGS_TEXT_SIZE]; // "" in these: as AWS's tools find it
    char profile[SETTINGS_TEXT_SIZE];
    char endpoint_sqs[SETTINGS_TEXT_SIZE];
    char endpoint_s3[SETTINGS_TEXT_SIZE];
    char spool[SETTINGS_TEXT_SIZE]; // folder for downloads
    char roles[SETTINGS_TEXT_SIZE];
    char listen[SETTINGS_TEXT_SIZE];   // ADDRESS:PORT to be asked how it is; "": nobody can
    char webhooks[SETTINGS_TEXT_SIZE]; // "public", "any" or "off"
    char hook_ca[SETTINGS_TEXT_SIZE];  // a file of certificates; "": the system's
    double jobs;                       // recordings at once
    double visibility_s;               // how long a message and a job are held after a beat
    double grace_s;                    // for what is in flight, after the first signal
    double limit_s;                    // for measuring one recording
    double memory_mb;                  // of the process that measures
    double reserve_mb;                 // free disk that is never used
    double ticket_s;                   // how long an address to upload to is good
    double part_mb;                    // of uploads in parts
    enum settings_webhooks hooks;      // as `webhooks` says
    int role_set;                      // of enum settings_role
};

struct settings_key {
    const char *name; // "visibility"
    const char *help; // one line
    size_t offset;
    double least, most, otherwise; // of numbers; most 0: a text
    const char *fallback;          // of texts; NULL: must be said
};

// The table. *ret_n is its length.
const struct settings_key *settings_keys(size_t *ret_n);

// Fills in the defaults.
void settings_init(struct settings *ret_settings);

// Reads a file of lines "key = value"; '#' begins a comment. Fails with NOT_FOUND, UNREADABLE,
// OVER_LIMIT or BAD_ARGUMENT (an unknown key or a bad value, with the line).
enum practice_status settings_read_file(struct settings *settings, const char *path,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Reads PRACTICE_WORKER_<KEY> of the environment, '-' as '_'. Fails with BAD_ARGUMENT.
enum practice_status settings_read_environment(struct settings *settings,
                                               struct practice_error *err) PRACTICE_CHECKED;

// Sets one key. Fails with BAD_ARGUMENT.
enum practice_status settings_set(struct settings *settings, const char *name, const char *value,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Sees that all is there and makes sense together. Fails with BAD_ARGUMENT.
enum practice_status settings_check(struct settings *settings,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
