// SPDX-License-Identifier: GPL-3.0-or-later
// A word to the service manager (systemd's sd_notify protocol), without its library.
#ifndef CLI_WORKER_NOTIFY_H
#define CLI_WORKER_NOTIFY_H

// Sends "READY=1", "STOPPING=1", "WATCHDOG=1" or the like; does nothing when nobody wants to know.
void notify_send(const char *state);

// Seconds between two WATCHDOG=1: half of what the manager waits for; 0: it does not wait.
double notify_watchdog_s(void);

#endif
