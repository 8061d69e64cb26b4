// SPDX-License-Identifier: GPL-3.0-or-later
// `starve URL BUCKET FILE` lets every allocation of cli/cloud fail, one by one, by the linker's
// --wrap, while real calls are made (not those of jansson, which then drops letters silently). A
// call must then say that it is a fault of this machine, or one that passes; never that the message
// or the recording is to blame, and never a wrong answer. What leaks, the sanitizers tell. Prints
// how many failures were met.
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cloud/s3.h"
#include "cloud/sqs.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__real_reallocarray(void *block, size_t n, size_t size);
char *__real_strdup(const char *text);
FILE *__real_open_memstream(char **text, size_t *size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__wrap_reallocarray(void *block, size_t n, size_t size);
char *__wrap_strdup(const char *text);
FILE *__wrap_open_memstream(char **text, size_t *size);
int __wrap_asprintf(char **text, const char *format, ...) __attribute__((format(printf, 2, 3)));
int __wrap___asprintf_chk(char **text, int flag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static int left = -1; // allocations until the one that fails; below 0: none

static int fails(void)
{
    return left >= 0 && left-- == 0;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails() ? NULL : __real_realloc(block, size);
}

void *__wrap_reallocarray(void *block, size_t n, size_t size)
{
    return fails() ? NULL : __real_reallocarray(block, n, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

FILE *__wrap_open_memstream(char **text, size_t *size)
{
    return fails() ? NULL : __real_open_memstream(text, size);
}

int __wrap_asprintf(char **text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = fails() ? -1 : vasprintf(text, format, args);
    va_end(args);
    return n;
}

int __wrap___asprintf_chk(char **text, int flag, const char *format, ...)
{
    (void)flag;
    va_list args;
    va_start(args, format);
    int n = fails() ? -1 : vasprintf(text, format, args);
    va_end(args);
    return n;
}

// What all calls share. Retries would hide a failure, so there are none.
static const char *url;
static struct s3_place place = {.key = "starve/öbject"};
static struct s3_source source;
static struct hash_pair right; // of the source
static struct credentials *credentials;
static struct cloud *cloud;

static enum cloud_status open_client(struct practice_error *err)
{
    const struct credentials_options options = {.profile = NULL};
    const struct cloud_options cloud_options = {.max_tries = 1};
    struct credentials *own_credentials;
    struct credentials_key key;
    struct cloud *own;
    enum cloud_status status = credentials_open(&options, &own_credentials, err);
    if (status != CLOUD_OK)
        return status;
    status = credentials_get(own_credentials, &key, err);
    if (status == CLOUD_OK)
        status = cloud_open(&cloud_options, own_credentials, &own, err);
    if (status == CLOUD_OK)
        cloud_close(own);
    credentials_close(own_credentials);
    return status;
}

static enum cloud_status send_one(struct practice_error *err)
{
    char id[SQS_ID_SIZE];
    return sqs_send(cloud, url, "a job", 0, id, err);
}

static enum cloud_status send_two(struct practice_error *err)
{
    struct sqs_outgoing messages[2] = {{.body = "first"}, {.body = "second"}};
    enum cloud_status status = sqs_send_batch(cloud, url, messages, 2, err);
    for (size_t i = 0; i < 2 && status == CLOUD_OK; i++)
        status = messages[i].ret_status;
    return status;
}

// They stay visible, so that every try gets some.
static enum cloud_status receive(struct practice_error *err)
{
    const struct sqs_reception reception = {.most = 2, .wait_s = 1, .visibility_s = 0};
    struct sqs_messages messages;
    enum cloud_status status = sqs_receive(cloud, url, &reception, &messages, err);
    if (status != CLOUD_OK)
        return status;
    if (messages.n == 0)
        abort();
    sqs_messages_release(&messages);
    return CLOUD_OK;
}

static char receipt[4096]; // of a message in flight

static enum cloud_status keep(struct practice_error *err)
{
    struct sqs_handled handled = {.receipt = receipt, .visibility_s = 60};
    enum cloud_status status = sqs_keep(cloud, url, receipt, 60, err);
    if (status == CLOUD_OK)
        status = sqs_keep_batch(cloud, url, &handled, 1, err);
    return status == CLOUD_OK ? handled.ret_status : status;
}

static enum cloud_status take_receipt(struct practice_error *err)
{
    const struct sqs_reception reception = {.most = 1, .wait_s = 5, .visibility_s = 600};
    struct sqs_messages messages;
    char id[SQS_ID_SIZE];
    enum cloud_status status = sqs_send(cloud, url, "to be kept", 0, id, err);
    if (status == CLOUD_OK)
        status = sqs_receive(cloud, url, &reception, &messages, err);
    if (status != CLOUD_OK)
        return status;
    if (messages.n == 1)
        (void)snprintf(receipt, sizeof receipt, "%s", messages.list[0].receipt);
    sqs_messages_release(&messages);
    return CLOUD_OK;
}

static enum cloud_status find_and_ask(struct practice_error *err)
{
    struct sqs_state state;
    char found[SQS_URL_SIZE];
    enum cloud_status status = sqs_state(cloud, url, &state, err);
    if (status == CLOUD_OK)
        status = sqs_find_arn(cloud, state.arn, found, err);
    if (status == CLOUD_OK && strcmp(found, url) != 0) {
        (void)printf("'%s' instead of '%s'\n", found, url);
        abort();
    }
    return status;
}

static int see_message(void *context, const struct sqs_message *message)
{
    (void)message;
    return ++*(int *)context >= 3;
}

static enum cloud_status list_letters(struct practice_error *err)
{
    int n = 0;
    const struct sqs_dead dead = {
        .from_url = url, .most = 3, .visibility_s = 60, .show = see_message, .context = &n};
    return sqs_list(cloud, &dead, err);
}

static enum cloud_status put(struct practice_error *err)
{
    char etag[S3_ETAG_SIZE];
    return s3_put(cloud, &place, &source, NULL, etag, err);
}

static enum cloud_status get(struct practice_error *err)
{
    struct s3_downloaded downloaded;
    const struct s3_download download = {.fd = open("/tmp", O_TMPFILE | O_RDWR, 0600),
                                         .max_size = 1 << 20};
    enum cloud_status status = s3_get(cloud, &place, &download, &downloaded, err);
    (void)close(download.fd);
    if (status == CLOUD_OK && memcmp(right.sha256, downloaded.sha256, sizeof right.sha256) != 0)
        abort();
    return status;
}

static int see_entry(void *context, const struct s3_entry *entry)
{
    *(int *)context += entry->size == source.size;
    return 0;
}

static enum cloud_status list(struct practice_error *err)
{
    int n = 0;
    enum cloud_status status = s3_list(cloud, place.bucket, "starve/", see_entry, &n, err);
    if (status == CLOUD_OK && n != 1)
        abort();
    return status;
}

static enum cloud_status upload(struct practice_error *err)
{
    char etag[S3_ETAG_SIZE];
    const struct s3_upload how = {.source = &source, .threshold = 1, .part_size = source.size / 2};
    return s3_upload(cloud, &place, &how, etag, err);
}

static enum cloud_status make_ticket(struct practice_error *err)
{
    const struct s3_ticket ticket = {.method = "PUT", .expires_s = 60};
    char *address;
    enum cloud_status status = s3_ticket_make(cloud, &place, &ticket, &address, err);
    if (status == CLOUD_OK)
        free(address);
    return status;
}

// What is told of a failure must stay told: no memory for its words is no reason for others.
static enum cloud_status see_gone(struct practice_error *err)
{
    struct s3_downloaded downloaded;
    const struct s3_place nowhere = {.bucket = place.bucket, .key = "nowhere"};
    const struct s3_download download = {.fd = source.fd, .max_size = 1};
    enum cloud_status status = s3_get(cloud, &nowhere, &download, &downloaded, err);
    return status == CLOUD_GONE ? CLOUD_OK : status;
}

static const struct {
    const char *name;
    enum cloud_status (*call)(struct practice_error *err);
} calls[] = {
    {"open", open_client}, {"send", send_one},      {"batch", send_two},       {"receive", receive},
    {"keep", keep},        {"state", find_and_ask}, {"letters", list_letters}, {"put", put},
    {"get", get},          {"list", list},          {"ticket", make_ticket},   {"gone", see_gone},
    {"upload", upload},
};

// How often the call failed until it had all it needs; -1 when it failed wrongly.
static int starve(size_t i)
{
    struct practice_error err;
    for (int n = 0; n < 2000; n++) {
        left = n;
        enum cloud_status status = calls[i].call(&err);
        int had_all = left >= 0;
        left = -1;
        if (had_all && status == CLOUD_OK)
            return n;
        if (had_all || (status != CLOUD_OK && cloud_kind_of(status) != CLOUD_WAIT)) {
            (void)printf("%s: allocation %d: %s: %s\n", calls[i].name, n, cloud_status_name(status),
                         err.message);
            return -1;
        }
    }
    return -1;
}

int main(int argc, char **argv)
{
    struct practice_error err;
    struct stat about;
    const struct credentials_options options = {.profile = NULL};
    const struct cloud_options cloud_options = {.max_tries = 1};
    if (argc != 4)
        return 2;
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    url = argv[1];
    place.bucket = argv[2];
    source.fd = open(argv[3], O_RDONLY);
    if (source.fd < 0 || fstat(source.fd, &about) < 0)
        return 2;
    source.size = about.st_size;
    if (hash_file(source.fd, 0, source.size, &right, &err) != PRACTICE_OK)
        return 2;
    if (credentials_open(&options, &credentials, &err) != CLOUD_OK ||
        cloud_open(&cloud_options, credentials, &cloud, &err) != CLOUD_OK)
        return 2;
    if (take_receipt(&err) != CLOUD_OK)
        return 2;
    int n_bad = 0, n_met = 0;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        int n = starve(i);
        (void)printf("%s %d\n", calls[i].name, n);
        n_bad += n <= 0;
        n_met += n > 0 ? n : 0;
    }
    cloud_close(cloud);
    credentials_close(credentials);
    (void)close(source.fd);
    (void)printf("%d failures met\n", n_met);
    return n_bad != 0;
}
