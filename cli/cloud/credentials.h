// SPDX-License-Identifier: GPL-3.0-or-later
// Who we are to AWS, found where its own tools look: the environment, a web identity, the shared
// files, a container's endpoint, the instance's metadata. What is found is kept and renewed before
// it expires; the place where it was found is kept, too.
#ifndef CLI_CLOUD_CREDENTIALS_H
#define CLI_CLOUD_CREDENTIALS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "cloud/fault.h"

#define CREDENTIALS_MAX_ACCESS   129
#define CREDENTIALS_MAX_SECRET   513
#define CREDENTIALS_MAX_TOKEN    8193
#define CREDENTIALS_MAX_DOCUMENT ((size_t)65536) // a token file, an answer
#define CREDENTIALS_EARLY_S      300             // renewed so long before they expire

struct credentials; // opaque; any number of threads

struct credentials_options {
    const char *profile; // NULL: AWS_PROFILE or "default"; given: the environment's keys are passed
                         // over
    const char *region;  // of STS; NULL: as cloud_open() finds it
    const atomic_int *stop; // ends asking for them; NULL: nothing does
};

struct credentials_key {
    char access_key[CREDENTIALS_MAX_ACCESS];
    char secret_key[CREDENTIALS_MAX_SECRET];
    char session_token[CREDENTIALS_MAX_TOKEN]; // "": none
    int64_t expires_s;                         // since 1970; 0: never
};

// Asks nobody yet. `options` and what it points to must live as long. Fails with CLOUD_LOCAL.
enum cloud_status credentials_open(const struct credentials_options *options,
                                   struct credentials **ret_credentials,
                                   struct practice_error *err) PRACTICE_CHECKED;
// NULL is allowed.
void credentials_close(struct credentials *credentials);

// A key that is good now. Fails with CLOUD_REFUSED (there is none, or a place that has one is set
// up wrongly), CLOUD_PASSING (whoever gives them does not answer), CLOUD_STOPPED or CLOUD_LOCAL.
enum cloud_status credentials_get(struct credentials *credentials, struct credentials_key *ret_key,
                                  struct practice_error *err) PRACTICE_CHECKED;

// The key was refused as expired: the next credentials_get() asks anew, unless another thread has
// got another one already.
void credentials_forget(struct credentials *credentials, const struct credentials_key *key);

// Where the key comes from, for `practice doctor`: "environment", "web identity", "profile",
// "container", "instance metadata", or "nowhere". Static storage.
const char *credentials_source(struct credentials *credentials);

// The region that the instance's metadata tells, cut to size; "" when there is none.
const char *credentials_metadata_region(const struct credentials_options *options, char *buffer,
                                        size_t size);

#endif
