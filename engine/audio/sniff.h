// SPDX-License-Identifier: GPL-3.0-or-later
// What a recording is, judged by its bytes alone: names lie, and a closed list of formats keeps
// every rarely tested parser of the libraries below out of reach.
#ifndef ENGINE_AUDIO_SNIFF_H
#define ENGINE_AUDIO_SNIFF_H

#include "audio/source.h"

// Which library is asked first.
enum audio_reader {
    AUDIO_BY_SNDFILE, // libsndfile, then libav when it refuses
    AUDIO_BY_LIBAV,   // libav only
};

struct audio_kind {
    const char *container; // as in practice_format
    const char *demuxer;   // libav's name for it
    enum audio_reader reader;
};

// Finds the kind of the recording; tags and rubbish before it are skipped in the source.
// NULL when it is none that is known; *ret_guess is then what it seems to be instead
// ("a ZIP archive"), or NULL.
const struct audio_kind *audio_sniff(struct audio_source *source, const char **ret_guess);

// Looks for a run of MPEG audio or ADTS frames in bytes [size]; whole says that nothing follows
// them. Answers the kind and where the run starts, or NULL.
const struct audio_kind *audio_sniff_frames(const unsigned char *bytes, size_t size, int whole,
                                            size_t *ret_offset);

#endif
