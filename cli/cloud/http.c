// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange. An easy handle is reset for each one, which keeps its connections; what comes back
// is counted before it is kept, so that no peer decides how much memory we use.
#include "cloud/http.h"

#include <curl/curl.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cloud/http_inside.h"

#define STALL_BYTES_S 1024L // less than that for a while is as good as nothing

struct http {
    CURL *curl;
    struct http_options options;
    struct http_counts counts;
    char words[CURL_ERROR_SIZE];
};

// What the callbacks of one exchange share.
struct exchange {
    struct http *http;
    const struct http_request *request;
    struct http_answer answer;
    size_t head_room, body_room;
    int64_t n_sent;            // of a file
    enum cloud_status failure; // that a callback found
    int sink_failed;           // and has told why
    int is_private;            // where the address leads
};

static pthread_once_t started = PTHREAD_ONCE_INIT;
static int start_failed;

static void start_library(void)
{
    start_failed = curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK;
}

enum cloud_status http_open(const struct http_options *options, struct http **ret_http,
                            struct practice_error *err)
{
    (void)pthread_once(&started, start_library);
    struct http *http = calloc(1, sizeof *http);
    CURL *curl = start_failed || !http ? NULL : curl_easy_init();
    if (!curl) {
        free(http);
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    http->curl = curl;
    http->options = *options;
    *ret_http = http;
    return CLOUD_OK;
}

void http_close(struct http *http)
{
    if (!http)
        return;
    curl_easy_cleanup(http->curl);
    free(http);
}

static int is_stopped(const struct http *http)
{
    const struct http_options *options = &http->options;
    return (options->stop && atomic_load(options->stop) != 0) ||
           (options->tick && options->tick(options->tick_context) != 0);
}

static int on_progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t n_sent)
{
    struct exchange *exchange = context;
    (void)a, (void)b, (void)c;
    if (exchange->request->sent)
        exchange->request->sent(exchange->request->sent_context, n_sent);
    return is_stopped(exchange->http);
}

// Room grows by half, so that a long answer is not copied for every piece of it.
static int append(char **text, size_t *size, size_t *room, const void *data, size_t n)
{
    if (!*text || *room - *size < n) {
        size_t wanted = *size + n + *size / 2;
        char *grown = realloc(*text, wanted + 1);
        if (!grown)
            return -1;
        *text = grown;
        *room = wanted;
    }
    memcpy(*text + *size, data, n);
    *size += n;
    (*text)[*size] = '\0';
    return 0;
}

// A "100 Continue" before the answer has a head of its own, which is forgotten.
static size_t on_head(char *data, size_t one, size_t n, void *context)
{
    struct exchange *exchange = context;
    struct http_answer *answer = &exchange->answer;
    (void)one;
    if (n >= 5 && memcmp(data, "HTTP/", 5) == 0) {
        answer->head_size = 0;
        answer->status = 0;
    }
    if (answer->head_size + n > HTTP_MAX_HEAD) {
        exchange->failure = CLOUD_TOO_BIG;
        return 0;
    }
    if (append(&answer->head, &answer->head_size, &exchange->head_room, data, n) < 0) {
        exchange->failure = CLOUD_LOCAL;
        return 0;
    }
    return n;
}

static size_t on_body(char *data, size_t one, size_t n, void *context)
{
    struct exchange *exchange = context;
    const struct http_request *request = exchange->request;
    struct http_answer *answer = &exchange->answer;
    (void)one;
    if (!answer->status) {
        long status = 0;
        (void)curl_easy_getinfo(exchange->http->curl, CURLINFO_RESPONSE_CODE, &status);
        answer->status = (int)status;
    }
    int is_success = answer->status >= 200 && answer->status < 300;
    if (is_success && request->sink) {
        if (request->sink(request->sink_context, answer, data, n) == 0)
            return n;
        exchange->failure = CLOUD_LOCAL;
        exchange->sink_failed = 1;
        return 0;
    }
    size_t most = is_success ? request->max_body : HTTP_MAX_ERROR_BODY;
    if (n > most || answer->size > most - n) {
        exchange->failure = CLOUD_TOO_BIG;
        return 0;
    }
    if (append(&answer->body, &answer->size, &exchange->body_room, data, n) == 0)
        return n;
    exchange->failure = CLOUD_LOCAL;
    return 0;
}

static size_t on_send(char *buffer, size_t one, size_t n, void *context)
{
    struct exchange *exchange = context;
    const struct http_request *request = exchange->request;
    size_t left = request->body_size - (size_t)exchange->n_sent;
    size_t wanted = one * n < left ? one * n : left;
    ssize_t got =
        pread(request->body_fd, buffer, wanted, (off_t)(request->body_offset + exchange->n_sent));
    if (got < 0 || (got == 0 && wanted > 0)) {
        exchange->failure = CLOUD_LOCAL;
        return CURL_READFUNC_ABORT;
    }
    exchange->n_sent += got;
    return (size_t)got;
}

// Asked for when a kept connection turns out to be dead and the body must be sent again.
static int on_seek(void *context, curl_off_t offset, int origin)
{
    struct exchange *exchange = context;
    if (origin != SEEK_SET || offset < 0 ||
        (uint64_t)offset > (uint64_t)exchange->request->body_size)
        return CURL_SEEKFUNC_FAIL;
    exchange->n_sent = offset;
    return CURL_SEEKFUNC_OK;
}

static void set_limits(struct exchange *exchange)
{
    CURL *curl = exchange->http->curl;
    const struct http_options *options = &exchange->http->options;
    double connect_s = options->connect_s > 0 ? options->connect_s : HTTP_CONNECT_S;
    double stall_s = options->stall_s > 0 ? options->stall_s : HTTP_STALL_S;
    double total_s = exchange->request->total_s;
    if (total_s >= 0 && !(total_s > 0))
        total_s = HTTP_TOTAL_S;
    (void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)(connect_s * 1000));
    // A long poll is silent on purpose: there the whole time is the limit.
    (void)curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, total_s < 0 ? STALL_BYTES_S : 0L);
    (void)curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)(stall_s + 0.999));
    if (total_s > 0)
        (void)curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)(total_s * 1000));
    (void)curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    (void)curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    (void)curl_easy_setopt(curl, CURLOPT_XFERINFODATA, exchange);
    (void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
}

static int set_address(struct exchange *exchange)
{
    CURL *curl = exchange->http->curl;
    const struct http_options *options = &exchange->http->options;
    int failed = curl_easy_setopt(curl, CURLOPT_URL, exchange->request->address) != CURLE_OK;
    failed |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") != CURLE_OK;
    failed |= curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L) != CURLE_OK;
    failed |= curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) != CURLE_OK;
    failed |= curl_easy_setopt(curl, CURLOPT_USERAGENT, "practice/" PRACTICE_VERSION) != CURLE_OK;
    if (options->ca_file)
        failed |= curl_easy_setopt(curl, CURLOPT_CAINFO, options->ca_file) != CURLE_OK;
    if (options->no_proxy)
        failed |= curl_easy_setopt(curl, CURLOPT_PROXY, "") != CURLE_OK;
    if (options->is_public_only) {
        failed |= curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, http_open_public) != CURLE_OK;
        failed |= curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange->is_private) != CURLE_OK;
    }
    (void)curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, exchange->http->words);
    return failed;
}

static void set_callbacks(struct exchange *exchange)
{
    CURL *curl = exchange->http->curl;
    (void)curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_head);
    (void)curl_easy_setopt(curl, CURLOPT_HEADERDATA, exchange);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, exchange);
}

// libcurl has a mode for each kind of request; the method's own name is set over it.
static int set_body(struct exchange *exchange)
{
    CURL *curl = exchange->http->curl;
    const struct http_request *request = exchange->request;
    int failed = 0;
    if (request->has_file) {
        (void)curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        (void)curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)request->body_size);
        (void)curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_send);
        (void)curl_easy_setopt(curl, CURLOPT_READDATA, exchange);
        (void)curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, on_seek);
        (void)curl_easy_setopt(curl, CURLOPT_SEEKDATA, exchange);
    } else if (strcmp(request->method, "HEAD") == 0) {
        (void)curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (request->body || strcmp(request->method, "POST") == 0 ||
               strcmp(request->method, "PUT") == 0) {
        (void)curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
        (void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body ? request->body : "");
    }
    if (strcmp(request->method, "HEAD") != 0)
        failed = curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method) != CURLE_OK;
    return failed;
}

static enum cloud_status explain(const struct exchange *exchange, CURLcode code,
                                 struct practice_error *err)
{
    const char *address = exchange->request->address;
    if (exchange->sink_failed)
        return exchange->failure;
    if (exchange->is_private)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "'%.*s' leads into a private network",
                          http_place_length(address), address);
    if (exchange->failure == CLOUD_TOO_BIG)
        return cloud_fail(err, CLOUD_TOO_BIG, NULL, "'%.*s' answers with more than is allowed",
                          http_place_length(address), address);
    if (exchange->failure != CLOUD_OK)
        return cloud_fail(err, exchange->failure, NULL, "cannot go on with '%.*s'",
                          http_place_length(address), address);
    return http_explain(code, exchange->http->words, address, err);
}

// A peer that hangs up while OpenSSL writes raises SIGPIPE, which would end the program. It is kept
// from this thread meanwhile, and taken away if it came.
static CURLcode perform(CURL *curl)
{
    const struct timespec at_once = {0};
    sigset_t pipe_only, old, pending;
    (void)sigemptyset(&pipe_only);
    (void)sigaddset(&pipe_only, SIGPIPE);
    (void)sigpending(&pending);
    (void)pthread_sigmask(SIG_BLOCK, &pipe_only, &old);
    CURLcode code = curl_easy_perform(curl);
    if (!sigismember(&pending, SIGPIPE))
        while (sigtimedwait(&pipe_only, NULL, &at_once) < 0 && errno == EINTR)
            continue;
    (void)pthread_sigmask(SIG_SETMASK, &old, NULL);
    return code;
}

static void count(struct http *http)
{
    long n_connections = 0;
    (void)curl_easy_getinfo(http->curl, CURLINFO_NUM_CONNECTS, &n_connections);
    http->counts.n_exchanges++;
    http->counts.n_connections += (uint64_t)n_connections;
}

enum cloud_status http_exchange(struct http *http, const struct http_request *request,
                                struct http_answer *ret_answer, struct practice_error *err)
{
    struct exchange exchange = {.http = http, .request = request, .failure = CLOUD_OK};
    if (is_stopped(http))
        return cloud_fail(err, CLOUD_STOPPED, NULL, "stopped");
    curl_easy_reset(http->curl);
    http->words[0] = '\0';
    struct curl_slist *headers = http_list_headers(request);
    if (!headers)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    (void)curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, headers);
    set_limits(&exchange);
    set_callbacks(&exchange);
    int failed = set_address(&exchange) | set_body(&exchange);
    CURLcode code = failed ? CURLE_OUT_OF_MEMORY : perform(http->curl);
    count(http);
    curl_slist_free_all(headers);
    struct http_answer *answer = &exchange.answer;
    if (code == CURLE_OK && !answer->body &&
        append(&answer->body, &answer->size, &exchange.body_room, "", 0) < 0)
        code = CURLE_OUT_OF_MEMORY;
    if (code != CURLE_OK) {
        http_answer_release(answer);
        return explain(&exchange, code, err);
    }
    long status = 0;
    (void)curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    answer->status = (int)status;
    *ret_answer = *answer;
    return CLOUD_OK;
}

struct http_counts http_counts(const struct http *http)
{
    return http->counts;
}
