// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions to and from other programs. Every reader makes the same list of rows and the same list
// of faults, so that the import is one loop whatever the format; a bad row costs that row only.
// Nothing here writes the journal.
#ifndef CLI_EXCHANGE_EXCHANGE_H
#define CLI_EXCHANGE_EXCHANGE_H

#include <stdio.h>

#include "base/zone.h"
#include "journal/journal.h"

#define EXCHANGE_MAX_BYTES (256u << 20) // of a file
#define EXCHANGE_MAX_ROWS  1000000u

enum exchange_format {
    EXCHANGE_AUTO,
    EXCHANGE_JSON, // practice.journal/1
    EXCHANGE_CSV,
    EXCHANGE_TIMEWARRIOR, // its data files, or `timew export`
    EXCHANGE_WATSON,      // its frames file, or `watson log --json`
    EXCHANGE_KLOG,
    EXCHANGE_N_FORMATS,
};

// The words of --format, in the order of the enum: "auto json csv timewarrior watson klog".
#define EXCHANGE_FORMAT_WORDS "auto json csv timewarrior watson klog"

// The word of a format, and back (EXCHANGE_N_FORMATS: none of that name).
const char *exchange_format_name(enum exchange_format format);
enum exchange_format exchange_format_find(const char *name);

// A session found in a file. Foreign ones have an id made from what they say, so that the same
// file read again gives the same ids.
struct exchange_row {
    struct journal_session session;
    char *analysis; // the document, or NULL
    char *engine, *model;
    size_t place; // line, or number of the item, from 1
};

// Something in the file that gives no session, and why.
struct exchange_fault {
    size_t place;
    char message[200];
};

struct exchange {
    enum exchange_format format; // as found
    const char *unit;            // what places count: "line", "session"
    struct exchange_row *rows;
    size_t n_rows, room_rows;
    struct exchange_fault *faults;
    size_t n_faults, room_faults;
};

struct exchange_source {
    const char *text; // [n_bytes], and a 0 behind them
    size_t n_bytes;
    enum exchange_format format;
    const struct zone *zone; // of times that do not say theirs, and where sessions are kept to be
    int64_t now_ms;
};

// Reads a whole file. Fails with BAD_ARGUMENT when the bytes are not of the
// format at all (or, with AUTO, of none), OVER_LIMIT, or NO_MEMORY; *ret is then empty.
enum practice_status exchange_read(const struct exchange_source *source, struct exchange *ret,
                                   struct practice_error *err) PRACTICE_CHECKED;
void exchange_release(struct exchange *exchange);

// Notes that a row was refused for a reason that only the journal knows.
void exchange_refuse(struct exchange *exchange, size_t place, const char *reason);

// The version of the JSON library underneath. Static storage.
const char *exchange_library_version(void);

// --- writing

// A way to write sessions: what stands before them, each one in its own zone, and what stands
// behind. Only JSON has the analysis. Errors of the stream are the caller's to ask for.
struct exchange_writer {
    void (*begin)(FILE *out, size_t n_sessions);
    void (*put)(FILE *out, const struct journal_session *session, const struct zone *zone,
                const char *analysis);
    void (*end)(FILE *out);
    int wants_analysis;
};

extern const struct exchange_writer exchange_writer_json, exchange_writer_csv, exchange_writer_ical;

#endif
