// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice account`, and what they share.
#ifndef CLI_COMMANDS_ACCOUNT_VERBS_H
#define CLI_COMMANDS_ACCOUNT_VERBS_H

#include "commands/command.h"

extern const struct command command_account_whoami;
extern const struct command command_account_sign_up;
extern const struct command command_account_sign_in;
extern const struct command command_account_sign_out;
extern const struct command command_account_password;
extern const struct command command_account_email;
extern const struct command command_account_profile;
extern const struct command command_account_devices;
extern const struct command command_account_export;
extern const struct command command_account_delete;

// The row of an option table that every verb has that takes a password.
#define ACCOUNT_PASSWORD_FD(type)                                                                  \
    {                                                                                              \
        .name = "password-fd", .argument = "N", .group = "Options",                                \
        .help = "read the password from a descriptor, not the terminal", .kind = OPTION_COUNT,     \
        .least = 0, .most = 1023, .offset = offsetof(type, password_fd)                            \
    }

#endif
