// SPDX-License-Identifier: GPL-3.0-or-later
// One line that says what the file is, then records: a mark, the body's length, the body's
// SHA-256, the body (key first). A record counts only when its checksum fits, so a half-written
// one is recognised whatever half it is.
#include "batch/resume.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "batch/keyindex.h"
#include "batch/record.h"

#define RESUME_LINE_1(version) "practice resume " #version "\n"
#define RESUME_LINE_2(version) RESUME_LINE_1(version)
static const char first_line[] = RESUME_LINE_2(RECORD_VERSION);

#define RESUME_MARK     "TAKE"
#define RESUME_HEAD     (4 + 8 + DIGEST_SIZE) // mark, length, checksum
#define RESUME_MAX_BODY (256u * 1024 * 1024)  // 12 h of notes are far below

struct resume {
    int fd;
    long long end; // where the next record goes
    size_t n_records;
    struct keyindex index;
    pthread_mutex_t lock;          // end, index, and the file's tail
    char path[PRACTICE_HINT_SIZE]; // for messages
};

static int read_exactly(int fd, void *data, size_t size, long long at)
{
    uint8_t *to = data;
    while (size) {
        ssize_t n = pread(fd, to, size, at);
        if (n == 0 || (n < 0 && errno != EINTR))
            return -1;
        if (n > 0) {
            to += n;
            at += n;
            size -= (size_t)n;
        }
    }
    return 0;
}

static int write_exactly(int fd, const void *data, size_t size, long long at)
{
    const uint8_t *from = data;
    while (size) {
        ssize_t n = pwrite(fd, from, size, at);
        if (n < 0 && errno != EINTR)
            return -1;
        if (n > 0) {
            from += n;
            at += n;
            size -= (size_t)n;
        }
    }
    return 0;
}

// Reads and checks the record at `at`: its body, to be freed by the caller, or NULL.
static uint8_t *load_body(int fd, long long at, size_t *ret_size)
{
    uint8_t head[RESUME_HEAD], sum[DIGEST_SIZE];
    if (read_exactly(fd, head, sizeof head, at) != 0 || memcmp(head, RESUME_MARK, 4) != 0)
        return NULL;
    struct bytes_reader reader = {.data = head + 4, .size = 8};
    uint64_t size = bytes_get_u64(&reader);
    if (size < DIGEST_SIZE || size > RESUME_MAX_BODY)
        return NULL;
    uint8_t *body = malloc(size);
    if (!body)
        return NULL;
    if (read_exactly(fd, body, size, at + RESUME_HEAD) != 0 ||
        digest_memory(body, size, sum, NULL) != PRACTICE_OK ||
        memcmp(sum, head + 12, DIGEST_SIZE) != 0) {
        free(body);
        return NULL;
    }
    *ret_size = size;
    return body;
}

// Finds the whole records; resume->end is then where the first torn byte lies.
static int scan(struct resume *resume)
{
    for (;;) {
        struct keyindex_entry entry = {.offset = resume->end};
        uint8_t *body = load_body(resume->fd, resume->end, &entry.size);
        if (!body)
            return 0;
        memcpy(entry.key, body, DIGEST_SIZE);
        free(body);
        if (keyindex_put(&resume->index, &entry) != 0)
            return -1;
        resume->end += RESUME_HEAD + (long long)entry.size;
        resume->n_records++;
    }
}

static enum resume_answer failed(const struct resume *resume, const char *what,
                                 struct practice_error *err)
{
    (void)fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot %s the resume file '%s': %s", what,
                    resume->path, strerror(errno));
    return RESUME_FAILED;
}

// The first line must be ours: a file that is something else must not be touched. A shorter
// beginning of it is what a kill during the very first write leaves.
static enum resume_answer check_first_line(struct resume *resume, long long size,
                                           struct practice_error *err)
{
    char line[sizeof first_line] = "";
    size_t length = sizeof first_line - 1;
    size_t there = size < (long long)length ? (size_t)size : length;
    if (read_exactly(resume->fd, line, there, 0) != 0)
        return failed(resume, "read", err);
    if (memcmp(line, first_line, there) != 0) {
        (void)fail_with(err, PRACTICE_BAD_ARGUMENT,
                        "name another file; one of an older version may be deleted",
                        "'%s' is not a resume file of this version", resume->path);
        return RESUME_FAILED;
    }
    if (there < length &&
        (write_exactly(resume->fd, first_line, length, 0) != 0 || fsync(resume->fd) != 0))
        return failed(resume, "write", err);
    resume->end = (long long)length;
    return RESUME_OK;
}

static enum resume_answer open_file(struct resume *resume, const char *path, long long *ret_size,
                                    struct practice_error *err)
{
    struct stat info;
    resume->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666);
    if (resume->fd < 0 || fstat(resume->fd, &info) != 0)
        return failed(resume, "open", err);
    if (!S_ISREG(info.st_mode)) {
        (void)fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is no regular file", path);
        return RESUME_FAILED;
    }
    if (flock(resume->fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return failed(resume, "lock", err);
        (void)fail_with(err, PRACTICE_UNREADABLE, "wait for it, or name another file",
                        "the resume file '%s' is in use by another process", path);
        return RESUME_BUSY;
    }
    if (fstat(resume->fd, &info) != 0) // again: it may have grown before we had the lock
        return failed(resume, "read", err);
    *ret_size = info.st_size;
    return RESUME_OK;
}

static enum resume_answer load(struct resume *resume, const char *path, long long *ret_cut,
                               struct practice_error *err)
{
    long long size = 0;
    enum resume_answer answer = open_file(resume, path, &size, err);
    if (answer == RESUME_OK)
        answer = check_first_line(resume, size, err);
    if (answer != RESUME_OK)
        return answer;
    if (scan(resume) != 0) {
        (void)fail_no_memory(err);
        return RESUME_FAILED;
    }
    *ret_cut = size > resume->end ? size - resume->end : 0;
    if (*ret_cut && ftruncate(resume->fd, resume->end) != 0)
        return failed(resume, "repair", err);
    return RESUME_OK;
}

enum resume_answer resume_open(const char *path, struct resume **ret, long long *ret_cut,
                               struct practice_error *err)
{
    struct resume *resume = calloc(1, sizeof *resume);
    if (!resume) {
        (void)fail_no_memory(err);
        return RESUME_FAILED;
    }
    resume->fd = -1;
    (void)snprintf(resume->path, sizeof resume->path, "%s", path);
    pthread_mutex_init(&resume->lock, NULL);
    enum resume_answer answer = load(resume, path, ret_cut, err);
    if (answer == RESUME_OK)
        *ret = resume;
    else
        resume_close(resume);
    return answer;
}

size_t resume_n_records(const struct resume *resume)
{
    return resume->n_records;
}

int resume_lookup(struct resume *resume, const uint8_t key[DIGEST_SIZE], struct take *take)
{
    struct keyindex_entry entry = {.offset = -1};
    pthread_mutex_lock(&resume->lock);
    const struct keyindex_entry *found = keyindex_find(&resume->index, key);
    if (found)
        entry = *found;
    pthread_mutex_unlock(&resume->lock);
    size_t size = 0;
    uint8_t *body = entry.offset < 0 ? NULL : load_body(resume->fd, entry.offset, &size);
    if (!body)
        return 0;
    struct bytes_reader reader = {.data = body + DIGEST_SIZE, .size = size - DIGEST_SIZE};
    int answer = record_read(&reader, take) == 0;
    free(body);
    return answer;
}

static void make_record(struct bytes_writer *record, const uint8_t *key, const struct take *take)
{
    static const uint8_t space[RESUME_HEAD] = RESUME_MARK;
    uint8_t sum[DIGEST_SIZE];
    bytes_put(record, space, sizeof space); // length and checksum follow when they are known
    bytes_put(record, key, DIGEST_SIZE);
    record_write(record, take);
    if (record->failed)
        return;
    struct bytes_writer head = {0};
    size_t size = record->size - RESUME_HEAD;
    bytes_put_u64(&head, size);
    record->failed = head.failed || size > RESUME_MAX_BODY ||
                     digest_memory(record->data + RESUME_HEAD, size, sum, NULL) != PRACTICE_OK;
    if (!record->failed) {
        memcpy(record->data + 4, head.data, 8);
        memcpy(record->data + 12, sum, DIGEST_SIZE);
    }
    bytes_release(&head);
}

enum practice_status resume_append(struct resume *resume, const uint8_t key[DIGEST_SIZE],
                                   const struct take *take, struct practice_error *err)
{
    struct bytes_writer record = {0};
    make_record(&record, key, take);
    if (record.failed) {
        bytes_release(&record);
        return fail_no_memory(err);
    }
    enum practice_status status = PRACTICE_OK;
    struct keyindex_entry entry = {.size = record.size - RESUME_HEAD};
    memcpy(entry.key, key, DIGEST_SIZE);
    pthread_mutex_lock(&resume->lock);
    entry.offset = resume->end;
    if (write_exactly(resume->fd, record.data, record.size, resume->end) != 0 ||
        fdatasync(resume->fd) != 0) {
        (void)failed(resume, "write", err);
        status = PRACTICE_UNREADABLE;
        (void)!ftruncate(resume->fd, resume->end);
    } else {
        resume->end += (long long)record.size;
        if (keyindex_put(&resume->index, &entry) != 0)
            status = fail_no_memory(err);
    }
    pthread_mutex_unlock(&resume->lock);
    bytes_release(&record);
    return status;
}

void resume_close(struct resume *resume)
{
    if (!resume)
        return;
    if (resume->fd >= 0)
        close(resume->fd);
    keyindex_release(&resume->index);
    pthread_mutex_destroy(&resume->lock);
    free(resume);
}
