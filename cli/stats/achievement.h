// SPDX-License-Identifier: GPL-3.0-or-later
// Achievements: which rules of achievements.tsv hold, since when, and how far the others are. There
// is no table of what was earned: everything follows from the sessions and goals each time, so that
// the answer is the same on every device and after every undo.
#ifndef CLI_STATS_ACHIEVEMENT_H
#define CLI_STATS_ACHIEVEMENT_H

#include "stats/day.h"

// In the order of the table of meters; achievements.tsv says what each is.
enum stats_condition {
    STATS_PRACTICE_TIME,
    STATS_DAY_TIME,
    STATS_WEEK_TIME,
    STATS_MONTH_TIME,
    STATS_SESSION_TIME,
    STATS_LONGEST_RUN,
    STATS_PIECE_TIME,
    STATS_SESSION_COUNT,
    STATS_PRACTICE_DAYS,
    STATS_CONSECUTIVE_DAYS,
    STATS_WEEKENDS,
    STATS_MONTHS_OF_YEAR,
    STATS_INSTRUMENT_COUNT,
    STATS_PIECE_COUNT,
    STATS_EARLY,
    STATS_LATE,
    STATS_COMEBACK,
    STATS_PLAY_SHARE,
    STATS_GOAL_MET,
    STATS_GOAL_STREAK,
};

// The condition's word in achievements.tsv and JSON.
const char *stats_condition_name(enum stats_condition condition);

// 1 when its values are times in milliseconds, 0 when they are counts.
int stats_condition_is_time(enum stats_condition condition);

enum stats_language {
    STATS_ENGLISH,
    STATS_KOREAN,
    STATS_N_LANGUAGES,
};

struct stats_rule {
    const char *id;
    enum stats_condition condition;
    int64_t threshold; // minutes of times, else a count
    int64_t parameter;
    const char *title[STATS_N_LANGUAGES];
    const char *description[STATS_N_LANGUAGES];
};

struct stats_achievement {
    const struct stats_rule *rule;
    int64_t value;      // the best so far, milliseconds or a count; it may pass the target
    int64_t target;     // likewise
    int32_t earned_day; // the practice date when the rule first held; DATE_FIRST: not earned
};

struct stats_achievements {
    struct stats_achievement *list; // in the order of the rules
    size_t n;
    size_t n_earned;
};

struct stats_achievement_input {
    const struct journal_sessions *sessions; // all of the journal, in any order
    const struct journal_goals *goals;
    int32_t today; // goals are judged up to it
};

// Judges every rule. Only sessions with play time count. Adding a session never takes an
// achievement away, but for a comeback when what was missed is filled in. Weeks start on Monday
// here whatever the musician prefers. Fails with NO_MEMORY.
enum practice_status stats_achievements_of(const struct stats_achievement_input *input,
                                           struct stats_achievements *ret_achievements,
                                           struct practice_error *err) PRACTICE_CHECKED;
void stats_achievements_release(struct stats_achievements *achievements);

// 0 … 1.
double stats_achievement_share(const struct stats_achievement *achievement);

// The indices of what is not earned, nearest first, into ret_order [achievements->n]. Of each
// condition (and parameter) only the next step is there. Returns how many.
size_t stats_achievements_next(const struct stats_achievements *achievements, size_t *ret_order);

#endif
