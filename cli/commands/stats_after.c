// SPDX-License-Identifier: GPL-3.0-or-later
// Everything is worked out twice, with the session and without it: what differs is its doing.
#include "commands/stats_after.h"

#include <string.h>

#include "commands/achievements_text.h"
#include "commands/analyze.h"
#include "commands/stats_goals.h"
#include "commands/stats_use.h"

static const struct journal_session *find(const struct stats_use *use, const char *id)
{
    for (size_t i = use->sessions.n; i > 0; i--)
        if (strcmp(use->sessions.list[i - 1].id, id) == 0)
            return &use->sessions.list[i - 1];
    return NULL;
}

static enum practice_status tell_goals(const struct stats_use *use,
                                       const struct journal_session *session,
                                       const struct ui_term *term, FILE *out,
                                       struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    for (size_t i = 0; status == PRACTICE_OK && i < use->goals.n; i++) {
        const struct journal_goal *goal = &use->goals.list[i];
        struct stats_goal_progress progress = {0};
        if (!stats_goal_counts(goal, session->instrument))
            continue;
        status = stats_goal_progress_of(goal, &use->sessions, &use->rule, &progress, err);
        const struct stats_goal_step *step =
            progress.n_steps ? &progress.steps[progress.n_steps - 1] : NULL;
        if (step && !progress.is_over && step->first <= session->day && session->day <= step->last)
            stats_goal_print(&progress, term, out);
        stats_goal_progress_release(&progress);
    }
    return status;
}

static enum practice_status tell_earned(const struct stats_use *use, const char *id,
                                        const struct ui_term *term, FILE *out,
                                        struct practice_error *err)
{
    struct stats_achievement_input input = {&use->sessions, &use->goals, use->rule.today, id};
    struct stats_achievements before = {0}, after = {0};
    enum practice_status status = stats_achievements_of(&input, &before, err);
    input.without = NULL;
    if (status == PRACTICE_OK)
        status = stats_achievements_of(&input, &after, err);
    for (size_t i = 0; i < after.n; i++)
        if (after.list[i].earned_day != DATE_FIRST && before.list[i].earned_day == DATE_FIRST)
            achievements_print_earned(&after.list[i], achievements_language(term), term, out);
    stats_achievements_release(&before);
    stats_achievements_release(&after);
    return status;
}

void stats_after_session(struct journal *journal, const char *session_id,
                         const struct ui_term *term, FILE *out)
{
    struct stats_use use = {0};
    struct practice_error error;
    if (stats_use_rule(&use.rule) != COMMAND_DONE)
        return;
    enum practice_status status = stats_use_load(journal, NULL, &use, &error);
    const struct journal_session *session = find(&use, session_id);
    if (status == PRACTICE_OK && session) {
        status = tell_goals(&use, session, term, out, &error);
        if (status == PRACTICE_OK)
            status = tell_earned(&use, session_id, term, out, &error);
    }
    if (status != PRACTICE_OK)
        analyze_tell_error(&error);
    stats_use_release(&use);
}
