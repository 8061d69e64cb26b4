// SPDX-License-Identifier: GPL-3.0-or-later
// A descriptor, when one is named, is the only source: a script must never find itself at a prompt.
#include "commands/account_ask.h"

#include <stdio.h>
#include <string.h>

#include "commands/session_change.h"
#include "ui/secret.h"

static int refuse(const struct command *self, enum ui_answer answer, const char *option)
{
    switch (answer) {
    case UI_ANSWERED:
        return COMMAND_DONE;
    case UI_NOBODY:
        return options_complain(self->name, "no terminal to ask at: say it with --%s", option);
    case UI_TOO_LONG:
        return options_complain(self->name, "that is too long");
    case UI_CANCELLED:
        break;
    }
    session_tell("nothing was done");
    return COMMAND_SOME_FAILED;
}

int account_ask_line(const struct command *self, const char *question, const char *option,
                     char buffer[ACCOUNT_LINE_SIZE])
{
    return refuse(self, ui_ask(question, 0, buffer, ACCOUNT_LINE_SIZE), option);
}

int account_ask_secret(const struct command *self, unsigned fd, const char *question,
                       struct account_secret *ret_secret)
{
    if (fd == ACCOUNT_NO_FD)
        return refuse(self, ui_ask(question, 1, ret_secret->text, sizeof ret_secret->text),
                      "password-fd");
    enum ui_answer answer = ui_read_line((int)fd, ret_secret->text, sizeof ret_secret->text);
    if (answer == UI_CANCELLED)
        return options_complain(self->name, "no password came from descriptor %u", fd);
    return refuse(self, answer, "password-fd");
}

int account_ask_new_secret(const struct command *self, unsigned fd,
                           struct account_secret *ret_secret)
{
    struct account_secret again;
    if (fd != ACCOUNT_NO_FD)
        return account_ask_secret(self, fd, "", ret_secret);
    int code = account_ask_secret(self, fd, "New password: ", ret_secret);
    if (code == COMMAND_DONE)
        code = account_ask_secret(self, fd, "Once more: ", &again);
    if (code != COMMAND_DONE)
        return code;
    if (strcmp(ret_secret->text, again.text) != 0) {
        session_tell("the two were not the same; nothing was done");
        code = COMMAND_SOME_FAILED;
    }
    account_forget(&again);
    return code;
}

void account_forget(struct account_secret *secret)
{
    explicit_bzero(secret, sizeof *secret);
}
