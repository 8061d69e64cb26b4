// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, and the settings and hooks around it.
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/doctor.h"
#include "commands/hooks.h"
#include "commands/settings.h"
#include "exchange/exchange.h"
#include "ui/term.h"

void doctor_check_program(struct doctor *doctor)
{
    struct ui_term term;
    static const char *const colours[] = {[UI_COLOUR_NONE] = "no colours",
                                          [UI_COLOUR_16] = "16 colours",
                                          [UI_COLOUR_256] = "256 colours",
                                          [UI_COLOUR_TRUE] = "all colours"};
    doctor_say(doctor, DOCTOR_OK, "program", NULL, "practice %s", practice_version());
    doctor_say(doctor, DOCTOR_OK, "libraries", NULL, "SQLite %s, GLib %s, Jansson %s",
               journal_library_version(), config_library_version(), exchange_library_version());
    ui_term_init(&term, STDOUT_FILENO, 0);
    if (term.is_terminal && term.is_dumb)
        doctor_say(doctor, DOCTOR_WARNING, "terminal", "set TERM to what it is",
                   "it cannot redraw lines: a recording shows no live line");
    else if (term.is_terminal)
        doctor_say(doctor, DOCTOR_OK, "terminal", NULL, "%zu columns, %s", term.width,
                   colours[term.colour]);
    if (term.utf8)
        doctor_say(doctor, DOCTOR_OK, "characters", NULL, "UTF-8");
    else
        doctor_say(doctor, DOCTOR_WARNING, "characters", "set LANG to C.UTF-8 or one of your own",
                   "the locale is not UTF-8: names may show as question marks");
}

static void add_unknown(void *context, const char *name)
{
    const char *near = config_key_nearest(name);
    char remedy[200];
    if (near)
        (void)snprintf(remedy, sizeof remedy, "did you mean '%s'?", near);
    else
        (void)snprintf(remedy, sizeof remedy, "take it away with: practice config unset %s", name);
    doctor_say(context, DOCTOR_WARNING, "settings", remedy, "'%.100s' is no setting", name);
}

static void check_hook(struct doctor *doctor, const char *path)
{
    int is_there;
    const char *refusal = hooks_refusal(path, &is_there);
    char remedy[PATH_MAX + 32];
    (void)snprintf(remedy, sizeof remedy, "chmod 755 '%s', or move it away", path);
    if (is_there && refusal)
        doctor_say(doctor, DOCTOR_WARNING, "hooks", remedy, "'%s' does not run: %s", path, refusal);
    else if (is_there)
        doctor_say(doctor, DOCTOR_OK, "hooks", NULL, "'%s' runs after a save", path);
}

static void check_hooks(struct doctor *doctor)
{
    char folder[PATH_MAX], path[2 * PATH_MAX];
    if (hooks_folder(folder, sizeof folder) != 0)
        return;
    (void)snprintf(path, sizeof path, "%s/post-save", folder);
    check_hook(doctor, path);
    (void)snprintf(path, sizeof path, "%s/post-save.d", folder);
    DIR *many = opendir(path);
    for (struct dirent *entry; many && (entry = readdir(many)) != NULL;) {
        (void)snprintf(path, sizeof path, "%s/post-save.d/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.')
            check_hook(doctor, path);
    }
    if (many)
        (void)closedir(many);
}

void doctor_check_settings(struct doctor *doctor)
{
    char path[PATH_MAX];
    struct practice_error err;
    struct config *config = NULL;
    if (config_path(path, sizeof path, &err) != PRACTICE_OK ||
        config_open(&config, &err) != PRACTICE_OK) {
        doctor_say(doctor, DOCTOR_PROBLEM, "settings", err.hint, "%s", err.message);
        return;
    }
    if (config_check(config, &err) != PRACTICE_OK)
        doctor_say(doctor, DOCTOR_PROBLEM, "settings", err.hint, "%s", err.message);
    else if (access(path, F_OK) == 0)
        doctor_say(doctor, DOCTOR_OK, "settings", NULL, "'%s'", path);
    else
        doctor_say(doctor, DOCTOR_OK, "settings", NULL, "none: every default holds");
    config_each_unknown(config, add_unknown, doctor);
    config_free(config);
    doctor_check_private(doctor, "settings", path, "600");
    check_hooks(doctor);
}
