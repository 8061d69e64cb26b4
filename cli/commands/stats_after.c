// SPDX-License-Identifier: GPL-3.0-or-later
// Everything is worked out twice, before and after; what differs is told. That is the same for one
// session and for a folder of recordings.
#include "commands/stats_after.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "commands/achievements_text.h"
#include "commands/stats_goals.h"
#include "commands/stats_use.h"

struct stats_after {
    struct stats_use use;
    struct stats_achievements achievements;
    struct stats_goal_progress *goals; // [use.goals.n]
};

static void release(struct stats_after *after)
{
    for (size_t i = 0; after->goals && i < after->use.goals.n; i++)
        stats_goal_progress_release(&after->goals[i]);
    free(after->goals);
    stats_achievements_release(&after->achievements);
    stats_use_release(&after->use);
    free(after);
}

static void leave_out(struct journal_sessions *sessions, const char *id)
{
    for (size_t i = sessions->n; i > 0; i--) {
        if (strcmp(sessions->list[i - 1].id, id) != 0)
            continue;
        journal_session_release(&sessions->list[i - 1]);
        memmove(&sessions->list[i - 1], &sessions->list[i],
                (sessions->n - i) * sizeof *sessions->list);
        sessions->n--;
        return;
    }
}

static enum practice_status judge(struct stats_after *after, struct journal *journal,
                                  const char *without, struct practice_error *err)
{
    struct stats_use *use = &after->use;
    enum practice_status status = stats_use_load(journal, NULL, use, err);
    if (status != PRACTICE_OK)
        return status;
    if (without)
        leave_out(&use->sessions, without);
    const struct stats_achievement_input input = {&use->sessions, &use->goals, use->rule.today};
    status = stats_achievements_of(&input, &after->achievements, err);
    after->goals = calloc(use->goals.n + 1, sizeof *after->goals);
    if (status == PRACTICE_OK && !after->goals)
        status = fail_no_memory(err);
    for (size_t i = 0; status == PRACTICE_OK && i < use->goals.n; i++)
        status = stats_goal_progress_of(&use->goals.list[i], &use->sessions, &use->rule,
                                        &after->goals[i], err);
    return status;
}

// The state of things, perhaps without a session; NULL when it is not to be had.
static struct stats_after *look(struct journal *journal, const struct stats_streak_rule *rule,
                                const char *without)
{
    struct practice_error err;
    struct stats_after *after = calloc(1, sizeof *after);
    if (!after)
        return NULL;
    after->use.rule = *rule;
    if (judge(after, journal, without, &err) == PRACTICE_OK)
        return after;
    release(after);
    return NULL;
}

struct stats_after *stats_after_begin(struct journal *journal)
{
    struct stats_streak_rule rule;
    return stats_use_rule(&rule) == COMMAND_DONE ? look(journal, &rule, NULL) : NULL;
}

struct stats_after *stats_after_without(struct journal *journal, const char *session_id)
{
    struct stats_streak_rule rule;
    return stats_use_rule(&rule) == COMMAND_DONE ? look(journal, &rule, session_id) : NULL;
}

// What a goal had before; 0 for one that was not there.
static int64_t done_before(const struct stats_after *before, const char *goal_id)
{
    for (size_t i = 0; i < before->use.goals.n; i++)
        if (strcmp(before->use.goals.list[i].id, goal_id) == 0)
            return before->goals[i].done_ms;
    return 0;
}

static void tell(const struct stats_after *before, const struct stats_after *now,
                 const struct ui_term *term, FILE *out)
{
    enum stats_language language = achievements_language(term);
    for (size_t i = 0; i < now->use.goals.n; i++)
        if (now->goals[i].done_ms > done_before(before, now->use.goals.list[i].id))
            stats_goal_print(&now->goals[i], term, out);
    for (size_t i = 0; i < now->achievements.n; i++)
        if (now->achievements.list[i].earned_day != DATE_FIRST &&
            before->achievements.list[i].earned_day == DATE_FIRST)
            achievements_print_earned(&now->achievements.list[i], language, term, out);
}

void stats_after_end(struct stats_after *after, struct journal *journal, const struct ui_term *term,
                     FILE *out)
{
    if (!after)
        return;
    struct stats_after *now = journal ? look(journal, &after->use.rule, NULL) : NULL;
    if (now) {
        tell(after, now, term, out);
        release(now);
    }
    release(after);
}
