// SPDX-License-Identifier: GPL-3.0-or-later
// Days, their levels and their weeks. Nothing here draws.
#include "ui/days.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/date.h"

int64_t ui_days_play_ms(const struct ui_days *days, int32_t day)
{
    return day < days->first || day > ui_days_last(days) ? 0 : days->play_ms[day - days->first];
}

int ui_days_goal_met(const struct ui_days *days, int32_t day)
{
    return days->goal_met && day >= days->first && day <= ui_days_last(days) &&
           days->goal_met[day - days->first];
}

int32_t ui_days_last(const struct ui_days *days)
{
    return days->first + (int32_t)days->n - 1;
}

struct ui_days_sum ui_days_sum(const struct ui_days *days, int32_t first, int32_t last)
{
    struct ui_days_sum sum = {0};
    int32_t from = first < days->first ? days->first : first;
    int32_t to = last > ui_days_last(days) ? ui_days_last(days) : last;
    for (int32_t day = from; day <= to; day++) {
        int64_t play_ms = ui_days_play_ms(days, day);
        sum.play_ms += play_ms;
        sum.n_played += play_ms > 0;
    }
    return sum;
}

const char *ui_days_words(int64_t play_ms, char buffer[UI_DAYS_WORDS_SIZE])
{
    int64_t minutes = (play_ms + UI_DAYS_MS_PER_MINUTE / 2) / UI_DAYS_MS_PER_MINUTE;
    if (play_ms <= 0)
        (void)snprintf(buffer, UI_DAYS_WORDS_SIZE, "0 min");
    else if (minutes < 1)
        (void)snprintf(buffer, UI_DAYS_WORDS_SIZE, "<1 min");
    else if (minutes < 60)
        (void)snprintf(buffer, UI_DAYS_WORDS_SIZE, "%" PRId64 " min", minutes);
    else
        (void)snprintf(buffer, UI_DAYS_WORDS_SIZE, "%" PRId64 " h %02" PRId64 " min", minutes / 60,
                       minutes % 60);
    return buffer;
}

// 1 when a quarter of the days played reach so many minutes.
static int quarter_reaches(const struct ui_days *days, int minutes)
{
    size_t n_played = 0;
    size_t n_reached = 0;
    for (size_t i = 0; i < days->n; i++) {
        n_played += days->play_ms[i] > 0;
        n_reached += days->play_ms[i] >= minutes * UI_DAYS_MS_PER_MINUTE;
    }
    return n_played > 0 && 4 * n_reached >= n_played;
}

struct ui_scale ui_scale_of(const struct ui_days *days)
{
    static const int steps[] = {60, 30, 15, 10, 5};
    int step = ui_days_sum(days, days->first, ui_days_last(days)).n_played > 0 ? 5 : 15;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (quarter_reaches(days, 4 * steps[i])) {
            step = steps[i];
            break;
        }
    }
    return (struct ui_scale){{step, 2 * step, 4 * step}};
}

int ui_scale_level(const struct ui_scale *scale, int64_t play_ms)
{
    int level = play_ms > 0;
    for (int i = 0; i < UI_LEVELS - 2; i++)
        level += play_ms >= scale->minutes[i] * UI_DAYS_MS_PER_MINUTE;
    return level;
}

const char *ui_scale_name(const struct ui_scale *scale, int level, char buffer[16])
{
    if (level <= 0)
        (void)snprintf(buffer, 16, "0");
    else if (level == 1)
        (void)snprintf(buffer, 16, "<%d", scale->minutes[0]);
    else
        (void)snprintf(buffer, 16, "%d+", scale->minutes[level - 2]);
    return buffer;
}

void ui_weeks_init(struct ui_weeks *ret_weeks, const struct ui_days *days)
{
    int32_t last = ui_days_last(days) < days->today ? ui_days_last(days) : days->today;
    ret_weeks->n = 0;
    ret_weeks->whole_first = 0;
    ret_weeks->whole_end = 0;
    ret_weeks->first = date_week_first(days->first, days->week_start);
    if (last < days->first)
        return;
    int32_t last_week = date_week_first(last, days->week_start);
    if ((last_week - ret_weeks->first) / 7 >= UI_WEEKS_MOST)
        ret_weeks->first = last_week - 7 * (UI_WEEKS_MOST - 1);
    for (int32_t day = ret_weeks->first; day <= last_week; day += 7)
        ret_weeks->play_ms[ret_weeks->n++] = ui_days_sum(days, day, day + 6).play_ms;
    ret_weeks->whole_first = ret_weeks->first < days->first;
    ret_weeks->whole_end = ret_weeks->n - (last_week + 6 > last);
}

int64_t ui_weeks_mean_ms(const struct ui_weeks *weeks, size_t i)
{
    int64_t sum_ms = 0;
    int64_t n = 0;
    for (size_t k = i < 3 ? 0 : i - 3; k <= i; k++) {
        if (k < weeks->whole_first || k >= weeks->whole_end)
            continue;
        sum_ms += weeks->play_ms[k];
        n++;
    }
    return n > 0 ? sum_ms / n : -1;
}
