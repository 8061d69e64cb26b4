// SPDX-License-Identifier: GPL-3.0-or-later
// The file in memory is GLib's GKeyFile beside a list of ready values, so that readers get plain
// pointers. GLib ends the program when memory is short, which a file of 64 KiB will not make it.
#include "config/config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/folders.h"
#include "base/outfile.h"

struct config {
    GKeyFile *file;
    struct {
        char *raw, *text; // of the file; what readers get: NULL when not set or bad
        int64_t number;
    } values[CONFIG_N_KEYS];
};

#define MAX_NAME 128

// "record.rate" as group and key; -1: not of that form.
static int split_name(const char *name, char group[MAX_NAME], const char **ret_key)
{
    const char *dot = strchr(name, '.');
    if (!dot || dot == name || !dot[1] || dot - name >= MAX_NAME)
        return -1;
    (void)snprintf(group, MAX_NAME, "%.*s", (int)(dot - name), name);
    *ret_key = dot + 1;
    return 0;
}

enum practice_status config_path(char *buffer, size_t size, struct practice_error *err)
{
    return folder_path(FOLDER_CONFIG, "config", buffer, size, err);
}

static char *expand_home(const char *value)
{
    const char *home = getenv("HOME");
    if (value[0] == '~' && home)
        return g_strconcat(home, value + 1, NULL);
    return g_strdup(value);
}

static void forget_value(struct config *config, enum config_key key)
{
    g_free(config->values[key].raw);
    g_free(config->values[key].text);
    config->values[key].raw = config->values[key].text = NULL;
}

static void take_value(struct config *config, enum config_key key)
{
    char group[MAX_NAME];
    const char *name, *fallback = config_spec(key)->fallback;
    forget_value(config, key);
    if (split_name(config_spec(key)->name, group, &name) != 0)
        return;
    char *raw = g_key_file_get_string(config->file, group, name, NULL);
    if (!raw && g_key_file_has_key(config->file, group, name, NULL))
        raw = g_strdup(""); // there, but not readable as text: a bad value
    config->values[key].raw = raw;
    const char *value = raw ? raw : fallback;
    int64_t *number = &config->values[key].number;
    if (value && config_value_check(key, value, number, NULL) != PRACTICE_OK)
        value = raw ? fallback : NULL;
    if (value && config_value_check(key, value, number, NULL) == PRACTICE_OK)
        config->values[key].text =
            config_spec(key)->kind == CONFIG_PATH ? expand_home(value) : g_strdup(value);
}

static enum practice_status read_bytes(int fd, const char *path, char *buffer, size_t *ret_n,
                                       struct practice_error *err)
{
    size_t n = 0;
    ssize_t got;
    while (n <= CONFIG_MAX_FILE && (got = read(fd, buffer + n, CONFIG_MAX_FILE + 1 - n)) != 0) {
        if (got < 0 && errno != EINTR)
            return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", path,
                             strerror(errno));
        n += got > 0 ? (size_t)got : 0;
    }
    if (n > CONFIG_MAX_FILE)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the settings '%s' are over %d bytes",
                         path, CONFIG_MAX_FILE);
    *ret_n = n;
    return PRACTICE_OK;
}

static enum practice_status parse(struct config *config, const char *path, const char *text,
                                  size_t n, struct practice_error *err)
{
    GError *fault = NULL;
    const GKeyFileFlags flags = G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS;
    if (n == 0 || g_key_file_load_from_data(config->file, text, n, flags, &fault))
        return PRACTICE_OK;
    enum practice_status status =
        fail_with(err, PRACTICE_UNREADABLE, "correct it with: practice config edit",
                  "the settings '%s' cannot be read: %s", path, fault->message);
    g_error_free(fault);
    return status;
}

static enum practice_status load(struct config *config, const char *path,
                                 struct practice_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return PRACTICE_OK;
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", path,
                         strerror(errno));
    char *text = g_malloc(CONFIG_MAX_FILE + 1);
    size_t n = 0;
    enum practice_status status = read_bytes(fd, path, text, &n, err);
    (void)close(fd);
    if (status == PRACTICE_OK)
        status = parse(config, path, text, n, err);
    g_free(text);
    return status;
}

enum practice_status config_open(struct config **ret_config, struct practice_error *err)
{
    char path[PATH_MAX];
    enum practice_status status = config_path(path, sizeof path, err);
    if (status != PRACTICE_OK)
        return status;
    struct config *config = g_new0(struct config, 1);
    config->file = g_key_file_new();
    status = load(config, path, err);
    for (int key = 0; key < CONFIG_N_KEYS; key++)
        take_value(config, (enum config_key)key);
    if (status == PRACTICE_OK)
        *ret_config = config;
    else
        config_free(config);
    return status;
}

void config_free(struct config *config)
{
    if (!config)
        return;
    for (int key = 0; key < CONFIG_N_KEYS; key++)
        forget_value(config, (enum config_key)key);
    g_key_file_free(config->file);
    g_free(config);
}

enum practice_status config_check(const struct config *config, struct practice_error *err)
{
    for (int key = 0; key < CONFIG_N_KEYS; key++) {
        const char *raw = config->values[key].raw;
        int64_t number;
        struct practice_error reason;
        if (!raw || config_value_check((enum config_key)key, raw, &number, &reason) == PRACTICE_OK)
            continue;
        char hint[PRACTICE_HINT_SIZE];
        (void)snprintf(hint, sizeof hint, "take it away with: practice config unset %s",
                       config_spec((enum config_key)key)->name);
        return fail_with(err, PRACTICE_BAD_ARGUMENT, hint, "in the settings, %s", reason.message);
    }
    return PRACTICE_OK;
}

static void tell_unknown_of(const struct config *config, const char *group,
                            void (*tell)(void *context, const char *name), void *context)
{
    gsize n = 0;
    char **keys = g_key_file_get_keys(config->file, group, &n, NULL);
    for (gsize i = 0; i < n; i++) {
        char *name = g_strconcat(group, ".", keys[i], NULL);
        if (config_key_find(name) == CONFIG_N_KEYS)
            tell(context, name);
        g_free(name);
    }
    g_strfreev(keys);
}

void config_each_unknown(const struct config *config, void (*tell)(void *context, const char *name),
                         void *context)
{
    gsize n = 0;
    char **groups = g_key_file_get_groups(config->file, &n);
    for (gsize i = 0; i < n; i++)
        tell_unknown_of(config, groups[i], tell, context);
    g_strfreev(groups);
}

int config_is_set(const struct config *config, enum config_key key)
{
    return config->values[key].raw != NULL;
}

const char *config_text(const struct config *config, enum config_key key)
{
    return config->values[key].text;
}

int64_t config_number(const struct config *config, enum config_key key, int64_t otherwise)
{
    return config->values[key].text ? config->values[key].number : otherwise;
}

const char *config_raw(const struct config *config, enum config_key key)
{
    return config->values[key].raw;
}

void config_set(struct config *config, enum config_key key, const char *value)
{
    char group[MAX_NAME];
    const char *name;
    if (split_name(config_spec(key)->name, group, &name) == 0)
        g_key_file_set_string(config->file, group, name, value);
    take_value(config, key);
}

int config_unset(struct config *config, const char *name)
{
    char group[MAX_NAME];
    const char *key_name;
    if (split_name(name, group, &key_name) != 0 ||
        !g_key_file_remove_key(config->file, group, key_name, NULL))
        return 0;
    enum config_key key = config_key_find(name);
    if (key != CONFIG_N_KEYS)
        take_value(config, key);
    return 1;
}

static enum practice_status write_file(const char *path, const char *text, size_t n,
                                       struct practice_error *err)
{
    struct outfile *file;
    enum practice_status status = folder_make_parents(path, err);
    if (status == PRACTICE_OK)
        status = outfile_open(path, &file, err);
    if (status != PRACTICE_OK)
        return status;
    (void)fchmod(fileno(outfile_stream(file)), 0600);
    (void)fwrite(text, 1, n, outfile_stream(file)); // the commit asks ferror()
    return outfile_commit(file, err);
}

enum practice_status config_save(const struct config *config, struct practice_error *err)
{
    char path[PATH_MAX];
    enum practice_status status = config_path(path, sizeof path, err);
    if (status != PRACTICE_OK)
        return status;
    gsize n = 0;
    char *text = g_key_file_to_data(config->file, &n, NULL);
    if (n > CONFIG_MAX_FILE)
        status = fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the settings would be over %d bytes",
                           CONFIG_MAX_FILE);
    else
        status = write_file(path, text, n, err);
    g_free(text);
    return status;
}

const char *config_library_version(void)
{
    static char text[32];
    (void)snprintf(text, sizeof text, "%u.%u.%u", glib_major_version, glib_minor_version,
                   glib_micro_version);
    return text;
}

enum practice_status config_make(struct practice_error *err)
{
    char path[PATH_MAX];
    enum practice_status status = config_path(path, sizeof path, err);
    if (status != PRACTICE_OK || access(path, F_OK) == 0)
        return status;
    GString *text = g_string_new("# Settings of practice; practice-config(5) explains them.\n");
    char group[MAX_NAME] = "", before[MAX_NAME] = "";
    const char *name = "";
    for (int key = 0; key < CONFIG_N_KEYS; key++) {
        const struct config_spec *spec = config_spec((enum config_key)key);
        if (split_name(spec->name, group, &name) == 0 && strcmp(group, before) != 0)
            g_string_append_printf(text, "\n[%s]\n", group);
        g_string_append_printf(text, "# %s\n#%s=%s\n", spec->help, name,
                               spec->fallback ? spec->fallback : "");
        memcpy(before, group, sizeof before);
    }
    status = write_file(path, text->str, text->len, err);
    (void)g_string_free(text, TRUE);
    return status;
}
