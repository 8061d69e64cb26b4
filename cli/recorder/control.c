// SPDX-License-Identifier: GPL-3.0-or-later
// A socket's path may have 107 bytes only, and a home folder may be deeper: so it is named by way
// of the open folder in /proc/self/fd.
#include "recorder/control.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/fail.h"
#include "recorder/takes.h"

#define SOCKET_NAME "control"
#define PEER_WAIT_S 0.3

static void make_address(const struct takes *takes, struct sockaddr_un *ret_address)
{
    *ret_address = (struct sockaddr_un){.sun_family = AF_UNIX};
    (void)snprintf(ret_address->sun_path, sizeof ret_address->sun_path,
                   "/proc/self/fd/%d/" SOCKET_NAME, takes->fd);
}

enum practice_status control_open(const char *folder, int *ret_fd, struct practice_error *err)
{
    struct takes takes;
    struct sockaddr_un address;
    enum practice_status status = takes_look(folder, &takes, err);
    if (status != PRACTICE_OK)
        return status;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    make_address(&takes, &address);
    (void)unlinkat(takes.fd, SOCKET_NAME, 0); // of one that crashed: the lock is ours
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof address) != 0 ||
        fchmodat(takes.fd, SOCKET_NAME, 0600, 0) != 0 || listen(fd, 4) != 0) {
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot be asked by other commands: %s",
                           strerror(errno));
        if (fd >= 0)
            close(fd);
    } else {
        *ret_fd = fd;
    }
    takes_release(&takes);
    return status;
}

void control_close(const char *folder, int fd)
{
    struct takes takes;
    struct practice_error err;
    if (fd < 0)
        return;
    close(fd);
    if (takes_look(folder, &takes, &err) != PRACTICE_OK)
        return;
    (void)unlinkat(takes.fd, SOCKET_NAME, 0);
    takes_release(&takes);
}

// Reads up to a line's end, each piece awaited for wait_s. Returns 0, or -1: none came.
static int read_line(int fd, double wait_s, char *ret_line)
{
    size_t n = 0;
    while (n + 1 < CONTROL_LINE_SIZE) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        int ready = poll(&wait, 1, (int)(wait_s * 1000));
        if (ready < 0 && errno == EINTR)
            continue;
        ssize_t got = ready > 0 ? recv(fd, ret_line + n, CONTROL_LINE_SIZE - 1 - n, 0) : -1;
        if (got <= 0)
            return -1;
        n += (size_t)got;
        ret_line[n] = '\0';
        char *end = strchr(ret_line, '\n');
        if (!end)
            continue;
        *end = '\0';
        return 0;
    }
    return -1;
}

static int is_same_user(int fd)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           (peer.uid == geteuid() || peer.uid == 0);
}

int control_question(int fd, char *ret_word)
{
    int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
    if (peer < 0)
        return -1;
    if (is_same_user(peer) && read_line(peer, PEER_WAIT_S, ret_word) == 0)
        return peer;
    close(peer);
    return -1;
}

static int send_line(int fd, const char *text)
{
    char line[CONTROL_LINE_SIZE];
    int n = snprintf(line, sizeof line - 1, "%s", text);
    size_t length = n < 0 ? 0 : strnlen(line, sizeof line - 2);
    line[length++] = '\n';
    return send(fd, line, length, MSG_NOSIGNAL) == (ssize_t)length ? 0 : -1;
}

void control_answer(int peer, const char *answer)
{
    (void)send_line(peer, answer); // who hung up does not want to know
    close(peer);
}

static enum practice_status talk(int fd, const char *word, double wait_s, char *ret_answer,
                                 struct practice_error *err)
{
    char line[CONTROL_LINE_SIZE];
    if (send_line(fd, word) != 0 || read_line(fd, wait_s, line) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the recording does not answer");
    if (strncmp(line, "ok", 2) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "%s",
                         strncmp(line, "no ", 3) == 0 ? line + 3 : line);
    (void)snprintf(ret_answer, CONTROL_LINE_SIZE, "%s", line[2] == ' ' ? line + 3 : "");
    return PRACTICE_OK;
}

enum practice_status control_ask(const char *folder, const char *word, double wait_s,
                                 char *ret_answer, struct practice_error *err)
{
    struct takes takes;
    struct sockaddr_un address;
    char id[STATE_ID_SIZE];
    enum practice_status status = takes_look(folder, &takes, err);
    if (status != PRACTICE_OK)
        return status;
    make_address(&takes, &address);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (!takes_running(&takes, id) || fd < 0 ||
        connect(fd, (const struct sockaddr *)&address, sizeof address) != 0)
        status = fail_with(err, PRACTICE_NOT_FOUND, "start one with: practice record",
                           "no recording is running");
    else
        status = talk(fd, word, wait_s, ret_answer, err);
    if (fd >= 0)
        close(fd);
    takes_release(&takes);
    return status;
}
