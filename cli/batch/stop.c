// SPDX-License-Identifier: GPL-3.0-or-later
// A signal handler may do almost nothing, so ours stores one number. Handlers are reset by the
// first signal: the second one kills, should the clean end take too long.
#include "batch/stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int stop_signal;

static void on_signal(int number)
{
    atomic_store(&stop_signal, number);
}

void stop_install(void)
{
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction old;
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
            continue; // nohup and background shells mean it
        (void)sigaction(numbers[i], &action, NULL);
    }
}

int stop_requested(void)
{
    return atomic_load(&stop_signal);
}
