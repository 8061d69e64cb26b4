// SPDX-License-Identifier: GPL-3.0-or-later
// The sync after a command that changed something: in the background, and never in its way.
#ifndef CLI_COMMANDS_SYNC_AFTER_H
#define CLI_COMMANDS_SYNC_AFTER_H

// Starts one when this process changed the journal, somebody is signed in, and the setting
// sync.auto is not no. It has a session of its own and no terminal; how it went is told by
// `practice sync status`.
void sync_after_command(void);

// Syncs as sync_after_command() does, and waits for it for some seconds: when what is new at the
// studio is what the person waits for.
void sync_now(void);

// Starts one without asking whether anything changed: after signing in.
void sync_start(void);

#endif
