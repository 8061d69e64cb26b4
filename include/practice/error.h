// SPDX-License-Identifier: GPL-3.0-or-later
// How every call of libpractice says that something went wrong: a small status to branch on,
// and, where the caller passes one, a caller-owned struct with words for a person. Nothing here
// allocates, so an error can always be told, and nothing is global, so threads never share one.
#ifndef PRACTICE_ERROR_H
#define PRACTICE_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define PRACTICE_API     __attribute__((visibility("default")))
#define PRACTICE_CHECKED __attribute__((warn_unused_result))
#else
#define PRACTICE_API
#define PRACTICE_CHECKED
#endif

// What went wrong, coarse enough to branch on. Values are stable across releases.
enum practice_status {
    PRACTICE_OK = 0,           // done; outputs are written
    PRACTICE_NO_MEMORY = 1,    // an allocation failed
    PRACTICE_BAD_ARGUMENT = 2, // the caller's options or sizes are outside the documented range
    PRACTICE_NOT_FOUND = 3,    // no such file
    PRACTICE_UNREADABLE = 4,   // the file exists but cannot be opened or read (permission, I/O)
    PRACTICE_NOT_AUDIO = 5,    // the bytes are not a recording this library can decode
    PRACTICE_EMPTY = 6,        // a recording without a single frame, or no bytes at all
    PRACTICE_OVER_LIMIT = 7,   // a written limit is exceeded: channels, rate, length
    PRACTICE_INTERNAL = 8,     // a library underneath failed in a way that is our fault
};

#define PRACTICE_MESSAGE_SIZE 512
#define PRACTICE_HINT_SIZE    256

// Caller-owned. Written only when a call fails; left alone on success.
// `message` is UTF-8, lower case, without a full stop, with the subject quoted and control
// characters replaced; `hint` says what to do, or is "". Both are always terminated.
struct practice_error {
    enum practice_status status;
    char message[PRACTICE_MESSAGE_SIZE];
    char hint[PRACTICE_HINT_SIZE];
};

// The status as the stable word used in JSON: "not_audio", "over_limit", … Never NULL.
PRACTICE_API const char *practice_status_name(enum practice_status status);

// The library's version, "0.1.0". Static storage.
PRACTICE_API const char *practice_version(void);

#ifdef __cplusplus
}
#endif
#endif
