// SPDX-License-Identifier: GPL-3.0-or-later
// `practice analyze --save`: each take becomes a session of the journal, in a change of its own, so
// that an interrupted run keeps what it has and each recording can be undone alone.
#ifndef CLI_COMMANDS_ANALYZE_SAVE_H
#define CLI_COMMANDS_ANALYZE_SAVE_H

#include "commands/analyze.h"

struct analyze_save; // opaque; used by the thread that prints

// Opens the journal and reads --date, before the workers start. *ret_save is the caller's, to be
// ended by analyze_save_close(). Returns COMMAND_DONE, or an exit code with the reason told. The
// options and the fingerprint must outlive it.
int analyze_save_open(const struct analyze_options *options, const char *fingerprint,
                      struct analyze_save **ret_save);

enum analyze_saved {
    ANALYZE_SAVED,
    ANALYZE_KNOWN,   // the same recording is a session already; nothing was changed
    ANALYZE_REFUSED, // its time is taken or makes no sense
    ANALYZE_BROKEN,  // the journal cannot be used
};

// Saves one good take and tells on stderr what became of it.
enum analyze_saved analyze_save_take(struct analyze_save *save, const struct take *take);

// NULL is allowed.
void analyze_save_close(struct analyze_save *save);

#endif
