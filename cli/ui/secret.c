// SPDX-License-Identifier: GPL-3.0-or-later
// Single keys are read, and Ctrl-C is one of them: a signal at that moment would otherwise leave
// a terminal that shows nothing. The signals that still come are noted, the terminal put back, and
// then they have their way.
#include "ui/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
    KEY_CTRL_C = 3,
    KEY_CTRL_D = 4,
    KEY_BACKSPACE = 8,
    KEY_CTRL_U = 21,
    KEY_DELETE = 127,
};

static const int endings[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
#define N_ENDINGS (sizeof endings / sizeof *endings)

static volatile sig_atomic_t caught;

static void on_ending(int number)
{
    caught = number;
}

static void put(int fd, const char *text)
{
    ssize_t ignored = write(fd, text, strlen(text));
    (void)ignored; // nobody sees the question then, but can still answer
}

enum ui_answer ui_read_line(int fd, char *buffer, size_t size)
{
    size_t n = 0;
    for (;;) {
        char byte;
        ssize_t got = read(fd, &byte, 1);
        if (got < 0 && errno == EINTR && !caught)
            continue;
        if (got < 0 || (got == 0 && n == 0))
            break;
        if (got == 0 || byte == '\n') {
            buffer[n] = '\0';
            return UI_ANSWERED;
        }
        if (n + 1 >= size) {
            explicit_bzero(buffer, size);
            return UI_TOO_LONG;
        }
        buffer[n++] = byte;
    }
    explicit_bzero(buffer, size);
    return UI_CANCELLED;
}

// The text without its last character, which may be several bytes.
static size_t without_last(const char *buffer, size_t n)
{
    while (n && ((unsigned char)buffer[n - 1] & 0xc0) == 0x80)
        n--;
    return n ? n - 1 : 0;
}

// Reads keys up to Enter; a character that does not fit is found out about at the end.
static enum ui_answer read_keys(int fd, char *buffer, size_t size)
{
    size_t n = 0;
    int is_long = 0;
    for (;;) {
        char key;
        ssize_t got = read(fd, &key, 1);
        if (got < 0 && errno == EINTR && !caught)
            continue;
        if (got != 1 || key == KEY_CTRL_C || (key == KEY_CTRL_D && n == 0))
            return UI_CANCELLED;
        if (key == '\r' || key == '\n') {
            buffer[n] = '\0';
            return is_long ? UI_TOO_LONG : UI_ANSWERED;
        }
        if (key == KEY_CTRL_U)
            n = 0, is_long = 0;
        else if (key == KEY_BACKSPACE || key == KEY_DELETE)
            n = without_last(buffer, n);
        else if (n + 1 < size)
            buffer[n++] = key;
        else
            is_long = 1;
    }
}

static enum ui_answer read_secret(int fd, char *buffer, size_t size)
{
    struct termios before, during;
    if (tcgetattr(fd, &before) != 0)
        return UI_NOBODY;
    during = before;
    during.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
    during.c_cc[VMIN] = 1;
    during.c_cc[VTIME] = 0;
    (void)tcsetattr(fd, TCSAFLUSH, &during);
    enum ui_answer answer = read_keys(fd, buffer, size);
    put(fd, "\n");
    (void)tcsetattr(fd, TCSAFLUSH, &before);
    return answer;
}

static enum ui_answer ask(int fd, const char *question, int is_secret, char *buffer, size_t size)
{
    struct sigaction action = {.sa_handler = on_ending}, handlers[N_ENDINGS];
    (void)sigemptyset(&action.sa_mask);
    caught = 0;
    for (size_t i = 0; i < N_ENDINGS; i++)
        (void)sigaction(endings[i], &action, &handlers[i]);
    put(fd, question);
    enum ui_answer answer =
        is_secret ? read_secret(fd, buffer, size) : ui_read_line(fd, buffer, size);
    for (size_t i = 0; i < N_ENDINGS; i++)
        (void)sigaction(endings[i], &handlers[i], NULL);
    if (caught) {
        explicit_bzero(buffer, size);
        put(fd, "\n");
        if (caught == SIGINT)
            answer = UI_CANCELLED; // only of a question with echo
        else
            (void)raise(caught);
    }
    return answer;
}

enum ui_answer ui_ask(const char *question, int is_secret, char *buffer, size_t size)
{
    enum ui_answer answer = UI_NOBODY;
    int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    buffer[0] = '\0';
    if (fd < 0)
        return UI_NOBODY;
    if (tcgetpgrp(fd) == getpgrp())
        answer = ask(fd, question, is_secret, buffer, size);
    if (answer != UI_ANSWERED)
        explicit_bzero(buffer, size);
    (void)close(fd);
    return answer;
}
