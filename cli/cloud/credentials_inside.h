// SPDX-License-Identifier: GPL-3.0-or-later
// What the links of the credential chain share. A link answers CLOUD_OK with a key, CLOUD_GONE when
// it is not set up here and the next one should be asked, or why it fails.
#ifndef CLI_CLOUD_CREDENTIALS_INSIDE_H
#define CLI_CLOUD_CREDENTIALS_INSIDE_H

#include "cloud/credentials.h"
#include "cloud/http.h"
#include "cloud/profile.h"

typedef enum cloud_status credentials_link(const struct credentials_options *options,
                                           struct credentials_key *ret_key,
                                           struct practice_error *err);

credentials_link credentials_of_environment, credentials_of_web_identity, credentials_of_profile,
    credentials_of_container, credentials_of_metadata;

// A key from its texts; token and expiration ("2026-11-21T10:00:00Z") may be NULL or "". `place` is
// for the words. Fails with CLOUD_REFUSED when one is missing or too long.
enum cloud_status credentials_fill(const char *place, const char *const texts[4],
                                   struct credentials_key *ret_key,
                                   struct practice_error *err) PRACTICE_CHECKED;

// What AssumeRole and AssumeRoleWithWebIdentity take.
struct credentials_role {
    const char *arn, *session_name, *external_id; // the latter two: NULL for none
    const char *token_file;                       // web identity, or
    const struct credentials_key *source;         // who assumes the role
    const char *region;
};
enum cloud_status credentials_assume(const struct credentials_options *options,
                                     const struct credentials_role *role,
                                     struct credentials_key *ret_key,
                                     struct practice_error *err) PRACTICE_CHECKED;

// One request of a link, with retries; answers other than 2xx fail as cloud_classify() has it, and
// come back too unless that is CLOUD_PASSING. `place` is for the words. The answer is the caller's.
struct credentials_question {
    const char *place, *method, *address;
    const char *const *headers;
    const char *body; // NULL: none
    double connect_s, total_s;
    unsigned max_tries;
    int is_local; // proxies do not hold
};
enum cloud_status credentials_ask(const struct credentials_options *options,
                                  const struct credentials_question *question,
                                  struct http_answer *ret_answer,
                                  struct practice_error *err) PRACTICE_CHECKED;

// The content of a small regular file, blanks at its end cut off, to be freed by the caller. Fails
// with CLOUD_REFUSED.
enum cloud_status credentials_read_file(const char *path, char **ret_text,
                                        struct practice_error *err) PRACTICE_CHECKED;

// The value of a variable, NULL when it is not there or empty.
const char *credentials_variable(const char *name);

#endif
