// SPDX-License-Identifier: GPL-3.0-or-later
// Why a microphone does not open, in plain words: somebody else uses it, or this user may not.
#ifndef CLI_RECORDER_REFUSAL_H
#define CLI_RECORDER_REFUSAL_H

#include <practice/error.h>

// Asks the device of that name, as PortAudio or ALSA call it. Fails with UNREADABLE when it is busy
// or forbidden; OK when it opens, is not there, or has other reasons.
enum practice_status refusal_of(const char *name, struct practice_error *err) PRACTICE_CHECKED;

// The same of ALSA's default device and of every sound card, the first that refuses.
enum practice_status refusal_of_any(struct practice_error *err) PRACTICE_CHECKED;

#endif
