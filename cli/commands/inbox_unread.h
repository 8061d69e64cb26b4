// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the inbox is not read, as it was when the studio was asked last: a small file, so
// that every command can tell it without the network.
#ifndef CLI_COMMANDS_INBOX_UNREAD_H
#define CLI_COMMANDS_INBOX_UNREAD_H

#include <stdint.h>

#include "server/server.h"

// Asks the studio and notes the answer; what fails is no matter.
void inbox_unread_refresh(struct server *server);

// Notes a number.
void inbox_unread_note(int64_t n);

// Takes the note away.
void inbox_unread_forget(void);

// Says it in one line on stderr, when that is a terminal and somebody is signed in; else nothing.
void inbox_unread_tell(void);

#endif
