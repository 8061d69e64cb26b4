// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints and regions. Both become part of addresses that carry our signature, so they are
// checked letter by letter.
#include "cloud/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOST_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]"

static const char *variable_of(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

static int is_region(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return length > 0 && length < CLOUD_MAX_REGION && text[length] == '\0';
}

const char *cloud_region(const char *given, const struct profile *profile,
                         char buffer[CLOUD_MAX_REGION])
{
    const char *const places[] = {given, variable_of("AWS_REGION"),
                                  variable_of("AWS_DEFAULT_REGION"),
                                  profile ? profile_get(profile, "region") : NULL};
    buffer[0] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i] && is_region(places[i])) {
            (void)snprintf(buffer, CLOUD_MAX_REGION, "%s", places[i]);
            break;
        }
    return buffer;
}

// Splits "https://host:8443/" and drops a port that goes without saying.
static int read_endpoint(const char *text, struct cloud_place *ret)
{
    const char *host = strstr(text, "://");
    if (!host || (strncmp(text, "http://", 7) != 0 && strncmp(text, "https://", 8) != 0))
        return -1;
    struct cloud_place place = {.is_own = 0};
    (void)snprintf(place.scheme, sizeof place.scheme, "%.*s", (int)(host - text), text);
    host += 3;
    size_t length = strspn(host, HOST_LETTERS);
    if (length == 0 || length >= sizeof place.host ||
        strcmp(host + length + (host[length] == '/'), "") != 0)
        return -1;
    memcpy(place.host, host, length);
    const char *own = strcmp(place.scheme, "http") == 0 ? ":80" : ":443";
    size_t n = strlen(own);
    if (length > n && strcmp(place.host + length - n, own) == 0)
        place.host[length - n] = '\0';
    *ret = place;
    return 0;
}

enum cloud_status cloud_place_find(const char *name, const char *variable, const char *given,
                                   const char *region, const struct profile *profile,
                                   struct cloud_place *ret_place, struct practice_error *err)
{
    char own_variable[64];
    (void)snprintf(own_variable, sizeof own_variable, "AWS_ENDPOINT_URL_%s", variable);
    const char *ignore = variable_of("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    int is_ignored = ignore && strcmp(ignore, "true") == 0;
    const char *endpoint = given;
    if (!endpoint && !is_ignored)
        endpoint = variable_of(own_variable);
    if (!endpoint && !is_ignored)
        endpoint = variable_of("AWS_ENDPOINT_URL");
    if (!endpoint && !is_ignored && profile)
        endpoint = profile_get(profile, "endpoint_url");
    if (endpoint && read_endpoint(endpoint, ret_place) < 0)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "'%s' is no endpoint like https://host:port",
                          endpoint);
    if (endpoint)
        return CLOUD_OK;
    struct cloud_place place = {.scheme = "https", .is_own = 1};
    const char *end = strncmp(region, "cn-", 3) == 0 ? ".cn" : "";
    (void)snprintf(place.host, sizeof place.host, "%s.%s.amazonaws.com%s", name, region, end);
    *ret_place = place;
    return CLOUD_OK;
}
