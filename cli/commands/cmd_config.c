// SPDX-License-Identifier: GPL-3.0-or-later
// `practice config`: reading and changing the settings. All that is known about a setting stands
// in config/keys.c; these verbs only carry it to and from the file.
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/editor.h"
#include "commands/options.h"
#include "commands/settings.h"
#include "ui/text.h"

struct config_options {
    int json;
};

static int tell(const struct practice_error *error)
{
    analyze_tell_error(error);
    return COMMAND_SOME_FAILED;
}

static int run_list(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct config_options options = {0};
    struct operands operands;
    struct config *config;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = settings_open_unchecked(&config);
    if (code != COMMAND_DONE)
        return code;
    code = settings_print(config, options.json, env);
    config_free(config);
    return code;
}

// Opens the settings for a verb with n_wanted operands, the first of which may name a setting.
static int begin(const struct command *self, int argc, char **argv, size_t n_wanted,
                 struct operands *ret_operands, struct config **ret_config)
{
    int code = options_parse(self, argc, argv, NULL, ret_operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (ret_operands->n != n_wanted)
        return options_complain(self->name, "takes %s",
                                n_wanted == 2 ? "a setting and its value" : "one setting");
    code = settings_open_unchecked(ret_config);
    return code == COMMAND_DONE ? OPTIONS_GO_ON : code;
}

static int run_get(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    struct config *config = NULL;
    struct practice_error error;
    int code = begin(self, argc, argv, 1, &operands, &config);
    if (code != OPTIONS_GO_ON)
        return code;
    enum config_key key = config_key_find(operands.list[0]);
    int64_t number;
    if (key == CONFIG_N_KEYS) {
        code = settings_unknown(self->name, operands.list[0]);
    } else if (config_raw(config, key) &&
               config_value_check(key, config_raw(config, key), &number, &error) != PRACTICE_OK) {
        code = tell(&error);
    } else if (config_text(config, key)) {
        ui_text_write(stdout, config_text(config, key), 1);
        (void)putchar('\n');
        code = COMMAND_DONE;
    } else {
        code = COMMAND_SOME_FAILED; // silent, like git: scripts ask by the exit code
    }
    config_free(config);
    return code;
}

static int run_set(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    struct config *config = NULL;
    struct practice_error error;
    int64_t number;
    int code = begin(self, argc, argv, 2, &operands, &config);
    if (code != OPTIONS_GO_ON)
        return code;
    enum config_key key = config_key_find(operands.list[0]);
    if (key == CONFIG_N_KEYS) {
        code = settings_unknown(self->name, operands.list[0]);
    } else if (!ui_text_is_utf8(operands.list[1])) {
        code = options_complain(self->name, "the value is no UTF-8");
    } else if (config_value_check(key, operands.list[1], &number, &error) != PRACTICE_OK) {
        code = options_complain(self->name, "%s", error.message);
    } else {
        config_set(config, key, operands.list[1]);
        code = config_save(config, &error) == PRACTICE_OK ? COMMAND_DONE : tell(&error);
    }
    config_free(config);
    return code;
}

static int run_unset(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    struct operands operands;
    struct config *config = NULL;
    struct practice_error error;
    int code = begin(self, argc, argv, 1, &operands, &config);
    if (code != OPTIONS_GO_ON)
        return code;
    if (config_unset(config, operands.list[0]))
        code = config_save(config, &error) == PRACTICE_OK ? COMMAND_DONE : tell(&error);
    else if (config_key_find(operands.list[0]) == CONFIG_N_KEYS)
        code = settings_unknown(self->name, operands.list[0]);
    else
        code = COMMAND_SOME_FAILED;
    config_free(config);
    return code;
}

// The verbs without operands begin by finding the file.
static int begin_file(const struct command *self, int argc, char **argv, char *path, size_t size)
{
    struct operands operands;
    struct practice_error error;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    return config_path(path, size, &error) == PRACTICE_OK ? OPTIONS_GO_ON : tell(&error);
}

static int run_edit(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    char path[PATH_MAX];
    struct practice_error error;
    struct config *config;
    int code = begin_file(self, argc, argv, path, sizeof path);
    if (code != OPTIONS_GO_ON)
        return code;
    if (config_make(&error) != PRACTICE_OK || editor_run(path, &error) != PRACTICE_OK)
        return tell(&error);
    code = settings_open(&config); // tells at once what was mistyped
    if (code != COMMAND_DONE)
        return code;
    settings_tell_unknown(config);
    config_free(config);
    return COMMAND_DONE;
}

static int run_path(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    char path[PATH_MAX];
    int code = begin_file(self, argc, argv, path, sizeof path);
    if (code != OPTIONS_GO_ON)
        return code;
    (void)puts(path);
    return COMMAND_DONE;
}

static const struct option_spec list_options[] = {
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct config_options, json)},
};

#define KEYS                                                                                       \
    "account.keyring journal.path hooks.folder hooks.limit record.device record.rate record.keep " \
    "record.keep-folder "                                                                          \
    "record.auto-stop server.folder stats.rest-days sync.auto ui.color user.instrument "           \
    "user.week-start"

static const char *const list_examples[] = {"practice config list", NULL};
static const char *const get_examples[] = {"practice config get user.week-start", NULL};
static const char *const set_examples[] = {"practice config set user.instrument violin", NULL};
static const char *const unset_examples[] = {"practice config unset user.instrument", NULL};
static const char *const edit_examples[] = {"EDITOR=cat practice config edit", NULL};
static const char *const path_examples[] = {"practice config path", NULL};

static const struct command verbs[] = {
    {.name = "config list",
     .summary = "Show every setting, its value and where that comes from.",
     .operands = "",
     .examples = list_examples,
     .options = list_options,
     .n_options = sizeof list_options / sizeof *list_options,
     .run = run_list},
    {.name = "config get",
     .summary = "Print the value of a setting.",
     .operands = "KEY",
     .examples = get_examples,
     .operand_words = KEYS,
     .run = run_get},
    {.name = "config set",
     .summary = "Change a setting.",
     .operands = "KEY VALUE",
     .examples = set_examples,
     .operand_words = KEYS,
     .run = run_set},
    {.name = "config unset",
     .summary = "Take a setting away, so that its default holds again.",
     .operands = "KEY",
     .examples = unset_examples,
     .operand_words = KEYS,
     .run = run_unset},
    {.name = "config edit",
     .summary = "Open the settings in your editor and check them afterwards.",
     .operands = "",
     .examples = edit_examples,
     .run = run_edit},
    {.name = "config path",
     .summary = "Print where the settings are.",
     .operands = "",
     .examples = path_examples,
     .run = run_path},
};

static const struct command *const verb_list[] = {&verbs[0], &verbs[1], &verbs[2],
                                                  &verbs[3], &verbs[4], &verbs[5]};

const struct command command_config = {
    .name = "config",
    .summary = "Read and change the settings.",
    .operands = "VERB",
    .examples = list_examples,
    .verbs = verb_list,
    .n_verbs = sizeof verb_list / sizeof *verb_list,
    .run = command_run_verb,
};
