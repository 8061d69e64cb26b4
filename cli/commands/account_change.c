// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account password`, `email` and `delete`: what takes the password although one is
// signed in, since whoever finds an open terminal must not be able to take an account over.
#include <stdio.h>
#include <string.h>

#include "commands/account_ask.h"
#include "commands/account_verbs.h"
#include "commands/analyze.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/shared_forget.h"

struct change_options {
    const char *confirm;
    unsigned password_fd;
};

static const struct option_spec password_table[] = {ACCOUNT_PASSWORD_FD(struct change_options)};

static const struct option_spec delete_table[] = {
    {.name = "confirm",
     .argument = "NICKNAME",
     .group = "Options",
     .help = "your nickname, to say that you mean it, without being asked",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct change_options, confirm)},
    ACCOUNT_PASSWORD_FD(struct change_options),
};

static int change_password(struct server *server, const struct account_secret *old,
                           const struct account_secret *new)
{
    struct practice_error error;
    int64_t n = 0;
    if (account_change_password(server, old->text, new->text, &n, &error) != PRACTICE_OK)
        return server_use_fail(&error);
    session_tell("the password is changed");
    if (n)
        session_tell("signed out %lld other device%s", (long long)n, n == 1 ? "" : "s");
    return COMMAND_DONE;
}

static int run_password(const struct command *self, const struct command_env *env, int argc,
                        char **argv)
{
    (void)env;
    struct change_options options = {.password_fd = ACCOUNT_NO_FD};
    struct operands operands;
    struct account_secret old = {.text = ""}, new = {.text = ""};
    struct server *server = NULL;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "a password on the command line is known to all");
    code = server_use_open(&server);
    if (code == COMMAND_DONE)
        code = account_ask_secret(self, options.password_fd, "Old password: ", &old);
    if (code == COMMAND_DONE)
        code = account_ask_new_secret(self, options.password_fd, &new);
    if (code == COMMAND_DONE)
        code = change_password(server, &old, &new);
    account_forget(&old);
    account_forget(&new);
    server_close(server);
    return code;
}

static int change_email(struct server *server, const struct account_secret *secret,
                        const char *email)
{
    struct practice_error error;
    if (account_change_email(server, secret->text, email, &error) != PRACTICE_OK)
        return server_use_fail(&error);
    session_tell("your e-mail is now '%s'", email);
    return COMMAND_DONE;
}

static int run_email(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    struct change_options options = {.password_fd = ACCOUNT_NO_FD};
    struct operands operands;
    struct account_secret secret = {.text = ""};
    struct server *server = NULL;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "takes the new e-mail address");
    code = server_use_open(&server);
    if (code == COMMAND_DONE)
        code = account_ask_secret(self, options.password_fd, "Password: ", &secret);
    if (code == COMMAND_DONE)
        code = change_email(server, &secret, operands.list[0]);
    account_forget(&secret);
    server_close(server);
    return code;
}

// The first question: the nickname, typed.
static int confirm(const struct command *self, const char *said, const char *nickname)
{
    char line[ACCOUNT_LINE_SIZE];
    if (!said) {
        session_tell(
            "this deletes everything that the studio holds of '%s': sessions, goals, posts,"
            " groups of which nobody else is a member, devices",
            nickname);
        int code = account_ask_line(self, "Type your nickname if you mean it: ", "confirm", line);
        if (code != COMMAND_DONE)
            return code;
        said = line;
    }
    if (strcmp(said, nickname) == 0)
        return COMMAND_DONE;
    session_tell("that is not your nickname; nothing was done");
    return COMMAND_SOME_FAILED;
}

static int delete_account(struct server *server, const struct account_secret *secret)
{
    struct practice_error error;
    if (account_delete(server, secret->text, &error) != PRACTICE_OK)
        return server_use_fail(&error);
    session_tell("the account is deleted; the journal on this machine is still yours");
    shared_forget_all();
    if (identity_remove(&error) == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&error);
    return COMMAND_SOME_FAILED;
}

static int run_delete(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    struct change_options options = {.password_fd = ACCOUNT_NO_FD};
    struct operands operands;
    struct account_secret secret = {.text = ""};
    struct account account = {.rows = NULL};
    struct practice_error error;
    struct server *server = NULL;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = server_use_open(&server);
    if (code == COMMAND_DONE && account_show(server, &account, &error) != PRACTICE_OK)
        code = server_use_fail(&error);
    if (code == COMMAND_DONE)
        code = confirm(self, options.confirm, account.nickname);
    if (code == COMMAND_DONE)
        code = account_ask_secret(self, options.password_fd,
                                  "There is no way back. Password: ", &secret);
    if (code == COMMAND_DONE)
        code = delete_account(server, &secret);
    account_forget(&secret);
    account_release(&account);
    server_close(server);
    return code;
}

const struct command command_account_password = {
    .name = "account password",
    .summary = "Change the password, and sign all other devices out.",
    .operands = "",
    .options = password_table,
    .n_options = sizeof password_table / sizeof *password_table,
    .run = run_password,
};

const struct command command_account_email = {
    .name = "account email",
    .summary = "Change the e-mail address you sign in with.",
    .operands = "ADDRESS",
    .options = password_table,
    .n_options = sizeof password_table / sizeof *password_table,
    .run = run_email,
};

const struct command command_account_delete = {
    .name = "account delete",
    .summary = "Delete the account and everything of it that the studio holds.",
    .operands = "",
    .options = delete_table,
    .n_options = sizeof delete_table / sizeof *delete_table,
    .run = run_delete,
};
