// SPDX-License-Identifier: GPL-3.0-or-later
// The worker has one thread, so a plain fork gives a whole process without starting the program
// anew. The child answers over a pipe, its status as a digit before the document or the reason;
// how far it is stands in memory that both share.
#include "worker/measure.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <practice/analyzer.h>
#include <practice/decoder.h>

#include "base/fail.h"
#include "batch/analyse.h"
#include "report/report.h"
#include "ui/text.h"
#include "worker/clock.h"
#include "worker/sandbox.h"

#define WARM_FRAMES 4410
#define WARM_BLOCKS 10

struct measure {
    pid_t pid;
    int pipe;
    int is_late;
    struct analyse_meter *meter; // shared with the child
    int64_t size_bytes;
    double until_s;
    char *answer;
    size_t n, capacity;
};

// Finds every symbol, plan and table that a measurement needs, so that a child, which inherits
// them, need not: that is most of what a short recording costs. The sound is a saw of 440 Hz.
static void warm_up(void)
{
    struct practice_analyzer_options options;
    struct practice_analyzer *analyzer = NULL;
    struct practice_result *result = NULL;
    struct practice_error ignored;
    float saw[WARM_FRAMES];
    for (size_t i = 0; i < WARM_FRAMES; i++)
        saw[i] = 0.2F * (float)(i % 100) / 100 - 0.1F;
    practice_analyzer_options_init(&options);
    options.rate_hz = 44100;
    options.n_channels = 1;
    enum practice_status status = practice_analyzer_new(&options, &analyzer, &ignored);
    for (int i = 0; i < WARM_BLOCKS && status == PRACTICE_OK; i++)
        status = practice_analyzer_feed(analyzer, saw, WARM_FRAMES, &ignored);
    if (status == PRACTICE_OK &&
        practice_analyzer_finish(analyzer, &result, &ignored) == PRACTICE_OK)
        practice_result_free(result);
    practice_analyzer_free(analyzer);
}

// A few bytes that look like MP4 make the decoder load libav.
void measure_prepare(void)
{
    static const unsigned char mp4_head[64] = {0, 0, 0, 32, 'f', 't', 'y', 'p', 'M', '4', 'A', ' '};
    struct practice_decoder *decoder = NULL;
    struct practice_error ignored;
    if (practice_decoder_open_memory(mp4_head, sizeof mp4_head, NULL, &decoder, &ignored) ==
        PRACTICE_OK)
        practice_decoder_free(decoder);
    warm_up();
}

// --- in the child

// The musician knows the file by its name, not as what the child reads.
static void tell_failure(FILE *out, const struct practice_error *error, const char *name)
{
    static const char here[] = "standard input";
    const char *at = strstr(error->message, here);
    int n = at ? (int)(at - error->message) : 0;
    if (at)
        (void)fprintf(out, "%d%.*s%s%s", (int)error->status, n, error->message, name,
                      at + sizeof here - 1);
    else
        (void)fprintf(out, "%d%s", (int)error->status, error->message);
}

static void tell(FILE *out, const struct take *take, const struct analyse_options *options,
                 const char *name)
{
    const struct ui_term term = {0};
    const struct report_options how = {
        .fingerprint = options->fingerprint, .term = &term, .out = out};
    if (take->status != PRACTICE_OK) {
        tell_failure(out, &take->error, name);
        return;
    }
    (void)fputc('0', out);
    struct report *report = report_new(&report_json, &how);
    if (!report || report_take(report, take) != 0 || report_end(report) != 0)
        _exit(EXIT_FAILURE);
    report_free(report);
}

static void analyse_one(const struct measure_input *input, struct analyse_meter *meter, FILE *out)
{
    struct analyse_options options = {.max_rest_s = 2, .min_play_s = 0.4, .want_sha256 = 1};
    struct practice_error error;
    char dash[] = "-";
    const struct input one = {
        .path = dash,
        .is_stdin = 1,
        .is_named = 1,
        .size_bytes = (double)input->size_bytes,
    };
    if (analyse_prepare(&options, &error) != PRACTICE_OK) {
        tell_failure(out, &error, input->file_name);
        return;
    }
    struct take *take = analyse_input(&options, &one, meter);
    if (take->status == PRACTICE_OK && strcmp(take->sha256, input->sha256) != 0) {
        (void)fail_with(&take->error, PRACTICE_NOT_AUDIO, NULL,
                        "what was uploaded is not what was handed in");
        take->status = take->error.status;
    }
    char *name = strdup(input->file_name);
    if (name) {
        free(take->file);
        take->file = name;
    }
    tell(out, take, &options, input->file_name);
    take_free(take);
}

static void keep_only(int recording, int answer)
{
    // first out of the way, in case they are 0 or 1 themselves
    int from = fcntl(recording, F_DUPFD, 3), to = fcntl(answer, F_DUPFD, 3);
    if (from < 0 || to < 0 || dup2(from, STDIN_FILENO) < 0 || dup2(to, STDOUT_FILENO) < 0 ||
        close_range(3, ~0U, 0) != 0)
        _exit(EXIT_FAILURE);
}

static _Noreturn void be_child(const struct measure_input *input, struct analyse_meter *meter,
                               int answer, pid_t parent)
{
    const struct sandbox_limits limits = {
        .memory_bytes = input->memory_bytes,
        .cpu_s = (unsigned)input->limit_s + 1,
    };
    (void)signal(SIGTERM, SIG_DFL);
    (void)signal(SIGINT, SIG_DFL);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    keep_only(input->fd, answer);
    FILE *out = fdopen(STDOUT_FILENO, "w");
    if (!out || lseek(STDIN_FILENO, 0, SEEK_SET) != 0 || sandbox_enter(&limits) != 0)
        _exit(EXIT_FAILURE);
    analyse_one(input, meter, out);
    _exit(fflush(out) == 0 && !ferror(out) ? EXIT_SUCCESS : EXIT_FAILURE);
}

// --- in the worker

static void release(struct measure *measure)
{
    if (measure->pipe >= 0)
        (void)close(measure->pipe);
    if (measure->meter)
        (void)munmap(measure->meter, sizeof *measure->meter);
    free(measure->answer);
    free(measure);
}

static enum practice_status launch(struct measure *measure, const struct measure_input *input,
                                   struct practice_error *err)
{
    int ends[2];
    void *shared = mmap(NULL, sizeof *measure->meter, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return fail_no_memory(err);
    measure->meter = shared;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "no pipe: %s", strerror(errno));
    measure->pipe = ends[0];
    pid_t self = getpid();
    (void)fflush(NULL); // or the child would write it, too
    measure->pid = fork();
    if (measure->pid == 0)
        be_child(input, measure->meter, ends[1], self);
    int why = errno;
    (void)close(ends[1]);
    if (measure->pid < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "no process: %s", strerror(why));
    (void)fcntl(measure->pipe, F_SETFL, O_NONBLOCK);
    return PRACTICE_OK;
}

enum practice_status measure_start(const struct measure_input *input, struct measure **ret_measure,
                                   struct practice_error *err)
{
    struct measure *measure = calloc(1, sizeof *measure);
    if (!measure)
        return fail_no_memory(err);
    measure->pipe = -1;
    measure->size_bytes = input->size_bytes;
    measure->until_s = clock_now_s() + input->limit_s;
    enum practice_status status = launch(measure, input, err);
    if (status == PRACTICE_OK)
        *ret_measure = measure;
    else
        release(measure);
    return status;
}

// Returns 1 at the end of the answer, or when it is too long to be one.
static int take_bytes(struct measure *measure)
{
    for (;;) {
        if (measure->n + 1 >= measure->capacity) {
            size_t capacity = measure->capacity ? 2 * measure->capacity : 65536;
            char *grown =
                capacity <= 2 * MEASURE_MAX_DOCUMENT ? realloc(measure->answer, capacity) : NULL;
            if (!grown)
                return 1;
            measure->answer = grown;
            measure->capacity = capacity;
        }
        ssize_t n =
            read(measure->pipe, measure->answer + measure->n, measure->capacity - measure->n - 1);
        if (n == 0)
            return 1;
        if (n < 0)
            return errno != EAGAIN && errno != EINTR;
        measure->n += (size_t)n;
    }
}

int measure_wait(struct measure *measure, double wait_s)
{
    double left_s = measure->until_s - clock_now_s();
    if (left_s <= 0) {
        measure->is_late = 1;
        return 1;
    }
    double chosen_s = wait_s < left_s ? wait_s : left_s;
    struct pollfd readable = {.fd = measure->pipe, .events = POLLIN};
    int n = poll(&readable, 1, (int)(chosen_s * 1e3) + 1);
    return n > 0 ? take_bytes(measure) : 0;
}

double measure_share(const struct measure *measure)
{
    double done = (double)atomic_load(&measure->meter->work_bytes);
    double share = measure->size_bytes > 0 ? done / (double)measure->size_bytes : 0;
    return share < 1 ? share : 1;
}

double measure_heard_s(const struct measure *measure)
{
    return (double)atomic_load(&measure->meter->audio_ms) / 1e3;
}

static enum measure_outcome judge(const struct measure *measure, int status, char *reason)
{
    char *answer = measure->answer;
    if (measure->is_late) {
        (void)snprintf(reason, MEASURE_REASON_SIZE, "measuring took too long");
        return MEASURE_CRASHED;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || measure->n < 2) {
        (void)snprintf(reason, MEASURE_REASON_SIZE, "the recording cannot be decoded");
        return MEASURE_CRASHED;
    }
    answer[measure->n] = '\0'; // take_bytes() left room for it
    if (answer[0] == '0')
        return MEASURE_GOOD;
    (void)ui_text_clean(reason, MEASURE_REASON_SIZE, answer + 1, 1);
    switch ((enum practice_status)(answer[0] - '0')) {
    case PRACTICE_NOT_AUDIO:
    case PRACTICE_EMPTY:
    case PRACTICE_OVER_LIMIT:
        return MEASURE_POISON;
    case PRACTICE_NO_MEMORY:
    case PRACTICE_INTERNAL:
        return MEASURE_CRASHED;
    default:
        return MEASURE_PASSING;
    }
}

static int reap(struct measure *measure)
{
    int status = 0;
    (void)kill(measure->pid, SIGKILL); // no more than a word to one that has ended
    while (waitpid(measure->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

// The answer is complete when the pipe is closed; the child may still be on its way out.
static int await_exit(struct measure *measure)
{
    int status = 0;
    double until_s = clock_now_s() + 5;
    for (;;) {
        pid_t pid = waitpid(measure->pid, &status, WNOHANG);
        if (pid == measure->pid)
            return status;
        if (pid < 0 && errno != EINTR)
            return -1;
        if (clock_now_s() > until_s)
            return reap(measure);
        clock_sleep(0.001);
    }
}

enum measure_outcome measure_end(struct measure *measure, char **ret_document,
                                 char reason[MEASURE_REASON_SIZE])
{
    int status = measure->is_late ? reap(measure) : await_exit(measure);
    enum measure_outcome outcome = judge(measure, status, reason);
    if (outcome == MEASURE_GOOD) {
        memmove(measure->answer, measure->answer + 1, measure->n);
        *ret_document = measure->answer;
        measure->answer = NULL;
    }
    release(measure);
    return outcome;
}

void measure_kill(struct measure *measure)
{
    if (!measure)
        return;
    (void)reap(measure);
    release(measure);
}
