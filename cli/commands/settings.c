// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the settings on behalf of every command, and showing all of them.
#include "commands/settings.h"

#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/analyze.h"
#include "commands/options.h"
#include "ui/json.h"
#include "ui/table.h"

int settings_open_unchecked(struct config **ret_config)
{
    struct practice_error error;
    if (config_open(ret_config, &error) == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&error);
    return COMMAND_USAGE;
}

int settings_open(struct config **ret_config)
{
    struct practice_error error;
    struct config *config = NULL;
    int code = settings_open_unchecked(&config);
    if (code != COMMAND_DONE)
        return code;
    if (config_check(config, &error) == PRACTICE_OK) {
        *ret_config = config;
        return COMMAND_DONE;
    }
    analyze_tell_error(&error);
    config_free(config);
    return COMMAND_USAGE;
}

int settings_refuse_color(void)
{
    struct config *config = NULL;
    if (config_open(&config, NULL) != PRACTICE_OK)
        return 0;
    int never = config_number(config, CONFIG_UI_COLOR, 0) == 1;
    config_free(config);
    return never;
}

int settings_unknown(const char *command, const char *name)
{
    const char *near = config_key_nearest(name);
    if (near)
        return options_complain(command, "no setting '%s'; did you mean '%s'?", name, near);
    return options_complain(command, "no setting '%s'; see them with: practice config list", name);
}

static void tell_unknown(void *context, const char *name)
{
    struct practice_error error = {.status = PRACTICE_BAD_ARGUMENT};
    const char *near = config_key_nearest(name);
    (void)context;
    (void)snprintf(error.message, sizeof error.message, "the settings name '%.100s', which is none",
                   name);
    if (near)
        (void)snprintf(error.hint, sizeof error.hint, "did you mean '%s'?", near);
    analyze_tell_error(&error);
}

void settings_tell_unknown(const struct config *config)
{
    config_each_unknown(config, tell_unknown, NULL);
}

// What the file says even if it is bad, else what holds.
static const char *shown(const struct config *config, enum config_key key)
{
    const char *raw = config_raw(config, key);
    return raw ? raw : config_text(config, key);
}

static int is_bad(const struct config *config, enum config_key key)
{
    const char *raw = config_raw(config, key);
    int64_t number;
    return raw && config_value_check(key, raw, &number, NULL) != PRACTICE_OK;
}

static void print_json(const struct config *config)
{
    static const char *const kinds[] = {[CONFIG_TEXT] = "text",
                                        [CONFIG_PATH] = "path",
                                        [CONFIG_WORD] = "word",
                                        [CONFIG_COUNT] = "count",
                                        [CONFIG_YES_NO] = "yes_no"};
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.config/1");
    ui_json_array_begin(&json, "settings");
    for (int i = 0; i < CONFIG_N_KEYS; i++) {
        enum config_key key = (enum config_key)i;
        const struct config_spec *spec = config_spec(key);
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "key", spec->name);
        ui_json_string(&json, "kind", kinds[spec->kind]);
        ui_json_string(&json, "value", shown(config, key));
        ui_json_string(&json, "default", spec->fallback);
        ui_json_bool(&json, "is_set", config_is_set(config, key));
        ui_json_bool(&json, "is_valid", !is_bad(config, key));
        ui_json_string(&json, "help", spec->help);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int print_table(const struct config *config, const struct command_env *env)
{
    static const struct ui_column columns[] = {{.title = "setting"},
                                               {.title = "value"},
                                               {.title = "from"},
                                               {.title = "what", .flexible = 1, .cut = UI_CUT_END}};
    struct ui_term term;
    ui_term_init(&term, STDOUT_FILENO, env->no_color);
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int is_short = !table;
    for (int i = 0; i < CONFIG_N_KEYS && !is_short; i++) {
        enum config_key key = (enum config_key)i;
        const struct config_spec *spec = config_spec(key);
        int bad = is_bad(config, key);
        const char *from = config_is_set(config, key) ? "file" : spec->fallback ? "default" : "";
        const char *cells[] = {spec->name, shown(config, key), bad ? "bad" : from, spec->help};
        is_short = ui_table_add(table, cells, bad ? UI_STYLE_ERROR : UI_STYLE_PLAIN) != 0;
    }
    if (!is_short)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return is_short;
}

int settings_print(const struct config *config, int json, const struct command_env *env)
{
    struct practice_error error = {.status = PRACTICE_NO_MEMORY, .message = "out of memory"};
    int is_short = 0;
    if (json)
        print_json(config);
    else
        is_short = print_table(config, env);
    settings_tell_unknown(config);
    if (!is_short && config_check(config, &error) == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&error);
    return COMMAND_SOME_FAILED;
}
