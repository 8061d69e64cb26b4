// SPDX-License-Identifier: GPL-3.0-or-later
// Where the answers go. Every take is flushed at once, so that a reader sees it and a full disk
// is noticed at the take that did not fit.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/outfile.h"
#include "commands/analyze.h"

static const struct report_kind *kind_of(const struct analyze_options *options)
{
    if (options->json)
        return &report_json;
    if (options->csv)
        return &report_csv;
    return options->labels ? &report_labels : &report_text;
}

static enum practice_status begin_folder(struct analyze_output *output, const char *path,
                                         struct practice_error *err)
{
    struct stat info;
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make the folder '%s': %s", path,
                         strerror(errno));
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "labels of several recordings need a folder",
                         "'%s' is no folder", path);
    output->folder = path;
    return PRACTICE_OK;
}

static enum practice_status begin_stream(struct analyze_output *output, const char *path,
                                         struct practice_error *err)
{
    int fd = STDOUT_FILENO;
    output->options.out = stdout;
    if (path) {
        enum practice_status status = outfile_open(path, &output->file, err);
        if (status != PRACTICE_OK)
            return status;
        output->options.out = outfile_stream(output->file);
        fd = fileno(output->options.out);
    }
    ui_term_init(&output->term, fd, output->term.colour == UI_COLOUR_NONE);
    output->report = report_new(output->kind, &output->options);
    if (output->report)
        return PRACTICE_OK;
    outfile_abort(output->file);
    output->file = NULL;
    return fail_no_memory(err);
}

enum practice_status analyze_output_begin(struct analyze_output *output,
                                          const struct analyze_options *options,
                                          const struct analyse_options *work,
                                          struct practice_error *err)
{
    *output = (struct analyze_output){.kind = kind_of(options)};
    output->term.colour = options->no_color ? UI_COLOUR_NONE : UI_COLOUR_TRUE;
    output->options = (struct report_options){
        .notes = options->notes,
        .explain = options->explain,
        .quiet = options->quiet,
        .play_time_only = options->play_time_only,
        .many = work->many,
        .fingerprint = work->fingerprint,
        .term = &output->term,
    };
    if (options->labels && work->many)
        return begin_folder(output, options->output, err);
    return begin_stream(output, options->output, err);
}

// The reader of a pipe going away is no error worth words.
static enum practice_status written(const struct analyze_output *output, struct practice_error *err)
{
    errno = 0;
    if (fflush(output->options.out) == 0 && !ferror(output->options.out))
        return PRACTICE_OK;
    int code = errno ? errno : EIO;
    (void)fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write the answer: %s", strerror(code));
    if (code == EPIPE)
        err->message[0] = '\0';
    return PRACTICE_UNREADABLE;
}

// A whole report of its own for one take.
static enum practice_status take_to_folder(const struct analyze_output *output,
                                           const struct take *take, const char *label,
                                           struct practice_error *err)
{
    struct report_options options = output->options;
    struct outfile *file = NULL;
    char *path;
    if (take->status != PRACTICE_OK)
        return PRACTICE_OK;
    if (asprintf(&path, "%s/%s.txt", output->folder, label) < 0)
        return fail_no_memory(err);
    enum practice_status status = outfile_open(path, &file, err);
    free(path);
    if (status != PRACTICE_OK)
        return status;
    options.out = outfile_stream(file);
    struct report *report = report_new(output->kind, &options);
    if (!report || report_take(report, take) != 0 || report_end(report) != 0)
        status = fail_no_memory(err);
    report_free(report);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

enum practice_status analyze_output_take(struct analyze_output *output, const struct take *take,
                                         const char *label, struct practice_error *err)
{
    if (output->folder)
        return take_to_folder(output, take, label, err);
    if (report_take(output->report, take) != 0)
        return fail_no_memory(err);
    return written(output, err);
}

enum practice_status analyze_output_end(struct analyze_output *output, int keep,
                                        struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    if (output->report && report_end(output->report) != 0)
        status = fail_no_memory(err);
    report_free(output->report);
    output->report = NULL;
    if (status == PRACTICE_OK && !output->folder && keep)
        status = written(output, err);
    if (output->file && status == PRACTICE_OK && keep)
        return outfile_commit(output->file, err);
    outfile_abort(output->file);
    return status;
}
