// SPDX-License-Identifier: GPL-3.0-or-later
// The files that can be made beside the answer: a picture, and the played spans as WAV files.
// Each appears whole or not at all, under a name made from the input's label.
#ifndef CLI_BATCH_EFFECTS_H
#define CLI_BATCH_EFFECTS_H

#include "batch/source.h"
#include "batch/take.h"
#include "ui/envelope.h"

// Draws the take to `path`, replacing what is there; with a label "out.png" becomes
// "out-LABEL.png". Fails with UNREADABLE, NO_MEMORY, BAD_ARGUMENT or INTERNAL.
enum practice_status effects_plot(const char *path, const char *label, const struct take *take,
                                  const struct ui_envelope *envelope,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Cuts each play span of the take to FOLDER/LABEL-NN.wav (the folder is made when missing), with
// short fades at the cuts. A file that is there already stays: with the same bytes that is fine,
// otherwise it fails with UNREADABLE and a hint. Fails also like the decoder.
enum practice_status effects_extract(const char *folder, const char *label,
                                     const struct source *source, const struct take *take,
                                     struct practice_error *err) PRACTICE_CHECKED;

#endif
