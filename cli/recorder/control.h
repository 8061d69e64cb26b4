// SPDX-License-Identifier: GPL-3.0-or-later
// Talking to a running recording: a UNIX socket in the private folder of takes, one line there
// ("pause"), one line back ("ok …" or "no …"). Only the same user's processes are answered.
#ifndef CLI_RECORDER_CONTROL_H
#define CLI_RECORDER_CONTROL_H

#include <stddef.h>

#include <practice/error.h>

#define CONTROL_LINE_SIZE 1024

// Opens the socket to be asked at, not blocking, in the folder of takes whose lock the caller has
// (NULL: the usual one). *ret_fd is the caller's, to be ended by control_close().
enum practice_status control_open(const char *folder, int *ret_fd,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Takes one question, if there is one: the word into ret_word [CONTROL_LINE_SIZE], and returns a
// descriptor to answer to; -1: nobody asks. A peer that says nothing for a moment is dropped.
int control_question(int fd, char *ret_word);

// Answers and closes `peer`. `answer` is one line without its end.
void control_answer(int peer, const char *answer);

void control_close(const char *folder, int fd);

// Asks the running recording and waits at most wait_s for the answer, which goes without its "ok "
// into ret_answer [CONTROL_LINE_SIZE]. Fails with NOT_FOUND (nobody listens there), UNREADABLE
// (no answer in time, or "no …", whose words are then the message).
enum practice_status control_ask(const char *folder, const char *word, double wait_s,
                                 char *ret_answer, struct practice_error *err) PRACTICE_CHECKED;

#endif
