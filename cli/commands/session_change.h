// SPDX-License-Identifier: GPL-3.0-or-later
// The way that every change of a session goes: find it, start a change of the journal, read it
// again inside, and at the end commit, tell what was done and how to take it back.
#ifndef CLI_COMMANDS_SESSION_CHANGE_H
#define CLI_COMMANDS_SESSION_CHANGE_H

#include "commands/journal_use.h"
#include "commands/options.h"

#define SESSION_NAME_SIZE  240
#define SESSION_LABEL_SIZE 280

// "'Scales' of 2026-03-05", or without title and piece "the session of 2026-03-05 18:30"; not made
// harmless yet. Returns buffer.
const char *session_name(const struct journal_session *session, char buffer[SESSION_NAME_SIZE]);

struct session_change {
    struct journal *journal;
    struct journal_session session; // the one it is about, to be altered
    struct practice_error error;    // for what the command itself finds wrong
    char label[SESSION_LABEL_SIZE]; // "edited 'Scales' of 2026-03-05"
};

// Opens the journal and starts a change of the session that reference means; `done` is what history
// will say: "edited". Returns COMMAND_DONE, or an exit code with the reason told and nothing open.
int session_change_begin(struct session_change *change, const char *reference, const char *done);

// The same of several; one that is named twice is one. *ret_sessions is the caller's also when it
// fails, and the label counts them when they are more than one.
int session_change_begin_all(struct session_change *change, const struct operands *references,
                             const char *done, struct journal_sessions *ret_sessions);

// The same for a change that begins with no session, under a label of its own.
int session_change_begin_new(struct session_change *change, const char *label);

// Ends it: with PRACTICE_OK it is committed, the session's id printed on stdout, and on stderr what
// was done; otherwise change->error is told and nothing has happened. Releases everything.
// Returns the exit code.
int session_change_end(struct session_change *change, enum practice_status status);

// Ends it for a mistake on the command line: tells change->error and returns COMMAND_USAGE.
int session_change_refuse(struct session_change *change);

// Prints "practice: " and a line (printf format) on stderr, made harmless.
void session_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
