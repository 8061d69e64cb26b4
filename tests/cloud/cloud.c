// SPDX-License-Identifier: GPL-3.0-or-later
// `cloud VERB ARGUMENT…` does one thing of cli/cloud, so that the tests can watch it from outside.
// Exits 0, or with 20 + the status after "STATUS: words" on stderr; SIGTERM raises the stop flag.
// CLOUD_PROFILE, CLOUD_TRIES, CLOUD_STALL_S and CLOUD_ADDRESSING ("path", "virtual") set options;
// with CLOUD_COUNTS the requests, connections and retries are told on stderr.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cloud/s3.h"
#include "cloud/sqs.h"

static atomic_int stop;
static struct practice_error err;

static void on_term(int number)
{
    (void)number;
    atomic_store(&stop, 1);
}

static long number(const char *text)
{
    return strtol(text, NULL, 10);
}

static int open_file(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd < 0) {
        perror(path);
        exit(2);
    }
    return fd;
}

static double clock_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// --- SQS

static enum cloud_status queue_create(struct cloud *cloud, char **argv)
{
    char url[SQS_URL_SIZE];
    struct sqs_creation creation = {.name = argv[0], .visibility_s = SQS_QUEUE_VISIBILITY};
    if (argv[1])
        creation.visibility_s = (int)number(argv[1]);
    if (argv[1] && argv[2]) {
        creation.dead_letter_arn = argv[2];
        creation.max_receives = (int)number(argv[3]);
    }
    enum cloud_status status = sqs_create(cloud, &creation, url, &err);
    if (status == CLOUD_OK)
        (void)printf("%s\n", url);
    return status;
}

static enum cloud_status queue_url(struct cloud *cloud, char **argv)
{
    char url[SQS_URL_SIZE];
    enum cloud_status status = strncmp(argv[0], "arn:", 4) == 0
                                   ? sqs_find_arn(cloud, argv[0], url, &err)
                                   : sqs_find(cloud, argv[0], url, &err);
    if (status == CLOUD_OK)
        (void)printf("%s\n", url);
    return status;
}

static enum cloud_status queue_state(struct cloud *cloud, char **argv)
{
    struct sqs_state state;
    enum cloud_status status = sqs_state(cloud, argv[0], &state, &err);
    if (status == CLOUD_OK)
        (void)printf("waiting %lld\nin_flight %lld\ndelayed %lld\nvisibility %d\nreceives %d\n"
                     "arn %s\ndead %s\n",
                     (long long)state.n_waiting, (long long)state.n_in_flight,
                     (long long)state.n_delayed, state.visibility_s, state.max_receives, state.arn,
                     state.dead_letter_arn);
    return status;
}

static enum cloud_status send_bodies(struct cloud *cloud, char **argv)
{
    enum cloud_status status = CLOUD_OK;
    for (size_t i = 1; argv[i] && status == CLOUD_OK; i++) {
        char id[SQS_ID_SIZE];
        status = sqs_send(cloud, argv[0], argv[i], 0, id, &err);
        if (status == CLOUD_OK)
            (void)printf("%s\n", id);
    }
    return status;
}

// send-file URL FILE: the body is the file's.
static enum cloud_status send_file(struct cloud *cloud, char **argv)
{
    int fd = open_file(argv[1], O_RDONLY);
    char *body = calloc(1, 4 * SQS_MAX_BODY), id[SQS_ID_SIZE];
    if (!body || read(fd, body, 4 * SQS_MAX_BODY - 1) < 0)
        exit(2);
    (void)close(fd);
    enum cloud_status status = sqs_send(cloud, argv[0], body, 0, id, &err);
    free(body);
    return status;
}

// send-many URL N: bodies "1" … "N" in batches; tells the rate.
static enum cloud_status send_many(struct cloud *cloud, char **argv)
{
    long n = number(argv[1]);
    double begun_s = clock_s();
    for (long at = 1; at <= n; at += SQS_MAX_BATCH) {
        char bodies[SQS_MAX_BATCH][24];
        struct sqs_outgoing messages[SQS_MAX_BATCH];
        size_t k = 0;
        for (; k < SQS_MAX_BATCH && at + (long)k <= n; k++) {
            (void)snprintf(bodies[k], sizeof bodies[k], "%ld", at + (long)k);
            messages[k] = (struct sqs_outgoing){.body = bodies[k]};
        }
        enum cloud_status status = sqs_send_batch(cloud, argv[0], messages, k, &err);
        for (size_t i = 0; i < k && status == CLOUD_OK; i++)
            status = messages[i].ret_status;
        if (status != CLOUD_OK)
            return status;
    }
    (void)printf("%.0f messages a second\n", (double)n / (clock_s() - begun_s));
    return CLOUD_OK;
}

// receive URL MOST WAIT_S VISIBILITY_S
static enum cloud_status receive(struct cloud *cloud, char **argv)
{
    const struct sqs_reception reception = {.most = (int)number(argv[1]),
                                            .wait_s = (int)number(argv[2]),
                                            .visibility_s = (int)number(argv[3])};
    struct sqs_messages messages;
    enum cloud_status status = sqs_receive(cloud, argv[0], &reception, &messages, &err);
    if (status != CLOUD_OK)
        return status;
    for (size_t i = 0; i < messages.n; i++) {
        const struct sqs_message *message = &messages.list[i];
        (void)printf("%s receives=%d sent=%lld %s %s\n", message->receipt, message->n_receives,
                     (long long)message->sent_ms, message->is_damaged ? "damaged" : "sound",
                     message->body);
    }
    sqs_messages_release(&messages);
    return CLOUD_OK;
}

// drain URL N: receives and deletes until N different numbers came, or the queue stays empty.
static enum cloud_status drain(struct cloud *cloud, char **argv)
{
    long n = number(argv[1]), n_different = 0, n_all = 0;
    char *seen = calloc(1, (size_t)n + 1);
    double begun_s = clock_s();
    enum cloud_status status = CLOUD_OK;
    while (status == CLOUD_OK && n_different < n) {
        const struct sqs_reception reception = {.most = 10, .wait_s = 5, .visibility_s = 30};
        struct sqs_messages messages;
        struct sqs_handled handled[SQS_MAX_BATCH];
        status = sqs_receive(cloud, argv[0], &reception, &messages, &err);
        if (status != CLOUD_OK || messages.n == 0)
            break;
        for (size_t i = 0; i < messages.n; i++) {
            long k = number(messages.list[i].body);
            n_all++;
            n_different += k > 0 && k <= n && !seen[k];
            if (k > 0 && k <= n)
                seen[k] = 1;
            handled[i] = (struct sqs_handled){.receipt = messages.list[i].receipt};
        }
        status = sqs_delete_batch(cloud, argv[0], handled, messages.n, &err);
        for (size_t i = 0; i < messages.n && status == CLOUD_OK; i++)
            status = handled[i].ret_status;
        sqs_messages_release(&messages);
    }
    (void)printf("%ld different of %ld, %.0f messages a second\n", n_different, n_all,
                 (double)n_all / (clock_s() - begun_s));
    free(seen);
    return status;
}

static enum cloud_status delete_message(struct cloud *cloud, char **argv)
{
    return sqs_delete(cloud, argv[0], argv[1], &err);
}

// keep URL RECEIPT VISIBILITY_S
static enum cloud_status keep(struct cloud *cloud, char **argv)
{
    return sqs_keep(cloud, argv[0], argv[1], (int)number(argv[2]), &err);
}

// keep-batch URL VISIBILITY_S RECEIPT…: the status of each
static enum cloud_status keep_batch(struct cloud *cloud, char **argv)
{
    struct sqs_handled handled[SQS_MAX_BATCH];
    size_t n = 0;
    for (; argv[2 + n] && n < SQS_MAX_BATCH; n++)
        handled[n] =
            (struct sqs_handled){.receipt = argv[2 + n], .visibility_s = (int)number(argv[1])};
    enum cloud_status status = sqs_keep_batch(cloud, argv[0], handled, n, &err);
    for (size_t i = 0; i < n && status == CLOUD_OK; i++)
        (void)printf("%s\n", cloud_status_name(handled[i].ret_status));
    return status;
}

static int show_message(void *context, const struct sqs_message *message)
{
    (void)context;
    (void)printf("%s\n", message->body);
    return 0;
}

static enum cloud_status dead_list(struct cloud *cloud, char **argv)
{
    const struct sqs_dead dead = {.from_url = argv[0],
                                  .most = (size_t)number(argv[1]),
                                  .visibility_s = 60,
                                  .show = show_message};
    return sqs_list(cloud, &dead, &err);
}

// 1 for a body that is not the one that stays.
static int is_other(void *context, const struct sqs_message *message)
{
    return strcmp(message->body, context) != 0;
}

// dead-move FROM TO MOST [BODY THAT STAYS]
static enum cloud_status dead_move(struct cloud *cloud, char **argv)
{
    size_t n_moved;
    const struct sqs_dead dead = {.from_url = argv[0],
                                  .to_url = argv[1],
                                  .most = (size_t)number(argv[2]),
                                  .visibility_s = 60,
                                  .show = argv[3] ? is_other : NULL,
                                  .context = argv[3]};
    enum cloud_status status = sqs_move(cloud, &dead, &n_moved, &err);
    (void)printf("%zu moved\n", n_moved);
    return status;
}

static enum cloud_status dead_start(struct cloud *cloud, char **argv)
{
    return sqs_start_move(cloud, argv[0], &err);
}

// --- S3

static struct s3_place place_of(char **argv)
{
    return (struct s3_place){.bucket = argv[0], .key = argv[1]};
}

static enum cloud_status create(struct cloud *cloud, char **argv)
{
    return s3_create(cloud, argv[0], &err);
}

static enum cloud_status head(struct cloud *cloud, char **argv)
{
    struct s3_object object;
    const struct s3_place place = place_of(argv);
    enum cloud_status status = s3_head(cloud, &place, &object, &err);
    if (status == CLOUD_OK)
        (void)printf("size %lld\netag %s\ntype %s\nage %lld\n", (long long)object.size, object.etag,
                     object.content_type, (long long)(time(NULL) - object.modified_s));
    return status;
}

static int tell_progress(void *context, int64_t n_done, int64_t n_all)
{
    (void)context;
    (void)fprintf(stderr, "progress %lld of %lld\n", (long long)n_done, (long long)n_all);
    return 0;
}

// get BUCKET KEY FILE MAX_SIZE [ETAG [RESUME_FROM]]
static enum cloud_status get(struct cloud *cloud, char **argv)
{
    const struct s3_place place = place_of(argv);
    struct s3_downloaded downloaded;
    char hex[HASH_HEX_SIZE];
    struct s3_download download = {.fd = open_file(argv[2], O_RDWR | O_CREAT),
                                   .max_size = number(argv[3]),
                                   .if_match = argv[4],
                                   .resume_from = argv[4] && argv[5] ? number(argv[5]) : 0,
                                   .progress = getenv("CLOUD_PROGRESS") ? tell_progress : NULL};
    enum cloud_status status = s3_get(cloud, &place, &download, &downloaded, &err);
    (void)close(download.fd);
    if (status != CLOUD_OK)
        return status;
    hash_to_hex(downloaded.sha256, sizeof downloaded.sha256, hex);
    (void)printf("%s %lld %s\n", hex, (long long)downloaded.object.size, downloaded.object.etag);
    return CLOUD_OK;
}

// read BUCKET KEY OFFSET SIZE
static enum cloud_status read_bytes(struct cloud *cloud, char **argv)
{
    const struct s3_place place = place_of(argv);
    char bytes[4096];
    size_t n;
    enum cloud_status status =
        s3_read(cloud, &place, number(argv[2]), (size_t)number(argv[3]), bytes, &n, &err);
    if (status == CLOUD_OK)
        (void)fwrite(bytes, 1, n, stdout);
    return status;
}

static struct s3_source source_of(const char *path)
{
    struct stat about;
    int fd = open_file(path, O_RDONLY);
    if (fstat(fd, &about) < 0)
        exit(2);
    return (struct s3_source){.fd = fd, .size = about.st_size};
}

// put BUCKET KEY FILE [ENCRYPTION]
static enum cloud_status put(struct cloud *cloud, char **argv)
{
    const struct s3_place place = place_of(argv);
    const struct s3_source source = source_of(argv[2]);
    const struct s3_kind kind = {.content_type = "audio/flac", .encryption = argv[3]};
    char etag[S3_ETAG_SIZE];
    enum cloud_status status = s3_put(cloud, &place, &source, &kind, etag, &err);
    (void)close(source.fd);
    if (status == CLOUD_OK)
        (void)printf("%s\n", etag);
    return status;
}

// upload BUCKET KEY FILE THRESHOLD PART_SIZE [FILE THAT KEEPS THE UPLOAD'S NAME]
static enum cloud_status upload(struct cloud *cloud, char **argv)
{
    const struct s3_place place = place_of(argv);
    const struct s3_source source = source_of(argv[2]);
    char etag[S3_ETAG_SIZE], name[S3_UPLOAD_SIZE] = "";
    FILE *kept = argv[5] ? fopen(argv[5], "r") : NULL;
    if (kept && !fgets(name, sizeof name, kept))
        name[0] = '\0';
    if (kept)
        (void)fclose(kept);
    const struct s3_upload how = {.source = &source,
                                  .threshold = number(argv[3]),
                                  .part_size = number(argv[4]),
                                  .upload = argv[5] ? name : NULL,
                                  .progress = tell_progress};
    enum cloud_status status = s3_upload(cloud, &place, &how, etag, &err);
    (void)close(source.fd);
    kept = argv[5] ? fopen(argv[5], "w") : NULL;
    if (kept) {
        (void)fputs(name, kept);
        (void)fclose(kept);
    }
    if (status == CLOUD_OK)
        (void)printf("%s\n", etag);
    return status;
}

static enum cloud_status remove_object(struct cloud *cloud, char **argv)
{
    const struct s3_place place = place_of(argv);
    return s3_delete(cloud, &place, &err);
}

static int show_entry(void *context, const struct s3_entry *entry)
{
    (void)context;
    (void)printf("%s %lld %s %s\n", entry->key, (long long)entry->size, entry->etag,
                 entry->modified_s > 0 ? "dated" : "undated");
    return 0;
}

static enum cloud_status list(struct cloud *cloud, char **argv)
{
    return s3_list(cloud, argv[0], argv[1], show_entry, NULL, &err);
}

static enum cloud_status list_uploads(struct cloud *cloud, char **argv)
{
    return s3_list_uploads(cloud, argv[0], argv[1], show_entry, NULL, &err);
}

// ticket METHOD BUCKET KEY EXPIRES_S
static enum cloud_status ticket(struct cloud *cloud, char **argv)
{
    const struct s3_place place = place_of(argv + 1);
    const struct s3_ticket what = {.method = argv[0], .expires_s = number(argv[3])};
    char *address;
    enum cloud_status status = s3_ticket_make(cloud, &place, &what, &address, &err);
    if (status == CLOUD_OK) {
        (void)printf("%s\n", address);
        free(address);
    }
    return status;
}

// ticket-put ADDRESS FILE
static enum cloud_status ticket_put(struct cloud *cloud, char **argv)
{
    (void)cloud;
    const struct http_options options = {.stop = &stop};
    const struct s3_source source = source_of(argv[1]);
    char etag[S3_ETAG_SIZE];
    struct http *http;
    enum cloud_status status = http_open(&options, &http, &err);
    if (status == CLOUD_OK)
        status = s3_ticket_put(http, argv[0], &source, &stop, etag, &err);
    http_close(http);
    (void)close(source.fd);
    if (status == CLOUD_OK)
        (void)printf("%s\n", etag);
    return status;
}

static const struct verb {
    const char *name;
    enum cloud_status (*run)(struct cloud *cloud, char **argv);
    int least; // arguments
} verbs[] = {
    {"queue-create", queue_create, 1},
    {"queue-url", queue_url, 1},
    {"queue-state", queue_state, 1},
    {"send", send_bodies, 2},
    {"send-file", send_file, 2},
    {"send-many", send_many, 2},
    {"receive", receive, 4},
    {"drain", drain, 2},
    {"delete", delete_message, 2},
    {"keep", keep, 3},
    {"keep-batch", keep_batch, 3},
    {"dead-list", dead_list, 2},
    {"dead-move", dead_move, 3},
    {"dead-start", dead_start, 1},
    {"s3-create", create, 1},
    {"s3-head", head, 2},
    {"s3-get", get, 4},
    {"s3-read", read_bytes, 4},
    {"s3-put", put, 3},
    {"s3-upload", upload, 5},
    {"s3-delete", remove_object, 2},
    {"s3-list", list, 1},
    {"s3-uploads", list_uploads, 1},
    {"ticket", ticket, 4},
    {"ticket-put", ticket_put, 2},
};

// --- credentials alone: credentials N SECONDS asks N times, so many seconds apart

static enum cloud_status ask_credentials(struct credentials *credentials, char **argv)
{
    struct credentials_key key;
    long n = argv[0] ? number(argv[0]) : 1, seconds = argv[0] && argv[1] ? number(argv[1]) : 0;
    enum cloud_status status = CLOUD_OK;
    for (long i = 0; i < n && status == CLOUD_OK; i++) {
        if (i > 0)
            (void)sleep((unsigned)seconds);
        status = credentials_get(credentials, &key, &err);
        if (status == CLOUD_OK)
            (void)printf("%s: %s %s %s\n", credentials_source(credentials), key.access_key,
                         key.secret_key, key.session_token[0] ? key.session_token : "-");
    }
    return status;
}

static enum cloud_status run_verb(const struct verb *verb, struct credentials *credentials,
                                  char **argv)
{
    const char *tries = getenv("CLOUD_TRIES"), *stall = getenv("CLOUD_STALL_S");
    const char *addressing = getenv("CLOUD_ADDRESSING");
    struct cloud_options options = {.profile = getenv("CLOUD_PROFILE"), .stop = &stop};
    options.max_tries = tries ? (unsigned)number(tries) : 0;
    options.stall_s = stall ? (double)number(stall) : 0;
    if (addressing)
        options.addressing =
            strcmp(addressing, "path") == 0 ? CLOUD_ADDRESS_PATH : CLOUD_ADDRESS_VIRTUAL;
    struct cloud *cloud;
    enum cloud_status status = cloud_open(&options, credentials, &cloud, &err);
    if (status != CLOUD_OK)
        return status;
    status = verb->run(cloud, argv);
    const struct cloud_counts counts = cloud_counts(cloud);
    if (getenv("CLOUD_COUNTS"))
        (void)fprintf(stderr, "%llu requests, %llu connections, %llu retries\n",
                      (unsigned long long)counts.http.n_exchanges,
                      (unsigned long long)counts.http.n_connections,
                      (unsigned long long)counts.n_retries);
    cloud_close(cloud);
    return status;
}

int main(int argc, char **argv)
{
    const struct sigaction action = {.sa_handler = on_term};
    const struct credentials_options options = {.profile = getenv("CLOUD_PROFILE"), .stop = &stop};
    struct credentials *credentials;
    const struct verb *verb = NULL;
    if (argc < 2 || sigaction(SIGTERM, &action, NULL) < 0)
        return 2;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, argv[1]) == 0 && argc - 2 >= verbs[i].least)
            verb = &verbs[i];
    if (!verb && strcmp(argv[1], "credentials") != 0)
        return 2;
    enum cloud_status status = credentials_open(&options, &credentials, &err);
    if (status == CLOUD_OK) {
        status =
            verb ? run_verb(verb, credentials, argv + 2) : ask_credentials(credentials, argv + 2);
        credentials_close(credentials);
    }
    if (status == CLOUD_OK)
        return 0;
    (void)fprintf(stderr, "%s: %s\n", cloud_status_name(status), err.message);
    if (err.hint[0])
        (void)fprintf(stderr, "hint: %s\n", err.hint);
    return 20 + (int)status;
}
