// SPDX-License-Identifier: GPL-3.0-or-later
// Time zones: what day and hour it is somewhere at an instant, and back, across summer time and
// moved borders. The C library knows one zone at a time, that of TZ; so a zone is asked once for
// all its changes from 1970 to 2100 when it is opened, and answers from that list, quickly and in
// any thread. Before and after those years the first and last known offsets hold.
#ifndef CLI_BASE_ZONE_H
#define CLI_BASE_ZONE_H

#include <stdint.h>

#include <practice/error.h>

#include "base/date.h"

#define ZONE_NAME_SIZE 64

struct zone; // opaque, immutable, may be shared by threads

// Opens an IANA name ("Asia/Seoul"), "UTC", or a fixed offset ("+09:00", "-03:30", up to 24 h).
// Fails with BAD_ARGUMENT for anything else and for names that this system does not know, or
// NO_MEMORY. The first time it sets TZ for about 2 ms and puts it back, so let every zone be
// opened once before other threads start, or while none of them reads the environment or asks the C
// library for local time. After that, as long as at most eight are in use, opening is cheap.
enum practice_status zone_open(const char *name, struct zone **ret_zone,
                               struct practice_error *err) PRACTICE_CHECKED;

// NULL is allowed.
void zone_free(struct zone *zone);

// The name it was opened by; lives as long as the zone.
const char *zone_name(const struct zone *zone);

// The zone this system is set to, as a name for zone_open(): from TZ, else where /etc/localtime
// points to, else the present offset from UTC ("+09:00"). Returns buffer.
const char *zone_system_name(char buffer[ZONE_NAME_SIZE]);

// A clock on the wall.
struct zone_local {
    int32_t day;       // the calendar day there
    int32_t ms_of_day; // 0 … 86399999
    int32_t offset_s;  // east of Greenwich
};

// The wall clock at an instant, in milliseconds since 1970-01-01 00:00 UTC.
struct zone_local zone_local_at(const struct zone *zone, int64_t utc_ms);

// How often a wall clock shows a time.
enum zone_match {
    ZONE_ONCE,
    ZONE_NEVER, // skipped, when clocks go forward: ret is as if they had not (02:30 becomes 03:30)
    ZONE_TWICE, // when clocks go back: ret is the first time
};

// The instant when the wall clock shows day and ms_of_day, which may be below 0 or over a day and
// then carries over.
enum zone_match zone_utc_of(const struct zone *zone, int32_t day, int64_t ms_of_day,
                            int64_t *ret_utc_ms);

// The first instant of a day: 00:00, or what follows when midnight was skipped; of a day that
// never was (Apia's 2011-12-30), the start of the next.
int64_t zone_day_start(const struct zone *zone, int32_t day);

// The day it is there now.
int32_t zone_today(const struct zone *zone);

// Milliseconds since 1970-01-01 00:00 UTC, now.
int64_t zone_now_ms(void);

// "+09:00" into buffer [7]. Returns buffer.
const char *zone_offset_text(int32_t offset_s, char buffer[7]);

#endif
