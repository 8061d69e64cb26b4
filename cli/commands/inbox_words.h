// SPDX-License-Identifier: GPL-3.0-or-later
// What happened, in words: the studio says what, the program says how, so that it can be said in
// another language one day. Of kinds that it does not know the studio's own words are told.
#ifndef CLI_COMMANDS_INBOX_WORDS_H
#define CLI_COMMANDS_INBOX_WORDS_H

#include "server/inbox.h"

#define INBOX_TITLE_SIZE 1024

// "Mia commented on 'Scales'"; cut to size, not made harmless yet. Returns buffer.
const char *inbox_title(const struct server_news *news, char buffer[INBOX_TITLE_SIZE]);

// What was written, or "": nothing, or it says no more than the title. Not harmless either.
const char *inbox_message(const struct server_news *news);

#endif
