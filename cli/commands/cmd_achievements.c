// SPDX-License-Identifier: GPL-3.0-or-later
// `practice achievements`: what was earned, what is next, and how far it is.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/achievements_text.h"
#include "commands/all.h"
#include "commands/journal_use.h"
#include "commands/stats_use.h"
#include "ui/json.h"

#define NEXT_SHOWN 3
#define SCHEMA     "practice.achievements/1"

struct achievements_options {
    const char *lang;
    int all, next, json, no_color;
};

#define AT(member) .offset = offsetof(struct achievements_options, member)

static const struct option_spec options_table[] = {
    {.name = "all",
     .letter = 'a',
     .group = "Answer",
     .help = "every rule, earned or not",
     .kind = OPTION_FLAG,
     AT(all)},
    {.name = "next",
     .letter = 'n',
     .group = "Answer",
     .help = "only what is not earned yet, nearest first",
     .kind = OPTION_FLAG,
     AT(next)},
    {.name = "lang",
     .argument = "LANG",
     .group = "Answer",
     .help = "language of the texts: en or ko (that of the locale)",
     .kind = OPTION_WORD,
     .words = "en ko",
     AT(lang)},
    {.name = "json",
     .group = "Answer",
     .help = "every rule in one JSON object",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

struct look {
    const struct achievements_options *options;
    const struct stats_achievements *achievements;
    struct ui_term term;
    enum stats_language language;
    size_t *order; // room for all
};

static void put_value(struct ui_json *json, const char *key,
                      const struct stats_achievement *achievement, int64_t value)
{
    if (stats_condition_is_time(achievement->rule->condition))
        ui_json_number(json, key, (double)value / 1e3, 3);
    else
        ui_json_integer(json, key, value);
}

static void put_texts(struct ui_json *json, const char *key, const char *const *texts)
{
    ui_json_object_begin(json, key);
    ui_json_string(json, "en", texts[STATS_ENGLISH]);
    ui_json_string(json, "ko", texts[STATS_KOREAN]);
    ui_json_object_end(json);
}

static void print_json(const struct look *look)
{
    struct ui_json json;
    char date[DATE_SIZE];
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", SCHEMA);
    ui_json_integer(&json, "earned", (int64_t)look->achievements->n_earned);
    ui_json_array_begin(&json, "achievements");
    for (size_t i = 0; i < look->achievements->n; i++) {
        const struct stats_achievement *achievement = &look->achievements->list[i];
        const struct stats_rule *rule = achievement->rule;
        int is_earned = achievement->earned_day != DATE_FIRST;
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "id", rule->id);
        put_texts(&json, "title", rule->title);
        put_texts(&json, "description", rule->description);
        ui_json_string(&json, "condition", stats_condition_name(rule->condition));
        ui_json_string(&json, "unit", stats_condition_is_time(rule->condition) ? "s" : "count");
        put_value(&json, "target", achievement, achievement->target);
        put_value(&json, "value", achievement, achievement->value);
        ui_json_bool(&json, "earned", is_earned);
        ui_json_string(&json, "earned_on",
                       is_earned ? date_text(achievement->earned_day, date) : NULL);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_one(const struct look *look, const struct stats_achievement *achievement)
{
    if (achievement->earned_day != DATE_FIRST)
        achievements_print_earned(achievement, look->language, &look->term, stdout);
    else
        achievements_print_open(achievement, look->language, &look->term, stdout);
}

// Newest first, those of one day in the order of the rules.
static void print_earned(const struct look *look)
{
    size_t n = 0;
    for (size_t i = 0; i < look->achievements->n; i++) {
        const struct stats_achievement *achievement = &look->achievements->list[i];
        if (achievement->earned_day == DATE_FIRST)
            continue;
        size_t place = n++;
        while (place > 0 && look->achievements->list[look->order[place - 1]].earned_day <
                                achievement->earned_day) {
            look->order[place] = look->order[place - 1];
            place--;
        }
        look->order[place] = i;
    }
    for (size_t i = 0; i < n; i++)
        print_one(look, &look->achievements->list[look->order[i]]);
}

static void print_next(const struct look *look, size_t most)
{
    size_t n = stats_achievements_next(look->achievements, look->order);
    for (size_t i = 0; i < n && i < most; i++)
        print_one(look, &look->achievements->list[look->order[i]]);
}

static void print_heading(const struct look *look, const char *const texts[STATS_N_LANGUAGES])
{
    (void)printf("\n%s%s%s\n", ui_term_style(&look->term, UI_STYLE_BOLD), texts[look->language],
                 ui_term_style(&look->term, UI_STYLE_PLAIN));
}

static void print(const struct look *look)
{
    static const char *const next[] = {"Next", "다음 목표"};
    const struct stats_achievements *achievements = look->achievements;
    if (look->options->json) {
        print_json(look);
        return;
    }
    if (look->options->next) {
        print_next(look, achievements->n);
        return;
    }
    (void)fputs(ui_term_style(&look->term, UI_STYLE_BOLD), stdout);
    if (look->language == STATS_KOREAN)
        (void)printf("업적 %zu개 중 %zu개 달성", achievements->n, achievements->n_earned);
    else
        (void)printf("%zu of %zu achievements earned", achievements->n_earned, achievements->n);
    (void)printf("%s\n\n", ui_term_style(&look->term, UI_STYLE_PLAIN));
    if (look->options->all) {
        for (size_t i = 0; i < achievements->n; i++)
            print_one(look, &achievements->list[i]);
        return;
    }
    print_earned(look);
    print_heading(look, next);
    print_next(look, NEXT_SHOWN);
}

static enum practice_status judge_and_print(const struct achievements_options *options,
                                            const struct stats_use *use, struct practice_error *err)
{
    const struct stats_achievement_input input = {&use->sessions, &use->goals, use->rule.today};
    struct stats_achievements achievements;
    enum practice_status status = stats_achievements_of(&input, &achievements, err);
    if (status != PRACTICE_OK)
        return status;
    struct look look = {.options = options, .achievements = &achievements};
    ui_term_init(&look.term, STDOUT_FILENO, options->no_color);
    look.language = achievements_language(&look.term);
    if (options->lang)
        look.language = strcmp(options->lang, "ko") == 0 ? STATS_KOREAN : STATS_ENGLISH;
    look.order = calloc(achievements.n, sizeof *look.order);
    if (look.order)
        print(&look);
    else
        status = fail_no_memory(err);
    free(look.order);
    stats_achievements_release(&achievements);
    return status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct achievements_options options = {.no_color = env->no_color};
    struct operands operands;
    struct stats_use use;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    if (options.all + options.next + options.json > 1)
        return options_complain(self->name, "choose one of --all, --next and --json");
    code = stats_use_open(NULL, &use);
    if (code != COMMAND_DONE)
        return code;
    if (judge_and_print(&options, &use, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    stats_use_release(&use);
    return code;
}

static const char *const examples[] = {
    "practice achievements",
    "practice achievements --next --lang ko",
    "practice achievements --json",
    NULL,
};

const struct command command_achievements = {
    .name = "achievements",
    .summary = "Show what was earned by playing, and what is next.",
    .operands = "",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .shows_recording = 1,
    .run = run,
};
