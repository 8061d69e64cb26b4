// SPDX-License-Identifier: GPL-3.0-or-later
// All sessions of the filter are read whatever the period is, because streaks and trends reach back
// beyond it.
#include "commands/stats_use.h"

#include <stdio.h>
#include <string.h>

#include "commands/analyze.h"
#include "commands/journal_use.h"
#include "commands/settings.h"

#define MAX_PERIOD 128

static int today_here(int32_t *ret_today)
{
    char here[ZONE_NAME_SIZE];
    struct zone *zone = NULL;
    struct practice_error error;
    if (zone_open(zone_system_name(here), &zone, &error) != PRACTICE_OK) {
        analyze_tell_error(&error);
        return COMMAND_USAGE;
    }
    *ret_today = zone_today(zone);
    zone_free(zone);
    return COMMAND_DONE;
}

int stats_use_rule(struct stats_streak_rule *ret_rule)
{
    struct config *config = NULL;
    struct stats_streak_rule rule = {0};
    int code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    rule.rest_days = (int)config_number(config, CONFIG_STATS_REST_DAYS, 0);
    rule.week_start = (int)config_number(config, CONFIG_USER_WEEK_START, 0);
    config_free(config);
    code = today_here(&rule.today);
    if (code == COMMAND_DONE)
        *ret_rule = rule;
    return code;
}

enum practice_status stats_use_load(struct journal *journal, const struct journal_filter *filter,
                                    struct stats_use *use, struct practice_error *err)
{
    struct journal_filter brief;
    journal_filter_init(&brief);
    if (filter)
        brief = *filter;
    brief.brief = 1;
    enum practice_status status = journal_session_list(journal, &brief, &use->sessions, err);
    if (status == PRACTICE_OK)
        status = journal_goal_list(journal, &use->goals, err);
    return status;
}

int stats_use_open(const struct journal_filter *filter, struct stats_use *ret_use)
{
    struct journal *journal = NULL;
    struct stats_use use = {0};
    struct practice_error error;
    int code = stats_use_rule(&use.rule);
    if (code == COMMAND_DONE)
        code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (stats_use_load(journal, filter, &use, &error) != PRACTICE_OK)
        code = journal_use_fail(&error);
    journal_close(journal);
    if (code == COMMAND_DONE)
        *ret_use = use;
    else
        stats_use_release(&use);
    return code;
}

void stats_use_release(struct stats_use *use)
{
    journal_sessions_release(&use->sessions);
    journal_goals_release(&use->goals);
}

int stats_use_period(const struct operands *operands, const char *otherwise,
                     const struct stats_streak_rule *rule, struct period *ret_period)
{
    char words[MAX_PERIOD];
    struct practice_error error;
    const struct period_now now = {rule->today, rule->week_start};
    size_t at = (size_t)snprintf(words, sizeof words, "%s", operands->n ? "" : otherwise);
    for (size_t i = 0; i < operands->n && at < sizeof words; i++)
        at += (size_t)snprintf(words + at, sizeof words - at, "%s%s", i ? " " : "",
                               operands->list[i]);
    if (period_parse(words, &now, ret_period, &error) == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&error);
    return COMMAND_USAGE;
}
