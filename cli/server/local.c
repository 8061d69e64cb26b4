// SPDX-License-Identifier: GPL-3.0-or-later
// The cluster's folder: `data` is PostgreSQL's, `run` holds the socket, `port` our note of the
// port, `log` what the server says. Everything is private to the user it runs as.
#include "server/local.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/folders.h"
#include "server/local_inside.h"
#include "server/programs.h"

#define START_LIMIT_S  "60"
#define STATUS_STOPPED 3 // of pg_ctl status

const char *local_path(const struct server_local *local, const char *name,
                       char buffer[LOCAL_PATH_SIZE])
{
    (void)snprintf(buffer, LOCAL_PATH_SIZE, "%s/%s", local->folder, name);
    return buffer;
}

// Where `postgres` keeps its data, for root.
static enum practice_status folder_of_postgres(char *buffer, size_t size,
                                               struct practice_error *err)
{
    const struct passwd *user = getpwnam(LOCAL_USER);
    if (!user)
        return fail_with(err, PRACTICE_NOT_FOUND, "run it as another user",
                         "PostgreSQL does not run as root, and there is no user '" LOCAL_USER "'");
    (void)snprintf(buffer, size, "%s/.local/share/practice/studio", user->pw_dir);
    return PRACTICE_OK;
}

// The number at the beginning of a file of the cluster; 0 when there is none.
static unsigned long number_in(const struct server_local *local, const char *name)
{
    char path[LOCAL_PATH_SIZE], text[16] = "";
    FILE *file = fopen(local_path(local, name, path), "re");
    unsigned long number = file && fgets(text, sizeof text, file) ? strtoul(text, NULL, 10) : 0;
    if (file)
        (void)fclose(file);
    return number;
}

static enum practice_status read_port(struct server_local *local, struct practice_error *err)
{
    char path[LOCAL_PATH_SIZE];
    unsigned long port = number_in(local, "port");
    // `data` is what tells a cluster that is there from one whose making was interrupted.
    if (access(local_path(local, "data", path), F_OK) != 0)
        return PRACTICE_OK;
    if (port < SERVER_LOCAL_LEAST_PORT || port > 65535)
        return fail_with(err, PRACTICE_UNREADABLE, "its 'port' file must hold the port",
                         "the port of the studio in '%s' is not known", local->folder);
    local->port = (unsigned)port;
    return PRACTICE_OK;
}

enum practice_status server_local_find(const char *folder, struct server_local *ret_local,
                                       struct practice_error *err)
{
    char path[PATH_MAX];
    struct server_local local = {0};
    enum practice_status status = PRACTICE_OK;
    if (folder && folder[0] != '/')
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "write it from the root on: /…",
                         "the folder '%s' is not absolute", folder);
    if (folder)
        (void)snprintf(path, sizeof path, "%s", folder);
    else if (geteuid() == 0)
        status = folder_of_postgres(path, sizeof path, err);
    else
        status = folder_path(FOLDER_DATA, "studio", path, sizeof path, err);
    if (status != PRACTICE_OK)
        return status;
    if (strlen(path) > SERVER_LOCAL_FOLDER_MOST)
        return fail_with(err, PRACTICE_OVER_LIMIT, "choose a shorter one with --folder",
                         "the folder '%s' is longer than %d bytes, too long for a socket", path,
                         SERVER_LOCAL_FOLDER_MOST);
    memcpy(local.folder, path, strlen(path) + 1);
    status = read_port(&local, err);
    if (status == PRACTICE_OK)
        *ret_local = local;
    return status;
}

enum practice_status server_local_lock(const struct server_local *local, struct practice_error *err)
{
    char path[LOCAL_PATH_SIZE];
    int fd, result;
    enum practice_status status = folder_make_parents(local_path(local, "lock", path), err);
    if (status != PRACTICE_OK)
        return status;
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    do
        result = fd < 0 ? -1 : flock(fd, LOCK_EX);
    while (result != 0 && fd >= 0 && errno == EINTR);
    if (result != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot lock '%s': %s", path,
                         strerror(errno));
    return PRACTICE_OK; // the descriptor stays open until the process ends, on purpose
}

// The major version that made the cluster; 0 when it cannot be told.
static unsigned version_of_data(const struct server_local *local)
{
    return (unsigned)number_in(local, "data/PG_VERSION");
}

static enum practice_status control(const struct server_local *local, const char *const *options,
                                    struct programs_end *ret_end, struct practice_error *err)
{
    char programs[PROGRAMS_FOLDER_SIZE], data[LOCAL_PATH_SIZE];
    const char *arguments[PROGRAMS_MAX_ARGUMENTS] = {"pg_ctl", "-D",
                                                     local_path(local, "data", data)};
    for (size_t i = 0; options[i]; i++)
        arguments[i + 3] = options[i];
    enum practice_status status = programs_find(version_of_data(local), programs, err);
    if (status == PRACTICE_OK)
        status = programs_run(programs, arguments, ret_end, err);
    return status;
}

enum practice_status server_local_state(const struct server_local *local,
                                        enum server_local_state *ret_state,
                                        struct practice_error *err)
{
    static const char *const options[] = {"status", NULL};
    struct programs_end end;
    if (!local->port) {
        *ret_state = SERVER_LOCAL_NONE;
        return PRACTICE_OK;
    }
    enum practice_status status = control(local, options, &end, err);
    if (status != PRACTICE_OK)
        return status;
    if (end.exit_code != 0 && end.exit_code != STATUS_STOPPED)
        return local_complain("pg_ctl status", &end, err);
    *ret_state = end.exit_code == 0 ? SERVER_LOCAL_RUNNING : SERVER_LOCAL_STOPPED;
    return PRACTICE_OK;
}

// The last line of the log that is not empty.
static void read_log(const struct server_local *local, struct programs_end *ret_end)
{
    char path[LOCAL_PATH_SIZE];
    FILE *file = fopen(local_path(local, "log", path), "re");
    size_t n = 0;
    if (file && fseek(file, -(long)(sizeof ret_end->output - 1), SEEK_END) != 0)
        rewind(file);
    if (file) {
        n = fread(ret_end->output, 1, sizeof ret_end->output - 1, file);
        (void)fclose(file);
    }
    ret_end->output[n] = '\0';
}

enum practice_status server_local_start(const struct server_local *local,
                                        struct practice_error *err)
{
    char log[LOCAL_PATH_SIZE];
    const char *const options[] = {
        "-s", "-w", "-t", START_LIMIT_S, "-l", local_path(local, "log", log), "start", NULL};
    struct programs_end end;
    enum practice_status status = control(local, options, &end, err);
    if (status != PRACTICE_OK || end.exit_code == 0)
        return status;
    read_log(local, &end);
    return local_complain("PostgreSQL did not start", &end, err);
}

enum practice_status server_local_stop(const struct server_local *local, struct practice_error *err)
{
    static const char *const options[] = {"-s", "-w",   "-t",   START_LIMIT_S,
                                          "-m", "fast", "stop", NULL};
    struct programs_end end;
    enum practice_status status = control(local, options, &end, err);
    if (status != PRACTICE_OK || end.exit_code == 0)
        return status;
    return local_complain("pg_ctl stop", &end, err);
}
