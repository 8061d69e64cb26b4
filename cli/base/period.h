// SPDX-License-Identifier: GPL-3.0-or-later
// Periods of days as people say them: today, last-week, 2026-03, 4w, 2026-01-10..2026-02. Reading
// needs to be told what day it is, so that tests and other time zones are no special case.
#ifndef CLI_BASE_PERIOD_H
#define CLI_BASE_PERIOD_H

#include <stdint.h>

#include <practice/error.h>

#include "base/date.h"

enum period_kind {
    PERIOD_DAY,
    PERIOD_WEEK,
    PERIOD_MONTH,
    PERIOD_YEAR,
    PERIOD_RANGE, // any other days, an end may be open
    PERIOD_ALL,
};

// Both ends belong to it. DATE_FIRST means no beginning, DATE_LAST no end; a period that is going
// on (this-month) reaches into the future.
struct period {
    enum period_kind kind;
    int32_t first;
    int32_t last;
};

struct period_now {
    int32_t today;
    int week_start; // 0: Monday … 6: Sunday
};

#define PERIOD_TITLE_SIZE 64

// Reads, in any case and with '-', '_' or ' ' between words:
//     today yesterday this-week last-week this-month last-month this-year last-year all
//     2026  2026-03  2026-W12 (always from Monday)  2026-03-05
//     7d 4w 3m 1y        the last so many days, weeks of 7 days, months, years, today included
//     A..B  A..  ..B     from the start of A to the end of B, each any of the above
// Fails with BAD_ARGUMENT, says what is wrong and, in the hint, the nearest word.
enum practice_status period_parse(const char *text, const struct period_now *now,
                                  struct period *ret_period,
                                  struct practice_error *err) PRACTICE_CHECKED;

// The period of the same kind just before: the day, week, month or year before; of a range as many
// days. Returns 0, or -1 when there is none, because the beginning is open.
int period_before(const struct period *period, struct period *ret_before) PRACTICE_CHECKED;

// Days in the period; an open one has millions.
int32_t period_n_days(const struct period *period);

// "March 2026", "16 to 22 March 2026", "Thursday 5 March 2026", "2026", "since 1 March 2026", "all
// time": plain ASCII. Returns buffer.
const char *period_title(const struct period *period, char buffer[PERIOD_TITLE_SIZE]);

#endif
