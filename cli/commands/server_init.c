// SPDX-License-Identifier: GPL-3.0-or-later
// `practice server init` and `migrate`: one makes a studio in a database, the other brings it to
// this program's version. Both can be done again, and put back what somebody changed of the logins.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>

#include "base/fail.h"
#include "commands/server_verbs.h"
#include "server/migrate.h"

struct init_options {
    const char *password_file;
};

static const struct option_spec options_table[] = {
    {.name = "client-password-file",
     .argument = "FILE",
     .group = "Options",
     .help = "the first line is the password in the members' address (default: a random one)",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     .offset = offsetof(struct init_options, password_file)},
};

// The first line of a file; longer than the buffer is refused later by its length.
static enum practice_status read_password(const char *path, char buffer[OPS_PASSWORD_MOST + 3],
                                          struct practice_error *err)
{
    FILE *file = fopen(path, "re");
    int is_read = file && fgets(buffer, OPS_PASSWORD_MOST + 3, file);
    int is_broken = !file || ferror(file);
    if (is_broken)
        (void)fail_with(err, PRACTICE_NOT_FOUND, NULL, "cannot read '%s': %s", path,
                        strerror(errno));
    if (file)
        (void)fclose(file);
    if (is_broken)
        return PRACTICE_NOT_FOUND;
    if (!is_read)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is empty", path);
    buffer[strcspn(buffer, "\r\n")] = '\0';
    return PRACTICE_OK;
}

static void tell_done(int from)
{
    int version = server_newest_version();
    if (!from)
        (void)printf("the studio is made, version %d\n", version);
    else if (from == version)
        (void)printf("the studio is there already, version %d\n", version);
    else
        (void)printf("the studio went from version %d to %d\n", from, version);
}

static void tell_next(const char *url)
{
    const char *blank = url ? " " : "", *shown = url ? url : "";
    // An address with a password in it is not repeated.
    if (url && strstr(url, "://") && strchr(url, '@'))
        blank = " ", shown = "URL";
    (void)fprintf(stderr,
                  "practice: next\n"
                  "  practice server invite%s%s   the address that members paste\n"
                  "  practice server status%s%s   whether everything is well\n",
                  blank, shown, blank, shown);
}

static int make(const struct command *self, const struct operands *operands,
                const char *password_file, int must_exist)
{
    struct server_ops ops;
    struct practice_error err;
    char password[OPS_PASSWORD_MOST + 3] = "";
    int from = 0;
    if (password_file && read_password(password_file, password, &err) != PRACTICE_OK)
        return server_ops_fail(&err);
    int code = server_ops_open_operand(self, operands, &ops);
    if (code == COMMAND_DONE && server_ops_migrate(ops.server, password_file ? password : NULL,
                                                   must_exist, &from, &err) != PRACTICE_OK) {
        code = server_ops_fail(&err);
        server_close(ops.server);
    } else if (code == COMMAND_DONE) {
        server_close(ops.server);
        tell_done(from);
        if (!from)
            tell_next(operands->n ? operands->list[0] : NULL);
    }
    explicit_bzero(password, sizeof password);
    return code;
}

static int run_init(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct init_options options = {0};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    return code == OPTIONS_GO_ON ? make(self, &operands, options.password_file, 0) : code;
}

static int run_migrate(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    (void)env;
    struct operands operands;
    int code = options_parse(self, argc, argv, NULL, &operands);
    return code == OPTIONS_GO_ON ? make(self, &operands, NULL, 1) : code;
}

static const char *const init_examples[] = {"practice server init service=studio-admin", NULL};

const struct command command_server_init = {
    .name = "server init",
    .summary = "Make a studio in a database.",
    .operands = "[URL]",
    .examples = init_examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run_init,
};

static const char *const migrate_examples[] = {"practice server migrate service=studio-admin",
                                               NULL};

const struct command command_server_migrate = {
    .name = "server migrate",
    .summary = "Bring a studio to this program's version.",
    .operands = "[URL]",
    .examples = migrate_examples,
    .run = run_migrate,
};
