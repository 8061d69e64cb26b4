// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's keyring, where the token is safer than in a file: whoever copies the files of a
// home has not copied the account. It is there when libsecret is installed and a keyring answers
// in this login session; otherwise all of these say so by -1 and nothing else, within a few
// seconds.
#ifndef CLI_SERVER_KEYRING_H
#define CLI_SERVER_KEYRING_H

#include <stddef.h>

// Keeps the token of a device (its id); one that was there is replaced. `label` is what the
// desktop's own program calls it. Returns 0, or -1 when it is not kept.
int keyring_keep(const char *device_id, const char *label, const char *token);

// The token of a device into ret_token [size]. Returns 0, or -1 when there is none or no keyring.
int keyring_find(const char *device_id, char *ret_token, size_t size);

// Takes it away. Returns 0 when it is gone, or -1.
int keyring_forget(const char *device_id);

#endif
