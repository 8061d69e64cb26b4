// SPDX-License-Identifier: GPL-3.0-or-later
// A file of "key = value" is read here and not by the settings of the musician (cli/config): a
// worker runs without a home, and its keys are others.
#include "worker/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define AT(member) offsetof(struct settings, member)

static const struct settings_key keys[] = {
    {"studio", "the studio's PostgreSQL, as a URI or \"key=value …\"", AT(studio), 0, 0, 0, NULL},
    {"queue", "the queue: a name, or its URL", AT(queue), 0, 0, 0, NULL},
    {"bucket", "the bucket of the recordings", AT(bucket), 0, 0, 0, NULL},
    {"region", "the region of queue and bucket", AT(region), 0, 0, 0, ""},
    {"profile", "the profile of AWS's shared files", AT(profile), 0, 0, 0, ""},
    {"queue-endpoint", "where SQS is, instead of AWS's own", AT(endpoint_sqs), 0, 0, 0, ""},
    {"store-endpoint", "where S3 is, instead of AWS's own", AT(endpoint_s3), 0, 0, 0, ""},
    {"spool", "a folder for recordings while they are measured", AT(spool), 0, 0, 0, "/var/tmp"},
    {"roles", "of analyse, dispatch, housekeep", AT(roles), 0, 0, 0, "analyse,dispatch,housekeep"},
    {"listen", "where to tell how it is, as in 127.0.0.1:9184", AT(listen), 0, 0, 0, ""},
    {"webhooks", "public, any (also private networks) or off", AT(webhooks), 0, 0, 0, "public"},
    {"webhook-ca", "certificates that webhooks may have, instead of the system's", AT(hook_ca), 0,
     0, 0, ""},
    {"jobs", "recordings at once", AT(jobs), 1, SETTINGS_MAX_JOBS, 1, NULL},
    {"visibility", "seconds a job is held after a beat", AT(visibility_s), 2, 3600, 60, NULL},
    {"grace", "seconds for what is in flight, at a stop", AT(grace_s), 0, 3600, 30, NULL},
    {"limit", "seconds for measuring one recording", AT(limit_s), 1, 43200, 3600, NULL},
    {"memory", "MiB of the process that measures", AT(memory_mb), 256, 65536, 2048, NULL},
    {"reserve", "MiB of the disk that are never used", AT(reserve_mb), 0, 1e7, 512, NULL},
    {"ticket", "seconds an address to upload to is good", AT(ticket_s), 60, 43200, 3600, NULL},
    {"part", "MiB of a part, of which large recordings have many", AT(part_mb), 5, 1024, 16, NULL},
};

#define N_KEYS (sizeof keys / sizeof *keys)

const struct settings_key *settings_keys(size_t *ret_n)
{
    *ret_n = N_KEYS;
    return keys;
}

static char *text_of(struct settings *settings, const struct settings_key *key)
{
    return (char *)settings + key->offset;
}

static double *number_of(struct settings *settings, const struct settings_key *key)
{
    return (double *)(void *)((char *)settings + key->offset);
}

void settings_init(struct settings *ret_settings)
{
    memset(ret_settings, 0, sizeof *ret_settings);
    for (size_t i = 0; i < N_KEYS; i++)
        if (keys[i].most > 0)
            *number_of(ret_settings, &keys[i]) = keys[i].otherwise;
        else if (keys[i].fallback)
            (void)snprintf(text_of(ret_settings, &keys[i]), SETTINGS_TEXT_SIZE, "%s",
                           keys[i].fallback);
}

static enum practice_status set(struct settings *settings, const struct settings_key *key,
                                const char *value, struct practice_error *err)
{
    char *end;
    if (key->most > 0) {
        double number = strtod(value, &end);
        if (end == value || *end || !(number >= key->least && number <= key->most))
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "%s: a number of %g to %g",
                             key->name, key->least, key->most);
        *number_of(settings, key) = number;
        return PRACTICE_OK;
    }
    if (strlen(value) >= SETTINGS_TEXT_SIZE || strpbrk(value, "\n\r"))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "%s: at most %d bytes in a line",
                         key->name, SETTINGS_TEXT_SIZE - 1);
    (void)snprintf(text_of(settings, key), SETTINGS_TEXT_SIZE, "%s", value);
    return PRACTICE_OK;
}

enum practice_status settings_set(struct settings *settings, const char *name, const char *value,
                                  struct practice_error *err)
{
    for (size_t i = 0; i < N_KEYS; i++)
        if (strcmp(keys[i].name, name) == 0)
            return set(settings, &keys[i], value, err);
    return fail_with(err, PRACTICE_BAD_ARGUMENT, "man practice-worker lists them",
                     "there is no setting '%.60s'", name);
}

// Cuts blanks off both ends.
static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        text[--n] = '\0';
    return text;
}

static enum practice_status read_line(struct settings *settings, char *line,
                                      struct practice_error *err)
{
    char *text = trim(line), *equals;
    if (!*text || *text == '#')
        return PRACTICE_OK;
    equals = strchr(text, '=');
    if (!equals)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "not \"key = value\"");
    *equals = '\0';
    return settings_set(settings, trim(text), trim(equals + 1), err);
}

enum practice_status settings_read_file(struct settings *settings, const char *path,
                                        struct practice_error *err)
{
    char line[SETTINGS_TEXT_SIZE + 64];
    struct practice_error why;
    enum practice_status status = PRACTICE_OK;
    size_t total = 0;
    FILE *file = fopen(path, "re");
    if (!file)
        return fail_with(err, errno == ENOENT ? PRACTICE_NOT_FOUND : PRACTICE_UNREADABLE, NULL,
                         "cannot read '%s': %s", path, strerror(errno));
    for (unsigned number = 1; status == PRACTICE_OK && fgets(line, sizeof line, file); number++) {
        total += strlen(line);
        status = total > SETTINGS_MAX_FILE
                     ? fail_with(&why, PRACTICE_OVER_LIMIT, NULL, "more than 64 KiB")
                     : read_line(settings, line, &why);
        if (status != PRACTICE_OK)
            status =
                fail_with(err, status, why.hint, "'%s' line %u: %.300s", path, number, why.message);
    }
    (void)fclose(file);
    return status;
}

enum practice_status settings_read_environment(struct settings *settings,
                                               struct practice_error *err)
{
    char name[64];
    for (size_t i = 0; i < N_KEYS; i++) {
        size_t n = (size_t)snprintf(name, sizeof name, "PRACTICE_WORKER_%s", keys[i].name);
        for (size_t k = 0; k < n; k++)
            name[k] = name[k] == '-' ? '_' : (char)toupper((unsigned char)name[k]);
        const char *value = getenv(name);
        enum practice_status status =
            value && *value ? set(settings, &keys[i], value, err) : PRACTICE_OK;
        if (status != PRACTICE_OK)
            return status;
    }
    return PRACTICE_OK;
}
