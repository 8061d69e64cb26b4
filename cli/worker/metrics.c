// SPDX-License-Identifier: GPL-3.0-or-later
// Everything is a whole number of something small (milliseconds, microseconds) until it is written,
// so that adding is one atomic instruction, and no locale puts a comma into a number.
#include "worker/metrics.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <practice/error.h>

#include "worker/clock.h"
#include "worker/slot.h"

#define PREFIX "practice_worker_"

static const double buckets_s[METRICS_N_BUCKETS] = {0.05, 0.1, 0.25, 0.5, 1,   2.5, 5,
                                                    10,   30,  60,   120, 300, 1800};

struct metric {
    const char *name, *labels, *help; // labels: "" or {…}
    size_t offset;                    // in struct metrics, of an atomic_ullong
    unsigned per_unit;                // counted in 1/per_unit
};

#define COUNT(name, labels, help, member)                                                          \
    {                                                                                              \
        name, labels, help, offsetof(struct metrics, member), 1                                    \
    }
#define MILLI(name, help, member)                                                                  \
    {                                                                                              \
        name, "", help, offsetof(struct metrics, member), 1000                                     \
    }
#define RETRY(word, which)                                                                         \
    COUNT("retries_total", "{reason=\"" word "\"}", "Attempts that will be made again.",           \
          n_retried[which])

// Rows of one name stand together.
static const struct metric counters[] = {
    COUNT("messages_received_total", "", "Messages received from the queue.", n_received),
    COUNT("jobs_total", "{outcome=\"succeeded\"}", "Jobs that ended here.", n_succeeded),
    COUNT("jobs_total", "{outcome=\"poison\"}", "Jobs that ended here.", n_poison),
    COUNT("jobs_total", "{outcome=\"passing\"}", "Jobs that ended here.", n_passing),
    COUNT("jobs_lost_total", "", "Attempts that others had taken over.", n_lost),
    RETRY("store", METRICS_BY_STORE),
    RETRY("studio", METRICS_BY_STUDIO),
    RETRY("decoder", METRICS_BY_DECODER),
    RETRY("machine", METRICS_BY_MACHINE),
    RETRY("stop", METRICS_BY_STOP),
    MILLI("audio_seconds_total", "Sound that was analysed.", audio_ms),
    MILLI("analysis_seconds_total", "Time spent on analysing it.", work_ms),
    COUNT("heartbeat_failures_total", "", "Signs of life that did not get through.",
          n_beats_failed),
    COUNT("recordings_deleted_total", "", "Recordings deleted from the store.", n_deleted),
    COUNT("orphans_total", "", "Recordings found that no job knew.", n_orphans),
    COUNT("messages_resent_total", "", "Jobs whose message was sent again.", n_resent),
    COUNT("messages_sent_total", "", "Jobs brought to the queue.", n_dispatched),
    COUNT("tickets_total", "", "Addresses to upload to that were given.", n_tickets),
    COUNT("process_deaths_total", "", "Processes of the worker that died.", n_died),
    COUNT("cloud_requests_total", "", "Requests to queue and store.", n_requests),
    COUNT("cloud_retries_total", "", "Requests that were sent again.", n_cloud_retries),
    COUNT("webhook_deliveries_total", "{outcome=\"delivered\"}", "Webhooks tried.",
          n_hooks_delivered),
    COUNT("webhook_deliveries_total", "{outcome=\"failed\"}", "Webhooks tried.", n_hooks_failed),
    COUNT("webhooks_disabled_total", "", "Webhooks given up for failing too long.",
          n_hooks_disabled),
};

static const char *const stage_names[METRICS_N_STAGES] = {
    [METRICS_FETCH] = "fetch",     [METRICS_ANALYSE] = "analyse", [METRICS_STORE] = "store",
    [METRICS_CLEANUP] = "cleanup", [METRICS_JOB] = "job",
};

const char *const metrics_states[METRICS_N_STATES] = {"CREATED", "INGESTED", "QUEUED", "RUNNING"};

void metrics_observe(struct metrics *metrics, enum metrics_stage stage, double seconds)
{
    struct metrics_histogram *histogram = &metrics->stages[stage];
    double chosen_s = seconds > 0 ? seconds : 0;
    size_t i = 0;
    while (i < METRICS_N_BUCKETS && chosen_s > buckets_s[i])
        i++;
    (void)atomic_fetch_add(&histogram->counts[i], 1);
    (void)atomic_fetch_add(&histogram->sum_us, (unsigned long long)(chosen_s * 1e6));
}

static void head(FILE *out, const char *name, const char *type, const char *help)
{
    (void)fprintf(out, "# HELP " PREFIX "%s %s\n# TYPE " PREFIX "%s %s\n", name, help, name, type);
}

static void gauge(FILE *out, const char *name, const char *help, int64_t value)
{
    head(out, name, "gauge", help);
    (void)fprintf(out, PREFIX "%s %" PRId64 "\n", name, value);
}

static void write_counters(const struct metrics *metrics, FILE *out)
{
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        const struct metric *metric = &counters[i];
        const atomic_ullong *at = (const void *)((const char *)metrics + metric->offset);
        unsigned long long value = atomic_load(at);
        if (i == 0 || strcmp(metric->name, counters[i - 1].name) != 0)
            head(out, metric->name, "counter", metric->help);
        (void)fprintf(out, PREFIX "%s%s %llu", metric->name, metric->labels,
                      value / metric->per_unit);
        if (metric->per_unit > 1)
            (void)fprintf(out, ".%03llu", value % metric->per_unit);
        (void)fputc('\n', out);
    }
}

// A bound as Prometheus likes it: 0.05, 2.5, 1800.
static void put_bound(double bound_s, FILE *out)
{
    unsigned hundredths = (unsigned)(bound_s * 100 + 0.5);
    (void)fprintf(out, "%u", hundredths / 100);
    if (hundredths % 100)
        (void)fprintf(out, hundredths % 10 ? ".%02u" : ".%u",
                      hundredths % 10 ? hundredths % 100 : hundredths % 100 / 10);
}

// The buckets' sum is the count, so that they agree while others are adding.
static void write_histogram(const struct metrics_histogram *histogram, const char *stage, FILE *out)
{
    unsigned long long n = 0, sum_us = atomic_load(&histogram->sum_us);
    for (size_t i = 0; i <= METRICS_N_BUCKETS; i++) {
        n += atomic_load(&histogram->counts[i]);
        (void)fprintf(out, PREFIX "stage_duration_seconds_bucket{stage=\"%s\",le=\"", stage);
        if (i < METRICS_N_BUCKETS)
            put_bound(buckets_s[i], out);
        else
            (void)fputs("+Inf", out);
        (void)fprintf(out, "\"} %llu\n", n);
    }
    (void)fprintf(out, PREFIX "stage_duration_seconds_sum{stage=\"%s\"} %llu.%06llu\n", stage,
                  sum_us / 1000000, sum_us % 1000000);
    (void)fprintf(out, PREFIX "stage_duration_seconds_count{stage=\"%s\"} %llu\n", stage, n);
}

static void write_histograms(const struct metrics *metrics, FILE *out)
{
    head(out, "stage_duration_seconds", "histogram", "How long a stage of a job takes.");
    for (size_t i = 0; i < METRICS_N_STAGES; i++)
        write_histogram(&metrics->stages[i], stage_names[i], out);
}

static void write_seen(const struct metrics_seen *seen, FILE *out)
{
    long long at_ms = atomic_load(&seen->at_ms);
    if (at_ms == 0 || clock_now_s() - (double)at_ms / 1e3 > METRICS_STALE_S)
        return;
    head(out, "queue_messages", "gauge", "Messages of the queue, as SQS estimates them.");
    (void)fprintf(out, PREFIX "queue_messages{state=\"waiting\"} %lld\n",
                  atomic_load(&seen->n_waiting));
    (void)fprintf(out, PREFIX "queue_messages{state=\"in_flight\"} %lld\n",
                  atomic_load(&seen->n_in_flight));
    (void)fprintf(out, PREFIX "queue_messages{state=\"delayed\"} %lld\n",
                  atomic_load(&seen->n_delayed));
    long long n_dead = atomic_load(&seen->n_dead);
    if (n_dead >= 0)
        gauge(out, "dead_letters", "Messages that were tried as often as allowed.", n_dead);
    head(out, "studio_jobs", "gauge", "Jobs of the studio that are not over.");
    for (size_t i = 0; i < METRICS_N_STATES; i++)
        (void)fprintf(out, PREFIX "studio_jobs{status=\"%s\"} %lld\n", metrics_states[i],
                      atomic_load(&seen->n_jobs[i]));
    head(out, "studio_oldest_job_seconds", "gauge", "How long the oldest has been in its state.");
    for (size_t i = 0; i < METRICS_N_STATES; i++) {
        long long ms = atomic_load(&seen->oldest_ms[i]);
        (void)fprintf(out, PREFIX "studio_oldest_job_seconds{status=\"%s\"} %lld.%03lld\n",
                      metrics_states[i], ms / 1000, ms % 1000);
    }
}

static void write_state(const struct slot_shared *shared, const struct settings *settings,
                        FILE *out)
{
    static const char *const names[SLOT_N_CIRCUITS] = {
        [SLOT_STUDIO] = "studio", [SLOT_QUEUE] = "queue", [SLOT_STORE] = "store"};
    int n_busy = 0;
    for (size_t i = 0; i < SLOT_MOST; i++)
        n_busy += atomic_load(&shared->is_busy[i]) != 0;
    head(out, "build_info", "gauge", "1, with the version and the model of the analysis.");
    (void)fprintf(out, PREFIX "build_info{version=\"%s\",model=\"%.80s\"} 1\n", practice_version(),
                  shared->model);
    gauge(out, "jobs_in_flight", "Jobs that are worked on just now.", n_busy);
    gauge(out, "slots", "Jobs that may be worked on at once.",
          settings->role_set & SETTINGS_ANALYSE ? (int64_t)settings->jobs : 0);
    gauge(out, "draining", "1 when nothing new is begun.", atomic_load(&shared->stop) != 0);
    head(out, "circuit_open", "gauge", "1 when it failed and is only tried now and then.");
    for (size_t i = 0; i < SLOT_N_CIRCUITS; i++)
        (void)fprintf(out, PREFIX "circuit_open{dependency=\"%s\"} %d\n", names[i],
                      circuit_state(&shared->circuits[i]) == CIRCUIT_OPEN);
}

void metrics_write(const struct slot_shared *shared, const struct settings *settings, FILE *out)
{
    write_state(shared, settings, out);
    write_counters(&shared->metrics, out);
    write_histograms(&shared->metrics, out);
    write_seen(&shared->metrics.seen, out);
}
