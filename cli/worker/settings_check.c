// SPDX-License-Identifier: GPL-3.0-or-later
// What the values mean, judged together before anything is begun: a worker that
// starts has settings that can work, as far as that can be known without asking
// anybody.
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "worker/listen.h"
#include "worker/settings.h"

#define N_OF(list) (sizeof(list) / sizeof *(list))

static size_t find_word(const char *word, size_t length, const char *const *words, size_t n)
{
    size_t at = 0;
    while (at < n && (strlen(words[at]) != length || strncmp(word, words[at], length) != 0))
        at++;
    return at;
}

static enum practice_status read_roles(struct settings *settings, struct practice_error *err)
{
    static const char *const names[] = {"analyse", "dispatch", "housekeep"};
    const char *one = settings->roles;
    settings->role_set = 0;
    for (;;) {
        one += strspn(one, " \t");
        size_t length = strcspn(one, ","), whole = length;
        while (length > 0 && isspace((unsigned char)one[length - 1]))
            length--;
        size_t at = find_word(one, length, names, N_OF(names));
        if (at == N_OF(names))
            return fail_with(err, PRACTICE_BAD_ARGUMENT, "analyse, dispatch and housekeep",
                             "roles: there is no role '%.*s'", length < 60 ? (int)length : 60, one);
        settings->role_set |= 1 << at;
        if (!one[whole])
            return PRACTICE_OK;
        one += whole + 1;
    }
}

static enum practice_status read_webhooks(struct settings *settings, struct practice_error *err)
{
    static const char *const words[] = {
        [SETTINGS_HOOKS_PUBLIC] = "public",
        [SETTINGS_HOOKS_ANY] = "any",
        [SETTINGS_HOOKS_OFF] = "off",
    };
    size_t at = find_word(settings->webhooks, strlen(settings->webhooks), words, N_OF(words));
    if (at == N_OF(words))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "webhooks: one of public, any and off");
    settings->hooks = (enum settings_webhooks)at;
    return PRACTICE_OK;
}

static int is_address(const char *text)
{
    return strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0;
}

static int is_name(const char *text)
{
    while (isalnum((unsigned char)*text) || (*text && strchr("._-", *text)))
        text++;
    return !*text;
}

static enum practice_status check_places(const struct settings *settings,
                                         struct practice_error *err)
{
    const char *const endpoints[] = {settings->endpoint_sqs, settings->endpoint_s3};
    if (!is_name(settings->queue) && !is_address(settings->queue))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "queue: '%.100s' is neither a name nor an address", settings->queue);
    if (!is_name(settings->bucket))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "bucket: '%.100s' is no name",
                         settings->bucket);
    if (!is_name(settings->region))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "region: '%.100s' is no name",
                         settings->region);
    for (size_t i = 0; i < N_OF(endpoints); i++)
        if (*endpoints[i] && !is_address(endpoints[i]))
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                             "%s: '%.100s' does not begin with http:// or https://",
                             i == 0 ? "queue-endpoint" : "store-endpoint", endpoints[i]);
    return PRACTICE_OK;
}

// A folder that is not there yet may be made until the start, as the service
// manager does.
static enum practice_status check_spool(const struct settings *settings, struct practice_error *err)
{
    struct stat folder;
    if (stat(settings->spool, &folder) != 0)
        return PRACTICE_OK;
    if (S_ISDIR(folder.st_mode) && access(settings->spool, W_OK | X_OK) == 0)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                     "spool: '%.200s' is no folder that can be written to", settings->spool);
}

static enum practice_status check_hook_ca(const struct settings *settings,
                                          struct practice_error *err)
{
    struct stat file;
    if (!*settings->hook_ca || (stat(settings->hook_ca, &file) == 0 && S_ISREG(file.st_mode) &&
                                access(settings->hook_ca, R_OK) == 0))
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                     "webhook-ca: '%.200s' is no file that can be read", settings->hook_ca);
}

static enum practice_status check_said(struct settings *settings, struct practice_error *err)
{
    size_t n;
    const struct settings_key *keys = settings_keys(&n);
    for (size_t i = 0; i < n; i++) {
        const char *text = (const char *)settings + keys[i].offset;
        if (keys[i].most <= 0 && !keys[i].fallback && !*text)
            return fail_with(err, PRACTICE_BAD_ARGUMENT, keys[i].help,
                             "the worker must be told its %s", keys[i].name);
    }
    if (settings->jobs > floor(settings->jobs))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "jobs: a whole number");
    return PRACTICE_OK;
}

enum practice_status settings_check(struct settings *settings, struct practice_error *err)
{
    enum practice_status status = check_said(settings, err);
    if (status == PRACTICE_OK)
        status = read_roles(settings, err);
    if (status == PRACTICE_OK)
        status = read_webhooks(settings, err);
    if (status == PRACTICE_OK)
        status = check_places(settings, err);
    if (status == PRACTICE_OK)
        status = check_spool(settings, err);
    if (status == PRACTICE_OK)
        status = check_hook_ca(settings, err);
    if (status == PRACTICE_OK && *settings->listen)
        status = listen_check(settings->listen, err);
    return status;
}
