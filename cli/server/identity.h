// SPDX-License-Identifier: GPL-3.0-or-later
// Who the person at this machine is to a studio: its address and the token that opens it, in one
// file that only the user can read; the token itself is in the desktop's keyring where there is
// one. It is a file of its own, not a setting, so that settings can be shown, copied and kept in
// version control without giving the account away.
#ifndef CLI_SERVER_IDENTITY_H
#define CLI_SERVER_IDENTITY_H

#include <stddef.h>

#include <practice/error.h>

#include "base/uuid.h"

#define IDENTITY_MAX_ADDRESS  2000 // bytes of a studio's address
#define IDENTITY_TOKEN_SIZE   65   // 64 hex digits
#define IDENTITY_MAX_NICKNAME 160  // bytes: 40 characters

// Texts are terminated; "" is not known.
struct identity {
    char address[IDENTITY_MAX_ADDRESS +
                 1];                 // as server_open() takes it; "": what the environment says
    char token[IDENTITY_TOKEN_SIZE]; // "": signed out of the studio, which is still known, or kept
    char keeper[8];                  // "keyring": has the token, the file has not
    char user_id[UUID_SIZE];
    char device_id[UUID_SIZE];
    char nickname[IDENTITY_MAX_NICKNAME + 1]; // as it was at the last look
};

// 1 when there is a token to come with, wherever it is kept.
int identity_is_signed_in(const struct identity *identity);

// Puts the token into the keyring, if one takes it; identity_write() then leaves it out of the
// file. That none does is no failure.
void identity_entrust(struct identity *identity);

// Gets the token from the keyring when it is kept there. Fails with BAD_ARGUMENT when the keyring
// does not give it.
enum practice_status identity_fetch(struct identity *identity,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Takes the token out of memory and keyring; identity_write() then takes it out of the file.
void identity_sign_out(struct identity *identity);

// Where the file is, whether it is there or not. Fails as folder_path().
enum practice_status identity_path(char *buffer, size_t size,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Reads the file. Fails with NOT_FOUND (there is none: never signed in), BAD_ARGUMENT (others may
// read it, or it is no such file) or UNREADABLE.
enum practice_status identity_read(struct identity *ret_identity,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Writes it whole, 0600 in a folder of 0700. Fails with BAD_ARGUMENT (a text has control
// characters) or UNREADABLE (cannot be written).
enum practice_status identity_write(const struct identity *identity,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Takes it away, with the studio's address and what the keyring has; that there was none is no
// failure.
enum practice_status identity_remove(struct practice_error *err) PRACTICE_CHECKED;

#endif
