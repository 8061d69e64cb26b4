// SPDX-License-Identifier: GPL-3.0-or-later
// Collecting inputs. Symbolic links to files count, links to folders met inside a folder are not
// followed: that is what makes loops harmless. Order within a folder is by bytes, so that it does
// not change with the locale.
#include "batch/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"

static enum practice_status add_one(struct inputs *inputs, const char *path, struct input **ret,
                                    struct practice_error *err)
{
    if (inputs->n >= INPUTS_MAX)
        return fail_with(err, PRACTICE_OVER_LIMIT, "split the run", "more than %u inputs",
                         INPUTS_MAX);
    if (inputs->n == inputs->capacity) {
        size_t capacity = inputs->capacity ? 2 * inputs->capacity : 64;
        struct input *list = realloc(inputs->list, capacity * sizeof *list);
        if (!list)
            return fail_no_memory(err);
        inputs->list = list;
        inputs->capacity = capacity;
    }
    struct input *input = &inputs->list[inputs->n];
    *input = (struct input){.path = strdup(path)};
    if (!input->path)
        return fail_no_memory(err);
    inputs->n++;
    *ret = input;
    return PRACTICE_OK;
}

// An input that is only an error, told when its turn comes.
static enum practice_status add_failed(struct inputs *inputs, const char *path,
                                       const struct practice_error *why, struct practice_error *err)
{
    struct input *input;
    enum practice_status status = add_one(inputs, path, &input, err);
    if (status != PRACTICE_OK)
        return status;
    input->is_named = 1;
    input->error = malloc(sizeof *input->error);
    if (!input->error)
        return fail_no_memory(err);
    *input->error = *why;
    return PRACTICE_OK;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum practice_status add_folder(struct inputs *inputs, const char *path, unsigned depth,
                                       struct practice_error *err);

static enum practice_status add_entry(struct inputs *inputs, const char *path, unsigned depth,
                                      struct practice_error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return PRACTICE_OK; // gone since the folder was listed
    if (S_ISDIR(info.st_mode))
        return inputs->recursive ? add_folder(inputs, path, depth + 1, err) : PRACTICE_OK;
    if (S_ISLNK(info.st_mode) && stat(path, &info) != 0)
        return PRACTICE_OK; // points nowhere
    if (!S_ISREG(info.st_mode))
        return PRACTICE_OK;
    struct input *input;
    enum practice_status status = add_one(inputs, path, &input, err);
    if (status == PRACTICE_OK)
        input->size_bytes = (double)info.st_size;
    return status;
}

static enum practice_status add_entries(struct inputs *inputs, const char *folder,
                                        struct dirent **entries, int n, unsigned depth,
                                        struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    size_t length = strlen(folder);
    const char *slash = length && folder[length - 1] == '/' ? "" : "/";
    for (int i = 0; i < n; i++) {
        char *path = NULL;
        if (status == PRACTICE_OK &&
            asprintf(&path, "%s%s%s", folder, slash, entries[i]->d_name) < 0) {
            path = NULL;
            status = fail_no_memory(err);
        }
        if (status == PRACTICE_OK)
            status = add_entry(inputs, path, depth, err);
        free(path);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static enum practice_status add_folder(struct inputs *inputs, const char *path, unsigned depth,
                                       struct practice_error *err)
{
    struct practice_error why;
    struct dirent **entries;
    if (depth > INPUTS_MAX_DEPTH) {
        (void)fail_with(&why, PRACTICE_OVER_LIMIT, NULL, "folders nested too deeply at '%s'", path);
        return add_failed(inputs, path, &why, err);
    }
    int n = scandir(path, &entries, is_visible, by_bytes);
    if (n < 0 && errno == ENOMEM)
        return fail_no_memory(err);
    if (n < 0) {
        (void)fail_with(&why, PRACTICE_UNREADABLE, NULL, "cannot read the folder '%s': %s", path,
                        strerror(errno));
        return add_failed(inputs, path, &why, err);
    }
    return add_entries(inputs, path, entries, n, depth, err);
}

static enum practice_status add_named(struct inputs *inputs, const char *path,
                                      struct practice_error *err)
{
    struct stat info = {0};
    struct practice_error why;
    struct input *input;
    int found = stat(path, &info) == 0;
    if (!found || !S_ISDIR(info.st_mode)) {
        enum practice_status status = add_one(inputs, path, &input, err);
        if (status != PRACTICE_OK)
            return status;
        input->is_named = 1;
        input->size_bytes = found && S_ISREG(info.st_mode) ? (double)info.st_size : 0;
        return PRACTICE_OK;
    }
    size_t before = inputs->n;
    enum practice_status status = add_folder(inputs, path, 0, err);
    if (status != PRACTICE_OK || inputs->n > before)
        return status;
    (void)fail_with(&why, PRACTICE_EMPTY,
                    inputs->recursive ? NULL : "--recursive also looks into folders inside it",
                    "no recording in the folder '%s'", path);
    return add_failed(inputs, path, &why, err);
}

enum practice_status inputs_add(struct inputs *inputs, const char *path, struct practice_error *err)
{
    if (strcmp(path, "-") != 0)
        return add_named(inputs, path, err);
    struct input *input;
    enum practice_status status = add_one(inputs, path, &input, err);
    if (status == PRACTICE_OK)
        input->is_named = input->is_stdin = 1;
    return status;
}

static enum practice_status add_lines(struct inputs *inputs, FILE *list, char separator,
                                      struct practice_error *err)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    enum practice_status status = PRACTICE_OK;
    while (status == PRACTICE_OK && (length = getdelim(&line, &size, separator, list)) > 0) {
        if (line[length - 1] == separator)
            line[--length] = '\0';
        if (length >= PATH_MAX)
            status = fail_with(err, PRACTICE_OVER_LIMIT, "is this a list of file names?",
                               "a name in the list is longer than %d bytes", PATH_MAX - 1);
        else if (length)
            status = add_named(inputs, line, err);
    }
    free(line);
    return status;
}

enum practice_status inputs_add_list(struct inputs *inputs, const char *list_path, char separator,
                                     struct practice_error *err)
{
    int is_stdin = strcmp(list_path, "-") == 0;
    FILE *list = is_stdin ? stdin : fopen(list_path, "re");
    if (!list)
        return fail_with(err, errno == ENOENT ? PRACTICE_NOT_FOUND : PRACTICE_UNREADABLE, NULL,
                         "cannot read the list '%s': %s", list_path, strerror(errno));
    enum practice_status status = add_lines(inputs, list, separator, err);
    if (status == PRACTICE_OK && ferror(list))
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read the list '%s'", list_path);
    if (!is_stdin)
        fclose(list);
    return status;
}

void inputs_release(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->n; i++) {
        free(inputs->list[i].path);
        free(inputs->list[i].error);
    }
    free(inputs->list);
    *inputs = (struct inputs){0};
}
