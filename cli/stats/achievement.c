// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the sessions in the order of their practice dates. After each one, every rule's
// meter says how far it is; a meter is a few lines on the running sums of struct diary. Goals have
// their own pass.
#include "stats/achievement.h"

#include <stdlib.h>

#include "base/fail.h"
#include "achievements_data.h"
#include "stats/goal.h"
#include "stats/name.h"

#define N_RULES       (sizeof rules / sizeof *rules)
#define MINUTE_MS     INT64_C(60000)
#define NIGHT_ENDS    (4 * 60) // minutes of the day: a session begun before is late, not early
#define SHARE_FROM_MS (15 * MINUTE_MS)
#define SATURDAY      5

// What the sessions so far add up to. Days come in rising order.
struct diary {
    const struct journal_sessions *sessions;
    size_t *instrument_ids, *piece_ids; // by index of session
    int64_t *instrument_ms, *piece_ms;  // by id
    int64_t total_ms, day_ms, week_ms, month_ms, this_piece_ms;
    int64_t n_sessions, n_days, n_in_a_row, n_weekends, n_months, n_instruments, n_pieces;
    int64_t days_off;                   // before the present day
    int32_t day, week, month, saturday; // the present ones, by their first days; DATE_FIRST: none
    int year;
};

static void begin_day(struct diary *diary, int32_t day)
{
    struct date date = date_split(day);
    int32_t week = date_week_first(day, 0), month = day - date.day + 1;
    diary->days_off = diary->n_days ? day - diary->day - 1 : 0;
    diary->n_in_a_row = diary->n_days && !diary->days_off ? diary->n_in_a_row + 1 : 1;
    diary->n_days++;
    diary->day_ms = 0;
    diary->day = day;
    if (week != diary->week)
        diary->week_ms = 0;
    diary->week = week;
    if (date.year != diary->year)
        diary->n_months = 0;
    diary->year = date.year;
    if (month != diary->month) {
        diary->month_ms = 0;
        diary->n_months++;
    }
    diary->month = month;
    if (date_weekday(day) == SATURDAY)
        diary->saturday = day;
    else if (date_weekday(day) == SATURDAY + 1 && diary->saturday == day - 1)
        diary->n_weekends++;
}

static void add_names(struct diary *diary, size_t index, int64_t played_ms)
{
    const struct journal_session *session = &diary->sessions->list[index];
    int64_t *instrument_ms = &diary->instrument_ms[diary->instrument_ids[index]];
    int64_t *piece_ms = &diary->piece_ms[diary->piece_ids[index]];
    diary->this_piece_ms = 0;
    if (session->instrument) {
        diary->n_instruments += !*instrument_ms;
        *instrument_ms += played_ms;
    }
    if (session->piece) {
        diary->n_pieces += !*piece_ms;
        *piece_ms += played_ms;
        diary->this_piece_ms = *piece_ms;
    }
}

static void add_session(struct diary *diary, size_t index)
{
    const struct journal_session *session = &diary->sessions->list[index];
    if (!diary->n_days || session->day != diary->day)
        begin_day(diary, session->day);
    diary->n_sessions++;
    diary->total_ms += session->measured_ms;
    diary->day_ms += session->measured_ms;
    diary->week_ms += session->measured_ms;
    diary->month_ms += session->measured_ms;
    add_names(diary, index, session->measured_ms);
}

// Meters: the present value of a rule after a session, and `so_far` for those that count.
typedef int64_t meter_function(const struct diary *diary, const struct stats_rule *rule,
                               const struct journal_session *session, int64_t so_far);

#define METER(name, expression)                                                                    \
    static int64_t name(const struct diary *diary, const struct stats_rule *rule,                  \
                        const struct journal_session *session, int64_t so_far)                     \
    {                                                                                              \
        (void)diary, (void)rule, (void)session, (void)so_far;                                      \
        return expression;                                                                         \
    }

METER(practice_time, diary->total_ms)
METER(day_time, diary->day_ms)
METER(week_time, diary->week_ms)
METER(month_time, diary->month_ms)
METER(session_time, session->measured_ms)
METER(longest_run, session->longest_run_ms)
METER(piece_time, diary->this_piece_ms)
METER(session_count, diary->n_sessions)
METER(practice_days, diary->n_days)
METER(consecutive_days, diary->n_in_a_row)
METER(weekends, diary->n_weekends)
METER(months_of_year, diary->n_months)
METER(instrument_count, diary->n_instruments)
METER(piece_count, diary->n_pieces)
METER(early, so_far + (session->start_minute >= NIGHT_ENDS &&
                       session->start_minute < rule->parameter * 60))
METER(late, so_far + (session->start_minute < NIGHT_ENDS ||
                      session->start_minute >= rule->parameter * 60))
METER(comeback, diary->days_off)
METER(play_share, so_far + (session->claimed_ms >= SHARE_FROM_MS &&
                            session->measured_ms * 100 >= session->claimed_ms * rule->parameter))

static const struct condition {
    const char *name;
    int is_time;
    meter_function *meter; // NULL: of goals
} conditions[] = {
    [STATS_PRACTICE_TIME] = {"practice_time", 1, practice_time},
    [STATS_DAY_TIME] = {"day_time", 1, day_time},
    [STATS_WEEK_TIME] = {"week_time", 1, week_time},
    [STATS_MONTH_TIME] = {"month_time", 1, month_time},
    [STATS_SESSION_TIME] = {"session_time", 1, session_time},
    [STATS_LONGEST_RUN] = {"longest_run", 1, longest_run},
    [STATS_PIECE_TIME] = {"piece_time", 1, piece_time},
    [STATS_SESSION_COUNT] = {"session_count", 0, session_count},
    [STATS_PRACTICE_DAYS] = {"practice_days", 0, practice_days},
    [STATS_CONSECUTIVE_DAYS] = {"consecutive_days", 0, consecutive_days},
    [STATS_WEEKENDS] = {"weekends", 0, weekends},
    [STATS_MONTHS_OF_YEAR] = {"months_of_year", 0, months_of_year},
    [STATS_INSTRUMENT_COUNT] = {"instrument_count", 0, instrument_count},
    [STATS_PIECE_COUNT] = {"piece_count", 0, piece_count},
    [STATS_EARLY] = {"early", 0, early},
    [STATS_LATE] = {"late", 0, late},
    [STATS_COMEBACK] = {"comeback", 0, comeback},
    [STATS_PLAY_SHARE] = {"play_share", 0, play_share},
    [STATS_GOAL_MET] = {"goal_met", 0, NULL},
    [STATS_GOAL_STREAK] = {"goal_streak", 0, NULL},
};

const char *stats_condition_name(enum stats_condition condition)
{
    return conditions[condition].name;
}

int stats_condition_is_time(enum stats_condition condition)
{
    return conditions[condition].is_time;
}

static void note(struct stats_achievement *achievement, int64_t value, int32_t day)
{
    if (value > achievement->value)
        achievement->value = value;
    if (value >= achievement->target &&
        (achievement->earned_day == DATE_FIRST || day < achievement->earned_day))
        achievement->earned_day = day;
}

static void note_session(struct stats_achievements *achievements, const struct diary *diary,
                         const struct journal_session *session)
{
    for (size_t i = 0; i < achievements->n; i++) {
        struct stats_achievement *achievement = &achievements->list[i];
        meter_function *meter = conditions[achievement->rule->condition].meter;
        if (meter)
            note(achievement, meter(diary, achievement->rule, session, achievement->value),
                 session->day);
    }
}

static void diary_release(struct diary *diary)
{
    free(diary->instrument_ids);
    free(diary->piece_ids);
    free(diary->instrument_ms);
    free(diary->piece_ms);
}

static int diary_init(struct diary *ret_diary, const struct journal_sessions *sessions)
{
    size_t n_instruments, n_pieces;
    struct diary diary = {.sessions = sessions,
                          .week = DATE_FIRST - 7,
                          .month = DATE_FIRST - 1,
                          .saturday = DATE_FIRST - 2};
    diary.instrument_ids = stats_name_ids(sessions, STATS_INSTRUMENT, NULL, &n_instruments);
    diary.piece_ids = stats_name_ids(sessions, STATS_PIECE, NULL, &n_pieces);
    diary.instrument_ms = calloc(n_instruments + 1, sizeof *diary.instrument_ms);
    diary.piece_ms = calloc(n_pieces + 1, sizeof *diary.piece_ms);
    *ret_diary = diary;
    return diary.instrument_ids && diary.piece_ids && diary.instrument_ms && diary.piece_ms ? 0
                                                                                            : -1;
}

static enum practice_status judge_sessions(const struct stats_achievement_input *input,
                                           struct stats_achievements *achievements,
                                           struct practice_error *err)
{
    struct diary diary;
    if (!input->sessions->n)
        return PRACTICE_OK;
    size_t *order = stats_order(input->sessions);
    int failed = diary_init(&diary, input->sessions);
    for (size_t i = 0; order && !failed && i < input->sessions->n; i++) {
        const struct journal_session *session = &input->sessions->list[order[i]];
        if (session->measured_ms <= 0)
            continue;
        add_session(&diary, order[i]);
        note_session(achievements, &diary, session);
    }
    diary_release(&diary);
    failed |= !order;
    free(order);
    return failed ? fail_no_memory(err) : PRACTICE_OK;
}

static void note_goal(struct stats_achievements *achievements,
                      const struct stats_goal_progress *progress)
{
    int64_t n_met = 0, n_in_a_row = 0;
    int length = progress->goal->period == JOURNAL_GOAL_WEEK ? 7 : 1;
    for (size_t i = 0; i < progress->n_steps; i++) {
        const struct stats_goal_step *step = &progress->steps[i];
        n_in_a_row = step->is_met ? n_in_a_row + 1 : 0;
        n_met += step->is_met;
        for (size_t k = 0; step->is_met && k < achievements->n; k++) {
            struct stats_achievement *achievement = &achievements->list[k];
            const struct stats_rule *rule = achievement->rule;
            if (conditions[rule->condition].meter || (rule->parameter && rule->parameter != length))
                continue;
            note(achievement, rule->condition == STATS_GOAL_MET ? n_met : n_in_a_row,
                 step->met_day);
        }
    }
}

static enum practice_status judge_goals(const struct stats_achievement_input *input,
                                        struct stats_achievements *achievements,
                                        struct practice_error *err)
{
    const struct stats_streak_rule rule = {.today = input->today};
    enum practice_status status = PRACTICE_OK;
    for (size_t i = 0; status == PRACTICE_OK && i < input->goals->n; i++) {
        struct stats_goal_progress progress = {0};
        status =
            stats_goal_progress_of(&input->goals->list[i], input->sessions, &rule, &progress, err);
        if (status == PRACTICE_OK)
            note_goal(achievements, &progress);
        stats_goal_progress_release(&progress);
    }
    return status;
}

enum practice_status stats_achievements_of(const struct stats_achievement_input *input,
                                           struct stats_achievements *ret_achievements,
                                           struct practice_error *err)
{
    struct stats_achievements achievements = {calloc(N_RULES, sizeof *achievements.list), N_RULES,
                                              0};
    if (!achievements.list)
        return fail_no_memory(err);
    for (size_t i = 0; i < N_RULES; i++)
        achievements.list[i] = (struct stats_achievement){
            .rule = &rules[i],
            .target = rules[i].threshold * (conditions[rules[i].condition].is_time ? MINUTE_MS : 1),
            .earned_day = DATE_FIRST};
    enum practice_status status = judge_sessions(input, &achievements, err);
    if (status == PRACTICE_OK)
        status = judge_goals(input, &achievements, err);
    for (size_t i = 0; i < N_RULES; i++)
        achievements.n_earned += achievements.list[i].earned_day != DATE_FIRST;
    if (status == PRACTICE_OK)
        *ret_achievements = achievements;
    else
        stats_achievements_release(&achievements);
    return status;
}

void stats_achievements_release(struct stats_achievements *achievements)
{
    free(achievements->list);
    *achievements = (struct stats_achievements){0};
}

double stats_achievement_share(const struct stats_achievement *achievement)
{
    double share = (double)achievement->value / (double)achievement->target;
    return share < 1 ? share : 1;
}

// 1 when a rule of the same kind with a lower target is not earned either.
static int has_nearer(const struct stats_achievements *achievements, size_t index)
{
    const struct stats_achievement *own = &achievements->list[index];
    for (size_t i = 0; i < achievements->n; i++) {
        const struct stats_achievement *other = &achievements->list[i];
        if (other->earned_day == DATE_FIRST && other->target < own->target &&
            other->rule->condition == own->rule->condition &&
            other->rule->parameter == own->rule->parameter)
            return 1;
    }
    return 0;
}

size_t stats_achievements_next(const struct stats_achievements *achievements, size_t *ret_order)
{
    size_t n = 0;
    for (size_t i = 0; i < achievements->n; i++) {
        const struct stats_achievement *achievement = &achievements->list[i];
        if (achievement->earned_day != DATE_FIRST || has_nearer(achievements, i))
            continue;
        size_t place = n++;
        while (place > 0 && stats_achievement_share(&achievements->list[ret_order[place - 1]]) <
                                stats_achievement_share(achievement)) {
            ret_order[place] = ret_order[place - 1];
            place--;
        }
        ret_order[place] = i;
    }
    return n;
}
