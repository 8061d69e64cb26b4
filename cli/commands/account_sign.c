// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account sign-up`, `sign-in` and `sign-out`: getting a token, and ending it. The file
// that it will stand in is written before it is asked for, so that none is made which cannot be
// kept.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/account_ask.h"
#include "commands/account_verbs.h"
#include "commands/analyze.h"
#include "commands/server_use.h"
#include "commands/settings.h"
#include "commands/session_change.h"
#include "commands/shared_forget.h"
#include "server/address.h"
#include "ui/text.h"

struct sign_options {
    const char *studio, *email, *nickname, *device;
    unsigned password_fd;
    int force;
};

#define KEYRING_AUTO 0 // the place of "auto" among the words of account.keyring

#define AT(member) .offset = offsetof(struct sign_options, member)

#define ROW_STUDIO                                                                                 \
    {                                                                                              \
        .name = "studio", .letter = 's', .argument = "ADDRESS", .group = "Options",                \
        .help = "the studio's address, as those who run it gave it to you", .kind = OPTION_TEXT,   \
        AT(studio)                                                                                 \
    }
#define ROW_EMAIL                                                                                  \
    {                                                                                              \
        .name = "email", .letter = 'e', .argument = "ADDRESS", .group = "Options",                 \
        .help = "your e-mail address", .kind = OPTION_TEXT, AT(email)                              \
    }
#define ROW_DEVICE                                                                                 \
    {                                                                                              \
        .name = "device", .argument = "NAME", .group = "Options",                                  \
        .help = "what to call this machine (its host name)", .kind = OPTION_TEXT, AT(device)       \
    }

static const struct option_spec up_table[] = {
    ROW_STUDIO,
    ROW_EMAIL,
    {.name = "nickname",
     .letter = 'n',
     .argument = "NAME",
     .group = "Options",
     .help = "what the others will call you; 1 to 40 characters",
     .kind = OPTION_TEXT,
     AT(nickname)},
    ROW_DEVICE,
    ACCOUNT_PASSWORD_FD(struct sign_options),
};

static const struct option_spec in_table[] = {
    ROW_STUDIO,
    ROW_EMAIL,
    ROW_DEVICE,
    ACCOUNT_PASSWORD_FD(struct sign_options),
};

static const struct option_spec out_table[] = {
    {.name = "force",
     .letter = 'f',
     .group = "Options",
     .help = "also when the studio cannot be told: only forget it here",
     .kind = OPTION_FLAG,
     AT(force)},
};

static int tell_no_studio(void)
{
    struct practice_error error;
    (void)fail_with(&error, PRACTICE_NOT_FOUND, "--studio ADDRESS; those who run it gave it to you",
                    "which studio?");
    return server_use_fail(&error);
}

// Whoever is signed in signs out first; a token that the studio does not know any more is none, nor
// is one that the keyring does not give.
static int refuse_second(struct identity *before)
{
    struct practice_error error;
    struct account account = {.rows = NULL};
    struct server *server = NULL;
    if (identity_fetch(before, &error) != PRACTICE_OK)
        return COMMAND_DONE;
    int code = server_use_open_as(before, &server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = account_show(server, &account, &error);
    int is_ended = status != PRACTICE_OK && strcmp(server_last_code(server), "PR401") == 0;
    if (status == PRACTICE_OK)
        (void)fail_with(&error, PRACTICE_BAD_ARGUMENT, "practice account sign-out",
                        "you are signed in already, as '%s'", account.nickname);
    account_release(&account);
    server_close(server);
    return is_ended ? COMMAND_DONE : server_use_fail(&error);
}

// The studio that is meant: the one that is said, or the one of last time. Another studio knows no
// device of this one.
static int choose_studio(const struct command *self, const char *said, struct identity *identity)
{
    struct practice_error error = {.message = ""};
    struct identity before = {.address = ""};
    enum practice_status status = identity_read(&before, &error);
    const char *given = said ? said : getenv("PRACTICE_STUDIO");
    if (status == PRACTICE_OK && identity_is_signed_in(&before)) {
        int code = refuse_second(&before);
        if (code != COMMAND_DONE)
            return code;
    }
    if (given && strlen(given) > IDENTITY_MAX_ADDRESS)
        return options_complain(self->name, "the studio's address is too long");
    if (!given && status != PRACTICE_OK && status != PRACTICE_NOT_FOUND)
        return server_use_fail(&error);
    if (!given && status != PRACTICE_OK)
        return tell_no_studio();
    if (status != PRACTICE_OK || (given && !server_address_is_same(before.address, given)))
        memset(&before, 0, sizeof before);
    before.token[0] = before.keeper[0] = '\0';
    if (given)
        (void)snprintf(before.address, sizeof before.address, "%s", given);
    *identity = before;
    return COMMAND_DONE;
}

// The machine's name, or what stands for it.
static const char *device_name(const char *said, char buffer[256])
{
    if (said)
        return said;
    if (gethostname(buffer, 256) != 0 || !*buffer || !ui_text_is_utf8(buffer))
        (void)snprintf(buffer, 256, "a computer");
    buffer[255] = '\0';
    return buffer;
}

typedef enum practice_status sign_function(struct server *server, const struct account_words *words,
                                           struct identity *identity, struct practice_error *err);

// Whether the keyring may have the token. Settings that cannot be read have no say here.
static int may_entrust(void)
{
    struct config *config = NULL;
    if (settings_open_unchecked(&config) != COMMAND_DONE)
        return 0;
    int is_auto = config_number(config, CONFIG_ACCOUNT_KEYRING, KEYRING_AUTO) == KEYRING_AUTO;
    config_free(config);
    return is_auto;
}

static int sign(const struct account_words *words, sign_function *call, struct identity *identity)
{
    struct practice_error error;
    struct server *server = NULL;
    int code = server_use_open_as(identity, &server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = identity_write(identity, &error);
    if (status == PRACTICE_OK)
        status = call(server, words, identity, &error);
    server_close(server);
    if (status == PRACTICE_OK && may_entrust())
        identity_entrust(identity);
    if (status == PRACTICE_OK)
        status = identity_write(identity, &error);
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&error);
}

static void tell_signed(const struct identity *identity, const char *done)
{
    char studio[400];
    session_tell("%s as '%s' (%s)", done, identity->nickname,
                 server_address_name(identity->address, studio, sizeof studio));
}

// Asks for what was not said.
static int complete(const struct command *self, struct sign_options *options, int is_new,
                    char buffers[2][ACCOUNT_LINE_SIZE])
{
    int code = COMMAND_DONE;
    if (!options->email) {
        code = account_ask_line(self, "E-mail: ", "email", buffers[0]);
        options->email = buffers[0];
    }
    if (code == COMMAND_DONE && is_new && !options->nickname) {
        code = account_ask_line(self, "Nickname: ", "nickname", buffers[1]);
        options->nickname = buffers[1];
    }
    return code;
}

static int run(const struct command *self, int argc, char **argv, int is_new)
{
    struct sign_options options = {.password_fd = ACCOUNT_NO_FD};
    struct operands operands;
    struct identity identity;
    struct account_secret secret = {.text = ""};
    char buffers[2][ACCOUNT_LINE_SIZE], host[256];
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = choose_studio(self, options.studio, &identity);
    if (code == COMMAND_DONE)
        code = complete(self, &options, is_new, buffers);
    if (code == COMMAND_DONE)
        code = is_new ? account_ask_new_secret(self, options.password_fd, &secret)
                      : account_ask_secret(self, options.password_fd, "Password: ", &secret);
    if (code == COMMAND_DONE) {
        const struct account_words words = {.email = options.email,
                                            .password = secret.text,
                                            .nickname = options.nickname,
                                            .device = device_name(options.device, host)};
        code = sign(&words, is_new ? account_sign_up : account_sign_in, &identity);
    }
    if (code == COMMAND_DONE)
        tell_signed(&identity, is_new ? "signed up" : "signed in");
    account_forget(&secret);
    explicit_bzero(&identity, sizeof identity);
    return code;
}

static int run_up(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    return run(self, argc, argv, 1);
}

static int run_in(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    return run(self, argc, argv, 0);
}

// Ends the token at the studio; one that it does not know any more is ended.
static int end_token(int force)
{
    struct practice_error error;
    struct server *server = NULL;
    enum practice_status status = server_use_connect(0, &server, &error);
    if (status == PRACTICE_OK)
        status = account_sign_out(server, &error);
    int is_known = !server || strcmp(server_last_code(server), "PR401") != 0;
    server_close(server);
    if (status == PRACTICE_OK || !is_known)
        return COMMAND_DONE;
    if (!force)
        return server_use_fail(&error);
    analyze_tell_error(&error);
    session_tell("end this device elsewhere: practice account devices");
    return COMMAND_DONE;
}

static int run_out(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct sign_options options = {.force = 0};
    struct operands operands;
    struct identity identity;
    struct practice_error error;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = server_use_who(&identity);
    if (code == COMMAND_DONE)
        code = end_token(options.force);
    if (code != COMMAND_DONE)
        return code;
    identity_sign_out(&identity);
    if (identity_write(&identity, &error) != PRACTICE_OK)
        return server_use_fail(&error);
    shared_forget_all();
    tell_signed(&identity, "signed out; you were signed in");
    return COMMAND_DONE;
}

static const char *const up_examples[] = {"practice account sign-up", NULL};

const struct command command_account_sign_up = {
    .name = "account sign-up",
    .summary = "Make an account at a studio, and sign in.",
    .operands = "",
    .examples = up_examples,
    .options = up_table,
    .n_options = sizeof up_table / sizeof *up_table,
    .run = run_up,
};

static const char *const in_examples[] = {"practice account sign-in --email mia@example.org", NULL};

const struct command command_account_sign_in = {
    .name = "account sign-in",
    .summary = "Sign in to a studio where you have an account.",
    .operands = "",
    .examples = in_examples,
    .options = in_table,
    .n_options = sizeof in_table / sizeof *in_table,
    .run = run_in,
};

static const char *const out_examples[] = {"practice account sign-out", NULL};

const struct command command_account_sign_out = {
    .name = "account sign-out",
    .summary = "Sign out: this device's token is good for nothing any more.",
    .operands = "",
    .examples = out_examples,
    .options = out_table,
    .n_options = sizeof out_table / sizeof *out_table,
    .run = run_out,
};
