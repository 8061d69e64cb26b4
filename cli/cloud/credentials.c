// SPDX-License-Identifier: GPL-3.0-or-later
// The chain and the key it found. One lock is held while a link is asked: threads that need a key
// have nothing better to do than to wait for the same answer.
#include "cloud/credentials.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/credentials_inside.h"

#define AGAIN_S 30 // before a renewal that failed is tried again while the old key is good

static const struct {
    const char *name;
    credentials_link *get;
} chain[] = {
    {"environment", credentials_of_environment},
    {"web identity", credentials_of_web_identity},
    {"profile", credentials_of_profile},
    {"container", credentials_of_container},
    {"instance metadata", credentials_of_metadata},
};
#define N_LINKS (sizeof chain / sizeof *chain)

struct credentials {
    struct credentials_options options;
    pthread_mutex_t lock;
    struct credentials_key key;
    int has_key;
    int64_t not_before_s; // of the next renewal
    size_t link;          // that gave the key; N_LINKS: none yet
};

enum cloud_status credentials_open(const struct credentials_options *options,
                                   struct credentials **ret_credentials, struct practice_error *err)
{
    struct credentials *credentials = calloc(1, sizeof *credentials);
    if (!credentials)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    credentials->options = *options;
    credentials->link = N_LINKS;
    (void)pthread_mutex_init(&credentials->lock, NULL);
    *ret_credentials = credentials;
    return CLOUD_OK;
}

void credentials_close(struct credentials *credentials)
{
    if (!credentials)
        return;
    (void)pthread_mutex_destroy(&credentials->lock);
    explicit_bzero(credentials, sizeof *credentials);
    free(credentials);
}

static enum cloud_status ask_chain(struct credentials *credentials, struct credentials_key *ret_key,
                                   struct practice_error *err)
{
    if (credentials->link < N_LINKS)
        return chain[credentials->link].get(&credentials->options, ret_key, err);
    for (size_t i = 0; i < N_LINKS; i++) {
        enum cloud_status status = chain[i].get(&credentials->options, ret_key, err);
        if (status == CLOUD_OK)
            credentials->link = i;
        if (status != CLOUD_GONE)
            return status;
    }
    return CLOUD_GONE;
}

static int is_good(const struct credentials *credentials, int64_t now_s, int64_t early_s)
{
    int64_t expires_s = credentials->key.expires_s;
    return credentials->has_key && (expires_s == 0 || expires_s - now_s > early_s);
}

static enum cloud_status renew(struct credentials *credentials, int64_t now_s,
                               struct practice_error *err)
{
    struct credentials_key key = {.expires_s = 0};
    enum cloud_status status = ask_chain(credentials, &key, err);
    if (status == CLOUD_OK) {
        credentials->key = key;
        credentials->has_key = 1;
        credentials->not_before_s = now_s + AGAIN_S;
    } else if (status == CLOUD_GONE) {
        status = cloud_fail(err, CLOUD_REFUSED,
                            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
                            "there are no AWS credentials");
    } else if (is_good(credentials, now_s, 0)) {
        credentials->not_before_s = now_s + AGAIN_S;
        status = CLOUD_OK;
    }
    explicit_bzero(&key, sizeof key);
    return status;
}

enum cloud_status credentials_get(struct credentials *credentials, struct credentials_key *ret_key,
                                  struct practice_error *err)
{
    int64_t now_s = (int64_t)time(NULL);
    enum cloud_status status = CLOUD_OK;
    (void)pthread_mutex_lock(&credentials->lock);
    int is_due = !is_good(credentials, now_s, CREDENTIALS_EARLY_S) &&
                 (now_s >= credentials->not_before_s || !is_good(credentials, now_s, 0));
    if (is_due)
        status = renew(credentials, now_s, err);
    if (status == CLOUD_OK)
        *ret_key = credentials->key;
    (void)pthread_mutex_unlock(&credentials->lock);
    return status;
}

void credentials_forget(struct credentials *credentials, const struct credentials_key *key)
{
    (void)pthread_mutex_lock(&credentials->lock);
    if (strcmp(credentials->key.access_key, key->access_key) == 0 &&
        strcmp(credentials->key.session_token, key->session_token) == 0)
        credentials->has_key = 0;
    (void)pthread_mutex_unlock(&credentials->lock);
}

const char *credentials_source(struct credentials *credentials)
{
    (void)pthread_mutex_lock(&credentials->lock);
    size_t link = credentials->link;
    (void)pthread_mutex_unlock(&credentials->lock);
    return link < N_LINKS ? chain[link].name : "nowhere";
}
