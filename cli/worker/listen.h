// SPDX-License-Identifier: GPL-3.0-or-later
// How machines ask a worker how it is: GET /healthz, /readyz and /metrics over HTTP, answered by a
// process of its own, so that whoever asks slowly, often or wrongly disturbs no work. There is no
// TLS and nothing secret: it belongs on loopback or into a network of one's own.
#ifndef CLI_WORKER_LISTEN_H
#define CLI_WORKER_LISTEN_H

#include "worker/slot.h"

#define LISTEN_SILENCE_S 10.0 // of the supervisor, after which it does not count as alive

// Whether it is an address with a port, "ADDRESS:PORT" or "[ADDRESS]:PORT". Fails with
// BAD_ARGUMENT.
enum practice_status listen_check(const char *address, struct practice_error *err) PRACTICE_CHECKED;

// Opens the socket that "ADDRESS:PORT" or "[ADDRESS]:PORT" means; port 0: any that is free.
// Returns it, or -1 with *err. Logs where it is.
int listen_open(const char *address, struct practice_error *err);

// Answers until the supervisor says that all is over; slot->settings and ->shared are what it
// tells.
void listen_run(const struct slot *slot, int socket);

#endif
