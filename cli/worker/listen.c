// SPDX-License-Identifier: GPL-3.0-or-later
// The socket is opened by the supervisor before anything begins: an address that cannot be had is a
// fault of the settings, and a process that dies leaves the socket to the next. libmicrohttpd runs
// without threads, one turn after the other.
#include "worker/listen.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fail.h"
#include "worker/clock.h"
#include "worker/log.h"
#include "worker/metrics.h"

#define TURN_MS      200
#define MOST_CLIENTS 64U
#define CLIENT_S     10U // for a whole request
#define CLIENT_BYTES ((size_t)16384)
#define BACKLOG      64
#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"
#define PLAIN_TYPE   "text/plain; charset=utf-8"
#define MOST_ADDRESS 256

// --- the socket

// Cuts "host:port" or "[host]:port" in two, in `text`.
static int split(char *text, char **ret_host, char **ret_port)
{
    char *colon = strrchr(text, ':');
    if (!colon || colon == text || !colon[1])
        return -1;
    *colon = '\0';
    *ret_port = colon + 1;
    *ret_host = text;
    size_t n = strlen(text);
    if (text[0] == '[' && text[n - 1] == ']') {
        text[n - 1] = '\0';
        *ret_host = text + 1;
    } else if (strchr(text, ':')) {
        return -1; // which of its parts is the port?
    }
    return **ret_host ? 0 : -1;
}

static enum practice_status read_address(const char *address, char text[MOST_ADDRESS],
                                         char **ret_host, char **ret_port,
                                         struct practice_error *err)
{
    if (snprintf(text, MOST_ADDRESS, "%s", address) < MOST_ADDRESS &&
        split(text, ret_host, ret_port) == 0)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_BAD_ARGUMENT, "as in 127.0.0.1:9184 or [::1]:9184",
                     "listen: '%.100s' is no address with a port", address);
}

enum practice_status listen_check(const char *address, struct practice_error *err)
{
    char text[MOST_ADDRESS], *host, *port;
    return read_address(address, text, &host, &port, err);
}

static int open_one(const struct addrinfo *info)
{
    const int yes = 1;
    int fd = socket(info->ai_family, info->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
                    info->ai_protocol);
    if (fd < 0)
        return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    int why = errno;
    (void)close(fd);
    errno = why;
    return -1;
}

static void tell_where(int fd)
{
    struct sockaddr_storage bound;
    socklen_t size = sizeof bound;
    char host[128] = "", port[16] = "", text[160];
    if (getsockname(fd, (struct sockaddr *)&bound, &size) != 0 ||
        getnameinfo((const struct sockaddr *)&bound, size, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return;
    (void)snprintf(text, sizeof text, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
    log_tell("info", "listening", NULL, text);
}

int listen_open(const char *address, struct practice_error *err)
{
    const struct addrinfo wanted = {.ai_socktype = SOCK_STREAM,
                                    .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    char text[MOST_ADDRESS], *host, *port;
    struct addrinfo *found = NULL;
    int fd = -1;
    if (read_address(address, text, &host, &port, err) != PRACTICE_OK)
        return -1;
    int code = getaddrinfo(host, port, &wanted, &found);
    for (const struct addrinfo *info = found; info && fd < 0; info = info->ai_next)
        fd = open_one(info);
    if (fd < 0)
        (void)fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "listen: cannot listen on '%.100s': %s",
                        address, code != 0 ? gai_strerror(code) : strerror(errno));
    if (found)
        freeaddrinfo(found);
    if (fd >= 0)
        tell_where(fd);
    return fd;
}

// --- the answers

// The supervisor beats every few hundredths of a second.
static unsigned write_health(const struct slot *slot, FILE *out)
{
    double silence_s = clock_now_s() - (double)atomic_load(&slot->shared->alive_ms) / 1e3;
    if (silence_s < LISTEN_SILENCE_S)
        return fputs("ok\n", out), MHD_HTTP_OK;
    (void)fprintf(out, "the supervisor has been silent for %.0f s\n", silence_s);
    return MHD_HTTP_SERVICE_UNAVAILABLE;
}

// Whether new work would get through: what its roles need must have answered, and not failed since.
static unsigned write_readiness(const struct slot *slot, FILE *out)
{
    static const char *const names[SLOT_N_CIRCUITS] = {
        [SLOT_STUDIO] = "studio", [SLOT_QUEUE] = "queue", [SLOT_STORE] = "store"};
    int n_faults = 0;
    if (atomic_load(&slot->shared->stop))
        n_faults += fputs("stopping\n", out) >= 0;
    for (int i = 0; i < SLOT_N_CIRCUITS; i++) {
        enum circuit_state state = circuit_state(&slot->shared->circuits[i]);
        int must_have_answered =
            i == SLOT_STUDIO || (i == SLOT_QUEUE && (slot->settings->role_set & SETTINGS_ANALYSE));
        if (state == CIRCUIT_OPEN)
            n_faults += fprintf(out, "the %s does not answer\n", names[i]) > 0;
        else if (state == CIRCUIT_UNKNOWN && must_have_answered)
            n_faults += fprintf(out, "the %s has not answered yet\n", names[i]) > 0;
    }
    if (n_faults)
        return MHD_HTTP_SERVICE_UNAVAILABLE;
    (void)fputs("ok\n", out);
    return MHD_HTTP_OK;
}

static unsigned write_answer(const struct slot *slot, const char *path, FILE *out,
                             const char **ret_type)
{
    *ret_type = PLAIN_TYPE;
    if (strcmp(path, "/healthz") == 0)
        return write_health(slot, out);
    if (strcmp(path, "/readyz") == 0)
        return write_readiness(slot, out);
    if (strcmp(path, "/metrics") == 0) {
        *ret_type = METRICS_TYPE;
        metrics_write(slot->shared, slot->settings, out);
        return MHD_HTTP_OK;
    }
    (void)fputs("/healthz, /readyz, /metrics\n", out);
    return MHD_HTTP_NOT_FOUND;
}

static enum MHD_Result answer_with(struct MHD_Connection *connection, unsigned status,
                                   const char *type, char *text, size_t size)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(size, text, MHD_RESPMEM_MUST_FREE);
    if (!response) {
        free(text);
        return MHD_NO;
    }
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    enum MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

// Bodies are not wanted: an answer before they are read makes the library close the connection.
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection,
                                  const char *path, const char *method, const char *version,
                                  const char *data, size_t *n_data, void **request)
{
    const struct slot *slot = context;
    const char *type = PLAIN_TYPE;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    unsigned status = MHD_HTTP_METHOD_NOT_ALLOWED;
    (void)version, (void)data, (void)n_data, (void)request;
    if (!out)
        return MHD_NO;
    if (strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0)
        status = write_answer(slot, path, out, &type);
    if (fclose(out) == 0 && text)
        return answer_with(connection, status, type, text, size);
    free(text);
    return MHD_NO;
}

void listen_run(const struct slot *slot, int socket)
{
    union {
        const struct slot *in;
        void *out; // the library's callbacks take it so, and do not write to it
    } context = {.in = slot};
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL, 0, NULL, NULL, on_request, context.out, MHD_OPTION_LISTEN_SOCKET, socket,
        MHD_OPTION_CONNECTION_LIMIT, MOST_CLIENTS, MHD_OPTION_CONNECTION_TIMEOUT, CLIENT_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, CLIENT_BYTES, MHD_OPTION_END);
    if (!daemon) {
        log_tell("error", "cannot listen", NULL, strerror(errno));
        slot_sleep(slot, 1);
        return;
    }
    while (!atomic_load(&slot->shared->is_over) && MHD_run_wait(daemon, TURN_MS) == MHD_YES)
        continue;
    MHD_stop_daemon(daemon);
}
