// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of AWS's shared files. Not a general INI reader: only the one section is kept, and
// indented lines, which nest settings of single services, are passed over.
#include "cloud/profile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_kind {
    const char *variable, *name;
    int has_prefix; // its sections are "[profile NAME]", but for "[default]"
};

static const struct file_kind kinds[] = {
    {"AWS_SHARED_CREDENTIALS_FILE", "credentials", 0},
    {"AWS_CONFIG_FILE", "config", 1},
};

void profile_release(struct profile *profile)
{
    for (size_t i = 0; i < profile->n; i++) {
        free(profile->pairs[i].key);
        free(profile->pairs[i].value);
    }
    free(profile->name);
    *profile = (struct profile){0};
}

const char *profile_get(const struct profile *profile, const char *key)
{
    for (size_t i = 0; i < profile->n; i++)
        if (strcasecmp(profile->pairs[i].key, key) == 0)
            return profile->pairs[i].value[0] ? profile->pairs[i].value : NULL;
    return NULL;
}

// Blanks around are cut off in place.
static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    return text;
}

// 1 when a line "[…]" starts the section of this profile.
static int is_section(char *line, const struct file_kind *kind, const char *name)
{
    char *end = strchr(line, ']');
    if (!end)
        return 0;
    *end = '\0';
    char *title = trim(line + 1);
    if (kind->has_prefix && strncmp(title, "profile", 7) == 0 && strchr(" \t", title[7]) &&
        title[7])
        title = trim(title + 7);
    else if (kind->has_prefix && strcmp(title, "default") != 0)
        return 0;
    return strcmp(title, name) == 0;
}

static enum cloud_status give_pair(struct profile *profile, char *line, struct practice_error *err)
{
    char *equals = strchr(line, '=');
    if (!equals)
        return CLOUD_OK;
    *equals = '\0';
    if (profile->n == PROFILE_MAX_KEYS)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "profile '%s' has more than %d settings",
                          profile->name, PROFILE_MAX_KEYS);
    struct profile_pair pair = {.key = strdup(trim(line)), .value = strdup(trim(equals + 1))};
    if (!pair.key || !pair.value) {
        free(pair.key);
        free(pair.value);
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    profile->pairs[profile->n++] = pair;
    return CLOUD_OK;
}

static enum cloud_status read_lines(FILE *in, const char *path, const struct file_kind *kind,
                                    struct profile *profile, int *is_found,
                                    struct practice_error *err)
{
    char line[PROFILE_MAX_LINE];
    int is_ours = 0;
    size_t n_bytes = 0;
    enum cloud_status status = CLOUD_OK;
    while (status == CLOUD_OK && fgets(line, sizeof line, in)) {
        size_t length = strlen(line);
        n_bytes += length;
        if (n_bytes > PROFILE_MAX_FILE || length + 1 == sizeof line)
            return cloud_fail(err, CLOUD_REFUSED, NULL,
                              "'%s' is no file of AWS settings: it is too long", path);
        if (line[0] == '[') {
            is_ours = is_section(line, kind, profile->name);
            *is_found |= is_ours;
        } else if (is_ours && !strchr(" \t#;", line[0])) {
            status = give_pair(profile, line, err);
        }
    }
    if (status == CLOUD_OK && ferror(in))
        return cloud_fail(err, CLOUD_REFUSED, NULL, "cannot read '%s': %s", path, strerror(errno));
    return status;
}

static enum cloud_status read_file(const char *path, const struct file_kind *kind,
                                   struct profile *profile, int *is_found,
                                   struct practice_error *err)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return CLOUD_OK;
    if (fd < 0)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "cannot read '%s': %s", path, strerror(errno));
    FILE *in = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) ? fdopen(fd, "r") : NULL;
    if (!in) {
        (void)close(fd);
        return cloud_fail(err, CLOUD_REFUSED, NULL, "cannot read '%s': not a regular file", path);
    }
    enum cloud_status status = read_lines(in, path, kind, profile, is_found, err);
    (void)fclose(in);
    return status;
}

static char *path_of(const struct file_kind *kind)
{
    const char *given = getenv(kind->variable), *home = getenv("HOME");
    char *path = NULL;
    if (given && given[0])
        return strdup(given);
    return asprintf(&path, "%s/.aws/%s", home ? home : "", kind->name) < 0 ? NULL : path;
}

enum cloud_status profile_load(const char *name, struct profile *ret_profile,
                               struct practice_error *err)
{
    const char *variable = getenv("AWS_PROFILE");
    const char *wanted = name ? name : variable && variable[0] ? variable : NULL;
    struct profile profile = {.name = strdup(wanted ? wanted : "default")};
    int is_found = 0;
    enum cloud_status status =
        profile.name ? CLOUD_OK : cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == CLOUD_OK; i++) {
        char *path = path_of(&kinds[i]);
        status = path ? read_file(path, &kinds[i], &profile, &is_found, err)
                      : cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
        free(path);
    }
    if (status == CLOUD_OK && wanted && !is_found)
        status = cloud_fail(err, CLOUD_REFUSED, NULL, "there is no AWS profile '%s'", wanted);
    if (status != CLOUD_OK) {
        profile_release(&profile);
        return status;
    }
    *ret_profile = profile;
    return CLOUD_OK;
}
