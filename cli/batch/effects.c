// SPDX-License-Identifier: GPL-3.0-or-later
// The picture: its name, and the way through a temporary file into its place.
#include "batch/effects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/outfile.h"
#include "ui/plot.h"

// "dir/out.png" and "lesson" make "dir/out-lesson.png".
static char *with_label(const char *path, const char *label)
{
    const char *dot = strrchr(path, '.'); // there is one: the format was found by it
    char *name = NULL;
    if (!label || !dot)
        return strdup(path);
    if (asprintf(&name, "%.*s-%s%s", (int)(dot - path), path, label, dot) < 0)
        return NULL;
    return name;
}

static enum practice_status draw_to(const char *path, const struct ui_plot *plot,
                                    struct practice_error *err)
{
    enum ui_plot_format format;
    struct outfile *file = NULL;
    if (ui_plot_format_of(path, &format) != 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is neither .png, .svg nor .pdf",
                         path);
    enum practice_status status = outfile_open(path, &file, err);
    if (status != PRACTICE_OK)
        return status;
    status = ui_plot_write(plot, format, outfile_stream(file), err);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

enum practice_status effects_plot(const char *path, const char *label, const struct take *take,
                                  const struct ui_envelope *envelope, struct practice_error *err)
{
    const char *slash = strrchr(take->file, '/');
    const struct ui_plot plot = {
        .title = slash && slash[1] ? slash + 1 : take->file,
        .result = take->result,
        .envelope = envelope,
    };
    char *name = with_label(path, label);
    if (!name)
        return fail_no_memory(err);
    enum practice_status status = draw_to(name, &plot, err);
    free(name);
    return status;
}
