// SPDX-License-Identifier: GPL-3.0-or-later
// `practice sync run --quiet` as a program of its own, not a fork that goes on: what the command
// has open (sound devices, threads, a journal) is none of its business.
#include "commands/sync_after.h"

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands/settings.h"
#include "journal/journal.h"
#include "server/identity.h"

#define FIRST_FREE 3

// The child's child, when nobody waits for it.
static void become_sync(int is_waited)
{
    static char *const words[] = {"practice", "sync", "run", "--quiet", "--timeout", "5", NULL};
    if (!is_waited && (setsid() < 0 || fork() != 0))
        _exit(0);
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; nowhere >= 0 && fd < FIRST_FREE; fd++)
        (void)dup2(nowhere, fd);
    (void)close_range(FIRST_FREE, ~0U, 0);
    (void)execv("/proc/self/exe", words);
    _exit(0);
}

static int is_wanted(void)
{
    struct identity identity;
    struct config *config = NULL;
    struct practice_error ignored;
    int is_signed_in =
        identity_read(&identity, &ignored) == PRACTICE_OK && identity_is_signed_in(&identity);
    explicit_bzero(&identity, sizeof identity);
    if (!is_signed_in || settings_open_unchecked(&config) != COMMAND_DONE)
        return 0;
    int is_on = (int)config_number(config, CONFIG_SYNC_AUTO, 1);
    config_free(config);
    return is_on;
}

static void start(int is_waited)
{
    if (!is_wanted())
        return;
    pid_t child = fork();
    if (child == 0)
        become_sync(is_waited);
    if (child > 0)
        (void)waitpid(child, NULL, 0);
}

void sync_start(void)
{
    start(0);
}

void sync_now(void)
{
    start(1);
}

void sync_after_command(void)
{
    if (journal_n_commits())
        sync_start();
}
