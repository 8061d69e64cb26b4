// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings, and what values they take.
#include "config/keys.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/nearest.h"

static const struct config_spec specs[] = {
    [CONFIG_ACCOUNT_KEYRING] = {.name = "account.keyring",
                                .kind = CONFIG_WORD,
                                .words = "auto never",
                                .fallback = "auto",
                                .help = "keep the studio's token in the desktop's keyring"},
    [CONFIG_JOURNAL_PATH] = {.name = "journal.path",
                             .kind = CONFIG_PATH,
                             .help = "the journal's file; PRACTICE_JOURNAL goes before it"},
    [CONFIG_HOOKS_FOLDER] = {.name = "hooks.folder",
                             .kind = CONFIG_PATH,
                             .help = "where the programs are that run after a save"},
    [CONFIG_HOOKS_LIMIT] = {.name = "hooks.limit",
                            .kind = CONFIG_COUNT,
                            .least = 1,
                            .most = 3600,
                            .fallback = "30",
                            .help = "seconds that such a program may take"},
    [CONFIG_RECORD_DEVICE] = {.name = "record.device",
                              .kind = CONFIG_TEXT,
                              .help = "the microphone, as record --device"},
    [CONFIG_RECORD_RATE] = {.name = "record.rate",
                            .kind = CONFIG_COUNT,
                            .least = 8000,
                            .most = 192000,
                            .help = "samples per second, as record --rate"},
    [CONFIG_RECORD_KEEP] = {.name = "record.keep",
                            .kind = CONFIG_YES_NO,
                            .fallback = "no",
                            .help = "keep every recording, as record --keep"},
    [CONFIG_RECORD_KEEP_FOLDER] = {.name = "record.keep-folder",
                                   .kind = CONFIG_PATH,
                                   .help = "where kept recordings go"},
    [CONFIG_RECORD_AUTO_STOP] = {.name = "record.auto-stop",
                                 .kind = CONFIG_COUNT,
                                 .least = 1,
                                 .most = 1440,
                                 .help = "end after so many minutes without playing"},
    [CONFIG_SERVER_FOLDER] = {.name = "server.folder",
                              .kind = CONFIG_PATH,
                              .help = "where the studio of this machine lives"},
    [CONFIG_STATS_REST_DAYS] = {.name = "stats.rest-days",
                                .kind = CONFIG_COUNT,
                                .least = 0,
                                .most = 6,
                                .fallback = "0",
                                .help = "days a week that do not break a streak"},
    [CONFIG_SYNC_AUTO] = {.name = "sync.auto",
                          .kind = CONFIG_YES_NO,
                          .fallback = "yes",
                          .help = "sync in the background after a command changed something"},
    [CONFIG_UI_COLOR] = {.name = "ui.color",
                         .kind = CONFIG_WORD,
                         .words = "auto never",
                         .fallback = "auto",
                         .help = "colours on a terminal; never is --no-color"},
    [CONFIG_USER_INSTRUMENT] = {.name = "user.instrument",
                                .kind = CONFIG_TEXT,
                                .help = "the instrument of a session that names none"},
    [CONFIG_USER_WEEK_START] = {.name = "user.week-start",
                                .kind = CONFIG_WORD,
                                .words = "monday tuesday wednesday thursday friday saturday sunday",
                                .fallback = "monday",
                                .help = "the day on which a week begins"},
};

const struct config_spec *config_spec(enum config_key key)
{
    return &specs[key];
}

enum config_key config_key_find(const char *name)
{
    int key = 0;
    while (key < CONFIG_N_KEYS && strcmp(specs[key].name, name) != 0)
        key++;
    return (enum config_key)key;
}

const char *config_key_nearest(const char *name)
{
    const char *names[CONFIG_N_KEYS];
    for (int i = 0; i < CONFIG_N_KEYS; i++)
        names[i] = specs[i].name;
    return nearest_word(name, names, CONFIG_N_KEYS);
}

// The place of a word in "a b c", or -1.
static int place_of(const char *words, const char *word)
{
    size_t length = strlen(word);
    int place = 0;
    for (const char *at = words; at; at = strchr(at, ' '), place++) {
        at += *at == ' ';
        if (length && strncmp(at, word, length) == 0 && (at[length] == ' ' || !at[length]))
            return place;
    }
    return -1;
}

static int is_plain_text(const char *value)
{
    for (const char *p = value; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return 0;
    return *value && strlen(value) <= CONFIG_MAX_VALUE;
}

static int read_count(const struct config_spec *spec, const char *value, int64_t *ret)
{
    char *end;
    if (*value < '0' || *value > '9')
        return -1;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (*end || errno || number < spec->least || number > spec->most)
        return -1;
    *ret = number;
    return 0;
}

static enum practice_status refuse(const struct config_spec *spec, const char *value,
                                   struct practice_error *err)
{
    switch (spec->kind) {
    case CONFIG_WORD:
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "%s is one of: %s; not '%.80s'",
                         spec->name, spec->words, value);
    case CONFIG_COUNT:
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "%s is a whole number from %lld to %lld; not '%.80s'", spec->name,
                         (long long)spec->least, (long long)spec->most, value);
    case CONFIG_YES_NO:
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "%s is yes or no; not '%.80s'",
                         spec->name, value);
    case CONFIG_PATH:
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "%s is a path from / or from ~/; not '%.80s'", spec->name, value);
    case CONFIG_TEXT:
        break;
    }
    return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                     "%s is one line of text of 1 to %d bytes; not '%.80s'", spec->name,
                     CONFIG_MAX_VALUE, value);
}

enum practice_status config_value_check(enum config_key key, const char *value, int64_t *ret_number,
                                        struct practice_error *err)
{
    const struct config_spec *spec = &specs[key];
    int64_t number = 0;
    int is_good = is_plain_text(value);
    switch (spec->kind) {
    case CONFIG_TEXT:
        break;
    case CONFIG_PATH:
        is_good = is_good && (value[0] == '/' || strncmp(value, "~/", 2) == 0);
        break;
    case CONFIG_WORD:
        number = place_of(spec->words, value);
        is_good = number >= 0;
        break;
    case CONFIG_COUNT:
        is_good = read_count(spec, value, &number) == 0;
        break;
    case CONFIG_YES_NO:
        number = place_of("no yes false true off on", value);
        is_good = number >= 0;
        number &= 1;
        break;
    }
    if (!is_good)
        return refuse(spec, value, err);
    *ret_number = number;
    return PRACTICE_OK;
}
