// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is ever deleted here: how many backups to keep is the user's own business.
#include "commands/backups.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/folders.h"
#include "base/zone.h"

#define MOST_NAMES 100

static int is_backup(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);
    return strncmp(entry->d_name, "journal-", 8) == 0 && n > 3 &&
           strcmp(entry->d_name + n - 3, ".db") == 0;
}

static int newest_first(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*b)->d_name, (*a)->d_name);
}

static enum practice_status add(struct backups *backups, const char *folder, const char *name,
                                struct practice_error *err)
{
    struct backup *backup = &backups->list[backups->n];
    struct stat info;
    if (asprintf(&backup->path, "%s/%s", folder, name) < 0)
        return fail_no_memory(err);
    backups->n++;
    if (stat(backup->path, &info) != 0)
        return PRACTICE_OK; // gone meanwhile: as long ago as can be
    backup->made_ms = (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000;
    backup->n_bytes = info.st_size;
    return PRACTICE_OK;
}

enum practice_status backups_list(struct backups *ret_backups, struct practice_error *err)
{
    char folder[PATH_MAX];
    struct dirent **names = NULL;
    struct backups backups = {0};
    enum practice_status status = folder_path(FOLDER_DATA, "backups", folder, sizeof folder, err);
    if (status != PRACTICE_OK)
        return status;
    int n = scandir(folder, &names, is_backup, newest_first);
    if (n < 0 && errno != ENOENT)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", folder,
                         strerror(errno));
    backups.list = calloc(n > 0 ? (size_t)n : 1, sizeof *backups.list);
    if (!backups.list)
        status = fail_no_memory(err);
    for (int i = 0; i < n; i++) {
        if (status == PRACTICE_OK)
            status = add(&backups, folder, names[i]->d_name, err);
        free(names[i]);
    }
    free(names);
    if (status == PRACTICE_OK)
        *ret_backups = backups;
    else
        backups_release(&backups);
    return status;
}

void backups_release(struct backups *backups)
{
    for (size_t i = 0; i < backups->n; i++)
        free(backups->list[i].path);
    free(backups->list);
    *backups = (struct backups){0};
}

static enum practice_status now_text(char buffer[32], struct practice_error *err)
{
    char here[ZONE_NAME_SIZE];
    struct zone *zone;
    enum practice_status status = zone_open(zone_system_name(here), &zone, err);
    if (status != PRACTICE_OK)
        return status;
    struct zone_local now = zone_local_at(zone, zone_now_ms());
    zone_free(zone);
    struct date date = date_split(now.day);
    int second = now.ms_of_day / 1000;
    (void)snprintf(buffer, 32, "%04d%02d%02d-%02d%02d%02d", date.year, date.month, date.day,
                   second / 3600 % 24, second / 60 % 60, second % 60);
    return PRACTICE_OK;
}

enum practice_status backups_new_name(const char *what, char *buffer, size_t size,
                                      struct practice_error *err)
{
    char name[80], now[32];
    enum practice_status status = now_text(now, err);
    for (int i = 0; status == PRACTICE_OK && i < MOST_NAMES; i++) {
        char again[16] = "";
        if (i)
            (void)snprintf(again, sizeof again, "-%d", i + 1);
        (void)snprintf(name, sizeof name, "backups/journal-%s%s%s.db", now, again, what);
        status = folder_path(FOLDER_DATA, name, buffer, size, err);
        if (status == PRACTICE_OK)
            status = folder_make_parents(buffer, err);
        if (status == PRACTICE_OK && access(buffer, F_OK) != 0)
            return PRACTICE_OK;
    }
    if (status != PRACTICE_OK)
        return status;
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "there is no name left for '%s'", buffer);
}
