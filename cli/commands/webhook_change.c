// SPDX-License-Identifier: GPL-3.0-or-later
// `practice webhook add`, `rotate`, `remove` and `test`. A secret goes to standard output alone, so
// that it can be piped into where it is kept; what is said about it goes to standard error.
#include <stdio.h>

#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/webhook_verbs.h"
#include "journal/journal.h"
#include "server/webhook.h"
#include "ui/json.h"

struct change_options {
    int studio, json;
};

static const struct option_spec add_options[] = {
    {.name = "studio",
     .group = "Which",
     .help = "everybody's jobs, for those who watch over the studio",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct change_options, studio)},
    OPTION_ROW_JSON(struct change_options, "id and secret as a JSON object"),
};

static const struct option_spec rotate_options[] = {
    OPTION_ROW_JSON(struct change_options, "id and secret as a JSON object"),
};

static void tell_made(const struct webhook_made *made, const char *said, int is_json)
{
    char short_id[JOURNAL_SHORT_ID_SIZE];
    struct ui_json json;
    if (!is_json) {
        session_tell("webhook %s %s; its secret is shown this once:",
                     journal_short_id(made->id, short_id), said);
        (void)puts(made->secret);
        return;
    }
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.webhook-made/1");
    ui_json_string(&json, "id", made->id);
    ui_json_string(&json, "secret", made->secret);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int run_add(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct change_options options = {0};
    struct server_use use = {.least = 1, .most = 1, .ask = "which address?"};
    struct webhook_made made;
    (void)env;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status =
        webhook_add(use.server, use.operands.list[0], options.studio, &made, &use.error);
    if (status == PRACTICE_OK)
        tell_made(&made, "is added", options.json);
    return server_use_end(&use, status);
}

static int run_rotate(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    struct change_options options = {0};
    struct server_use use = {.least = 1, .most = 1, .ask = "which webhook?"};
    struct webhook_made made;
    (void)env;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status =
        webhook_rotate(use.server, use.operands.list[0], &made, &use.error);
    if (status == PRACTICE_OK)
        tell_made(&made, "has a new secret, and for a day signs with the old one, too",
                  options.json);
    return server_use_end(&use, status);
}

typedef enum practice_status webhook_verb(struct server *server, const char *reference,
                                          char ret_id[UUID_SIZE], struct practice_error *err);

static int change(const struct command *self, int argc, char **argv, webhook_verb *verb,
                  const char *said)
{
    struct server_use use = {.least = 1, .most = 1, .ask = "which webhook?"};
    char id[UUID_SIZE], short_id[JOURNAL_SHORT_ID_SIZE];
    int code = server_use_begin(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = verb(use.server, use.operands.list[0], id, &use.error);
    if (status == PRACTICE_OK)
        session_tell("webhook %s %s", journal_short_id(id, short_id), said);
    return server_use_end(&use, status);
}

static int run_remove(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    return change(self, argc, argv, webhook_remove, "is removed");
}

static int run_test(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    return change(self, argc, argv, webhook_test,
                  "will be sent a test; see: practice webhook list");
}

static const char *const add_examples[] = {"practice webhook add https://example.org/practice",
                                           NULL};
static const char *const rotate_examples[] = {
    "practice webhook rotate https://example.org/practice", NULL};
static const char *const remove_examples[] = {
    "practice webhook remove https://example.org/practice", NULL};
static const char *const test_examples[] = {"practice webhook test https://example.org/practice",
                                            NULL};

const struct command command_webhook_add = {
    .name = "webhook add",
    .summary = "Have an address told when jobs of yours end.",
    .operands = "URL",
    .examples = add_examples,
    .options = add_options,
    .n_options = sizeof add_options / sizeof *add_options,
    .run = run_add,
};

const struct command command_webhook_rotate = {
    .name = "webhook rotate",
    .summary = "Give a webhook a new secret.",
    .operands = "WEBHOOK",
    .examples = rotate_examples,
    .options = rotate_options,
    .n_options = sizeof rotate_options / sizeof *rotate_options,
    .run = run_rotate,
};

const struct command command_webhook_remove = {
    .name = "webhook remove",
    .summary = "Tell an address nothing more.",
    .operands = "WEBHOOK",
    .examples = remove_examples,
    .run = run_remove,
};

const struct command command_webhook_test = {
    .name = "webhook test",
    .summary = "Send a test; switch on again what was switched off.",
    .operands = "WEBHOOK",
    .examples = test_examples,
    .run = run_test,
};
