// SPDX-License-Identifier: GPL-3.0-or-later
// One table names the members, and both directions walk it: a new member is a row.
#include "recorder/state.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"

#define FIRST_LINE "practice recording 1"
#define NAME_SIZE  (STATE_ID_SIZE + 16)

enum kind {
    TEXT,
    INTEGER,
    NUMBER,
    FLAG,
};

struct member {
    const char *name;
    enum kind kind;
    size_t offset, size;
};

#define MEMBER(word, kind, member)                                                                 \
    {                                                                                              \
        word, kind, offsetof(struct state, member), sizeof((struct state *)0)->member              \
    }

static const struct member members[] = {
    MEMBER("session", TEXT, session),
    MEMBER("pid", INTEGER, pid),
    MEMBER("phase", INTEGER, phase),
    MEMBER("start_ms", INTEGER, start_ms),
    MEMBER("begin_ms", INTEGER, begin_ms),
    MEMBER("updated_ms", INTEGER, updated_ms),
    MEMBER("zone", TEXT, zone),
    MEMBER("has_audio", INTEGER, has_audio),
    MEMBER("device", TEXT, device),
    MEMBER("rate_hz", INTEGER, rate_hz),
    MEMBER("n_channels", INTEGER, n_channels),
    MEMBER("n_overruns", INTEGER, n_overruns),
    MEMBER("clock_s", NUMBER, clock_s),
    MEMBER("play_time_s", NUMBER, play_time_s),
    MEMBER("last_play_s", NUMBER, last_play_s),
    MEMBER("paused_s", NUMBER, paused_s),
    MEMBER("slept_s", NUMBER, slept_s),
    MEMBER("notice", TEXT, notice),
    MEMBER("instrument", TEXT, notes.instrument),
    MEMBER("title", TEXT, notes.title),
    MEMBER("piece", TEXT, notes.piece),
    MEMBER("tags", TEXT, notes.tags),
    MEMBER("note", TEXT, notes.note),
    MEMBER("keep", FLAG, notes.keep),
};
#define N_MEMBERS (sizeof members / sizeof *members)

// Line ends and the escape itself as %XX; all else stays readable.
static void put_text(FILE *out, const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p < 0x20 || *p == 0x7f || *p == '%')
            (void)fprintf(out, "%%%02X", *p);
        else
            (void)fputc(*p, out);
    }
}

// The byte of "%XX" at p, or 0.
static char escaped(const char *p)
{
    if (*p != '%' || !isxdigit((unsigned char)p[1]) || !isxdigit((unsigned char)p[2]))
        return 0;
    const char digits[] = {p[1], p[2], '\0'};
    return (char)(strtoul(digits, NULL, 16) & 0x7f);
}

static void get_text(const char *value, char *ret_text, size_t size)
{
    size_t n = 0;
    for (const char *p = value; *p && n + 1 < size; p++) {
        char byte = escaped(p);
        if (byte) {
            ret_text[n++] = byte;
            p += 2;
        } else {
            ret_text[n++] = *p;
        }
    }
    ret_text[n] = '\0';
}

static void put_member(FILE *out, const struct state *state, const struct member *member)
{
    const void *place = (const char *)state + member->offset;
    (void)fprintf(out, "%s ", member->name);
    if (member->kind == TEXT)
        put_text(out, place);
    else if (member->kind == INTEGER)
        (void)fprintf(out, "%" PRId64, *(const int64_t *)place);
    else if (member->kind == FLAG)
        (void)fprintf(out, "%d", *(const int *)place);
    else
        (void)fprintf(out, "%.3f", *(const double *)place);
    (void)fputc('\n', out);
}

static void get_member(struct state *state, const struct member *member, const char *value)
{
    void *place = (char *)state + member->offset;
    if (member->kind == TEXT) {
        get_text(value, place, member->size);
    } else if (member->kind == NUMBER) {
        double number = strtod(value, NULL);
        *(double *)place = isfinite(number) && number >= 0 ? number : 0;
    } else {
        int64_t number = strtoll(value, NULL, 10);
        if (member->kind == FLAG)
            *(int *)place = number != 0;
        else
            *(int64_t *)place = number;
    }
}

static void put_all(FILE *out, const struct state *state)
{
    (void)fprintf(out, FIRST_LINE "\n");
    for (size_t i = 0; i < N_MEMBERS; i++)
        put_member(out, state, &members[i]);
    for (size_t i = 0; i < state->n_gaps; i++)
        (void)fprintf(out, "gap %d %.3f %.3f\n", (int)state->gaps[i].kind, state->gaps[i].at_s,
                      state->gaps[i].length_s);
}

// "KIND AT LENGTH"
static void get_gap(struct state *state, const char *value)
{
    char *end;
    long kind = strtol(value, &end, 10);
    double at_s = strtod(end, &end), length_s = strtod(end, &end);
    if (state->n_gaps == STATE_MAX_GAPS || *end || kind < STATE_GAP_PAUSE || kind > STATE_GAP_SLEEP)
        return;
    if (!isfinite(at_s) || !isfinite(length_s) || at_s < 0 || length_s < 0)
        return;
    state->gaps[state->n_gaps++] = (struct state_gap){(enum state_gap_kind)kind, at_s, length_s};
}

static void get_line(struct state *state, char *line)
{
    char *value = strchr(line, ' ');
    if (!value)
        return;
    *value++ = '\0';
    if (strcmp(line, "gap") == 0)
        get_gap(state, value);
    for (size_t i = 0; i < N_MEMBERS; i++)
        if (strcmp(line, members[i].name) == 0)
            get_member(state, &members[i], value);
}

static void file_name(const char *id, const char *ending, char ret_name[NAME_SIZE])
{
    (void)snprintf(ret_name, NAME_SIZE, "%.*s%s", STATE_ID_SIZE, id, ending);
}

// Returns 0, or the system's code.
static int write_file(int folder, const char *name, const struct state *state)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    FILE *out = fdopen(fd, "w");
    if (!out) {
        close(fd);
        return ENOMEM;
    }
    errno = 0;
    put_all(out, state);
    int failed = fflush(out) != 0 || ferror(out) || fdatasync(fd) != 0;
    int code = failed ? (errno ? errno : EIO) : 0;
    if (fclose(out) != 0 && !code)
        code = errno ? errno : EIO;
    return code;
}

enum practice_status state_write(int folder, const struct state *state, struct practice_error *err)
{
    char name[NAME_SIZE], temporary[NAME_SIZE];
    file_name(state->id, ".state", name);
    file_name(state->id, ".state.new", temporary);
    int code = write_file(folder, temporary, state);
    if (!code && renameat(folder, temporary, folder, name) != 0)
        code = errno;
    if (!code)
        return PRACTICE_OK;
    (void)unlinkat(folder, temporary, 0);
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write '%s': %s", name, strerror(code));
}

static enum practice_status read_stream(FILE *in, const char *name, struct state *ret_state,
                                        struct practice_error *err)
{
    char line[8192];
    size_t n_bytes = 0;
    int is_ours = fgets(line, sizeof line, in) && strcmp(line, FIRST_LINE "\n") == 0;
    while (is_ours && n_bytes < STATE_FILE_MOST && fgets(line, sizeof line, in)) {
        n_bytes += strlen(line);
        line[strcspn(line, "\n")] = '\0';
        get_line(ret_state, line);
    }
    if (is_ours)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' says nothing about a recording", name);
}

enum practice_status state_read(int folder, const char *id, struct state *ret_state,
                                struct practice_error *err)
{
    char name[NAME_SIZE];
    struct state state = {0};
    file_name(id, ".state", name);
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return fail_with(err, errno == ENOENT ? PRACTICE_NOT_FOUND : PRACTICE_UNREADABLE, NULL,
                         "cannot read '%s': %s", name, strerror(errno));
    FILE *in = fdopen(fd, "r");
    if (!in) {
        close(fd);
        return fail_no_memory(err);
    }
    enum practice_status status = read_stream(in, name, &state, err);
    (void)fclose(in);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(state.id, sizeof state.id, "%s", id);
    if (state.phase < STATE_RECORDING || state.phase > STATE_SAVING)
        state.phase = STATE_RECORDING;
    *ret_state = state;
    return PRACTICE_OK;
}

// Returns 1 when the text begins with a time as state_make_id() writes it.
static int id_time(const char *text, struct tm *ret_time)
{
    *ret_time = (struct tm){0};
    const char *end = strptime(text, "%Y%m%dT%H%M%SZ", ret_time);
    return end && end - text == 16 && *end == '-';
}

int state_is_id(const char *text)
{
    struct tm time;
    return strlen(text) == 25 && strspn(text, "0123456789abcdefTZ-") == 25 && id_time(text, &time);
}

void state_make_id(int64_t begin_ms, char ret_id[STATE_ID_SIZE])
{
    uint32_t chance = 0;
    struct tm time;
    time_t seconds = (time_t)(begin_ms / 1000);
    if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
        chance = (uint32_t)getpid();
    (void)gmtime_r(&seconds, &time);
    char stamp[20];
    (void)strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &time);
    (void)snprintf(ret_id, STATE_ID_SIZE, "%.16s-%08" PRIx32, stamp, chance);
}

int64_t state_id_time_ms(const char *id)
{
    struct tm time;
    return id_time(id, &time) ? (int64_t)timegm(&time) * 1000 : 0;
}

void state_delete(int folder, const char *id)
{
    char name[NAME_SIZE];
    file_name(id, ".state.new", name);
    (void)unlinkat(folder, name, 0);
    file_name(id, ".state", name);
    (void)unlinkat(folder, name, 0);
}
