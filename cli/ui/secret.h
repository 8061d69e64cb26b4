// SPDX-License-Identifier: GPL-3.0-or-later
// Questions at the terminal: answers that may be seen, and secrets that are read without echo. They
// are asked at the terminal itself, so that an answer's output may go into a file or a pipe.
#ifndef CLI_UI_SECRET_H
#define CLI_UI_SECRET_H

#include <stddef.h>

enum ui_answer {
    UI_ANSWERED,
    UI_NOBODY,    // no terminal, or we are in its background
    UI_CANCELLED, // Ctrl-C, Ctrl-D on an empty line, or the terminal has gone
    UI_TOO_LONG,
};

// Asks a question ("Password: ") and reads a line into buffer [size], without its end. A secret
// is not echoed, and the terminal is as it was on every way out, also when a signal ends the
// program. Without UI_ANSWERED the buffer is empty.
enum ui_answer ui_ask(const char *question, int is_secret, char *buffer, size_t size);

// Reads a line from a descriptor, byte by byte, so that what follows is left for the next reader.
// UI_CANCELLED: there was none, or it cannot be read.
enum ui_answer ui_read_line(int fd, char *buffer, size_t size);

#endif
