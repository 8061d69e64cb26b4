// SPDX-License-Identifier: GPL-3.0-or-later
// A process that reads what strangers sent gives up all it does not need first: after it, there is
// no opening of files, no network, no other process, and only so much memory and time.
#ifndef CLI_WORKER_SANDBOX_H
#define CLI_WORKER_SANDBOX_H

#include <stddef.h>

struct sandbox_limits {
    size_t memory_bytes; // of address space
    unsigned cpu_s;
};

// Locks this process in for good; its open descriptors are what it keeps. System calls that are
// not allowed fail with EPERM. Returns 0, or -1 with errno when the kernel refuses; on machines
// other than x86-64 and ARM64 only the limits hold.
int sandbox_enter(const struct sandbox_limits *limits);

#endif
