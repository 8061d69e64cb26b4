// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP exchange over libcurl, which this room alone sees. Connections are kept for the next
// exchange, bodies are bounded or streamed, nothing is redirected, certificates are checked, and a
// raised flag ends an exchange within a second, also in the middle of a download.
#ifndef CLI_CLOUD_HTTP_H
#define CLI_CLOUD_HTTP_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "cloud/fault.h"

#define HTTP_MAX_HEADERS    32              // that are sent
#define HTTP_MAX_HEAD       ((size_t)32768) // bytes of headers that come back
#define HTTP_MAX_ERROR_BODY ((size_t)65536) // of an answer that is no success
#define HTTP_CONNECT_S      10.0
#define HTTP_STALL_S        30.0 // with less than 1 KiB/s
#define HTTP_TOTAL_S        60.0

struct http; // opaque; one thread

// Called now and then while something is waited for: once a second or oftener. Not 0 stops it.
typedef int http_tick(void *context);

struct http_options {
    const atomic_int *stop; // ends exchanges when not 0; NULL: nothing does
    double connect_s;       // 0: HTTP_CONNECT_S
    double stall_s;         // 0: HTTP_STALL_S
    const char *ca_file;    // certificates to trust instead of the system's; NULL: those
    int no_proxy;           // 1: *_proxy of the environment does not hold, as for metadata
    int is_public_only;     // 1: connects to no address of a private network or of this machine
    http_tick *tick;        // NULL: nobody wants to know
    void *tick_context;
};

// *ret_http is the caller's, to be ended by http_close(). `options` and what it points to must live
// as long. Fails with CLOUD_LOCAL.
enum cloud_status http_open(const struct http_options *options, struct http **ret_http,
                            struct practice_error *err) PRACTICE_CHECKED;

// NULL is allowed.
void http_close(struct http *http);

// Takes the bytes of a successful answer as they come; not 0 ends the exchange with CLOUD_LOCAL,
// and the error's words are the sink's to write. It is called only when the head of the answer is
// known.
struct http_answer;
typedef int http_sink(void *context, const struct http_answer *answer, const void *data,
                      size_t size);

// Hears how many bytes of a file are on their way.
typedef void http_sent(void *context, int64_t n_sent);

struct http_request {
    const char *method;         // "GET"
    const char *address;        // http:// or https://, sent as it is
    const char *const *headers; // "name: value", ended by NULL; NULL: none
    const void *body;           // [body_size], or NULL
    size_t body_size;
    int body_fd; // with has_file: body_size bytes of this file from body_offset on
    int has_file;
    int64_t body_offset;
    http_sent *sent; // NULL: nobody hears
    void *sent_context;
    http_sink *sink; // where a success goes; NULL: to the answer's body, up to max_body
    void *sink_context;
    size_t max_body;
    double total_s; // until the whole answer is there; 0: HTTP_TOTAL_S; below 0: no limit but the
                    // stall, for files
};

struct http_answer {
    int status;
    char *head; // the headers, a line each
    size_t head_size;
    char *body; // terminated; of a success with a sink: empty
    size_t size;
};

// Exchanges once. CLOUD_OK means that an answer came, whatever its status says; *ret_answer is then
// the caller's, to be released. Fails with CLOUD_PASSING (no connection, time-out, cut short),
// CLOUD_STOPPED, CLOUD_REFUSED (a certificate), CLOUD_INVALID (the address), CLOUD_TOO_BIG (the
// answer is) or CLOUD_LOCAL.
enum cloud_status http_exchange(struct http *http, const struct http_request *request,
                                struct http_answer *ret_answer,
                                struct practice_error *err) PRACTICE_CHECKED;
void http_answer_release(struct http_answer *answer);

// The value of a header of the answer, blanks trimmed and cut to size; "" when there is none.
// Returns buffer.
const char *http_header(const struct http_answer *answer, const char *name, char *buffer,
                        size_t size);

// A header that is a whole number of 0 or more; -1 otherwise.
int64_t http_header_number(const struct http_answer *answer, const char *name);

// A header that is a date; seconds since 1970, -1 otherwise.
int64_t http_header_time(const struct http_answer *answer, const char *name);

// Exchanges so far, and connections that were made for them: they tell whether those are reused.
struct http_counts {
    uint64_t n_exchanges, n_connections;
};
struct http_counts http_counts(const struct http *http);

#endif
