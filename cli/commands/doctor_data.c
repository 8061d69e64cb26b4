// SPDX-License-Identifier: GPL-3.0-or-later
// What the musician would miss: the journal, its backups, the room left for them, and recordings
// that nobody saved. Looking changes nothing, except that an older journal is brought up to date as
// by every command.
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/folders.h"
#include "commands/backups.h"
#include "commands/doctor.h"
#include "commands/journal_use.h"
#include "commands/settings.h"
#include "recorder/device.h"
#include "recorder/recorder.h"

#define OLD_BACKUP_DAYS 30
#define LITTLE_BYTES    (UINT64_C(500) << 20) // an hour of recording takes about half of it
#define TOO_FEW_BYTES   (UINT64_C(20) << 20)

// The room on the disk of a folder, or of the nearest one above it that is there.
static void check_room(struct doctor *doctor, const char *path)
{
    char folder[PATH_MAX];
    struct statvfs disk;
    (void)snprintf(folder, sizeof folder, "%s", path);
    while (statvfs(folder, &disk) != 0) {
        char *slash = strrchr(folder, '/');
        if (!slash || slash == folder)
            return;
        *slash = '\0';
    }
    uint64_t n_bytes = (uint64_t)disk.f_bavail * disk.f_frsize;
    enum doctor_grade grade = n_bytes < TOO_FEW_BYTES  ? DOCTOR_PROBLEM
                              : n_bytes < LITTLE_BYTES ? DOCTOR_WARNING
                                                       : DOCTOR_OK;
    doctor_say(doctor, grade, "room", grade == DOCTOR_OK ? NULL : "delete what is not needed",
               "%.1f GB free for '%s'", (double)n_bytes / 1e9, folder);
}

static void check_writable(struct doctor *doctor, const char *path)
{
    char folder[PATH_MAX];
    (void)snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash && slash != folder)
        *slash = '\0';
    if (access(folder, F_OK) == 0 && access(folder, W_OK | X_OK) != 0)
        doctor_say(doctor, DOCTOR_PROBLEM, "journal", "make the folder yours: chown, chmod 700",
                   "'%s' cannot be written", folder);
    else if (access(path, F_OK) == 0 && access(path, R_OK | W_OK) != 0)
        doctor_say(doctor, DOCTOR_PROBLEM, "journal", "make the file yours: chown, chmod 600",
                   "'%s' cannot be written", path);
}

// Returns how many sessions there are, or -1.
static long count_sessions(struct journal *journal, struct practice_error *err)
{
    struct journal_filter filter;
    struct journal_sessions sessions = {0};
    journal_filter_init(&filter);
    if (journal_session_list(journal, &filter, &sessions, err) != PRACTICE_OK)
        return -1;
    long n = (long)sessions.n;
    journal_sessions_release(&sessions);
    return n;
}

static void check_backups(struct doctor *doctor, long n_sessions)
{
    struct backups backups = {0};
    struct practice_error err;
    if (backups_list(&backups, &err) != PRACTICE_OK) {
        doctor_say(doctor, DOCTOR_WARNING, "backups", err.hint, "%s", err.message);
        return;
    }
    int64_t newest_ms = 0;
    for (size_t i = 0; i < backups.n; i++)
        newest_ms = backups.list[i].made_ms > newest_ms ? backups.list[i].made_ms : newest_ms;
    int64_t days = (zone_now_ms() - newest_ms) / DATE_MS_PER_DAY;
    if (!backups.n && n_sessions > 0)
        doctor_say(doctor, DOCTOR_WARNING, "backups", "practice backup", "there is none");
    else if (backups.n)
        doctor_say(doctor, days > OLD_BACKUP_DAYS ? DOCTOR_WARNING : DOCTOR_OK, "backups",
                   days > OLD_BACKUP_DAYS ? "practice backup" : NULL,
                   "%zu, the newest is %lld days old", backups.n, (long long)days);
    backups_release(&backups);
}

static void check_open(struct doctor *doctor, const char *path)
{
    struct journal *journal;
    struct practice_error err;
    struct stat info = {0};
    if (journal_open(path, JOURNAL_READ, &journal, &err) != PRACTICE_OK) {
        doctor_say(doctor, DOCTOR_PROBLEM, "journal",
                   journal_is_damaged(path) ? "practice restore FILE; practice backup --list"
                                            : err.hint,
                   "%s", err.message);
        return;
    }
    long n_sessions = -1;
    if (journal_check(journal, &err) == PRACTICE_OK)
        n_sessions = count_sessions(journal, &err);
    (void)stat(path, &info);
    if (n_sessions < 0)
        doctor_say(doctor, DOCTOR_PROBLEM, "journal", err.hint, "%s", err.message);
    else
        doctor_say(doctor, DOCTOR_OK, "journal", NULL, "sound: %ld sessions, %.1f MB in '%s'",
                   n_sessions, (double)info.st_size / 1e6, path);
    journal_close(journal);
    check_backups(doctor, n_sessions);
}

void doctor_check_journal(struct doctor *doctor)
{
    char path[PATH_MAX];
    struct config *config = NULL;
    // Bad settings are told already, and leave the place unknown.
    if (config_open(&config, NULL) != PRACTICE_OK)
        return;
    int is_bad = config_check(config, NULL) != PRACTICE_OK;
    config_free(config);
    if (is_bad || journal_use_path(path, sizeof path) != COMMAND_DONE)
        return;
    check_writable(doctor, path);
    if (access(path, F_OK) == 0)
        check_open(doctor, path);
    else
        doctor_say(doctor, DOCTOR_OK, "journal", NULL, "none yet: the first session makes it");
    doctor_check_private(doctor, "journal", path, "600");
    check_room(doctor, path);
}

static void check_devices(struct doctor *doctor)
{
    static struct device_info list[DEVICE_MAX];
    struct practice_error err;
    size_t n = 0;
    int hushed = device_hush();
    enum practice_status status = device_list(list, &n, &err);
    device_unhush(hushed);
    if (status != PRACTICE_OK)
        doctor_say(doctor, DOCTOR_WARNING, "microphones", err.hint, "%s", err.message);
    else if (!n && device_find(NULL, &list[0], &err) != PRACTICE_OK) // and why: it may be busy
        doctor_say(doctor, DOCTOR_WARNING, "microphones", err.hint, "%s", err.message);
    for (size_t i = 0; status == PRACTICE_OK && i < n && i < 8; i++)
        doctor_say(doctor, DOCTOR_OK, "microphones", NULL, "%s (%s, %u Hz)%s", list[i].name,
                   list[i].system, (unsigned)list[i].rate_hz,
                   list[i].is_default ? ", the default" : "");
}

void doctor_check_recorder(struct doctor *doctor)
{
    static struct state left[RECORDER_MAX_LEFT];
    static struct state running;
    check_devices(doctor);
    if (recorder_running(NULL, &running))
        doctor_say(doctor, DOCTOR_OK, "recordings", NULL, "one is running");
    size_t n = recorder_left_behind(NULL, left);
    if (n)
        doctor_say(doctor, DOCTOR_WARNING, "recordings", "practice record recover",
                   "%zu recording%s nobody saved", n, n == 1 ? " that" : "s that");
}
