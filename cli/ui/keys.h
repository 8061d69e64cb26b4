// SPDX-License-Identifier: GPL-3.0-or-later
// Single keys from a terminal, without Enter and without echo, and the promise that the terminal
// is as it was afterwards, on every way out: also when the program crashes.
#ifndef CLI_UI_KEYS_H
#define CLI_UI_KEYS_H

// Begins to read keys from descriptor fd. Ctrl-C still sends SIGINT; Ctrl-Z does nothing, since a
// recording cannot stand still. Returns 0, or -1 when fd is no terminal or we are in its
// background.
int ui_keys_begin(int fd);

// Sets the terminal up again after somebody else had it (SIGCONT).
void ui_keys_again(void);

// A key that was pressed, or 0: none waits. Bytes of longer keys come one by one. -1: no more keys
// will come, the terminal is gone.
int ui_keys_read(void);

// Puts the terminal back. Does nothing when it was not begun.
void ui_keys_end(void);

#endif
