// SPDX-License-Identifier: GPL-3.0-or-later
// The lock is one of an open file description: it belongs to the recorder and the processes it
// forked, it is asked about without being taken, and it is gone with the process.
#include "recorder/takes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/folders.h"

#define PATH_SIZE 4096

static enum practice_status check_owner(int fd, const char *path, struct practice_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || info.st_uid != geteuid())
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' belongs to somebody else", path);
    if ((info.st_mode & 077) != 0 && fchmod(fd, 0700) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' is open to others", path);
    return PRACTICE_OK;
}

static enum practice_status open_at(const char *path, struct takes *ret_takes,
                                    struct practice_error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot keep recordings in '%s': %s", path,
                         strerror(errno));
    enum practice_status status = check_owner(fd, path, err);
    int lock = -1;
    if (status == PRACTICE_OK) {
        lock = openat(fd, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
        if (lock < 0)
            status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write in '%s': %s", path,
                               strerror(errno));
    }
    if (status != PRACTICE_OK) {
        close(fd);
        return status;
    }
    *ret_takes = (struct takes){fd, lock};
    return PRACTICE_OK;
}

// The path of the folder, which is `own` [PATH_SIZE] when the usual one is meant.
static enum practice_status find_path(const char *path, char *own, const char **ret_path,
                                      struct practice_error *err)
{
    *ret_path = path ? path : own;
    return path ? PRACTICE_OK : folder_path(FOLDER_STATE, "takes", own, PATH_SIZE, err);
}

enum practice_status takes_open(const char *path, struct takes *ret_takes,
                                struct practice_error *err)
{
    char own[PATH_SIZE];
    enum practice_status status = find_path(path, own, &path, err);
    if (status == PRACTICE_OK)
        status = folder_make_parents(path, err);
    if (status != PRACTICE_OK)
        return status;
    (void)mkdir(path, 0700); // its failure shows at once
    return open_at(path, ret_takes, err);
}

enum practice_status takes_look(const char *path, struct takes *ret_takes,
                                struct practice_error *err)
{
    char own[PATH_SIZE];
    enum practice_status status = find_path(path, own, &path, err);
    if (status != PRACTICE_OK)
        return status;
    if (access(path, F_OK) != 0)
        return fail_with(err, PRACTICE_NOT_FOUND, NULL, "nothing was recorded yet");
    return open_at(path, ret_takes, err);
}

enum practice_status takes_lock(const struct takes *takes, const char *id,
                                struct practice_error *err)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(takes->lock, F_OFD_SETLK, &whole) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, "practice record status tells more",
                         "a recording is running already");
    size_t length = strlen(id);
    if (ftruncate(takes->lock, 0) == 0 && pwrite(takes->lock, id, length, 0) == (ssize_t)length)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_UNREADABLE, "make room on the disk",
                     "cannot write beside the recordings: %s", strerror(errno));
}

int takes_running(const struct takes *takes, char ret_id[STATE_ID_SIZE])
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char id[STATE_ID_SIZE] = "";
    if (fcntl(takes->lock, F_OFD_GETLK, &whole) != 0 || whole.l_type == F_UNLCK)
        return 0;
    if (pread(takes->lock, id, sizeof id - 1, 0) < 0 || !state_is_id(id))
        return 0;
    memcpy(ret_id, id, sizeof id);
    return 1;
}

// The id in "ID.au" or "ID.state"; 0 for any other file.
static int id_of_file(const char *name, char ret_id[STATE_ID_SIZE])
{
    const char *dot = strchr(name, '.');
    if (!dot || dot - name >= STATE_ID_SIZE)
        return 0;
    if (strcmp(dot, ".au") != 0 && strcmp(dot, ".state") != 0)
        return 0;
    (void)snprintf(ret_id, STATE_ID_SIZE, "%.*s", (int)(dot - name), name);
    return state_is_id(ret_id);
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void drop(char ids[][STATE_ID_SIZE], size_t *n, const char *id)
{
    for (size_t i = 0; i < *n; i++) {
        if (strcmp(ids[i], id) != 0)
            continue;
        memmove(ids + i, ids + i + 1, (*n - i - 1) * sizeof *ids);
        --*n;
        return;
    }
}

size_t takes_left_behind(const struct takes *takes, char ret_ids[TAKES_MOST][STATE_ID_SIZE])
{
    char id[STATE_ID_SIZE];
    size_t n = 0;
    int fd = openat(takes->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *files = fd >= 0 ? fdopendir(fd) : NULL;
    if (!files) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    for (struct dirent *entry; n < TAKES_MOST && (entry = readdir(files));) {
        if (!id_of_file(entry->d_name, id))
            continue;
        drop(ret_ids, &n, id); // a take and its state are one
        memcpy(ret_ids[n++], id, sizeof id);
    }
    (void)closedir(files);
    // Asked only now: whoever made a file in the list had the lock by then, or is gone.
    if (takes_running(takes, id))
        drop(ret_ids, &n, id);
    qsort(ret_ids, n, sizeof *ret_ids, compare_ids);
    return n;
}

void takes_file_name(const char *id, char ret_name[TAKES_NAME_SIZE])
{
    (void)snprintf(ret_name, TAKES_NAME_SIZE, "%.*s.au", STATE_ID_SIZE - 1, id);
}

void takes_delete(const struct takes *takes, const char *id)
{
    char name[TAKES_NAME_SIZE];
    takes_file_name(id, name);
    (void)unlinkat(takes->fd, name, 0); // first: a state alone is harmless
    state_delete(takes->fd, id);
}

void takes_release(struct takes *takes)
{
    if (takes->fd >= 0)
        close(takes->fd);
    if (takes->lock >= 0)
        close(takes->lock);
    takes->fd = takes->lock = -1;
}
