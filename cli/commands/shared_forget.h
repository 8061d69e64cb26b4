// SPDX-License-Identifier: GPL-3.0-or-later
// What this device keeps of other people is theirs to be forgotten: when a group is left, and when
// somebody signs out. Where that cannot be done now it is told, and the next sync does it.
#ifndef CLI_COMMANDS_SHARED_FORGET_H
#define CLI_COMMANDS_SHARED_FORGET_H

// What the journal has of a group that is none of ours any more.
void shared_forget_group(const char *group_id);

// What it has of all groups, of the board and of the inbox, and how much of the inbox is unread.
void shared_forget_all(void);

#endif
