// SPDX-License-Identifier: GPL-3.0-or-later
// A profile of AWS's shared files: ~/.aws/credentials and ~/.aws/config, or where
// AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE say. The files are read with bounds, since they
// may be anything.
#ifndef CLI_CLOUD_PROFILE_H
#define CLI_CLOUD_PROFILE_H

#include <stddef.h>

#include "cloud/fault.h"

#define PROFILE_MAX_FILE ((size_t)1024 * 1024)
#define PROFILE_MAX_KEYS 64
#define PROFILE_MAX_LINE 8192

struct profile_pair {
    char *key, *value;
};

struct profile {
    char *name;
    struct profile_pair pairs[PROFILE_MAX_KEYS]; // of the credentials file first
    size_t n;
};

// The profile of that name; NULL: of AWS_PROFILE, or "default". Files that are not there are empty;
// a profile that was named but is in neither of them fails with CLOUD_REFUSED, as does a file that
// cannot be read, is over PROFILE_MAX_FILE, or is no such file. *ret_profile is the caller's.
enum cloud_status profile_load(const char *name, struct profile *ret_profile,
                               struct practice_error *err) PRACTICE_CHECKED;
void profile_release(struct profile *profile);

// The value of a key, NULL when it has none or an empty one.
const char *profile_get(const struct profile *profile, const char *key);

#endif
