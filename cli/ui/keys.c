// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal is one per process, and a signal handler has to find its old settings: hence the
// statics. The handlers of crashes put it back and hand over to whoever handled them before.
#include "ui/keys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
#define N_CRASHES (sizeof crashes / sizeof *crashes)

static int terminal = -1;
static struct termios before, during;
static struct sigaction handlers[N_CRASHES];

static void on_crash(int number)
{
    (void)tcsetattr(terminal, TCSANOW, &before);
    for (size_t i = 0; i < N_CRASHES; i++)
        if (crashes[i] == number)
            (void)sigaction(number, &handlers[i], NULL);
    (void)raise(number);
}

int ui_keys_begin(int fd)
{
    struct sigaction action = {.sa_handler = on_crash};
    if (!isatty(fd) || tcgetpgrp(fd) != getpgrp() || tcgetattr(fd, &before) != 0)
        return -1;
    during = before;
    during.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    during.c_cc[VMIN] = 1;
    during.c_cc[VTIME] = 0;
    during.c_cc[VSUSP] = _POSIX_VDISABLE;
    terminal = fd;
    (void)signal(SIGTTOU, SIG_IGN); // putting the terminal back must not stop us in its background
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < N_CRASHES; i++)
        (void)sigaction(crashes[i], &action, &handlers[i]);
    (void)tcsetattr(fd, TCSANOW, &during);
    return 0;
}

void ui_keys_again(void)
{
    if (terminal >= 0 && tcgetpgrp(terminal) == getpgrp())
        (void)tcsetattr(terminal, TCSANOW, &during);
}

int ui_keys_read(void)
{
    unsigned char key;
    struct pollfd wait = {.fd = terminal, .events = POLLIN};
    if (terminal < 0 || poll(&wait, 1, 0) <= 0)
        return 0;
    ssize_t got = read(terminal, &key, 1);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return 0;
    return got == 1 ? key : -1;
}

void ui_keys_end(void)
{
    if (terminal < 0)
        return;
    (void)tcsetattr(terminal, TCSANOW, &before);
    for (size_t i = 0; i < N_CRASHES; i++)
        (void)sigaction(crashes[i], &handlers[i], NULL);
    terminal = -1;
}
