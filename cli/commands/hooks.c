// SPDX-License-Identifier: GPL-3.0-or-later
// A hook is started without a shell, in a process group of its own that can be ended as a whole,
// and reads from memory, so that one that never reads blocks nobody. A program that others could
// have written is not run.
#include "commands/hooks.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/folders.h"
#include "base/zones.h"
#include "commands/session_change.h"
#include "commands/settings.h"
#include "report/session_json.h"

#define INSIDE   "PRACTICE_INSIDE_HOOK"
#define LOOK_MS  20
#define GRACE_MS 2000

int hooks_folder(char *buffer, size_t size)
{
    struct config *config = NULL;
    if (config_open(&config, NULL) != PRACTICE_OK)
        return -1;
    const char *folder = config_text(config, CONFIG_HOOKS_FOLDER);
    int result = 0;
    if (folder)
        result = snprintf(buffer, size, "%s", folder) < (int)size ? 0 : -1;
    else if (folder_path(FOLDER_CONFIG, "hooks", buffer, size, NULL) != PRACTICE_OK)
        result = -1;
    config_free(config);
    return result;
}

static unsigned limit_ms(void)
{
    struct config *config = NULL;
    if (config_open(&config, NULL) != PRACTICE_OK)
        return HOOKS_LIMIT_S * 1000;
    int64_t seconds = config_number(config, CONFIG_HOOKS_LIMIT, HOOKS_LIMIT_S);
    config_free(config);
    return (unsigned)seconds * 1000;
}

const char *hooks_refusal(const char *path, int *ret_there)
{
    struct stat info;
    *ret_there = stat(path, &info) == 0 && S_ISREG(info.st_mode);
    if (!*ret_there)
        return NULL;
    if (info.st_uid != geteuid() && info.st_uid != 0)
        return "it belongs to somebody else";
    if (info.st_mode & (S_IWGRP | S_IWOTH))
        return "others may write it";
    return access(path, X_OK) == 0 ? NULL : "it may not be executed";
}

// The lines of all sessions in a file of memory, or -1.
static int write_input(const struct journal_session *const *sessions, size_t n_sessions)
{
    struct zones zones = {0};
    struct ui_json json;
    int fd = memfd_create("practice-hook", MFD_CLOEXEC);
    int copy = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
    FILE *out = copy < 0 ? NULL : fdopen(copy, "w");
    for (size_t i = 0; out && i < n_sessions; i++) {
        const struct zone *zone = zones_get(&zones, sessions[i]->zone);
        ui_json_init(&json, out);
        if (zone)
            report_session_json(&json, NULL, sessions[i], zone, NULL);
        ui_json_line_end(&json);
    }
    zones_release(&zones);
    if (out && fclose(out) == 0)
        return fd;
    if (fd >= 0)
        (void)close(fd);
    return -1;
}

static _Noreturn void become(const char *path, int input)
{
    char *const arguments[] = {(char *)(size_t)path, NULL};
    const char *home = getenv("HOME");
    sigset_t none;
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL); // a recording waits for signals its own way
    (void)setpgid(0, 0);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)setenv(INSIDE, "1", 1);
    if (home && chdir(home) != 0)
        (void)!chdir("/");
    // stdout is the command's answer, to which a hook adds nothing
    if (lseek(input, 0, SEEK_SET) == 0 && dup2(input, STDIN_FILENO) >= 0 &&
        dup2(STDERR_FILENO, STDOUT_FILENO) >= 0)
        (void)execv(path, arguments);
    _exit(127);
}

static int64_t monotonic_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Waits so long for the end of a child. 1: it has ended.
static int wait_for(pid_t pid, int64_t most_ms, int *ret_state)
{
    const struct timespec pause = {.tv_nsec = LOOK_MS * 1000000L};
    int64_t until_ms = monotonic_ms() + most_ms;
    for (;;) {
        pid_t ended = waitpid(pid, ret_state, WNOHANG);
        if (ended == pid || (ended < 0 && errno != EINTR))
            return 1;
        if (monotonic_ms() >= until_ms)
            return 0;
        (void)nanosleep(&pause, NULL);
    }
}

static void tell_end(const char *path, int state)
{
    if (WIFSIGNALED(state))
        session_tell("the hook '%s' was ended by signal %d", path, WTERMSIG(state));
    else if (WEXITSTATUS(state) == 127)
        session_tell("the hook '%s' cannot be run", path);
    else if (WEXITSTATUS(state))
        session_tell("the hook '%s' failed with %d", path, WEXITSTATUS(state));
}

static void run_hook(const char *path, int input)
{
    int is_there, state = 0;
    unsigned most_ms = limit_ms();
    const char *refusal = hooks_refusal(path, &is_there);
    if (!is_there)
        return;
    if (refusal) {
        session_tell("the hook '%s' was not run: %s", path, refusal);
        return;
    }
    (void)fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        become(path, input);
    if (pid < 0) {
        session_tell("the hook '%s' cannot be run: %s", path, strerror(errno));
        return;
    }
    (void)setpgid(pid, pid); // whichever of the two is first
    if (wait_for(pid, most_ms, &state)) {
        tell_end(path, state);
        return;
    }
    session_tell("the hook '%s' was ended after %u s", path, most_ms / 1000);
    (void)kill(-pid, SIGTERM);
    if (!wait_for(pid, GRACE_MS, &state)) {
        (void)kill(-pid, SIGKILL);
        (void)waitpid(pid, &state, 0);
    }
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void run_folder(const char *folder, int input)
{
    struct dirent **names = NULL;
    int n = scandir(folder, &names, is_visible, alphasort);
    for (int i = 0; i < n; i++) {
        char path[PATH_MAX];
        if (i < HOOKS_MOST &&
            snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name) < (int)sizeof path)
            run_hook(path, input);
        free(names[i]);
    }
    free(names);
}

// Finds both. Returns 0, or -1: there is nothing to be run.
static int find_hooks(char hook[PATH_MAX], char many[PATH_MAX])
{
    char folder[PATH_MAX];
    if (getenv(INSIDE) || hooks_folder(folder, sizeof folder) != 0 ||
        snprintf(hook, PATH_MAX, "%s/post-save", folder) >= PATH_MAX ||
        snprintf(many, PATH_MAX, "%s/post-save.d", folder) >= PATH_MAX)
        return -1;
    return access(hook, F_OK) == 0 || access(many, F_OK) == 0 ? 0 : -1;
}

void hooks_after_save(const struct journal_session *const *sessions, size_t n_sessions)
{
    char hook[PATH_MAX], many[PATH_MAX];
    if (!n_sessions || find_hooks(hook, many) != 0)
        return;
    int input = write_input(sessions, n_sessions);
    if (input < 0) {
        session_tell("the hooks were not run: %s", strerror(errno));
        return;
    }
    run_hook(hook, input);
    run_folder(many, input);
    (void)close(input);
}

void hooks_after_save_id(struct journal *journal, const char *id)
{
    char hook[PATH_MAX], many[PATH_MAX];
    struct journal_session session = {0};
    const struct journal_session *const list[] = {&session};
    struct journal *own = NULL;
    if (find_hooks(hook, many) != 0)
        return;
    if (!journal && journal_use_open(JOURNAL_READ, &own) != COMMAND_DONE)
        return;
    if (journal_session_find(journal ? journal : own, id, &session, NULL) == PRACTICE_OK)
        hooks_after_save(list, 1);
    journal_session_release(&session);
    journal_close(own);
}
