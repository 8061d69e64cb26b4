// SPDX-License-Identifier: GPL-3.0-or-later
// libav brings some 120 shared libraries with it: 80 ms and 20 MB for every command, though most
// recordings need none of them. It is therefore loaded when the first recording asks for it.
#ifndef ENGINE_AUDIO_LIBAV_LOAD_H
#define ENGINE_AUDIO_LIBAV_LOAD_H

#include <practice/error.h>

// To be called before any function of libav. Fails with INTERNAL when the version of libav that
// this was compiled for is not installed. Cheap, and the same answer, after the first time.
enum practice_status libav_load(struct practice_error *err);

#endif
