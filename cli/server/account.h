// SPDX-License-Identifier: GPL-3.0-or-later
// A person's account at a studio: signing up, in and out, the password, devices, the profile, and
// taking everything along or away. A password goes to the studio in a transaction of its own, whose
// verdict a second one tells: so a guess is on record before its answer is known.
// Texts in these structs belong to their `rows`.
#ifndef CLI_SERVER_ACCOUNT_H
#define CLI_SERVER_ACCOUNT_H

#include "server/identity.h"
#include "server/server.h"

#define ACCOUNT_MAX_PASSWORD 4000 // bytes

// What a person says to come in.
struct account_words {
    const char *email, *password;
    const char *nickname; // of a new account
    const char *device;   // what to call this machine
};

// Makes an account and signs in. Writes identity's token, user, device and nickname. Fails with
// BAD_ARGUMENT (a bad value, or taken), OVER_LIMIT (too many attempts) or as server_call().
enum practice_status account_sign_up(struct server *server, const struct account_words *words,
                                     struct identity *identity,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Signs in, as the device of identity->device_id when the studio knows it as this person's. Fails
// with BAD_ARGUMENT (the e-mail or the password is wrong), OVER_LIMIT or as server_call().
enum practice_status account_sign_in(struct server *server, const struct account_words *words,
                                     struct identity *identity,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Ends this device's token at the studio.
enum practice_status account_sign_out(struct server *server,
                                      struct practice_error *err) PRACTICE_CHECKED;

struct account {
    struct server_rows *rows; // free with account_release()
    const char *user_id, *email, *nickname, *device_id, *device_name;
    int64_t created_ms, signed_in_ms, expires_ms;
    int is_admin;
};

// Who this is.
enum practice_status account_show(struct server *server, struct account *ret_account,
                                  struct practice_error *err) PRACTICE_CHECKED;
void account_release(struct account *account);

// Changes the password; *ret_n_signed_out other devices had to go. Fails with BAD_ARGUMENT (the
// old one is wrong, the new one too short), OVER_LIMIT or as server_call().
enum practice_status account_change_password(struct server *server, const char *old,
                                             const char *password, int64_t *ret_n_signed_out,
                                             struct practice_error *err) PRACTICE_CHECKED;

// Changes the e-mail. Fails with BAD_ARGUMENT (the password is wrong, the e-mail none, or taken).
enum practice_status account_change_email(struct server *server, const char *password,
                                          const char *email,
                                          struct practice_error *err) PRACTICE_CHECKED;

// Erases the account and all that is of it.
enum practice_status account_delete(struct server *server, const char *password,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Everything the studio holds of the person: rows of "part" (the name of a table) and "document"
// (a JSON object), the rows of a part in a row. *ret_rows is the caller's.
enum practice_status account_export(struct server *server, struct server_rows **ret_rows,
                                    struct practice_error *err) PRACTICE_CHECKED;

struct account_device {
    const char *id, *name;
    int64_t signed_in_ms, last_used_ms, expires_ms;
    int is_this;
};

// The devices that are signed in, the one that asks first: take each out of the rows, which are the
// caller's, with account_device_at().
enum practice_status account_devices(struct server *server, struct server_rows **ret_rows,
                                     struct practice_error *err) PRACTICE_CHECKED;
struct account_device account_device_at(const struct server_rows *rows, size_t i);

// Signs a device out: named by the end of its id, by its name, or 'others'. The rows, the caller's,
// are those that went, with id and name only. Fails with NOT_FOUND, or BAD_ARGUMENT when more than
// one may be meant.
enum practice_status account_device_revoke(struct server *server, const char *reference,
                                           struct server_rows **ret_rows,
                                           struct practice_error *err) PRACTICE_CHECKED;

struct account_profile {
    struct server_rows *rows; // free with account_profile_release()
    const char *user_id, *nickname;
    const char *image, *kind, *bio;              // NULL: none
    const char *instruments, *hashtags, *titles; // for server_array_next()
    int64_t created_ms;
    int is_me;
};

// The profile of the person of that nickname, NULL: one's own. Fails with NOT_FOUND.
enum practice_status account_profile_show(struct server *server, const char *nickname,
                                          struct account_profile *ret_profile,
                                          struct practice_error *err) PRACTICE_CHECKED;
void account_profile_release(struct account_profile *profile);

// What to change of one's profile: NULL leaves a part as it is, "" clears it, "{}" a list.
struct account_profile_changes {
    const char *nickname, *image, *kind, *bio;
    const char *instruments, *hashtags; // of server_array_write()
};

// Fails with BAD_ARGUMENT (a bad value, or the nickname is taken).
enum practice_status account_profile_edit(struct server *server,
                                          const struct account_profile_changes *changes,
                                          struct practice_error *err) PRACTICE_CHECKED;

#endif
