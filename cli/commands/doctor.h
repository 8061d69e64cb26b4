// SPDX-License-Identifier: GPL-3.0-or-later
// What `practice doctor` looks at, one function a field, each adding lines to one list.
#ifndef CLI_COMMANDS_DOCTOR_H
#define CLI_COMMANDS_DOCTOR_H

#include <stddef.h>

enum doctor_grade {
    DOCTOR_OK,
    DOCTOR_WARNING, // works, but may cost something one day
    DOCTOR_PROBLEM, // something does not work
};

struct doctor_line {
    enum doctor_grade grade;
    const char *field; // "journal": static storage
    char words[400];
    char remedy[300]; // "" when there is nothing to do
};

#define DOCTOR_MOST_LINES 64

struct doctor {
    struct doctor_line list[DOCTOR_MOST_LINES];
    size_t n;
};

// Adds a line (printf format); remedy NULL: none.
void doctor_say(struct doctor *doctor, enum doctor_grade grade, const char *field,
                const char *remedy, const char *format, ...) __attribute__((format(printf, 5, 6)));

// Adds a line when a file or folder lets others in; `mode` is what chmod should make it.
void doctor_check_private(struct doctor *doctor, const char *field, const char *path,
                          const char *mode);

// The program, its libraries, terminal and character set.
void doctor_check_program(struct doctor *doctor);
// Settings and hooks.
void doctor_check_settings(struct doctor *doctor);
// The journal, its disk and its backups.
void doctor_check_journal(struct doctor *doctor);
// Microphones, and recordings that nobody saved.
void doctor_check_recorder(struct doctor *doctor);

#endif
