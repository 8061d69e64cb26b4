// SPDX-License-Identifier: GPL-3.0-or-later
// The editor is a command of the user's own shell environment, so a shell splits it; the file's
// name is passed beside it and never read by the shell.
#include "commands/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"

static const char *find_editor(void)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    if (visual && *visual)
        return visual;
    if (editor && *editor)
        return editor;
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? "vi" : NULL;
}

static pid_t start(const char *editor, const char *path)
{
    char *command = malloc(strlen(editor) + sizeof " \"$1\"");
    if (!command)
        return -1;
    (void)strcpy(command, editor);
    (void)strcat(command, " \"$1\"");
    pid_t pid = fork();
    if (pid == 0) {
        (void)signal(SIGPIPE, SIG_DFL);
        (void)execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
        _exit(127);
    }
    free(command);
    return pid;
}

enum practice_status editor_run(const char *path, struct practice_error *err)
{
    const char *editor = find_editor();
    int state = 0;
    if (!editor)
        return fail_with(err, PRACTICE_NOT_FOUND, "name one in EDITOR",
                         "there is no editor for '%s'", path);
    pid_t pid = start(editor, path);
    if (pid < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot start '%s': %s", editor,
                         strerror(errno));
    while (waitpid(pid, &state, 0) < 0 && errno == EINTR)
        continue;
    if (!WIFEXITED(state) || WEXITSTATUS(state) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the editor '%s' failed", editor);
    return PRACTICE_OK;
}
