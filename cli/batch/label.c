// SPDX-License-Identifier: GPL-3.0-or-later
// A short name per input for the files made from it (pictures, cuts, labels). It must be safe on
// any disk, never begin with a dash or a dot, never leave its folder, and be unique in the run.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "batch/inputs.h"
#include "ui/text.h"

#define LABEL_STEM 96 // bytes, leaving room for "~2000000"

static int is_kept(uint32_t c)
{
    return ui_text_is_safe(c) && c != UI_TEXT_BAD && !(c < 0x80 && strchr("/\\:*?\"<>|~%", (int)c));
}

static void make_stem(const struct input *input, char ret_stem[LABEL_STEM])
{
    const char *name = strrchr(input->path, '/');
    name = input->is_stdin ? "stdin" : name ? name + 1 : input->path;
    const char *dot = strrchr(name, '.');
    const char *end = dot && dot > name ? dot : name + strlen(name);
    size_t length = 0;
    while (name < end) {
        char bytes[5];
        uint32_t c = ui_text_next(&name);
        if (!is_kept(c) || (!length && (c == '-' || c == '.')))
            c = '_';
        size_t n = ui_text_encode(c, bytes);
        if (length + n >= LABEL_STEM)
            break;
        memcpy(ret_stem + length, bytes, n);
        length += n;
    }
    ret_stem[length] = '\0';
    if (!length)
        (void)snprintf(ret_stem, LABEL_STEM, "take");
}

static int by_stem_then_place(const void *a, const void *b)
{
    const struct input *x = *(struct input *const *)a, *y = *(struct input *const *)b;
    int order = strcmp(x->label, y->label);
    return order ? order : (x > y) - (x < y);
}

// The second "lesson" of a run becomes "lesson~2"; no stem contains '~' by itself.
static void number_equals(struct input **sorted, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && strcmp(sorted[end]->label, sorted[i]->label) == 0)
            end++;
        for (size_t k = i + 1; k < end; k++) {
            size_t length = strlen(sorted[k]->label);
            (void)snprintf(sorted[k]->label + length, INPUTS_LABEL - length, "~%zu", k - i + 1);
        }
        i = end;
    }
}

enum practice_status inputs_label(struct inputs *inputs, struct practice_error *err)
{
    struct input **sorted = malloc((inputs->n + 1) * sizeof *sorted);
    if (!sorted)
        return fail_no_memory(err);
    for (size_t i = 0; i < inputs->n; i++) {
        make_stem(&inputs->list[i], inputs->list[i].label);
        sorted[i] = &inputs->list[i];
    }
    qsort(sorted, inputs->n, sizeof *sorted, by_stem_then_place);
    number_equals(sorted, inputs->n);
    free(sorted);
    return PRACTICE_OK;
}
