// SPDX-License-Identifier: GPL-3.0-or-later
// The texts are our own, from achievements.tsv, so they need no cleaning.
#include "commands/achievements_text.h"

#include <stdlib.h>
#include <string.h>

#include "commands/wrapped.h"
#include "ui/days.h"

#define BAR_CELLS 16

enum stats_language achievements_language(const struct ui_term *term)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    if (!term->utf8_text)
        return STATS_ENGLISH;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "ko", 2) == 0 && (!value[2] || strchr("_.@", value[2]))
                       ? STATS_KOREAN
                       : STATS_ENGLISH;
    }
    return STATS_ENGLISH;
}

const char *achievements_value(const struct stats_achievement *achievement, int64_t value,
                               enum stats_language language, char buffer[ACHIEVEMENTS_VALUE_SIZE])
{
    char words[UI_DAYS_WORDS_SIZE];
    long long minutes = value / UI_DAYS_MS_PER_MINUTE; // never more than there was
    if (!stats_condition_is_time(achievement->rule->condition))
        (void)snprintf(buffer, ACHIEVEMENTS_VALUE_SIZE, "%lld", (long long)value);
    else if (language == STATS_KOREAN && minutes >= 60 && minutes % 60 == 0)
        (void)snprintf(buffer, ACHIEVEMENTS_VALUE_SIZE, "%lld시간", minutes / 60);
    else if (language == STATS_KOREAN && minutes >= 60)
        (void)snprintf(buffer, ACHIEVEMENTS_VALUE_SIZE, "%lld시간 %lld분", minutes / 60,
                       minutes % 60);
    else if (language == STATS_KOREAN)
        (void)snprintf(buffer, ACHIEVEMENTS_VALUE_SIZE, "%lld분", minutes);
    else
        (void)snprintf(buffer, ACHIEVEMENTS_VALUE_SIZE, "%s",
                       ui_days_words(minutes * UI_DAYS_MS_PER_MINUTE, words));
    return buffer;
}

void achievements_print_earned(const struct stats_achievement *achievement,
                               enum stats_language language, const struct ui_term *term, FILE *out)
{
    char date[DATE_SIZE];
    const struct stats_rule *rule = achievement->rule;
    (void)fprintf(out, "%s%s%s %s%s%s  %s%s%s\n", ui_term_style(term, UI_STYLE_PLAY),
                  term->utf8 ? "★" : "*", ui_term_style(term, UI_STYLE_PLAIN),
                  ui_term_style(term, UI_STYLE_BOLD), rule->title[language],
                  ui_term_style(term, UI_STYLE_PLAIN), ui_term_style(term, UI_STYLE_DIM),
                  date_text(achievement->earned_day, date), ui_term_style(term, UI_STYLE_PLAIN));
    (void)fputs("  ", out);
    wrapped_print(term, 2, UI_STYLE_PLAIN, rule->description[language], out);
}

void achievements_print_open(const struct stats_achievement *achievement,
                             enum stats_language language, const struct ui_term *term, FILE *out)
{
    char done[ACHIEVEMENTS_VALUE_SIZE], target[ACHIEVEMENTS_VALUE_SIZE];
    char words[2 * ACHIEVEMENTS_VALUE_SIZE + 8];
    const struct stats_rule *rule = achievement->rule;
    int cells = (int)(stats_achievement_share(achievement) * BAR_CELLS);
    (void)fprintf(out, "%s %s\n", term->utf8 ? "☆" : "-", rule->title[language]);
    (void)fputs("  ", out);
    wrapped_print(term, 2, UI_STYLE_PLAIN, rule->description[language], out);
    (void)fprintf(out, "  %s", ui_term_style(term, UI_STYLE_PLAY));
    for (int i = 0; i < BAR_CELLS; i++) {
        if (i == cells)
            (void)fprintf(out, "%s%s", ui_term_style(term, UI_STYLE_PLAIN),
                          ui_term_style(term, UI_STYLE_DIM));
        (void)fputs(i < cells ? (term->utf8 ? "█" : "#") : (term->utf8 ? "░" : "."), out);
    }
    (void)fprintf(out, "%s  ", ui_term_style(term, UI_STYLE_PLAIN));
    (void)snprintf(words, sizeof words, "%s / %s",
                   achievements_value(achievement, achievement->value, language, done),
                   achievements_value(achievement, achievement->target, language, target));
    wrapped_print(term, BAR_CELLS + 4, UI_STYLE_PLAIN, words, out);
}
