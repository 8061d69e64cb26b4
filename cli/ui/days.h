// SPDX-License-Identifier: GPL-3.0-or-later
// Play by day, the one kind of data that calendars, trends and their pictures are drawn from, and
// the five levels that a day is drawn with. Levels are fixed steps of minutes, not quantiles: a day
// keeps its meaning when others are added, and the legend can say what it is. Which steps is
// decided by the days themselves, because a beginner's good day is a professional's warm-up.
#ifndef CLI_UI_DAYS_H
#define CLI_UI_DAYS_H

#include <stddef.h>
#include <stdint.h>

#define UI_DAYS_MS_PER_MINUTE INT64_C(60000)
#define UI_LEVELS             5

struct ui_days {
    int32_t first;           // number of the first day (base/date.h)
    size_t n;                // days
    const int64_t *play_ms;  // [n], played on each day, 0 and up
    const uint8_t *goal_met; // [n], 1 where the day's goal was met; NULL: there are no goals
    int32_t today;           // later days are left blank
    int week_start;          // 0: Monday … 6: Sunday
};

// Played on a day; 0 outside.
int64_t ui_days_play_ms(const struct ui_days *days, int32_t day);

// 1 when the day's goal was met.
int ui_days_goal_met(const struct ui_days *days, int32_t day);

// The last day of all.
int32_t ui_days_last(const struct ui_days *days);

// Sums over the days first … last (both included, those outside count nothing).
struct ui_days_sum {
    int64_t play_ms;
    int32_t n_played; // days with any play
};
struct ui_days_sum ui_days_sum(const struct ui_days *days, int32_t first, int32_t last);

#define UI_DAYS_WORDS_SIZE 32

// "2 h 05 min", "45 min", "<1 min", "0 min": play as sums of days are told. Returns buffer.
const char *ui_days_words(int64_t play_ms, char buffer[UI_DAYS_WORDS_SIZE]);

// Minutes at which levels 2, 3 and 4 begin: level 0 is nothing at all, 1 is anything below the
// first. Always step, 2 step, 4 step.
struct ui_scale {
    int minutes[UI_LEVELS - 2];
};

// The scale of some days: the largest of 5-10-20, 10-20-40, 15-30-60, 30-60-120, 60-120-240 whose
// last is reached on a quarter of the days played; 15-30-60 when nothing was played.
struct ui_scale ui_scale_of(const struct ui_days *days);

// 0 … UI_LEVELS - 1
int ui_scale_level(const struct ui_scale *scale, int64_t play_ms);

// How the legend calls a level, in minutes: "0", "<15", "15+", "30+", "60+". Returns buffer.
const char *ui_scale_name(const struct ui_scale *scale, int level, char buffer[16]);

#define UI_WEEKS_MOST 1100 // 21 years

struct ui_weeks {
    int32_t first;                  // first day of the first week
    size_t n;                       // 0: no days at all
    size_t whole_first;             // weeks whole_first … whole_end - 1 are complete; the others
    size_t whole_end;               // are cut by the days' beginning, their end, or are going on
    int64_t play_ms[UI_WEEKS_MOST]; // [n]
};

// Sums the days by weeks, the last UI_WEEKS_MOST of them up to the one today is in.
void ui_weeks_init(struct ui_weeks *ret_weeks, const struct ui_days *days);

// The mean of week i and up to three before it, of those that are complete; -1 when none is.
int64_t ui_weeks_mean_ms(const struct ui_weeks *weeks, size_t i);

#endif
