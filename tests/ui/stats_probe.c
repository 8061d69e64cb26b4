// SPDX-License-Identifier: GPL-3.0-or-later
// Draws calendars, charts and pictures of days from words: stats_probe WHAT ARGUMENTS. A terminal
// is WIDTH none|16|256|true utf8|ascii; days are FIRST LAST TODAY WEEK_START and then either
// DATE=MINUTES (with ! when the goal was met) words or one word random:SEED.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "ui/calendar.h"
#include "ui/chart.h"
#include "ui/days.h"
#include "ui/plot_stats.h"

#define MOST_DAYS 8000

static struct ui_term make_term(char **args)
{
    static const char *const depths[] = {"none", "16", "256", "true"};
    struct ui_term term = {.is_terminal = 1, .width = strtoul(args[0], NULL, 10)};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(args[1], depths[i]) == 0)
            term.colour = (enum ui_colour)i;
    term.utf8 = strcmp(args[2], "utf8") == 0;
    term.utf8_text = term.utf8;
    return term;
}

static int32_t day_of(const char *text)
{
    int32_t day = 0;
    char start[DATE_SIZE];
    (void)snprintf(start, sizeof start, "%s", text);
    if (date_parse(start, &day, NULL) != PRACTICE_OK) {
        (void)fprintf(stderr, "no date: %s\n", text);
        exit(2);
    }
    return day;
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

// A player with habits: more at weekends, holidays in August, better over the year.
static void make_up(struct ui_days *days, int64_t *play_ms, uint8_t *goal_met, unsigned seed)
{
    for (size_t i = 0; i < days->n; i++) {
        int32_t day = days->first + (int32_t)i;
        struct date date = date_split(day);
        int64_t minutes =
            15 + (int)(next_random(&seed) % 50) + (date_weekday(day) > 4 ? 25 : 0) + date.month;
        int rests = next_random(&seed) % 5 == 0 || (date.month == 8 && date.day < 17);
        play_ms[i] = rests || day > days->today ? 0 : minutes * UI_DAYS_MS_PER_MINUTE;
        goal_met[i] = play_ms[i] >= 45 * UI_DAYS_MS_PER_MINUTE;
    }
}

static struct ui_days make_days(char **args)
{
    static int64_t play_ms[MOST_DAYS];
    static uint8_t goal_met[MOST_DAYS];
    struct ui_days days = {.first = day_of(args[0]), .play_ms = play_ms, .goal_met = goal_met};
    days.n = (size_t)(day_of(args[1]) - days.first + 1);
    days.today = day_of(args[2]);
    days.week_start = atoi(args[3]);
    if (days.n > MOST_DAYS)
        exit(2);
    for (char **word = args + 4; *word; word++) {
        if (strncmp(*word, "random:", 7) == 0) {
            make_up(&days, play_ms, goal_met, (unsigned)atoi(*word + 7));
            continue;
        }
        int32_t day = day_of(*word);
        play_ms[day - days.first] = (int64_t)(strtod(*word + 11, NULL) * 60000);
        goal_met[day - days.first] = strchr(*word, '!') != NULL;
    }
    return days;
}

// month TERM YEAR MONTH DAYS
static int probe_month(char **args)
{
    struct ui_term term = make_term(args);
    struct ui_days days = make_days(args + 5);
    ui_calendar_month(&days, atoi(args[3]), atoi(args[4]), &term, stdout);
    return 0;
}

// year TERM DAYS
static int probe_year(char **args)
{
    struct ui_term term = make_term(args);
    struct ui_days days = make_days(args + 3);
    ui_calendar_year(&days, &term, stdout);
    return 0;
}

// bars TERM LABEL=MINUTES[=TEXT]...
static int probe_bars(char **args)
{
    struct ui_term term = make_term(args);
    struct ui_bar bars[100];
    size_t n = 0;
    for (char **word = args + 3; *word && n < 100; word++, n++) {
        char *label = strtok(*word, "=");
        char *value = strtok(NULL, "=");
        bars[n] = (struct ui_bar){label, (int64_t)(strtod(value, NULL) * 60000), strtok(NULL, "=")};
    }
    ui_chart_bars(bars, n, &term, stdout);
    return 0;
}

// columns TERM ROWS GOAL_MINUTES LABEL=MINUTES...
static int probe_columns(char **args)
{
    struct ui_term term = make_term(args);
    static const char *labels[1000];
    static int64_t values[1000];
    struct ui_columns columns = {.values_ms = values, .labels = labels, .rows = atoi(args[3])};
    columns.goal_ms = atoi(args[4]) * UI_DAYS_MS_PER_MINUTE;
    for (char **word = args + 5; *word && columns.n < 1000; word++, columns.n++) {
        labels[columns.n] = strtok(*word, "=");
        values[columns.n] = (int64_t)(strtod(strtok(NULL, "="), NULL) * 60000);
    }
    ui_chart_columns(&columns, &term, stdout);
    return 0;
}

// trend TERM DAYS: the weeks of days as columns
static int probe_trend(char **args)
{
    static struct ui_weeks weeks;
    static char texts[UI_WEEKS_MOST][16];
    static const char *labels[UI_WEEKS_MOST];
    struct ui_term term = make_term(args);
    struct ui_days days = make_days(args + 3);
    ui_weeks_init(&weeks, &days);
    for (size_t i = 0; i < weeks.n; i++) {
        struct date date = date_split(weeks.first + 7 * (int32_t)i);
        (void)snprintf(texts[i], sizeof texts[i], "%d %.3s", date.day, date_month_name(date.month));
        labels[i] = texts[i];
    }
    struct ui_columns columns = {weeks.play_ms, labels, weeks.n, 300 * UI_DAYS_MS_PER_MINUTE, 8};
    ui_chart_columns(&columns, &term, stdout);
    return 0;
}

// weeks DAYS: first day (after ~ when not complete), play and mean of each
static int probe_weeks(char **args)
{
    static struct ui_weeks weeks;
    char text[DATE_SIZE];
    struct ui_days days = make_days(args);
    ui_weeks_init(&weeks, &days);
    for (size_t i = 0; i < weeks.n; i++)
        (void)printf("%s%s %" PRId64 " %" PRId64 "\n",
                     i >= weeks.whole_first && i < weeks.whole_end ? "" : "~",
                     date_text(weeks.first + 7 * (int32_t)i, text),
                     weeks.play_ms[i] / UI_DAYS_MS_PER_MINUTE,
                     ui_weeks_mean_ms(&weeks, i) / UI_DAYS_MS_PER_MINUTE);
    return 0;
}

// scale DAYS: the names of the levels
static int probe_scale(char **args)
{
    char name[16];
    struct ui_days days = make_days(args);
    struct ui_scale scale = ui_scale_of(&days);
    for (int level = 0; level < UI_LEVELS; level++)
        (void)printf("%s%s", level > 0 ? " " : "", ui_scale_name(&scale, level, name));
    (void)puts("");
    return 0;
}

// spark TERM VALUE...
static int probe_spark(char **args)
{
    struct ui_term term = make_term(args);
    int64_t values[1000];
    size_t n = 0;
    for (char **word = args + 3; *word && n < 1000; word++)
        values[n++] = atoi(*word);
    ui_chart_spark(values, n, term.width, &term, stdout);
    (void)puts("");
    return 0;
}

// A player who plays before supper, on weekends at noon too.
static void make_up_hours(const struct ui_days *days, int64_t hour_ms[7][24])
{
    for (size_t i = 0; i < days->n; i++) {
        int weekday = date_weekday(days->first + (int32_t)i);
        int hour = weekday > 4 && i % 2 ? 11 : 17 + (int)(i % 5) / 2;
        int64_t first_ms = days->play_ms[i] / 3 * 2;
        hour_ms[weekday][hour] += first_ms;
        hour_ms[weekday][hour + 1] += days->play_ms[i] - first_ms;
    }
}

// plot FILE all|year|weeks|hours light|dark GOAL_MINUTES TITLE SUBTITLE DAYS; the hours are left
// out of `all` when the subtitle is empty
static int probe_plot(char **args)
{
    static const char *const pictures[] = {"all", "year", "weeks", "hours"};
    int64_t hour_ms[7][24] = {{0}};
    struct practice_error err;
    enum ui_plot_format format;
    struct ui_stats_plot plot = {.title = args[4], .subtitle = *args[5] ? args[5] : NULL};
    plot.days = make_days(args + 6);
    plot.theme = strcmp(args[2], "dark") == 0 ? UI_THEME_DARK : UI_THEME_LIGHT;
    plot.week_goal_ms = atoi(args[3]) * UI_DAYS_MS_PER_MINUTE;
    for (int i = 0; i < 4; i++)
        if (strcmp(args[1], pictures[i]) == 0)
            plot.picture = (enum ui_stats_picture)i;
    make_up_hours(&plot.days, hour_ms);
    plot.hour_ms = plot.subtitle ? (const int64_t(*)[24])hour_ms : NULL;
    if (ui_plot_format_of(args[0], &format) != 0)
        return 2;
    FILE *out = fopen(args[0], "we");
    if (!out)
        return 2;
    int failed = ui_stats_plot_write(&plot, format, out, &err) != PRACTICE_OK;
    if (failed)
        (void)puts(err.message);
    failed |= fclose(out) != 0;
    return failed;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int least;
        int (*run)(char **args);
    } probes[] = {
        {"month", 9, probe_month}, {"year", 7, probe_year},       {"bars", 3, probe_bars},
        {"trend", 7, probe_trend}, {"columns", 5, probe_columns}, {"weeks", 4, probe_weeks},
        {"scale", 4, probe_scale}, {"spark", 3, probe_spark},     {"plot", 10, probe_plot},
    };
    for (size_t i = 0; argc > 1 && i < sizeof probes / sizeof *probes; i++)
        if (strcmp(argv[1], probes[i].name) == 0 && argc - 2 >= probes[i].least)
            return probes[i].run(argv + 2);
    (void)fputs("usage: stats_probe WHAT ARGUMENTS\n", stderr);
    return 2;
}
