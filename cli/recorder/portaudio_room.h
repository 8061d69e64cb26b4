// SPDX-License-Identifier: GPL-3.0-or-later
// What device.c and devices.c share of PortAudio: starting it quietly, and its words as ours.
#ifndef CLI_RECORDER_PORTAUDIO_ROOM_H
#define CLI_RECORDER_PORTAUDIO_ROOM_H

#include <portaudio.h>

#include <practice/error.h>

// Starts PortAudio, once for each Pa_Terminate(). While it looks around, drivers tell stderr about
// every sound server that is not there; a musician must not have to read that.
enum practice_status portaudio_begin(struct practice_error *err) PRACTICE_CHECKED;

// Puts what went wrong with the device `name` into plain words.
enum practice_status portaudio_fail(PaError code, const char *name, struct practice_error *err);

#endif
