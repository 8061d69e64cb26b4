// SPDX-License-Identifier: GPL-3.0-or-later
// What a program prints goes into memory, not into a pipe: a server that it leaves running could
// hold a pipe open for ever.
#include "server/programs.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"

static const char *const patterns[] = {"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",
                                       "/usr/local/pgsql/bin",
                                       "/opt/homebrew/opt/postgresql@*/bin"};

static int has_programs(const char *folder)
{
    char path[PATH_MAX];
    int is_there = snprintf(path, sizeof path, "%s/initdb", folder) < (int)sizeof path &&
                   access(path, X_OK) == 0;
    return is_there && snprintf(path, sizeof path, "%s/pg_ctl", folder) < (int)sizeof path &&
           access(path, X_OK) == 0;
}

// The first number in the folder's name: its major version, 0 when it tells none.
static unsigned version_of(const char *folder)
{
    const char *digits = strpbrk(folder, "0123456789");
    return digits ? (unsigned)strtoul(digits, NULL, 10) : 0;
}

// Keeps `folder` when it is the best so far.
static void consider(const char *folder, unsigned wanted, char best[PROGRAMS_FOLDER_SIZE])
{
    unsigned version = version_of(folder);
    if (version && (wanted ? version != wanted : version < PROGRAMS_LEAST_VERSION))
        return;
    if (best[0] && version <= version_of(best))
        return;
    if (strlen(folder) < PROGRAMS_FOLDER_SIZE && has_programs(folder))
        (void)snprintf(best, PROGRAMS_FOLDER_SIZE, "%s", folder);
}

static void look_in_path(char best[PROGRAMS_FOLDER_SIZE])
{
    const char *path = getenv("PATH");
    while (path && *path && !best[0]) {
        char folder[PROGRAMS_FOLDER_SIZE];
        size_t length = strcspn(path, ":");
        if (path[0] == '/' && length < sizeof folder) {
            (void)snprintf(folder, sizeof folder, "%.*s", (int)length, path);
            if (has_programs(folder))
                memcpy(best, folder, sizeof folder);
        }
        path += length + (path[length] == ':');
    }
}

enum practice_status programs_find(unsigned version, char ret_folder[PROGRAMS_FOLDER_SIZE],
                                   struct practice_error *err)
{
    char best[PROGRAMS_FOLDER_SIZE] = "";
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        glob_t found = {0};
        if (glob(patterns[i], 0, NULL, &found) == 0)
            for (size_t j = 0; j < found.gl_pathc; j++)
                consider(found.gl_pathv[j], version, best);
        globfree(&found);
    }
    if (!best[0])
        look_in_path(best);
    if (best[0]) {
        memcpy(ret_folder, best, sizeof best);
        return PRACTICE_OK;
    }
    return fail_with(err, PRACTICE_NOT_FOUND, "on Debian: apt install postgresql",
                     "PostgreSQL %u%s is not installed on this machine",
                     version ? version : PROGRAMS_LEAST_VERSION, version ? "" : " or newer");
}

static _Noreturn void become(const char *path, const char *const *arguments, int output)
{
    char *own[PROGRAMS_MAX_ARGUMENTS + 1] = {NULL};
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (size_t i = 0; i < PROGRAMS_MAX_ARGUMENTS && arguments[i]; i++)
        own[i] = (char *)(size_t)arguments[i];
    own[0] = (char *)(size_t)path; // whole: they look beside themselves for the others
    // Its words are shown inside our own line, and PG* variables are about another server.
    (void)setenv("LC_MESSAGES", "C", 1);
    (void)unsetenv("PGDATA");
    (void)unsetenv("PGPORT");
    if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(output, STDERR_FILENO) >= 0)
        (void)execv(path, own);
    _exit(127);
}

// The end of what the program printed; an unreadable one is empty.
static void read_end(int output, char text[PROGRAMS_OUTPUT_SIZE])
{
    off_t size = lseek(output, 0, SEEK_END);
    off_t from = size > PROGRAMS_OUTPUT_SIZE - 1 ? size - (PROGRAMS_OUTPUT_SIZE - 1) : 0;
    ssize_t n = pread(output, text, PROGRAMS_OUTPUT_SIZE - 1, from);
    text[n > 0 ? n : 0] = '\0';
}

enum practice_status programs_run(const char *folder, const char *const *arguments,
                                  struct programs_end *ret_end, struct practice_error *err)
{
    char path[PATH_MAX];
    int state = 0;
    if (snprintf(path, sizeof path, "%s/%s", folder, arguments[0]) >= (int)sizeof path)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the path of '%s' is too long",
                         arguments[0]);
    int output = memfd_create("practice-program", MFD_CLOEXEC);
    (void)fflush(NULL);
    pid_t pid = output < 0 ? -1 : fork();
    if (pid == 0)
        become(path, arguments, output);
    while (pid > 0 && waitpid(pid, &state, 0) < 0 && errno == EINTR)
        continue;
    if (pid < 0)
        (void)fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' cannot be run: %s", path,
                        strerror(errno));
    else
        read_end(output, ret_end->output);
    if (output >= 0)
        (void)close(output);
    ret_end->exit_code = WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
    return pid < 0 ? PRACTICE_UNREADABLE : PRACTICE_OK;
}
