// SPDX-License-Identifier: GPL-3.0-or-later
// Times and lengths of time as people type them: "18:30", "yesterday 6:30 pm", "45m ago", "1h30m".
// What could mean two things is refused with the ways to say it, never guessed: a session an hour
// off is found out about weeks later, if ever.
#ifndef CLI_BASE_WHEN_H
#define CLI_BASE_WHEN_H

#include <stdint.h>

#include <practice/error.h>

#include "base/zone.h"

// What a time is relative to.
struct when_base {
    const struct zone *zone; // of clocks without an offset
    int64_t now_ms;          // of "now", "ago", "today", "monday"
    int32_t day;             // of a time without a day: today there, or the day of what is edited
};

// Now in a zone.
struct when_base when_base_now(const struct zone *zone);

struct when {
    int64_t utc_ms;   // without a time: the first instant of the day
    int has_day;      // 0: only a time was said, base->day was taken
    int has_time;     // 0: only a day was said
    int has_offset;   // "+09:00" or "Z" was said
    int32_t offset_s; // then this; else what holds in the zone at utc_ms
};

// Reads, in any case:
//     now          45m ago          1h30m ago
//     18:30        18:30:15         6:30pm       6 pm
//     yesterday 18:30     today 9am     monday 18:30 (the last one, today included)
//     2026-03-05 18:30    2026-03-05T18:30:15.250    2026-03-05T18:30+09:00    2026-03-05T09:30Z
//     2026-03-05   yesterday   (a day alone: has_time is 0)
// A clock that shows a time twice, when summer time ends, means the first; with an offset either
// can be said. Fails with BAD_ARGUMENT: not of these forms, no such day, or a time that was skipped
// that day when summer time began.
enum practice_status when_parse(const char *text, const struct when_base *base,
                                struct when *ret_when, struct practice_error *err) PRACTICE_CHECKED;

#define WHEN_MAX_DURATION_MS (INT64_C(10000) * 3600 * 1000)

// Reads a length of time, 0 included: "1h30m", "1 h 30 min", "45m", "90s", "1.5h", "1:30:00", and a
// bare number, which is minutes. Fails with BAD_ARGUMENT, also for "1:30", which some read as
// minutes and others as hours.
enum practice_status when_parse_duration(const char *text, int64_t *ret_ms,
                                         struct practice_error *err) PRACTICE_CHECKED;

#define WHEN_TEXT_SIZE 40

// "2026-03-05T18:30:00.000+09:00": exact, and read back by when_parse(). Where the offset has
// seconds, as before 1972 in Monrovia, it is the same instant as "…Z". Returns buffer.
const char *when_text(int64_t utc_ms, const struct zone *zone, char buffer[WHEN_TEXT_SIZE]);

#endif
