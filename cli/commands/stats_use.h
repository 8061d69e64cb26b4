// SPDX-License-Identifier: GPL-3.0-or-later
// What statistics, goals and achievements are worked out from: the journal's sessions and goals,
// what day it is here, and the musician's settings, read once.
#ifndef CLI_COMMANDS_STATS_USE_H
#define CLI_COMMANDS_STATS_USE_H

#include "commands/options.h"
#include "journal/journal.h"
#include "stats/streak.h"
#include "base/period.h"

struct stats_use {
    struct journal_sessions sessions; // of the filter, of all times
    struct journal_goals goals;
    struct stats_streak_rule rule; // today, rest days, the week's first day
};

// Today, and what the settings say about weeks. Returns COMMAND_DONE, or an exit code with the
// mistake told.
int stats_use_rule(struct stats_streak_rule *ret_rule);

// Reads sessions and goals of a journal. Fails as the journal does.
enum practice_status stats_use_load(struct journal *journal, const struct journal_filter *filter,
                                    struct stats_use *use,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Both of these on the user's own journal; a filter of NULL lets all pass. Returns COMMAND_DONE, or
// an exit code with the mistake told.
int stats_use_open(const struct journal_filter *filter, struct stats_use *ret_use);

void stats_use_release(struct stats_use *use);

// The words of a command line as a period; none: `otherwise`. Returns COMMAND_DONE, or
// COMMAND_USAGE with the mistake told.
int stats_use_period(const struct operands *operands, const char *otherwise,
                     const struct stats_streak_rule *rule, struct period *ret_period);

#endif
