// SPDX-License-Identifier: GPL-3.0-or-later
// From what was named on the command line to a list of recordings: folders opened, lists read,
// hidden files left out, everything in a stable order, each with a name safe for output files.
#ifndef CLI_BATCH_INPUTS_H
#define CLI_BATCH_INPUTS_H

#include <stddef.h>

#include <practice/error.h>

#define INPUTS_MAX       2000000u // recordings in one run
#define INPUTS_MAX_DEPTH 128u     // folders within folders
#define INPUTS_LABEL     112      // bytes of a label

struct input {
    char *path;               // as found; "-" for standard input
    char label[INPUTS_LABEL]; // unique in the list, safe as a file name, no extension
    int is_stdin;
    int is_named;                 // by the user; 0: found in a folder, so it may be no recording
    double size_bytes;            // 0 when unknown
    struct practice_error *error; // why there is nothing to open; NULL in general
};

struct inputs {
    struct input *list;
    size_t n, capacity;
    int recursive; // set by the caller: folders inside folders are opened as well
};

// Adds a file, a folder's recordings, or "-". What cannot be opened becomes an input with an
// error, so that it is told in its place. Fails with NO_MEMORY or OVER_LIMIT.
enum practice_status inputs_add(struct inputs *inputs, const char *path,
                                struct practice_error *err) PRACTICE_CHECKED;

// Adds every name of a list file ("-": standard input), separated by newlines, or by NUL bytes
// when `separator` is 0. "-" inside a list is a file of that name. Fails also with NOT_FOUND or
// UNREADABLE for the list itself.
enum practice_status inputs_add_list(struct inputs *inputs, const char *list_path, char separator,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Gives every input its label; to be called once when the list is complete.
enum practice_status inputs_label(struct inputs *inputs,
                                  struct practice_error *err) PRACTICE_CHECKED;

void inputs_release(struct inputs *inputs);

#endif
