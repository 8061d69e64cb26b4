// SPDX-License-Identifier: GPL-3.0-or-later
// The wish to stop: Ctrl-C, a closed terminal, a service manager. Long work asks now and then
// and ends cleanly; asking twice by signal ends at once.
#ifndef CLI_BATCH_STOP_H
#define CLI_BATCH_STOP_H

// Catches SIGINT, SIGTERM and SIGHUP from now on.
void stop_install(void);

// The signal that asked for the end, or 0. Any thread may ask.
int stop_requested(void);

#endif
