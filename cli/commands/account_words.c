// SPDX-License-Identifier: GPL-3.0-or-later
// A profile's words become tags by their small letters, with a dash for a blank, so that "Double
// Bass" and #double-bass are one.
#include "commands/account_words.h"

#include <stdio.h>
#include <string.h>

#include "server/array.h"

#define SEPARATOR " · "

// The zone here; UTC when the system does not know it.
static struct zone *open_zone(void)
{
    char name[ZONE_NAME_SIZE];
    struct zone *zone = NULL;
    struct practice_error ignored;
    if (zone_open(zone_system_name(name), &zone, &ignored) != PRACTICE_OK &&
        zone_open("UTC", &zone, &ignored) != PRACTICE_OK)
        return NULL;
    return zone;
}

const char *account_date(int64_t at_ms, char buffer[DATE_SIZE])
{
    struct zone *zone = open_zone();
    buffer[0] = '\0';
    if (zone)
        (void)date_text(zone_local_at(zone, at_ms).day, buffer);
    zone_free(zone);
    return buffer;
}

const char *account_time(int64_t at_ms, char buffer[WHEN_TEXT_SIZE])
{
    struct zone *zone = open_zone();
    buffer[0] = '\0';
    if (zone)
        (void)when_text(at_ms, zone, buffer);
    zone_free(zone);
    return buffer;
}

// In place; letters beyond ASCII have been left as they are by whoever made the tag, too.
static void make_tag(char *item)
{
    for (char *p = item; *p; p++) {
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
        else if (*p == ' ')
            *p = '-';
    }
}

// 1 when "#tag" stands among words that are separated by blanks.
static int has_tag(const char *words, const char *tag)
{
    size_t length = strlen(tag);
    for (const char *p = strchr(words, '#'); p; p = strchr(p + 1, '#'))
        if (strncmp(p + 1, tag, length) == 0 && (p[1 + length] == ' ' || !p[1 + length]))
            return 1;
    return 0;
}

static void add_tag(char *item, char *buffer, size_t size)
{
    size_t at = strlen(buffer);
    make_tag(item);
    if (!*item || has_tag(buffer, item) || at + strlen(item) + 3 > size)
        return;
    (void)snprintf(buffer + at, size - at, "%s#%s", at ? " " : "", item);
}

const char *account_tags(const struct account_profile *profile, char *buffer, size_t size)
{
    char item[ACCOUNT_ITEM_SIZE];
    const char *place = NULL;
    buffer[0] = '\0';
    while (server_array_next(profile->instruments, &place, item, sizeof item))
        add_tag(item, buffer, size);
    (void)snprintf(item, sizeof item, "%s", profile->kind ? profile->kind : "");
    add_tag(item, buffer, size);
    place = NULL;
    while (server_array_next(profile->hashtags, &place, item, sizeof item))
        add_tag(item, buffer, size);
    return buffer;
}

const char *account_titles(const struct account_profile *profile, char *buffer, size_t size)
{
    char item[ACCOUNT_ITEM_SIZE];
    const char *place = NULL;
    size_t at = 0;
    buffer[0] = '\0';
    while (server_array_next(profile->titles, &place, item, sizeof item)) {
        if (at + strlen(item) + sizeof SEPARATOR > size)
            break;
        at += (size_t)snprintf(buffer + at, size - at, "%s%s", at ? SEPARATOR : "", item);
    }
    return buffer;
}
