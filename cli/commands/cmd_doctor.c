// SPDX-License-Identifier: GPL-3.0-or-later
// `practice doctor`: what could be wrong is looked at before it is needed, each line with what to
// do about it.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/all.h"
#include "commands/doctor.h"
#include "commands/options.h"
#include "ui/json.h"
#include "ui/term.h"
#include "ui/text.h"

struct doctor_options {
    int json;
};

static const struct option_spec options_table[] = {
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct doctor_options, json)},
};

static const char *const grades[] = {
    [DOCTOR_OK] = "ok", [DOCTOR_WARNING] = "warning", [DOCTOR_PROBLEM] = "problem"};

void doctor_say(struct doctor *doctor, enum doctor_grade grade, const char *field,
                const char *remedy, const char *format, ...)
{
    va_list args;
    if (doctor->n == DOCTOR_MOST_LINES)
        return;
    struct doctor_line *line = &doctor->list[doctor->n++];
    line->grade = grade;
    line->field = field;
    (void)snprintf(line->remedy, sizeof line->remedy, "%s", remedy ? remedy : "");
    va_start(args, format);
    if (vsnprintf(line->words, sizeof line->words, format, args) < 0)
        line->words[0] = '\0';
    va_end(args);
}

void doctor_check_private(struct doctor *doctor, const char *field, const char *path,
                          const char *mode)
{
    struct stat info;
    char remedy[300];
    if (stat(path, &info) != 0 || !(info.st_mode & 077))
        return;
    (void)snprintf(remedy, sizeof remedy, "chmod %s '%.250s'", mode, path);
    doctor_say(doctor, DOCTOR_WARNING, field, remedy, "others may read '%s'", path);
}

static void print_json(const struct doctor *doctor, enum doctor_grade worst)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.doctor/1");
    ui_json_string(&json, "worst", grades[worst]);
    ui_json_array_begin(&json, "checks");
    for (size_t i = 0; i < doctor->n; i++) {
        const struct doctor_line *line = &doctor->list[i];
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "field", line->field);
        ui_json_string(&json, "grade", grades[line->grade]);
        ui_json_string(&json, "words", line->words);
        ui_json_string(&json, "remedy", line->remedy[0] ? line->remedy : NULL);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_text(const struct doctor *doctor, const struct ui_term *term)
{
    static const enum ui_style styles[] = {[DOCTOR_OK] = UI_STYLE_DIM,
                                           [DOCTOR_WARNING] = UI_STYLE_WARNING,
                                           [DOCTOR_PROBLEM] = UI_STYLE_ERROR};
    for (size_t i = 0; i < doctor->n; i++) {
        const struct doctor_line *line = &doctor->list[i];
        (void)printf("%s%-8s%s %-12s ", ui_term_style(term, styles[line->grade]),
                     grades[line->grade], ui_term_style(term, UI_STYLE_PLAIN), line->field);
        ui_text_write(stdout, line->words, term->utf8_text);
        (void)putchar('\n');
        if (!line->remedy[0])
            continue;
        (void)printf("%21s ", "->");
        ui_text_write(stdout, line->remedy, term->utf8_text);
        (void)putchar('\n');
    }
}

static enum doctor_grade examine(struct doctor *doctor)
{
    enum doctor_grade worst = DOCTOR_OK;
    doctor_check_program(doctor);
    doctor_check_settings(doctor);
    doctor_check_journal(doctor);
    doctor_check_recorder(doctor);
    for (size_t i = 0; i < doctor->n; i++)
        worst = doctor->list[i].grade > worst ? doctor->list[i].grade : worst;
    return worst;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct doctor_options options = {0};
    struct operands operands;
    struct ui_term term;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    struct doctor *doctor = calloc(1, sizeof *doctor);
    if (!doctor) {
        (void)fputs("practice: out of memory\n", stderr);
        return COMMAND_SOME_FAILED;
    }
    enum doctor_grade worst = examine(doctor);
    ui_term_init(&term, STDOUT_FILENO, env->no_color);
    if (options.json)
        print_json(doctor, worst);
    else
        print_text(doctor, &term);
    free(doctor);
    return worst == DOCTOR_PROBLEM ? COMMAND_SOME_FAILED : COMMAND_DONE;
}

static const char *const examples[] = {"practice doctor", NULL};

const struct command command_doctor = {
    .name = "doctor",
    .summary = "See whether everything is well, and what to do if not.",
    .operands = "",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
