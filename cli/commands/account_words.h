// SPDX-License-Identifier: GPL-3.0-or-later
// Times and profiles of a studio as the account's verbs say them.
#ifndef CLI_COMMANDS_ACCOUNT_WORDS_H
#define CLI_COMMANDS_ACCOUNT_WORDS_H

#include "base/when.h"
#include "server/account.h"

#define ACCOUNT_ITEM_SIZE  512  // of a list of a profile
#define ACCOUNT_WORDS_SIZE 8192 // of all of them

// "2026-03-05", the day it was here. Returns buffer.
const char *account_date(int64_t at_ms, char buffer[DATE_SIZE]);

// "2026-03-05T18:30:00.000+09:00", by the clocks here. Returns buffer.
const char *account_time(int64_t at_ms, char buffer[WHEN_TEXT_SIZE]);

// "#cello #double-bass #student #bach": instruments, kind and hashtags, each once; cut to size.
// Returns buffer.
const char *account_tags(const struct account_profile *profile, char *buffer, size_t size);

// "First Hour · A Hundred Hours", the titles as they stand beside the name; cut to size. Returns
// buffer.
const char *account_titles(const struct account_profile *profile, char *buffer, size_t size);

#endif
