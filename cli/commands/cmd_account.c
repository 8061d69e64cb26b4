// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account`: the noun, and the question who one is.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/account_verbs.h"
#include "commands/account_words.h"
#include "commands/all.h"
#include "commands/server_use.h"
#include "server/address.h"
#include "ui/json.h"
#include "ui/term.h"

#define STUDIO_NAME_SIZE 400

struct whoami_options {
    int json, no_color;
};

static const struct option_spec whoami_table[] = {
    OPTION_ROW_JSON(struct whoami_options, "one JSON object"),
    OPTION_ROW_NO_COLOR(struct whoami_options),
};

static void print_json(const struct account *account, const char *studio)
{
    struct ui_json json;
    char when[WHEN_TEXT_SIZE];
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.account/1");
    ui_json_string(&json, "id", account->user_id);
    ui_json_string(&json, "nickname", account->nickname);
    ui_json_string(&json, "email", account->email);
    ui_json_string(&json, "studio", studio);
    ui_json_bool(&json, "is_admin", account->is_admin);
    ui_json_string(&json, "since", account_time(account->created_ms, when));
    ui_json_object_begin(&json, "device");
    ui_json_string(&json, "id", account->device_id);
    ui_json_string(&json, "name", account->device_name);
    ui_json_string(&json, "signed_in", account_time(account->signed_in_ms, when));
    ui_json_string(&json, "expires", account_time(account->expires_ms, when));
    ui_json_object_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_line(const struct ui_term *term, const char *what, const char *text)
{
    (void)printf("%s%-8s%s ", ui_term_style(term, UI_STYLE_DIM), what,
                 ui_term_style(term, UI_STYLE_PLAIN));
    ui_term_write(term, UI_STYLE_PLAIN, text ? text : "", stdout);
    (void)putchar('\n');
}

static void print_text(const struct account *account, const char *studio,
                       const struct ui_term *term)
{
    char until[DATE_SIZE + 48], date[DATE_SIZE];
    (void)snprintf(until, sizeof until, "%s, a year after its last use",
                   account_date(account->expires_ms, date));
    ui_term_write(term, UI_STYLE_BOLD, account->nickname, stdout);
    (void)puts(account->is_admin ? "  (runs the studio)" : "");
    print_line(term, "e-mail", account->email);
    print_line(term, "studio", studio);
    print_line(term, "device", account->device_name);
    print_line(term, "until", until);
}

static int run_whoami(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    struct whoami_options options = {.no_color = env->no_color};
    struct server_use use = {0};
    struct identity identity;
    struct account account;
    struct ui_term term;
    char studio[STUDIO_NAME_SIZE];
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_use_who(&identity);
    if (code == COMMAND_DONE)
        code = server_use_open_as(&identity, &use.server);
    explicit_bzero(identity.token, sizeof identity.token);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = account_show(use.server, &account, &use.error);
    if (status != PRACTICE_OK)
        return server_use_end(&use, status);
    (void)server_address_name(identity.address, studio, sizeof studio);
    ui_term_init(&term, STDOUT_FILENO, options.no_color);
    if (options.json)
        print_json(&account, studio);
    else
        print_text(&account, studio, &term);
    account_release(&account);
    return server_use_end(&use, status);
}

const struct command command_account_whoami = {
    .name = "account whoami",
    .summary = "Tell who is signed in here, and where.",
    .operands = "",
    .options = whoami_table,
    .n_options = sizeof whoami_table / sizeof *whoami_table,
    .run = run_whoami,
};

static const struct command *const verbs[] = {
    &command_account_whoami,   &command_account_sign_up, &command_account_sign_in,
    &command_account_sign_out, &command_account_profile, &command_account_devices,
    &command_account_password, &command_account_email,   &command_account_export,
    &command_account_delete,
};

const struct command command_account = {
    .name = "account",
    .summary = "Sign up at a studio, sign in and out, and keep your profile.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
