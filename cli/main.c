// SPDX-License-Identifier: GPL-3.0-or-later
// The program's door: options before the command, the command table, and the last word on
// whether the output really arrived. The environment is looked at here and in ui/term.c only.
#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <practice/error.h>

#include "commands/command.h"
#include "commands/inbox_unread.h"
#include "commands/options.h"
#include "commands/record.h"
#include "commands/settings.h"
#include "commands/sync_after.h"
#include "commands/usage.h"

// Reads the options before the command. Returns OPTIONS_GO_ON with *ret_at on the command's name,
// or an exit code.
static int read_main_options(int argc, char **argv, struct command_env *env, int *ret_at)
{
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++) {
        const char *word = argv[at];
        if (strcmp(word, "--no-color") == 0) {
            env->no_color = 1;
        } else if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
            (void)printf("practice %s\n", practice_version());
            return COMMAND_DONE;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            usage_print_main(stdout);
            return COMMAND_DONE;
        } else {
            return options_complain(NULL, "unknown option '%s'", word);
        }
    }
    *ret_at = at;
    return OPTIONS_GO_ON;
}

static int run(int argc, char **argv)
{
    struct command_env env = {0};
    int at = 0;
    int code = read_main_options(argc, argv, &env, &at);
    if (code != OPTIONS_GO_ON)
        return code;
    if (at >= argc) {
        usage_print_main(stderr);
        return COMMAND_USAGE;
    }
    env.no_color = env.no_color || settings_refuse_color();
    const struct command *command = command_find(argv[at]);
    if (!command)
        return command_unknown(NULL, NULL, argv[at]);
    code = command->run(command, &env, argc - at, argv + at);
    if (command->shows_recording) {
        record_tell_present();
        inbox_unread_tell();
    }
    sync_after_command();
    return code;
}

// Ends at once, without the destructors of 90 libraries, or 150 with libav. They would do nothing
// for us but bring pages of all of them into memory, 2 to 10 MiB at the last moment.
static int leave(int code)
{
#ifndef INSTRUMENTED // what watches the program tells about it in destructors
    (void)fflush(NULL);
    (void)fclose(stdin); // what was read too far is there for others
    _exit(code);
#endif
    return code;
}

int main(int argc, char **argv)
{
    (void)setlocale(LC_CTYPE, "");  // numbers keep their '.': LC_NUMERIC stays "C"
    (void)signal(SIGPIPE, SIG_IGN); // a reader that goes away is a write error like another
    (void)mallopt(M_MMAP_THRESHOLD, 128 * 1024); // what long lists leave goes back at once, always
    int code = run(argc, argv);
    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && code == COMMAND_DONE) {
        if (errno && errno != EPIPE)
            (void)fprintf(stderr, "practice: cannot write: %s\n", strerror(errno));
        code = COMMAND_SOME_FAILED;
    }
    return leave(code);
}
