// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `practice analyze`: the command line (cmd_analyze.c), the run over all inputs
// (analyze_run.c), and where its output goes (analyze_output.c).
#ifndef CLI_COMMANDS_ANALYZE_H
#define CLI_COMMANDS_ANALYZE_H

#include "batch/analyse.h"
#include "commands/options.h"
#include "commands/session_words.h"
#include "report/report.h"

// The command line as parsed.
struct analyze_options {
    int json, csv, labels, notes, explain;
    const char *output, *plot, *extract, *files_from, *resume, *progress;
    double max_rest_s, min_play_s;
    unsigned n_jobs;  // 0: one per processor
    const char *date; // of --save
    struct session_words words;
    int save, play_time_only, recursive, null_separated, fail_fast, quiet, no_color;
};

// Where reports go: stdout, a file that appears whole, or for labels of several inputs one file
// each in a folder.
struct analyze_output {
    const struct report_kind *kind;
    struct report_options options;
    struct ui_term term;
    struct outfile *file;  // NULL: stdout or a folder
    const char *folder;    // NULL: one stream
    struct report *report; // NULL with a folder
};

// Starts the output. Fails with NO_MEMORY, UNREADABLE or BAD_ARGUMENT.
enum practice_status analyze_output_begin(struct analyze_output *output,
                                          const struct analyze_options *options,
                                          const struct analyse_options *work,
                                          struct practice_error *err) PRACTICE_CHECKED;

// Tells one take; label names its file in a folder. UNREADABLE means that nothing more can be
// written, with an empty message when a reader has simply gone away.
enum practice_status analyze_output_take(struct analyze_output *output, const struct take *take,
                                         const char *label,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Ends it: totals, flush, and the file into its place when `keep`; otherwise it is thrown away.
enum practice_status analyze_output_end(struct analyze_output *output, int keep,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Prints an error and its hint on stderr.
void analyze_tell_error(const struct practice_error *error);

// Runs over all inputs and returns the exit code.
int analyze_run(const struct analyze_options *options, const struct inputs *inputs);

#endif
