// SPDX-License-Identifier: GPL-3.0-or-later
// Where a kept recording goes and what it is called. A title is a person's text: no part of it may
// lead into another folder, hide the file or break a shell's listing.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/folders.h"
#include "base/zone.h"
#include "commands/record.h"
#include "config/config.h"
#include "ui/text.h"

#define PATH_SIZE   4096
#define MOST_TITLE  120 // bytes
#define MOST_TWINS  99
#define BAD_LETTERS "/\\:*?\"<>|"

// A title as a part of a file name: what a file system or terminal could misread becomes '-'.
static void make_name(const char *title, char name[MOST_TITLE + 1])
{
    size_t length = 0;
    uint32_t c;
    while (*title == ' ' || *title == '.')
        title++;
    while ((c = ui_text_next(&title))) {
        char bytes[5];
        int is_bad =
            !ui_text_is_safe(c) || c == UI_TEXT_BAD || (c < 128 && strchr(BAD_LETTERS, (int)c));
        size_t n = ui_text_encode(is_bad ? '-' : c, bytes);
        if (length + n > MOST_TITLE)
            break;
        memcpy(name + length, bytes, n);
        length += n;
    }
    while (length && (name[length - 1] == ' ' || name[length - 1] == '.'))
        length--;
    name[length] = '\0';
}

static enum practice_status find_folder(char *buffer, size_t size, struct practice_error *err)
{
    const char *music = getenv("XDG_MUSIC_DIR"), *home = getenv("HOME");
    struct config *config;
    int n = -1;
    enum practice_status status = config_open(&config, err);
    if (status != PRACTICE_OK)
        return status;
    const char *own = config_text(config, CONFIG_RECORD_KEEP_FOLDER);
    if (own)
        n = snprintf(buffer, size, "%s", own);
    else if (music && music[0] == '/')
        n = snprintf(buffer, size, "%s/practice", music);
    else if (home && home[0] == '/')
        n = snprintf(buffer, size, "%s/Music/practice", home);
    config_free(config);
    if (n < 0)
        return fail_with(err, PRACTICE_NOT_FOUND, "practice config set record.keep-folder FOLDER",
                         "there is no folder for kept recordings");
    return (size_t)n < size ? PRACTICE_OK
                            : fail_with(err, PRACTICE_UNREADABLE, NULL, "a name is too long");
}

// "2026-03-05 1830" by the wall clock of the place.
static enum practice_status make_stamp(const struct state *state, char stamp[32],
                                       struct practice_error *err)
{
    char day[DATE_SIZE], name[ZONE_NAME_SIZE];
    struct zone *zone;
    const char *asked = state->zone[0] ? state->zone : zone_system_name(name);
    enum practice_status status = zone_open(asked, &zone, err);
    if (status != PRACTICE_OK)
        return status;
    const struct zone_local local = zone_local_at(zone, state->start_ms);
    int minute = local.ms_of_day / 60000;
    (void)snprintf(stamp, 32, "%s %02d%02d", date_text(local.day, day), minute / 60, minute % 60);
    zone_free(zone);
    return PRACTICE_OK;
}

enum practice_status record_keep_path(const struct state *state, char *buffer, size_t size,
                                      struct practice_error *err)
{
    char folder[PATH_SIZE], stamp[32], title[MOST_TITLE + 1];
    enum practice_status status = find_folder(folder, sizeof folder, err);
    if (status == PRACTICE_OK)
        status = make_stamp(state, stamp, err);
    if (status != PRACTICE_OK)
        return status;
    make_name(state->notes.title, title);
    for (int twin = 1; twin <= MOST_TWINS; twin++) {
        char number[8] = "";
        if (twin > 1)
            (void)snprintf(number, sizeof number, " (%d)", twin);
        int n = snprintf(buffer, size, "%s/%s%s%s%s.flac", folder, stamp, title[0] ? " " : "",
                         title, number);
        if (n < 0 || (size_t)n >= size)
            return fail_with(err, PRACTICE_UNREADABLE, NULL, "a name is too long");
        if (access(buffer, F_OK) != 0)
            return folder_make_parents(buffer, err);
    }
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' is full of the same names", folder);
}
