// SPDX-License-Identifier: GPL-3.0-or-later
// What a header claims about the length of its sound, held against the file. libsndfile corrects
// such claims silently; here they become warnings, and sound behind a short claim is recovered.
#ifndef ENGINE_AUDIO_CLAIMS_H
#define ENGINE_AUDIO_CLAIMS_H

#include "audio/backend.h"

// Warns of a cut-off or unfinished file. Sets stream->ignore_length where the header's length
// would lose sound, and stream->avoid_sndfile for MP3 in WAV, which
// libsndfile would talk about on stderr. Never fails: what it cannot follow is left to the decoding
// libraries.
void audio_check_claims(struct audio_stream *stream);

#endif
