// SPDX-License-Identifier: GPL-3.0-or-later
// The take on disk: a Sun/NeXT AU file, whose header may say "length unknown", so that the file is
// complete after every write, whenever the process dies; every player and our decoder read it.
// 24 bits a sample, whatever the microphone gives: nothing is lost, nothing is dithered.
#ifndef CLI_RECORDER_TAPE_H
#define CLI_RECORDER_TAPE_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#define TAPE_SAMPLE_BYTES 3
#define TAPE_MAX_CHANNELS 2u
// Sound that a loss of power may take: what was not yet brought to the disk.
#define TAPE_SYNC_S 0.4

struct tape {
    int fd;
    uint32_t rate_hz, n_channels;
    uint64_t n_frames;  // written so far
    double synced_at_s; // CLOCK_MONOTONIC
};

// Creates the file `name` in the folder, readable by its owner only; an existing one, a symbolic
// link included, is never opened. Fails with UNREADABLE.
enum practice_status tape_create(int folder, const char *name, uint32_t rate_hz,
                                 uint32_t n_channels, struct tape *ret_tape,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Appends samples [n_frames * n_channels], of which the upper 24 bits count. *ret_n_frames is the
// number of whole frames that are in the file, also when it fails with UNREADABLE (disk full):
// the file then ends with the last whole frame. Syncs now and then.
enum practice_status tape_append(struct tape *tape, const int32_t *samples, size_t n_frames,
                                 size_t *ret_n_frames, struct practice_error *err) PRACTICE_CHECKED;

// Bytes free for the user on the tape's file system; UINT64_MAX when the system does not say.
uint64_t tape_room_bytes(const struct tape *tape);

// Cuts a finished tape, open for reading and writing at fd, to its first length_s seconds. Returns
// 0, or -1 when it is none of ours or cannot be cut.
int tape_shorten(int fd, double length_s);

// Syncs and closes. Never fails: what could be written is there.
void tape_close(struct tape *tape);

#endif
