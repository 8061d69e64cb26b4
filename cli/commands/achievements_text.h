// SPDX-License-Identifier: GPL-3.0-or-later
// Achievements in words, in the musician's language.
#ifndef CLI_COMMANDS_ACHIEVEMENTS_TEXT_H
#define CLI_COMMANDS_ACHIEVEMENTS_TEXT_H

#include <stdio.h>

#include "stats/achievement.h"
#include "ui/term.h"

// The language of LC_ALL, LC_MESSAGES or LANG, the first that is set; English for a terminal that
// could not show Korean.
enum stats_language achievements_language(const struct ui_term *term);

#define ACHIEVEMENTS_VALUE_SIZE 48

// "7 h 20 min", in Korean "7시간 20분", or "12" of an achievement. Returns buffer.
const char *achievements_value(const struct stats_achievement *achievement, int64_t value,
                               enum stats_language language, char buffer[ACHIEVEMENTS_VALUE_SIZE]);

// One that was earned, in two lines: title and date, description.
void achievements_print_earned(const struct stats_achievement *achievement,
                               enum stats_language language, const struct ui_term *term, FILE *out);

// One that was not: title, description, a bar and how far it is.
void achievements_print_open(const struct stats_achievement *achievement,
                             enum stats_language language, const struct ui_term *term, FILE *out);

#endif
