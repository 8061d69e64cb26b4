// SPDX-License-Identifier: GPL-3.0-or-later
// A zone is the list of its changes. It is gathered by asking localtime_r() every sixth day and
// halving wherever two answers differ, which needs no parser and understands whatever this C
// library understands. No two changes of any zone since 1970 are nearer: Recife kept summer time
// for a week in 2000.
#include "base/zone.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"

#define FIRST_S      INT64_C(0)
#define LAST_S       INT64_C(4102444800) // 2100-01-01
#define STEP_S       INT64_C(518400)     // 6 days
#define MAX_CHANGES  1024
#define KEPT_ZONES   8
#define MS_PER_S     INT64_C(1000)
#define ZONEINFO     "/usr/share/zoneinfo"
#define MAX_OFFSET_H 24

struct change {
    int64_t from_s; // UTC
    int32_t offset_s;
};

struct zone {
    char name[ZONE_NAME_SIZE];
    size_t n_changes;        // at least 1: the first holds before FIRST_S too
    struct change changes[]; // [n_changes], by time
};

static int32_t libc_offset_at(int64_t utc_s)
{
    time_t at = (time_t)utc_s;
    struct tm local;
    return localtime_r(&at, &local) ? (int32_t)local.tm_gmtoff : 0;
}

// The first second of the offset that holds at `later` but not at `earlier`.
static int64_t find_change(int64_t earlier, int64_t later)
{
    int32_t offset = libc_offset_at(later);
    while (later - earlier > 1) {
        int64_t middle = earlier + (later - earlier) / 2;
        if (libc_offset_at(middle) == offset)
            later = middle;
        else
            earlier = middle;
    }
    return later;
}

static size_t gather_changes(struct change *changes)
{
    changes[0] = (struct change){FIRST_S, libc_offset_at(FIRST_S)};
    size_t n = 1;
    for (int64_t at = FIRST_S + STEP_S; at <= LAST_S && n < MAX_CHANGES; at += STEP_S) {
        int32_t offset = libc_offset_at(at);
        if (offset != changes[n - 1].offset_s)
            changes[n++] = (struct change){find_change(at - STEP_S, at), offset};
    }
    return n;
}

// With TZ set to a name the C library knows; TZ is put back.
static size_t gather_under(const char *name, struct change *changes)
{
    const char *before = getenv("TZ");
    char *kept = before ? strdup(before) : NULL;
    size_t n = 0;
    if ((!before || kept) && setenv("TZ", name, 1) == 0) {
        tzset();
        n = gather_changes(changes);
        if (kept)
            (void)setenv("TZ", kept, 1);
        else
            (void)unsetenv("TZ");
        tzset();
    }
    free(kept);
    return n;
}

// A journal asks for the same few zones again and again: once for each session that it writes.
static size_t gather_once(const char *name, struct change *changes)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static struct {
        char name[ZONE_NAME_SIZE];
        size_t n;
        struct change changes[MAX_CHANGES];
    } kept[KEPT_ZONES];
    static size_t next;
    size_t i = 0, n = 0;
    pthread_mutex_lock(&lock);
    while (i < KEPT_ZONES && strcmp(kept[i].name, name) != 0)
        i++;
    if (i < KEPT_ZONES) {
        n = kept[i].n;
        memcpy(changes, kept[i].changes, n * sizeof *changes);
    } else if ((n = gather_under(name, changes)) > 0) {
        i = next++ % KEPT_ZONES;
        memcpy(kept[i].name, name, strlen(name) + 1); // is_known(): it fits
        memcpy(kept[i].changes, changes, n * sizeof *changes);
        kept[i].n = n;
    }
    pthread_mutex_unlock(&lock);
    return n;
}

static const char *zoneinfo_folder(void)
{
    const char *folder = getenv("TZDIR");
    return folder && *folder ? folder : ZONEINFO;
}

// A relative path of plain letters that leads to a zone file: libc takes any other word for UTC.
static int is_known(const char *name)
{
    char path[512];
    char magic[4] = "";
    if (!isalpha((unsigned char)*name) || strlen(name) >= ZONE_NAME_SIZE)
        return 0;
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("_+-/", *p))
            return 0;
    (void)snprintf(path, sizeof path, "%s/%s", zoneinfo_folder(), name);
    FILE *file = fopen(path, "rbe");
    if (!file)
        return 0;
    int known = fread(magic, 1, 4, file) == 4 && memcmp(magic, "TZif", 4) == 0;
    (void)fclose(file);
    return known;
}

// "+09:00" to seconds. Returns 0, or -1 when it is no offset.
static int parse_offset(const char *text, int32_t *ret_offset_s)
{
    static const char form[] = "sdd:dd";
    if (strlen(text) != sizeof form - 1 || !strchr("+-", *text))
        return -1;
    for (size_t i = 1; form[i]; i++)
        if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return -1;
    int hours = (int)strtol(text + 1, NULL, 10);
    int minutes = (int)strtol(text + 4, NULL, 10);
    if (minutes > 59 || hours * 60 + minutes > MAX_OFFSET_H * 60)
        return -1;
    *ret_offset_s = (hours * 60 + minutes) * (*text == '-' ? -60 : 60);
    return 0;
}

static size_t changes_of(const char *name, struct change *changes)
{
    int32_t offset_s = 0;
    if (strcmp(name, "UTC") == 0 || strcmp(name, "Z") == 0 || parse_offset(name, &offset_s) == 0) {
        changes[0] = (struct change){FIRST_S, offset_s};
        return 1;
    }
    return is_known(name) ? gather_once(name, changes) : 0;
}

enum practice_status zone_open(const char *name, struct zone **ret_zone, struct practice_error *err)
{
    struct change changes[MAX_CHANGES];
    size_t n = changes_of(name, changes);
    if (n == 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "write a name like Asia/Seoul, UTC, or an offset like +09:00",
                         "'%s' is no time zone known here", name);
    struct zone *zone = malloc(sizeof *zone + n * sizeof *changes);
    if (!zone)
        return fail_no_memory(err);
    (void)snprintf(zone->name, sizeof zone->name, "%s", name);
    zone->n_changes = n;
    memcpy(zone->changes, changes, n * sizeof *changes);
    *ret_zone = zone;
    return PRACTICE_OK;
}

void zone_free(struct zone *zone)
{
    free(zone);
}

const char *zone_name(const struct zone *zone)
{
    return zone->name;
}

// The name after ".../zoneinfo/" of a path, or the text itself when it is one. NULL: neither.
static const char *name_within(const char *path)
{
    const char *folder = strstr(path, "zoneinfo/");
    const char *name = folder ? folder + strlen("zoneinfo/") : path;
    if (strncmp(name, "posix/", 6) == 0 || strncmp(name, "right/", 6) == 0)
        name += 6;
    return is_known(name) ? name : NULL;
}

const char *zone_system_name(char buffer[ZONE_NAME_SIZE])
{
    char path[512] = "";
    const char *tz = getenv("TZ");
    if (tz)
        (void)snprintf(path, sizeof path, "%s", *tz == ':' ? tz + 1 : tz);
    else if (readlink("/etc/localtime", path, sizeof path - 1) < 0)
        path[0] = '\0';
    const char *name = name_within(path);
    if (name) {
        size_t length = strnlen(name, ZONE_NAME_SIZE - 1); // it is known, and so never cut
        memcpy(buffer, name, length);
        buffer[length] = '\0';
        return buffer;
    }
    tzset(); // localtime_r() alone need not look at TZ
    return zone_offset_text(libc_offset_at((int64_t)time(NULL)), buffer);
}

// The last change at or before utc_s, or the first of all.
static size_t change_at(const struct zone *zone, int64_t utc_s)
{
    size_t low = 0;
    size_t high = zone->n_changes;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].from_s <= utc_s)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

struct zone_local zone_local_at(const struct zone *zone, int64_t utc_ms)
{
    int32_t offset_s = zone->changes[change_at(zone, floor_div(utc_ms, MS_PER_S))].offset_s;
    int64_t local_ms = utc_ms + offset_s * MS_PER_S;
    int64_t day = floor_div(local_ms, DATE_MS_PER_DAY);
    return (struct zone_local){.day = (int32_t)day,
                               .ms_of_day = (int32_t)(local_ms - day * DATE_MS_PER_DAY),
                               .offset_s = offset_s};
}

enum zone_match zone_utc_of(const struct zone *zone, int32_t day, int64_t ms_of_day,
                            int64_t *ret_utc_ms)
{
    int64_t local_ms = day * DATE_MS_PER_DAY + ms_of_day;
    // Every offset is within a day and two hours of UTC, so its change is among those around.
    size_t first = change_at(zone, floor_div(local_ms, MS_PER_S) - 2 * 86400);
    for (size_t i = first; i < zone->n_changes; i++) {
        int64_t utc_ms = local_ms - zone->changes[i].offset_s * MS_PER_S;
        const struct change *next = i + 1 < zone->n_changes ? &zone->changes[i + 1] : NULL;
        if (next && utc_ms >= next->from_s * MS_PER_S)
            continue;
        *ret_utc_ms = utc_ms;
        if (i > first && utc_ms < zone->changes[i].from_s * MS_PER_S) {
            *ret_utc_ms = local_ms - zone->changes[i - 1].offset_s * MS_PER_S;
            return ZONE_NEVER;
        }
        return next && local_ms - next->offset_s * MS_PER_S >= next->from_s * MS_PER_S ? ZONE_TWICE
                                                                                       : ZONE_ONCE;
    }
    return ZONE_ONCE; // not reached: the last change has no next
}

int64_t zone_day_start(const struct zone *zone, int32_t day)
{
    int64_t utc_ms = 0;
    if (zone_utc_of(zone, day, 0, &utc_ms) != ZONE_NEVER)
        return utc_ms;
    return zone->changes[change_at(zone, floor_div(utc_ms, MS_PER_S))].from_s * MS_PER_S;
}

int64_t zone_now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * MS_PER_S + now.tv_nsec / 1000000;
}

int32_t zone_today(const struct zone *zone)
{
    return zone_local_at(zone, zone_now_ms()).day;
}

const char *zone_offset_text(int32_t offset_s, char buffer[7])
{
    unsigned minutes = (unsigned)(offset_s < 0 ? -offset_s : offset_s) / 60;
    (void)snprintf(buffer, 7, "%c%02u:%02u", offset_s < 0 ? '-' : '+', minutes / 60 % 100,
                   minutes % 60);
    return buffer;
}
