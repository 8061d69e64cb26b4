// SPDX-License-Identifier: GPL-3.0-or-later
// Trap doors for the kill suite. The linker leads every call of the program that reaches outside
// (--wrap, see module.mk) through here, and PRACTICE_CRASH_AT="SIDE NAME" or "SIDE NAME NTH" kills
// it right before or after one of them. The program itself knows nothing of that, so what is tested
// is what is shipped. While a file PRACTICE_SPOOL_FULL is there, the disk is full. An effect that
// is not in the list ends the program: none can be forgotten.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cloud/http.h"
#include "server/server.h"

#define NAME_SIZE 64

// The scenario of kill.py in which it is reached, and the effect. What a child begins with has no
// "before".
static const struct {
    const char *scenario, *name;
    int has_before;
} effects[] = {
    {"submit", "studio.open", 1},
    {"submit", "api.job_create", 1},
    {"submit", "api.job_ticket", 1},
    {"submit", "s3.put", 1},
    {"submit", "api.job_uploaded", 1},
    {"submit", "api.job_watch", 1},
    {"submit", "api.job_show", 1},
    {"tickets", "work.tickets", 1},
    {"tickets", "work.ticket_answer", 1},
    {"tickets", "studio.listen", 1},
    {"jobs", "slot.start", 1},
    {"jobs", "slot.begin", 0},
    {"jobs", "studio.open", 1},
    {"jobs", "work.messages", 1},
    {"jobs", "s3.head", 1},
    {"jobs", "sqs.GetQueueUrl", 1},
    {"jobs", "sqs.GetQueueAttributes", 1},
    {"jobs", "sqs.SendMessage", 1},
    {"jobs", "work.message_sent", 1},
    {"jobs", "sqs.ReceiveMessage", 1},
    {"jobs", "work.claim", 1},
    {"jobs", "work.beat", 1},
    {"jobs", "spool.open", 1},
    {"jobs", "s3.get", 1},
    {"jobs", "spool.write", 1},
    {"jobs", "spool.cut", 1},
    {"jobs", "child.start", 1},
    {"jobs", "child.begin", 0},
    {"jobs", "child.reap", 1},
    {"jobs", "work.finish", 1},
    {"jobs", "spool.close", 1},
    {"jobs", "s3.delete", 1},
    {"jobs", "work.recording_deleted", 1},
    {"jobs", "sqs.DeleteMessage", 1},
    {"jobs", "work.resend", 1},
    {"jobs", "work.housekeep", 1},
    {"jobs", "work.doomed", 1},
    {"jobs", "s3.list", 1},
    {"jobs", "work.orphans", 1},
    {"poison", "work.fail", 1},
    {"poison", "s3.delete", 1},
    {"poison", "sqs.DeleteMessage", 1},
    {"passing", "work.fail", 1},
    {"passing", "sqs.ChangeMessageVisibility", 1},
    {"lost", "work.upload_lost", 1},
    {"large", "s3.upload.begin", 1},
    {"large", "work.upload_begun", 1},
    {"large", "s3.upload.parts", 1},
    {"large", "s3.upload.end", 1},
    {"parts", "s3.part.put", 1},
    {"erased", "s3.upload.abort", 1},
    {"erased", "s3.delete", 1},
    {"erased", "work.recording_deleted", 1},
    {"hooks", "work.webhooks", 1},
    {"hooks", "hook.post", 1},
    {"hooks", "work.webhook_done", 1},
    {"redrive", "studio.open", 1},
    {"redrive", "sqs.GetQueueUrl", 1},
    {"redrive", "sqs.GetQueueAttributes", 1},
    {"redrive", "sqs.ReceiveMessage", 1},
    {"redrive", "work.redrive", 1},
    {"redrive", "sqs.SendMessage", 1},
    {"redrive", "sqs.DeleteMessage", 1},
    {"redrive", "sqs.ChangeMessageVisibilityBatch", 1},
};

static struct {
    pid_t first; // the program itself, not a child of it
    int spool_fd;
    char side[NAME_SIZE], name[NAME_SIZE];
    unsigned long nth, n;
} crash = {.spool_fd = -1, .nth = 1};

int __real_open(const char *path, int flags, ...);
ssize_t __real_pwrite(int fd, const void *data, size_t size, off_t offset);
int __real_ftruncate(int fd, off_t size);
int __real_close(int fd);
pid_t __real_fork(void);
pid_t __real_waitpid(pid_t pid, int *status, int options);
enum practice_status __real_server_open(const struct server_address *address,
                                        struct server **ret_server, struct practice_error *err);
enum practice_status __real_server_call(struct server *server, const char *sql, size_t n,
                                        const char *const *values, struct server_rows **ret_rows,
                                        struct practice_error *err);
enum practice_status __real_server_run(struct server *server, const char *sql,
                                       struct practice_error *err);
enum cloud_status __real_http_exchange(struct http *http, const struct http_request *request,
                                       struct http_answer *ret_answer, struct practice_error *err);

int __wrap_open(const char *path, int flags, ...);
ssize_t __wrap_pwrite(int fd, const void *data, size_t size, off_t offset);
int __wrap_ftruncate(int fd, off_t size);
int __wrap_close(int fd);
pid_t __wrap_fork(void);
pid_t __wrap_waitpid(pid_t pid, int *status, int options);
enum practice_status __wrap_server_open(const struct server_address *address,
                                        struct server **ret_server, struct practice_error *err);
enum practice_status __wrap_server_call(struct server *server, const char *sql, size_t n,
                                        const char *const *values, struct server_rows **ret_rows,
                                        struct practice_error *err);
enum practice_status __wrap_server_run(struct server *server, const char *sql,
                                       struct practice_error *err);
enum cloud_status __wrap_http_exchange(struct http *http, const struct http_request *request,
                                       struct http_answer *ret_answer, struct practice_error *err);

// PRACTICE_CRASH_LIST: says "SCENARIO SIDE NAME" of all points, and nothing else.
__attribute__((constructor)) static void prepare(void)
{
    const char *at = getenv("PRACTICE_CRASH_AT");
    crash.first = getpid();
    if (at && sscanf(at, "%63s %63s %lu", crash.side, crash.name, &crash.nth) < 2)
        abort();
    if (!getenv("PRACTICE_CRASH_LIST"))
        return;
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
        if (effects[i].has_before)
            (void)printf("%s before %s\n", effects[i].scenario, effects[i].name);
        (void)printf("%s after %s\n", effects[i].scenario, effects[i].name);
    }
    exit(EXIT_SUCCESS);
}

// Writes the time down, Unix time: the clock of the file system is some milliseconds late.
static void write_moment(int fd)
{
    struct timespec now;
    char text[48];
    (void)clock_gettime(CLOCK_REALTIME, &now);
    int n = snprintf(text, sizeof text, "%lld.%09ld\n", (long long)now.tv_sec, now.tv_nsec);
    if (write(fd, text, (size_t)n) != n)
        abort();
}

// Once only: the file PRACTICE_CRASH_MARK tells when from then on. With PRACTICE_CRASH_ALONE this
// process dies and the rest of the worker lives; without, all of it dies, as of a power cut. With
// PRACTICE_CRASH_STOP all of it sleeps until somebody wakes it, and goes on.
static void point(const char *side, const char *name)
{
    const char *mark = getenv("PRACTICE_CRASH_MARK");
    size_t i = 0;
    while (i < sizeof effects / sizeof *effects && strcmp(effects[i].name, name) != 0)
        i++;
    if (i == sizeof effects / sizeof *effects) {
        (void)fprintf(stderr, "the effect '%s' has no crash point: add it to crash.c\n", name);
        abort();
    }
    if (!mark || strcmp(crash.side, side) != 0 || strcmp(crash.name, name) != 0 ||
        ++crash.n < crash.nth)
        return;
    int fd = __real_open(mark, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    write_moment(fd);
    int is_stop = getenv("PRACTICE_CRASH_STOP") != NULL;
    (void)kill(getenv("PRACTICE_CRASH_ALONE") ? getpid() : 0, is_stop ? SIGSTOP : SIGKILL);
    while (!is_stop)
        (void)pause();
}

static const char *query_of(const struct http_request *request)
{
    const char *query = strchr(request->address, '?');
    return query ? query : "";
}

// "s3.upload.end" … of a request.
static void name_store_call(const struct http_request *request, char name[NAME_SIZE])
{
    static const struct {
        const char *method, *query, *name;
    } calls[] = {
        {"POST", "uploads", "upload.begin"},
        {"GET", "uploadId=", "upload.parts"},
        {"PUT", "uploadId=", "part.put"},
        {"POST", "uploadId=", "upload.end"},
        {"GET", "list-type=", "list"},
        {"DELETE", "uploadId=", "upload.abort"},
        {"PUT", "", "put"},
        {"HEAD", "", "head"},
        {"GET", "", "get"},
        {"DELETE", "", "delete"},
    };
    size_t i = 0;
    while (i < sizeof calls / sizeof *calls && (strcmp(calls[i].method, request->method) != 0 ||
                                                !strstr(query_of(request), calls[i].query)))
        i++;
    (void)snprintf(name, NAME_SIZE, "s3.%s",
                   i < sizeof calls / sizeof *calls ? calls[i].name : request->method);
}

static void name_exchange(const struct http_request *request, char name[NAME_SIZE])
{
    static const char opening[] = "x-amz-target: AmazonSQS.";
    for (size_t i = 0; request->headers && request->headers[i]; i++) {
        if (strncasecmp(request->headers[i], opening, sizeof opening - 1) == 0) {
            (void)snprintf(name, NAME_SIZE, "sqs.%s", request->headers[i] + sizeof opening - 1);
            return;
        }
        if (strncasecmp(request->headers[i], "practice-delivery:", 18) == 0) {
            (void)snprintf(name, NAME_SIZE, "hook.post");
            return;
        }
    }
    name_store_call(request, name);
}

// The function that a statement calls: "work.claim". LISTEN is "studio.listen".
static void name_statement(const char *sql, char name[NAME_SIZE])
{
    const char *at = strstr(sql, "work.") ? strstr(sql, "work.") : strstr(sql, "api.");
    int n = at ? (int)strspn(at, "abcdefghijklmnopqrstuvwxyz_.") : 0;
    (void)snprintf(name, NAME_SIZE, "%.*s", at ? n : 0, at ? at : "");
    if (!at)
        (void)snprintf(name, NAME_SIZE, "studio.%s",
                       strncmp(sql, "LISTEN", 6) == 0 ? "listen" : "statement");
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int has_mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    mode_t mode = has_mode ? (mode_t)va_arg(args, int) : 0;
    va_end(args);
    if ((flags & O_TMPFILE) != O_TMPFILE)
        return __real_open(path, flags, mode);
    point("before", "spool.open");
    crash.spool_fd = __real_open(path, flags, mode);
    point("after", "spool.open");
    return crash.spool_fd;
}

ssize_t __wrap_pwrite(int fd, const void *data, size_t size, off_t offset)
{
    if (fd != crash.spool_fd)
        return __real_pwrite(fd, data, size, offset);
    const char *full = getenv("PRACTICE_SPOOL_FULL");
    if (full && access(full, F_OK) == 0) {
        errno = ENOSPC;
        return -1;
    }
    point("before", "spool.write");
    ssize_t n = __real_pwrite(fd, data, size, offset);
    point("after", "spool.write");
    return n;
}

int __wrap_ftruncate(int fd, off_t size)
{
    if (fd != crash.spool_fd)
        return __real_ftruncate(fd, size);
    point("before", "spool.cut");
    int failed = __real_ftruncate(fd, size);
    point("after", "spool.cut");
    return failed;
}

int __wrap_close(int fd)
{
    if (fd != crash.spool_fd || fd < 0)
        return __real_close(fd);
    crash.spool_fd = -1;
    point("before", "spool.close");
    int failed = __real_close(fd);
    point("after", "spool.close");
    return failed;
}

pid_t __wrap_fork(void)
{
    int is_slot = getpid() == crash.first;
    point("before", is_slot ? "slot.start" : "child.start");
    pid_t pid = __real_fork();
    point("after", pid == 0  ? is_slot ? "slot.begin" : "child.begin"
                   : is_slot ? "slot.start"
                             : "child.start");
    return pid;
}

// The supervisor only looks who died: nothing of it is seen outside.
pid_t __wrap_waitpid(pid_t pid, int *status, int options)
{
    if (getpid() == crash.first)
        return __real_waitpid(pid, status, options);
    point("before", "child.reap");
    pid_t found = __real_waitpid(pid, status, options);
    if (found > 0)
        point("after", "child.reap");
    return found;
}

enum practice_status __wrap_server_open(const struct server_address *address,
                                        struct server **ret_server, struct practice_error *err)
{
    point("before", "studio.open");
    enum practice_status status = __real_server_open(address, ret_server, err);
    point("after", "studio.open");
    return status;
}

enum practice_status __wrap_server_call(struct server *server, const char *sql, size_t n,
                                        const char *const *values, struct server_rows **ret_rows,
                                        struct practice_error *err)
{
    char name[NAME_SIZE];
    name_statement(sql, name);
    point("before", name);
    enum practice_status status = __real_server_call(server, sql, n, values, ret_rows, err);
    point("after", name);
    return status;
}

enum practice_status __wrap_server_run(struct server *server, const char *sql,
                                       struct practice_error *err)
{
    char name[NAME_SIZE];
    name_statement(sql, name);
    point("before", name);
    enum practice_status status = __real_server_run(server, sql, err);
    point("after", name);
    return status;
}

enum cloud_status __wrap_http_exchange(struct http *http, const struct http_request *request,
                                       struct http_answer *ret_answer, struct practice_error *err)
{
    char name[NAME_SIZE];
    name_exchange(request, name);
    point("before", name);
    enum cloud_status status = __real_http_exchange(http, request, ret_answer, err);
    point("after", name);
    return status;
}
