// SPDX-License-Identifier: GPL-3.0-or-later
// Making a cluster: initdb into a folder beside, our settings into it, and one rename, so that an
// interrupted making leaves nothing that looks like a cluster. Also the step from root to the user
// `postgres`, since PostgreSQL does not run as root.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <limits.h>
#include <netinet/in.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fail.h"
#include "server/local_inside.h"

// Ports that systems hand out to nobody, so that one that is free stays free between two starts.
#define FIRST_PORT 20000u
#define N_PORTS    10000u
#define MOST_TRIES 100

enum practice_status local_complain(const char *what, const struct programs_end *end,
                                    struct practice_error *err)
{
    const char *last = end->output, *line = end->output;
    size_t length = strcspn(last, "\n");
    while (*line) {
        size_t n = strcspn(line, "\n");
        if (n)
            last = line, length = n;
        line += n + (line[n] != '\0');
    }
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "%s: %.*s", what,
                     length < 300 ? (int)length : 300, last);
}

static int is_free(unsigned port)
{
    const struct sockaddr_in address = {.sin_family = AF_INET,
                                        .sin_port = htons((uint16_t)port),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int result = fd >= 0 && bind(fd, (const struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0)
        (void)close(fd);
    return result;
}

// A port that nobody uses now; 0 when none was found.
static unsigned free_port(void)
{
    for (int i = 0; i < MOST_TRIES; i++) {
        unsigned random = 0;
        if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
            return 0;
        unsigned port = FIRST_PORT + random % N_PORTS;
        if (is_free(port))
            return port;
    }
    return 0;
}

// Writes a text at the end of a file, or as the whole file.
static enum practice_status write_file(const char *path, const char *mode, const char *text,
                                       struct practice_error *err)
{
    FILE *file = fopen(path, mode);
    int is_written = file && fputs(text, file) >= 0;
    if (file && fclose(file) != 0)
        is_written = 0;
    if (is_written)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write '%s': %s", path,
                     strerror(errno));
}

static const char hba[] =
    "# Written by practice server local: the superuser by the socket, as the system knows it;\n"
    "# everyone else by a password that never travels.\n"
    "local all " LOCAL_ADMIN " peer map=studio\n"
    "local " SERVER_LOCAL_DATABASE " practice_client,practice_worker scram-sha-256\n"
    "host " SERVER_LOCAL_DATABASE " practice_client,practice_worker 127.0.0.1/32 scram-sha-256\n"
    "host " SERVER_LOCAL_DATABASE " practice_client,practice_worker ::1/128 scram-sha-256\n";

static enum practice_status write_settings(const struct server_local *local, unsigned port,
                                           struct practice_error *err)
{
    char path[LOCAL_PATH_SIZE], text[1024];
    const struct passwd *user = getpwuid(geteuid());
    if (!user || strpbrk(user->pw_name, "\"\n"))
        return fail_with(err, PRACTICE_NOT_FOUND, NULL, "the system does not know this user");
    enum practice_status status =
        write_file(local_path(local, "data.new/pg_hba.conf", path), "we", hba, err);
    (void)snprintf(text, sizeof text,
                   "studio \"%s\" " LOCAL_ADMIN "\nstudio root " LOCAL_ADMIN "\n", user->pw_name);
    if (status == PRACTICE_OK)
        status = write_file(local_path(local, "data.new/pg_ident.conf", path), "we", text, err);
    // The socket's folder is relative to the data, so no name needs quoting.
    (void)snprintf(text, sizeof text,
                   "\n# Written by practice server local.\n"
                   "listen_addresses = '127.0.0.1'\n"
                   "port = %u\n"
                   "unix_socket_directories = '../run'\n"
                   "password_encryption = 'scram-sha-256'\n"
                   "timezone = 'UTC'\n"
                   "log_timezone = 'UTC'\n"
                   "log_parameter_max_length = 0 # tokens and passwords are parameters\n"
                   "log_parameter_max_length_on_error = 0\n",
                   port);
    if (status == PRACTICE_OK)
        status = write_file(local_path(local, "data.new/postgresql.conf", path), "ae", text, err);
    (void)snprintf(text, sizeof text, "%u\n", port);
    if (status == PRACTICE_OK)
        status = write_file(local_path(local, "port", path), "we", text, err);
    return status;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info, (void)kind, (void)place;
    return remove(path);
}

static enum practice_status initdb(const struct server_local *local, struct practice_error *err)
{
    char programs[PROGRAMS_FOLDER_SIZE], data[LOCAL_PATH_SIZE];
    struct programs_end end;
    const char *const arguments[] = {"initdb",
                                     "-D",
                                     local_path(local, "data.new", data),
                                     "-U",
                                     LOCAL_ADMIN,
                                     "--auth-local=peer",
                                     "--auth-host=scram-sha-256",
                                     "--locale=C.UTF-8",
                                     "--encoding=UTF8",
                                     NULL};
    enum practice_status status = programs_find(0, programs, err);
    if (status != PRACTICE_OK)
        return status;
    (void)nftw(data, remove_one, 16, FTW_DEPTH | FTW_PHYS); // of an interrupted making
    status = programs_run(programs, arguments, &end, err);
    if (status == PRACTICE_OK && end.exit_code != 0)
        status = local_complain("initdb failed", &end, err);
    return status;
}

enum practice_status server_local_make(struct server_local *local, unsigned port,
                                       struct practice_error *err)
{
    char made[LOCAL_PATH_SIZE], data[LOCAL_PATH_SIZE];
    if (!port)
        port = free_port();
    if (!port)
        return fail_with(err, PRACTICE_UNREADABLE, "choose one with --port",
                         "no free port was found");
    enum practice_status status = initdb(local, err);
    if (status == PRACTICE_OK && mkdir(local_path(local, "run", data), 0700) != 0 &&
        errno != EEXIST)
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make the folder '%s': %s", data,
                           strerror(errno));
    if (status == PRACTICE_OK)
        status = write_settings(local, port, err);
    if (status == PRACTICE_OK &&
        rename(local_path(local, "data.new", made), local_path(local, "data", data)) != 0)
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot rename '%s': %s", made,
                           strerror(errno));
    if (status == PRACTICE_OK)
        local->port = port;
    return status;
}

// Gives a folder that root makes now to the user; one that is there already stays as it is.
static enum practice_status give_folder(const char *folder, const struct passwd *user,
                                        struct practice_error *err)
{
    if (mkdir(folder, 0700) != 0)
        return PRACTICE_OK; // there, or to be made by the user itself
    if (chown(folder, user->pw_uid, user->pw_gid) == 0)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot give '%s' to '%s': %s", folder,
                     user->pw_name, strerror(errno));
}

static int become(const struct passwd *user)
{
    return initgroups(user->pw_name, user->pw_gid) == 0 && setgid(user->pw_gid) == 0 &&
           setuid(user->pw_uid) == 0 && setuid(0) != 0 && setenv("HOME", user->pw_dir, 1) == 0 &&
           chdir("/") == 0;
}

enum practice_status server_local_step_down(const struct server_local *local, int *ret_is_parent,
                                            int *ret_code, struct practice_error *err)
{
    int state = 0;
    *ret_is_parent = 0;
    if (geteuid() != 0)
        return PRACTICE_OK;
    const struct passwd *user = getpwnam(LOCAL_USER);
    if (!user)
        return fail_with(err, PRACTICE_NOT_FOUND, "run it as another user",
                         "PostgreSQL does not run as root, and there is no user '" LOCAL_USER "'");
    enum practice_status status = give_folder(local->folder, user, err);
    if (status != PRACTICE_OK)
        return status;
    (void)fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        if (become(user))
            return PRACTICE_OK;
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot become the user '" LOCAL_USER "'");
    }
    while (pid > 0 && waitpid(pid, &state, 0) < 0 && errno == EINTR)
        continue;
    if (pid < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot fork: %s", strerror(errno));
    *ret_is_parent = 1;
    *ret_code = WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
    return PRACTICE_OK;
}
