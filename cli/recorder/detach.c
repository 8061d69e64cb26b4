// SPDX-License-Identifier: GPL-3.0-or-later
// The report travels through a pipe; its end without a line means that the background died.
#include "recorder/detach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void leave_terminal(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; nothing >= 0 && fd <= 2; fd++)
        (void)dup2(nothing, fd);
    if (nothing > 2)
        close(nothing);
    if (chdir("/") != 0)
        return; // a folder that cannot be unmounted meanwhile is no reason not to record
}

static enum detach_side await(int report, pid_t child, char *ret_line)
{
    size_t n = 0;
    while (n + 1 < DETACH_LINE_SIZE) {
        ssize_t got = read(report, ret_line + n, DETACH_LINE_SIZE - 1 - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    ret_line[n] = '\0';
    ret_line[strcspn(ret_line, "\n")] = '\0';
    close(report);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    return n ? DETACH_HERE : DETACH_FAILED;
}

enum detach_side detach(char *ret_line, int *ret_report)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return DETACH_FAILED;
    pid_t child = fork();
    if (child > 0) {
        close(ends[1]);
        return await(ends[0], child, ret_line);
    }
    close(ends[0]);
    if (child < 0) {
        close(ends[1]);
        return DETACH_FAILED;
    }
    if (setsid() < 0 || fork() != 0) // not the session's leader: no terminal can become ours
        _exit(0);
    leave_terminal();
    *ret_report = ends[1];
    return DETACH_BACKGROUND;
}

void detach_report(int report, const char *line)
{
    size_t length = strlen(line);
    if (write(report, line, length) == (ssize_t)length)
        (void)!write(report, "\n", 1);
    close(report);
}
