// SPDX-License-Identifier: GPL-3.0-or-later
// Temporary file, fsync, rename: the order that survives kill -9 and power cuts. The temporary
// lives in the target's own folder, because rename() does not cross file systems.
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"

struct outfile {
    FILE *stream;
    char *target;    // where it is going; resolved
    char *temporary; // NULL: written straight
};

static void outfile_free(struct outfile *file)
{
    free(file->target);
    free(file->temporary);
    free(file);
}

static enum practice_status cannot_write(const char *path, int code, struct practice_error *err)
{
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write '%s': %s", path, strerror(code));
}

static enum practice_status open_straight(struct outfile *file, struct practice_error *err)
{
    int fd = open(file->target, O_WRONLY | O_CLOEXEC);
    file->stream = fd < 0 ? NULL : fdopen(fd, "w");
    if (file->stream)
        return PRACTICE_OK;
    int code = errno;
    if (fd >= 0)
        close(fd);
    return cannot_write(file->target, code, err);
}

// umask() can only be read by setting it, which two threads must not do at once.
static pthread_once_t umask_once = PTHREAD_ONCE_INIT;
static mode_t umask_at_start;

static void read_umask(void)
{
    umask_at_start = umask(077);
    umask(umask_at_start);
}

// The mode of a replaced file is kept; a new one gets what the umask leaves of 0666.
static mode_t mode_for(const struct stat *old)
{
    pthread_once(&umask_once, read_umask);
    return old ? old->st_mode & 0777 : 0666 & ~umask_at_start;
}

static enum practice_status open_temporary(struct outfile *file, const struct stat *old,
                                           struct practice_error *err)
{
    if (asprintf(&file->temporary, "%s.XXXXXX", file->target) < 0) {
        file->temporary = NULL;
        return fail_no_memory(err);
    }
    int fd = mkostemp(file->temporary, O_CLOEXEC);
    if (fd < 0) {
        int code = errno;
        free(file->temporary);
        file->temporary = NULL;
        return cannot_write(file->target, code, err);
    }
    (void)fchmod(fd, mode_for(old));
    file->stream = fdopen(fd, "w");
    if (file->stream)
        return PRACTICE_OK;
    close(fd);
    unlink(file->temporary);
    return fail_no_memory(err);
}

enum practice_status outfile_open(const char *path, struct outfile **ret,
                                  struct practice_error *err)
{
    struct outfile *file = calloc(1, sizeof *file);
    if (!file)
        return fail_no_memory(err);
    struct stat info;
    int exists = stat(path, &info) == 0;
    enum practice_status status;
    file->target = exists && S_ISREG(info.st_mode) ? realpath(path, NULL) : strdup(path);
    if (!file->target)
        status = fail_no_memory(err);
    else if (exists && S_ISDIR(info.st_mode))
        status = fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is a directory", path);
    else if (exists && !S_ISREG(info.st_mode))
        status = open_straight(file, err);
    else
        status = open_temporary(file, exists ? &info : NULL, err);
    if (status != PRACTICE_OK) {
        outfile_free(file);
        return status;
    }
    *ret = file;
    return PRACTICE_OK;
}

FILE *outfile_stream(struct outfile *file)
{
    return file->stream;
}

const char *outfile_temporary_path(const struct outfile *file)
{
    return file->temporary;
}

// Makes the rename itself survive a power cut; a file system that cannot is no failure.
static void sync_folder_of(const char *path)
{
    char *folder = strdup(path);
    if (!folder)
        return;
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder ? 1 : 0] = '\0';
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

enum practice_status outfile_commit(struct outfile *file, struct practice_error *err)
{
    int code = 0;
    errno = 0;
    if (ferror(file->stream) || fflush(file->stream) != 0 ||
        (file->temporary && fsync(fileno(file->stream)) != 0))
        code = errno ? errno : EIO;
    if (fclose(file->stream) != 0 && !code)
        code = errno ? errno : EIO;
    if (!code && file->temporary && rename(file->temporary, file->target) != 0)
        code = errno;
    enum practice_status status = PRACTICE_OK;
    if (code) {
        if (file->temporary)
            unlink(file->temporary);
        status = cannot_write(file->target, code, err);
    } else if (file->temporary) {
        sync_folder_of(file->target);
    }
    outfile_free(file);
    return status;
}

void outfile_abort(struct outfile *file)
{
    if (!file)
        return;
    fclose(file->stream);
    if (file->temporary)
        unlink(file->temporary);
    outfile_free(file);
}
