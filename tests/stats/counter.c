// SPDX-License-Identifier: GPL-3.0-or-later
// The room cli/stats by itself: `counter TEST` works on sessions made here, whose numbers were
// worked out by hand, and exits 0 or says what was not so.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/achievement.h"
#include "stats/goal.h"
#include "stats/group.h"
#include "stats/hours.h"
#include "stats/streak.h"
#include "stats/total.h"
#include "stats/trend.h"

#define MINUTE INT64_C(60000)
#define HOUR   (60 * MINUTE)
#define MOST   400

static struct practice_error err;

#define MUST(what)                                                                                 \
    do {                                                                                           \
        if (!(what)) {                                                                             \
            (void)fprintf(stderr, "%s:%d: not so: %s (%s)\n", __FILE__, __LINE__, #what,           \
                          err.message);                                                            \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

static struct journal_session list[MOST];
static struct journal_sessions sessions = {.list = list};
static const struct journal_goals no_goals;

static int32_t day_of(int year, int month, int day)
{
    return date_number((struct date){year, month, day});
}

// A session of 60 minutes by the clock at an hour in UTC; minutes below 0: not measured.
static struct journal_session *play(int32_t day, int hour, int64_t minutes)
{
    MUST(sessions.n < MOST);
    struct journal_session *session = &list[sessions.n++];
    *session = (struct journal_session){.start_ms = day * DATE_MS_PER_DAY + hour * HOUR,
                                        .zone = "UTC",
                                        .day = day,
                                        .start_minute = hour * 60,
                                        .claimed_ms = HOUR,
                                        .measured_ms = minutes < 0 ? -1 : minutes * MINUTE,
                                        .longest_run_ms = minutes < 0 ? -1 : minutes * MINUTE / 2};
    session->end_ms = session->start_ms + HOUR;
    (void)snprintf(session->id, sizeof session->id, "s%zu", sessions.n);
    return session;
}

static struct journal_session *play_named(int32_t day, int hour, int64_t minutes, char *instrument,
                                          char *piece)
{
    struct journal_session *session = play(day, hour, minutes);
    session->instrument = instrument;
    session->piece = piece;
    return session;
}

static void shuffle(unsigned seed)
{
    for (size_t i = sessions.n; i > 1; i--) {
        seed = seed * 1103515245U + 12345U;
        size_t other = (seed >> 16) % i;
        struct journal_session kept = list[i - 1];
        list[i - 1] = list[other];
        list[other] = kept;
    }
}

static const struct period all = {PERIOD_ALL, DATE_FIRST, DATE_LAST};

static struct stats_total total_of(const struct period *period)
{
    struct stats_days days;
    MUST(stats_days_of(&sessions, &days, &err) == PRACTICE_OK);
    struct stats_total total = stats_total_of(&sessions, &days, period);
    stats_days_release(&days);
    return total;
}

static void test_totals(void)
{
    int32_t day = day_of(2026, 3, 5);
    struct stats_total none = total_of(&all);
    MUST(none.n_sessions == 0 && none.longest_ms == -1 && none.best_day == DATE_FIRST);
    MUST(stats_play_share(&none) < 0 && stats_mean_ms(&none) == -1);
    play(day, 10, 40);
    play(day, 12, 20);
    play(day + 1, 10, -1);
    play(day + 2, 10, 60);
    play(day + 3, 10, 0);
    struct stats_total total = total_of(&all);
    MUST(total.n_sessions == 5 && total.n_measured == 4);
    MUST(total.n_days == 4 && total.n_played_days == 2);
    MUST(total.claimed_ms == 5 * HOUR && total.measured_ms == 2 * HOUR);
    MUST(total.measured_claimed_ms == 4 * HOUR && stats_play_share(&total) == 0.5);
    MUST(total.longest_ms == HOUR && total.longest_day == day + 2);
    MUST(total.longest_run_ms == HOUR / 2 && total.longest_run_day == day + 2);
    MUST(total.best_day == day && total.best_day_ms == HOUR); // the earlier of equals
    MUST(stats_mean_ms(&total) == 30 * MINUTE);
    struct period two = {PERIOD_RANGE, day + 1, day + 2};
    total = total_of(&two);
    MUST(total.n_sessions == 2 && total.n_measured == 1 && total.measured_ms == HOUR);
    MUST(stats_play_share(&total) == 1);
}

static void test_compared(void)
{
    struct period now, before;
    struct period month = {PERIOD_MONTH, day_of(2026, 3, 1), day_of(2026, 3, 31)};
    MUST(stats_compared(&month, day_of(2026, 4, 1), &now, &before) == 0);
    MUST(now.last == month.last && before.first == day_of(2026, 2, 1) &&
         before.last == day_of(2026, 2, 28));
    MUST(stats_compared(&month, day_of(2026, 3, 10), &now, &before) == 0);
    MUST(now.last == day_of(2026, 3, 10) && before.last == day_of(2026, 2, 10));
    // February has no 30th: all of it
    MUST(stats_compared(&month, day_of(2026, 3, 30), &now, &before) == 0);
    MUST(now.last == day_of(2026, 3, 30) && before.last == day_of(2026, 2, 28));
    MUST(stats_compared(&all, day_of(2026, 3, 30), &now, &before) != 0);
}

// Days of March 2026, which begins on a Sunday, as a string: x is a day played.
static void streak(const char *days, int today, int rest_days, size_t current, size_t longest)
{
    int32_t played[64];
    size_t n = 0;
    for (int i = 0; days[i]; i++)
        if (days[i] == 'x')
            played[n++] = day_of(2026, 3, 2) + i; // a Monday
    struct stats_streak_rule rule = {day_of(2026, 3, 2) + today, rest_days, 0};
    struct stats_streak now, best;
    stats_streaks(played, n, &rule, &now, &best);
    if (now.n_days != current || best.n_days != longest) {
        (void)fprintf(stderr, "%s, day %d, %d rest days: %zu and %zu, not %zu and %zu\n", days,
                      today, rest_days, now.n_days, best.n_days, current, longest);
        exit(1);
    }
}

static void test_streaks(void)
{
    streak("", 3, 0, 0, 0);
    streak("xxx", 2, 0, 3, 3);
    streak("xxx", 3, 0, 3, 3); // today is not over
    streak("xxx", 4, 0, 0, 3);
    streak("xx.xxx.x", 7, 0, 1, 3);
    streak("xx.xxx.x", 7, 2, 6, 6);
    streak("xx.xxx.x", 7, 1, 4, 5); // its second missed day costs the streak its head
    streak("x.x.x.x", 6, 3, 4, 4);
    streak("x.x.x.x", 6, 2, 3, 3);
    streak("xxxxx..xxxxx..x", 14, 2, 11, 11);
    streak("xxxxx..xxxxx..x", 14, 1, 1, 5);
    streak("xxxxx..xxxxx..x", 17, 2, 11, 11); // Tuesday and Wednesday missed
    streak("xxxxx..xxxxx..x", 18, 2, 0, 11);
    streak("xxxxxxx.......x", 14, 6, 1, 7); // a whole week without always ends it
    streak("x.x", 4, 1, 1, 2);              // what was missed before the streak began is its own
    streak("xxx", 1, 0, 3, 3);              // a day of tomorrow's zone
}

// Days in a row across a year's end, a leap day, and the days on which clocks change.
static void test_streak_years(void)
{
    static const struct date starts[] = {
        {2025, 12, 30}, {2028, 2, 27}, {2026, 3, 28}, {2026, 10, 24}};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        int32_t first = date_number(starts[i]), days[5];
        struct stats_streak now, best;
        for (int k = 0; k < 5; k++)
            days[k] = first + k;
        const struct stats_streak_rule rule = {first + 4, 0, 0};
        stats_streaks(days, 5, &rule, &now, &best);
        MUST(now.n_days == 5 && now.first == first && now.last == first + 4);
        MUST(best.n_days == 5);
    }
}

// The rule itself, tried on every stretch: what the window finds must be the longest that keeps it.
static size_t longest_by_trying(const int *played, int n, int rest_days)
{
    size_t best = 0;
    for (int first = 0; first < n; first++) {
        for (int last = first; last < n; last++) {
            int missed[16] = {0}, keeps = 1;
            size_t held = 0;
            for (int i = first; i <= last; i++) {
                missed[i / 7] += !played[i];
                held += (size_t)played[i];
            }
            for (int week = 0; week < 16; week++)
                keeps = keeps && missed[week] <= rest_days;
            if (keeps && played[first] && played[last] && held > best)
                best = held;
        }
    }
    return best;
}

static void test_streak_rule(void)
{
    unsigned seed = 7;
    for (int round = 0; round < 2000; round++) {
        int played[40];
        char text[41];
        size_t current = 0;
        int32_t days[40];
        size_t n = 0;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245U + 12345U;
            played[i] = (seed >> 16) % 10 < 3 + (unsigned)round % 7;
            text[i] = played[i] ? 'x' : '.';
            if (played[i])
                days[n++] = day_of(2026, 3, 2) + i;
        }
        text[40] = '\0';
        (void)current;
        struct stats_streak now, best;
        struct stats_streak_rule rule = {day_of(2026, 3, 2) + 40, round % 7, 0};
        stats_streaks(days, n, &rule, &now, &best);
        if (best.n_days != longest_by_trying(played, 40, round % 7)) {
            (void)fprintf(stderr, "%s with %d: %zu, not %zu\n", text, round % 7, best.n_days,
                          longest_by_trying(played, 40, round % 7));
            exit(1);
        }
    }
}

static void test_groups(void)
{
    int32_t day = day_of(2025, 12, 31); // a Wednesday
    struct stats_groups groups;
    struct stats_grouping by = {STATS_BY_INSTRUMENT, all, 0};
    char title[STATS_GROUP_TITLE_SIZE];
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 0);
    stats_groups_release(&groups);
    play_named(day, 10, 10, "바이올린", "캐논");
    play_named(day + 1, 10, 20, "Cello", NULL);
    play_named(day + 1, 12, 15, "cello", "캐논");
    play_named(day + 33, 10, -1, NULL, NULL);
    shuffle(3);
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 3);
    MUST(strcmp(groups.list[0].name, "Cello") == 0 && groups.list[0].measured_ms == 35 * MINUTE);
    MUST(groups.list[0].n_sessions == 2 && groups.list[0].claimed_ms == 2 * HOUR);
    MUST(strcmp(groups.list[1].name, "바이올린") == 0 && !groups.list[2].name);
    MUST(groups.list[2].n_measured == 0 && groups.list[2].n_sessions == 1);
    stats_groups_release(&groups);
    by.by = STATS_BY_PIECE;
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 2);
    MUST(strcmp(groups.list[0].name, "캐논") == 0 && groups.list[0].measured_ms == 25 * MINUTE);
    stats_groups_release(&groups);
    by.by = STATS_BY_WEEKDAY;
    by.week_start = 6;
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 7);
    MUST(strcmp(stats_group_title(&groups.list[0], &by, title), "Sunday") == 0);
    MUST(groups.list[4].measured_ms == 35 * MINUTE && groups.list[3].measured_ms == 10 * MINUTE);
    stats_groups_release(&groups);
    by.week_start = 0;
    by.by = STATS_BY_WEEK;
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 6);
    MUST(strcmp(stats_group_title(&groups.list[0], &by, title), "2026-W01") == 0);
    MUST(groups.list[0].measured_ms == 45 * MINUTE && groups.list[1].n_sessions == 0);
    stats_groups_release(&groups);
    by.by = STATS_BY_MONTH;
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 3);
    MUST(strcmp(stats_group_title(&groups.list[2], &by, title), "2026-02") == 0);
    MUST(groups.list[0].measured_ms == 10 * MINUTE);
    stats_groups_release(&groups);
    by.by = STATS_BY_DAY;
    MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK && groups.n == 34);
    stats_groups_release(&groups);
}

// Half an hour of play in a session of 90 minutes from 23:30: 10 minutes in each half hour.
static void test_hours(void)
{
    struct stats_hours hours;
    struct journal_session *session = play(day_of(2026, 3, 5), 14, 30); // a Thursday
    (void)snprintf(session->zone, sizeof session->zone, "Asia/Seoul");
    session->start_ms += HOUR / 2; // 23:30 in Seoul
    session->end_ms = session->start_ms + 3 * HOUR / 2;
    MUST(stats_hours_of(&sessions, &all, &hours, &err) == PRACTICE_OK);
    MUST(hours.measured_ms[3][23] == 10 * MINUTE && hours.measured_ms[4][0] == 20 * MINUTE);
    MUST(hours.claimed_ms[3][23] == 20 * MINUTE && hours.claimed_ms[4][0] == 40 * MINUTE);
    // Berlin's clocks went from 2:00 to 3:00 on Sunday 2026-03-29, and back on 2026-10-25
    sessions.n = 0;
    session = play(day_of(2026, 3, 29), 0, 60);
    (void)snprintf(session->zone, sizeof session->zone, "Europe/Berlin");
    session->end_ms = session->start_ms + 2 * HOUR; // 1:00 to 4:00 on the wall
    MUST(stats_hours_of(&sessions, &all, &hours, &err) == PRACTICE_OK);
    MUST(hours.measured_ms[6][1] == 30 * MINUTE && hours.measured_ms[6][2] == 0);
    MUST(hours.measured_ms[6][3] == 30 * MINUTE);
    sessions.n = 0;
    session = play(day_of(2026, 10, 25), 0, 60);
    (void)snprintf(session->zone, sizeof session->zone, "Europe/Berlin");
    session->end_ms = session->start_ms + 2 * HOUR; // 2:00 to 3:00, twice
    MUST(stats_hours_of(&sessions, &all, &hours, &err) == PRACTICE_OK);
    MUST(hours.measured_ms[6][2] == HOUR && hours.measured_ms[6][3] == 0);
    // no thousandth is lost or won
    sessions.n = 0;
    session = play(day_of(2026, 3, 5), 0, 0);
    session->end_ms = session->start_ms + 7 * HOUR + 1234567;
    session->measured_ms = 3333333;
    MUST(stats_hours_of(&sessions, &all, &hours, &err) == PRACTICE_OK);
    int64_t sum = 0;
    for (int hour = 0; hour < 24; hour++)
        sum += hours.measured_ms[3][hour];
    MUST(sum == 3333333);
    session->end_ms = session->start_ms; // no time at all
    MUST(stats_hours_of(&sessions, &all, &hours, &err) == PRACTICE_OK);
    MUST(hours.measured_ms[3][0] == 3333333);
    (void)snprintf(session->zone, sizeof session->zone, "No/Where");
    MUST(stats_hours_of(&sessions, &all, &hours, &err) == PRACTICE_OK);
    MUST(hours.measured_ms[3][0] == 3333333);
}

static struct stats_trend trend_of(int32_t today)
{
    struct stats_days days;
    static struct stats_trend trend;
    struct period month = {PERIOD_MONTH, day_of(2026, 3, 1), day_of(2026, 3, 31)};
    struct stats_trend_rule rule = {today, 0};
    MUST(stats_days_of(&sessions, &days, &err) == PRACTICE_OK);
    stats_trend_of(&days, &month, &rule, &trend);
    stats_days_release(&days);
    return trend;
}

static void test_trend(void)
{
    int32_t monday = day_of(2026, 2, 2);
    MUST(trend_of(monday).direction == STATS_UNKNOWN && trend_of(monday).n_weeks == 0);
    for (int week = 0; week < 5; week++)
        play(monday + 7 * week + week % 3, 10, 10 + 10 * week);
    struct stats_trend trend = trend_of(monday + 7 * 4 + 6); // the last week goes on
    MUST(trend.n_weeks == 5 && trend.n_whole == 4 && trend.first == monday);
    MUST(trend.slope_ms == 10.0 * MINUTE && trend.direction == STATS_UP);
    MUST(trend.weeks_ms[4] == 50 * MINUTE);
    MUST(trend_of(monday + 7 * 5).n_whole == 5);
    MUST(trend_of(monday + 13).direction == STATS_UNKNOWN); // one whole week
    for (size_t i = 0; i < sessions.n; i++)
        list[i].measured_ms = 30 * MINUTE + (i % 2 ? MINUTE : 0);
    MUST(trend_of(monday + 35).direction == STATS_STEADY);
    for (size_t i = 0; i < sessions.n; i++)
        list[i].measured_ms = (50 - 10 * (int64_t)i) * MINUTE;
    MUST(trend_of(monday + 35).direction == STATS_DOWN);
}

static struct stats_goal_progress progress_of(const struct journal_goal *goal, int32_t today,
                                              int rest_days)
{
    struct stats_goal_progress progress;
    struct stats_streak_rule rule = {today, rest_days, 0};
    MUST(stats_goal_progress_of(goal, &sessions, &rule, &progress, &err) == PRACTICE_OK);
    return progress;
}

static void test_goals(void)
{
    int32_t monday = day_of(2025, 12, 29);
    struct journal_goal daily = {.period = JOURNAL_GOAL_DAY,
                                 .target_ms = 30 * MINUTE,
                                 .from_day = monday,
                                 .until_day = DATE_LAST};
    struct stats_goal_progress progress = progress_of(&daily, monday, 0);
    MUST(progress.n_steps == 1 && progress.n_met == 0 && progress.left_ms == 30 * MINUTE);
    stats_goal_progress_release(&progress);
    play_named(monday, 10, 10, "violin", NULL);
    play_named(monday, 12, 20, "cello", NULL);
    play_named(monday + 1, 10, 45, "violin", NULL);
    play_named(monday + 2, 10, -1, "violin", NULL); // unknown is not met
    play_named(monday + 3, 10, 30, "Violin", NULL);
    play_named(monday + 4, 10, 12, "violin", NULL);
    progress = progress_of(&daily, monday + 4, 0);
    MUST(progress.n_steps == 5 && progress.n_met == 3 && progress.current.n_days == 1);
    MUST(progress.longest.n_days == 2 && progress.longest.first == monday);
    MUST(progress.done_ms == 12 * MINUTE && progress.left_ms == 18 * MINUTE);
    stats_goal_progress_release(&progress);
    progress = progress_of(&daily, monday + 4, 1);
    MUST(progress.current.n_days == 3);
    stats_goal_progress_release(&progress);
    progress = progress_of(&daily, monday + 6, 0);
    MUST(progress.current.n_days == 0 && progress.n_steps == 7 && progress.done_ms == 0);
    stats_goal_progress_release(&progress);
    struct journal_goal weekly = {.period = JOURNAL_GOAL_WEEK,
                                  .target_ms = 97 * MINUTE,
                                  .instrument = "violin",
                                  .from_day = monday + 2,
                                  .until_day = DATE_LAST};
    play_named(monday + 8, 10, 60, "violin", NULL);
    play_named(monday + 9, 10, 60, "violin", NULL);
    progress = progress_of(&weekly, monday + 14, 0); // 10 + 45 + 30 + 12, the begun week whole
    MUST(progress.n_steps == 3 && progress.n_met == 2 && progress.steps[0].done_ms == 97 * MINUTE);
    MUST(progress.steps[0].met_day == monday + 4 && progress.steps[1].met_day == monday + 9);
    MUST(progress.current.n_days == 2 && progress.left_ms == 97 * MINUTE);
    stats_goal_progress_release(&progress);
    progress = progress_of(&weekly, monday + 21, 0);
    MUST(progress.current.n_days == 0 && progress.longest.n_days == 2);
    stats_goal_progress_release(&progress);
    weekly.until_day = monday + 8;
    progress = progress_of(&weekly, monday + 21, 0);
    MUST(progress.is_over && progress.n_steps == 2 && progress.left_ms == 0);
    stats_goal_progress_release(&progress);
    weekly.from_day = monday + 30; // not yet begun
    weekly.until_day = DATE_LAST;
    progress = progress_of(&weekly, monday + 21, 0);
    MUST(progress.n_steps == 0 && !progress.is_over);
    stats_goal_progress_release(&progress);
}

static struct stats_achievements earned(const struct journal_goals *goals)
{
    struct stats_achievements achievements;
    const struct stats_achievement_input input = {&sessions, goals, day_of(2026, 12, 31)};
    MUST(stats_achievements_of(&input, &achievements, &err) == PRACTICE_OK);
    return achievements;
}

// The achievement of an id on the present sessions.
static struct stats_achievement one(const struct journal_goals *goals, const char *id)
{
    struct stats_achievements achievements = earned(goals);
    for (size_t i = 0; i < achievements.n; i++) {
        if (strcmp(achievements.list[i].rule->id, id) == 0) {
            struct stats_achievement found = achievements.list[i];
            stats_achievements_release(&achievements);
            return found;
        }
    }
    (void)fprintf(stderr, "no rule '%s'\n", id);
    exit(1);
}

static void holds(const char *id, int64_t value, int32_t earned_day)
{
    struct stats_achievement found = one(&no_goals, id);
    int64_t unit = stats_condition_is_time(found.rule->condition) ? MINUTE : 1;
    if (found.value != value * unit || found.earned_day != earned_day) {
        (void)fprintf(stderr, "%s: %lld on %d, not %lld on %d\n", id,
                      (long long)(found.value / unit), (int)found.earned_day, (long long)value,
                      (int)earned_day);
        exit(1);
    }
}

static void test_conditions(void)
{
    int32_t friday = day_of(2026, 1, 30);
    holds("first-note", 0, DATE_FIRST);
    play(friday - 1, 5, -1); // nobody measured it, nothing was played: they count for nothing
    play(friday - 1, 6, 0);
    holds("first-note", 0, DATE_FIRST);
    play_named(friday, 5, 40, "violin", "Bach");
    play_named(friday + 1, 23, 30, "Cello", "bach");
    play_named(friday + 2, 3, 50, "violin", NULL);
    holds("first-note", 3, friday);
    holds("one-hour", 120, friday + 1);
    holds("hour-day", 50, DATE_FIRST);
    holds("five-hour-week", 120, DATE_FIRST);
    holds("forty-hour-month", 70, DATE_FIRST); // February began on the third day
    holds("long-session", 50, DATE_FIRST);
    holds("long-run", 25, friday); // 20 of 40
    holds("longer-run", 25, friday);
    holds("piece-ten-hours", 70, DATE_FIRST);
    holds("three-days", 3, friday + 2);
    holds("four-weekends", 1, DATE_FIRST);
    holds("all-months", 2, DATE_FIRST);
    holds("two-instruments", 2, friday + 1);
    holds("ten-pieces", 1, DATE_FIRST);
    holds("early-bird", 1, friday);
    holds("night-owl", 2, friday + 1);
    holds("comeback", 0, DATE_FIRST);
    holds("focused", 1, friday + 2); // 50 of 60 minutes
    play(friday + 17, 12, 60);       // fourteen days between
    holds("comeback", 14, friday + 17);
    holds("hour-day", 60, friday + 17);
    holds("seven-days", 3, DATE_FIRST);
    holds("hundred-practice-days", 4, DATE_FIRST);
}

static void test_goal_rules(void)
{
    int32_t monday = day_of(2026, 1, 5);
    struct journal_goal list_of_goals[] = {{.period = JOURNAL_GOAL_DAY,
                                            .target_ms = 30 * MINUTE,
                                            .from_day = monday,
                                            .until_day = DATE_LAST},
                                           {.period = JOURNAL_GOAL_WEEK,
                                            .target_ms = HOUR,
                                            .from_day = monday,
                                            .until_day = DATE_LAST}};
    struct journal_goals goals = {list_of_goals, 2};
    for (int i = 0; i < 27; i++)
        if (i != 3)
            play(monday + i, 10, 30);
    MUST(one(&goals, "goal-met").earned_day == monday);
    MUST(one(&goals, "goal-week").earned_day == monday + 10);
    MUST(one(&goals, "goal-four-weeks").earned_day == monday + 22);
    MUST(one(&goals, "goal-month").value == 23);
    MUST(one(&no_goals, "goal-met").value == 0);
}

// Sessions at random days, hours and lengths over two years.
static void play_at_random(size_t n, unsigned seed)
{
    static char *const names[] = {"violin", "Violin", "첼로", "piano", NULL};
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245U + 12345U;
        unsigned dice = seed >> 8;
        play_named(day_of(2025, 1, 1) + (int)(dice % 700), (int)(dice / 7 % 24),
                   (int64_t)(dice / 11 % 140) - 5, names[dice / 13 % 5], names[dice / 17 % 5]);
    }
}

static int same(const struct stats_achievements *a, const struct stats_achievements *b)
{
    int same = a->n == b->n && a->n_earned == b->n_earned;
    for (size_t i = 0; same && i < a->n; i++)
        same =
            a->list[i].value == b->list[i].value && a->list[i].earned_day == b->list[i].earned_day;
    return same;
}

static void test_order(void)
{
    for (unsigned seed = 1; seed <= 20; seed++) {
        sessions.n = 0;
        play_at_random(300, seed);
        struct stats_achievements first = earned(&no_goals);
        struct stats_total total = total_of(&all);
        struct stats_groups groups, other_groups;
        struct stats_grouping by = {STATS_BY_PIECE, all, 0};
        MUST(stats_groups_of(&sessions, &by, &groups, &err) == PRACTICE_OK);
        shuffle(seed);
        struct stats_achievements second = earned(&no_goals);
        struct stats_total other = total_of(&all);
        MUST(stats_groups_of(&sessions, &by, &other_groups, &err) == PRACTICE_OK);
        MUST(same(&first, &second));
        MUST(memcmp(&total, &other, sizeof total) == 0);
        MUST(groups.n == other_groups.n &&
             memcmp(groups.list, other_groups.list, groups.n * sizeof *groups.list) == 0);
        stats_achievements_release(&first);
        stats_achievements_release(&second);
        stats_groups_release(&groups);
        stats_groups_release(&other_groups);
    }
}

// Whatever session is added, nothing is lost but a comeback.
static void test_monotone(void)
{
    struct journal_goal goal = {.period = JOURNAL_GOAL_DAY,
                                .target_ms = 30 * MINUTE,
                                .from_day = day_of(2025, 1, 1),
                                .until_day = DATE_LAST};
    const struct journal_goals goals = {&goal, 1};
    for (unsigned seed = 1; seed <= 8; seed++) {
        sessions.n = 0;
        play_at_random(200, seed);
        for (size_t i = 0; i < sessions.n; i += 7) {
            struct journal_session kept = list[i];
            struct stats_achievements after = earned(&goals);
            list[i] = list[--sessions.n];
            struct stats_achievements before = earned(&goals);
            list[sessions.n++] = list[i];
            list[i] = kept;
            for (size_t k = 0; k < after.n; k++) {
                const struct stats_achievement *old = &before.list[k], *new = &after.list[k];
                if (old->rule->condition == STATS_COMEBACK)
                    continue;
                MUST(new->value >= old->value);
                MUST(old->earned_day == DATE_FIRST ||
                     (new->earned_day != DATE_FIRST &&new->earned_day <= old->earned_day));
            }
            stats_achievements_release(&before);
            stats_achievements_release(&after);
        }
    }
}

static void test_rules(void)
{
    struct stats_achievements all_rules = earned(&no_goals);
    size_t order[128];
    MUST(all_rules.n >= 30 && all_rules.n < 128 && all_rules.n_earned == 0);
    for (size_t i = 0; i < all_rules.n; i++) {
        const struct stats_rule *rule = all_rules.list[i].rule;
        for (size_t k = 0; k < i; k++) {
            const struct stats_rule *other = all_rules.list[k].rule;
            MUST(strcmp(rule->id, other->id) != 0);
            MUST(strcmp(rule->title[0], other->title[0]) != 0);
            MUST(strcmp(rule->title[1], other->title[1]) != 0);
            MUST(rule->condition != other->condition || rule->threshold != other->threshold ||
                 rule->parameter != other->parameter);
        }
        for (int language = 0; language < STATS_N_LANGUAGES; language++)
            MUST(rule->title[language][0] && rule->description[language][0]);
    }
    size_t n = stats_achievements_next(&all_rules, order);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            MUST(all_rules.list[order[i]].rule->condition !=
                     all_rules.list[order[k]].rule->condition ||
                 all_rules.list[order[i]].rule->parameter !=
                     all_rules.list[order[k]].rule->parameter);
    MUST(n >= 15);
    stats_achievements_release(&all_rules);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {{"totals", test_totals},
                 {"compared", test_compared},
                 {"streaks", test_streaks},
                 {"streak-years", test_streak_years},
                 {"streak-rule", test_streak_rule},
                 {"groups", test_groups},
                 {"hours", test_hours},
                 {"trend", test_trend},
                 {"goals", test_goals},
                 {"conditions", test_conditions},
                 {"goal-rules", test_goal_rules},
                 {"order", test_order},
                 {"monotone", test_monotone},
                 {"rules", test_rules}};
    for (size_t i = 0; argc == 2 && i < sizeof tests / sizeof *tests; i++) {
        if (strcmp(argv[1], tests[i].name) == 0) {
            tests[i].run();
            return 0;
        }
    }
    (void)fprintf(stderr, "usage: counter TEST\n");
    return 2;
}
