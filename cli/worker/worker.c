// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor holds no connection and does no work, so nothing can make it hang. Its children
// die with it: a kill of the supervisor is a kill of all, and what they held comes back by itself.
#include "worker/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <practice/memory.h>

#include "base/fail.h"
#include "batch/analyse.h"
#include "worker/clock.h"
#include "worker/listen.h"
#include "worker/log.h"
#include "worker/notify.h"
#include "worker/roles.h"

#define KILL_S    15.0 // after the hurry
#define RESTART_S 1.0  // before one that died is started again
#define BAD_SETUP 78   // how a child says that it makes no sense to start it again

struct child {
    void (*run)(struct slot *slot);
    const char *role;
    pid_t pid; // 0: none
    double again_s;
    int is_over;
    int is_attendant; // does no work: starts first, ends last, and nobody waits for it
};

struct worker {
    const struct settings *settings;
    const struct slot_orders *orders;
    struct slot_shared *shared;
    struct child children[SLOT_MOST];
    size_t n;
    double stopped_s, hurried_s; // 0: not yet
    int socket;                  // of whom asks how it is; -1: none
    int is_misconfigured;
};

static volatile sig_atomic_t n_signals;

static void on_signal(int number)
{
    (void)number;
    n_signals = n_signals + 1;
}

static void install_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGINT, &action, NULL);
    (void)signal(SIGHUP, SIG_IGN);
}

static void add(struct worker *worker, const char *role, void (*run)(struct slot *slot))
{
    worker->children[worker->n++] = (struct child){.role = role, .run = run};
}

static int live(const struct worker *worker, const struct child *child, struct slot *slot)
{
    struct practice_error err = {0};
    if (child->is_attendant) {
        listen_run(slot, worker->socket);
        return EXIT_SUCCESS;
    }
    if (worker->socket >= 0)
        (void)close(worker->socket);
    enum cloud_status status = slot_open(slot, &err);
    if (status == CLOUD_OK)
        child->run(slot);
    else if (status != CLOUD_STOPPED)
        log_tell("error", "misconfigured", NULL, err.message);
    slot_close(slot);
    return status == CLOUD_OK || status == CLOUD_STOPPED ? EXIT_SUCCESS : BAD_SETUP;
}

static _Noreturn void be_child(const struct worker *worker, const struct child *child, pid_t parent)
{
    struct slot slot = {.settings = worker->settings,
                        .orders = worker->orders,
                        .shared = worker->shared,
                        .index = (size_t)(child - worker->children)};
    (void)signal(SIGTERM, SIG_IGN); // the supervisor says when
    (void)signal(SIGINT, SIG_IGN);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    _exit(live(worker, child, &slot));
}

static int start(struct worker *worker, struct child *child)
{
    pid_t self = getpid();
    (void)fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        be_child(worker, child, self);
    if (pid < 0)
        return -1;
    child->pid = pid;
    return 0;
}

static void note_end(struct worker *worker, struct child *child, int status)
{
    int is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    child->pid = 0;
    child->again_s = clock_now_s() + RESTART_S;
    child->is_over = is_good && !child->is_attendant;
    atomic_store(&worker->shared->is_busy[child - worker->children], 0);
    if (is_good)
        return;
    if (WIFEXITED(status) && WEXITSTATUS(status) == BAD_SETUP)
        worker->is_misconfigured = child->is_over = 1;
    atomic_fetch_add(&worker->shared->metrics.n_died, 1);
    struct log_line line;
    log_begin(&line, "error", "process died");
    ui_json_string(&line.json, "role", child->role);
    ui_json_integer(&line.json, "signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    log_end(&line);
}

static void reap(struct worker *worker)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (size_t i = 0; i < worker->n; i++)
            if (worker->children[i].pid == pid)
                note_end(worker, &worker->children[i], status);
}

// Starts who is not there and should be. Returns how many there are that work.
static size_t keep_alive(struct worker *worker)
{
    size_t n = 0;
    for (size_t i = 0; i < worker->n; i++) {
        struct child *child = &worker->children[i];
        int is_wanted = child->is_attendant || worker->stopped_s == 0;
        int is_due = !child->pid && !child->is_over && is_wanted && clock_now_s() >= child->again_s;
        if (is_due && start(worker, child) != 0)
            child->again_s = clock_now_s() + RESTART_S;
        n += child->pid != 0 && !child->is_attendant;
    }
    return n;
}

static void kill_all(struct worker *worker)
{
    for (size_t i = 0; i < worker->n; i++)
        if (worker->children[i].pid)
            (void)kill(worker->children[i].pid, SIGKILL);
}

// Whoever drains the queue has done so: the others are not needed any more.
static int is_drained(const struct worker *worker)
{
    if (!worker->orders->is_drain && !worker->orders->is_once)
        return 0;
    for (size_t i = 0; i < worker->n; i++)
        if (worker->children[i].run == analyse_run && !worker->children[i].is_over)
            return 0;
    return worker->orders->is_drain;
}

static void look_at_stop(struct worker *worker)
{
    double now_s = clock_now_s();
    if (worker->stopped_s == 0 &&
        (n_signals > 0 || worker->is_misconfigured || is_drained(worker))) {
        worker->stopped_s = now_s;
        atomic_store(&worker->shared->stop, 1);
        notify_send("STOPPING=1");
        log_tell("info", "stopping", NULL, NULL);
    }
    if (worker->stopped_s > 0 && worker->hurried_s == 0 &&
        (n_signals > 1 || now_s - worker->stopped_s > worker->settings->grace_s)) {
        worker->hurried_s = now_s;
        atomic_store(&worker->shared->hurry, 1);
    }
    if (worker->hurried_s > 0 && now_s - worker->hurried_s > KILL_S)
        kill_all(worker);
}

static void log_tally(const struct metrics *metrics)
{
    struct log_line line;
    log_begin(&line, "info", "stopped");
    unsigned long long n_retried = 0;
    for (size_t i = 0; i < METRICS_N_REASONS; i++)
        n_retried += atomic_load(&metrics->n_retried[i]);
    ui_json_integer(&line.json, "received", (int64_t)atomic_load(&metrics->n_received));
    ui_json_integer(&line.json, "succeeded", (int64_t)atomic_load(&metrics->n_succeeded));
    ui_json_integer(&line.json, "failed",
                    (int64_t)(atomic_load(&metrics->n_poison) + atomic_load(&metrics->n_passing)));
    ui_json_integer(&line.json, "retried", (int64_t)n_retried);
    ui_json_integer(&line.json, "lost", (int64_t)atomic_load(&metrics->n_lost));
    ui_json_integer(&line.json, "dispatched", (int64_t)atomic_load(&metrics->n_dispatched));
    log_end(&line);
}

// They end by themselves in a moment; the kernel does the rest when this process does.
static void end_attendants(struct worker *worker)
{
    double until_s = clock_now_s() + 2;
    size_t n = 1;
    atomic_store(&worker->shared->is_over, 1);
    while (n > 0 && clock_now_s() < until_s) {
        clock_sleep(0.01);
        reap(worker);
        n = 0;
        for (size_t i = 0; i < worker->n; i++)
            n += worker->children[i].pid != 0;
    }
}

static void supervise(struct worker *worker)
{
    double watchdog_s = notify_watchdog_s(), fed_s = 0;
    size_t n = keep_alive(worker);
    notify_send("READY=1");
    log_tell("info", "started", NULL, NULL);
    while (n > 0 ||
           (worker->stopped_s == 0 && !worker->orders->is_once && !worker->is_misconfigured)) {
        atomic_store(&worker->shared->alive_ms, (long long)(clock_now_s() * 1e3));
        look_at_stop(worker);
        clock_sleep(0.02); // a signal ends it early
        reap(worker);
        n = keep_alive(worker);
        if (watchdog_s > 0 && clock_now_s() - fed_s > watchdog_s) {
            notify_send("WATCHDOG=1");
            fed_s = clock_now_s();
        }
    }
    log_tally(&worker->shared->metrics);
    end_attendants(worker);
}

// Before all others, so that from the first moment on there is somebody to ask.
static int begin_to_listen(struct worker *worker, struct practice_error *err)
{
    struct analyse_options options = {0};
    worker->socket = listen_open(worker->settings->listen, err);
    if (worker->socket < 0)
        return -1;
    if (analyse_prepare(&options, err) != PRACTICE_OK) {
        (void)close(worker->socket);
        return -1;
    }
    (void)snprintf(worker->shared->model, sizeof worker->shared->model, "%s", options.model);
    atomic_store(&worker->shared->alive_ms, (long long)(clock_now_s() * 1e3));
    add(worker, "listen", NULL);
    worker->children[0].is_attendant = 1;
    return 0;
}

int worker_run(const struct settings *settings, const struct slot_orders *orders,
               struct practice_error *err)
{
    struct worker worker = {.settings = settings, .orders = orders, .socket = -1};
    void *shared = mmap(NULL, sizeof *worker.shared, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        (void)fail_no_memory(err);
        return -1;
    }
    worker.shared = shared;
    if (*settings->listen && begin_to_listen(&worker, err) != 0) {
        (void)munmap(shared, sizeof *worker.shared);
        return -1;
    }
    if (settings->role_set & SETTINGS_DISPATCH)
        add(&worker, "dispatch", dispatch_run);
    if (settings->role_set & SETTINGS_DISPATCH && settings->hooks != SETTINGS_HOOKS_OFF)
        add(&worker, "deliver", deliver_run);
    if (settings->role_set & SETTINGS_HOUSEKEEP)
        add(&worker, "housekeep", housekeep_run);
    for (unsigned i = 0; settings->role_set & SETTINGS_ANALYSE && i < (unsigned)settings->jobs; i++)
        add(&worker, "analyse", analyse_run);
    install_signals();
    practice_memory_trim();
    supervise(&worker);
    if (worker.socket >= 0)
        (void)close(worker.socket);
    (void)munmap(shared, sizeof *worker.shared);
    if (worker.is_misconfigured) {
        (void)fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                        "the worker is not set up right: see its log");
        return -1;
    }
    return 0;
}
