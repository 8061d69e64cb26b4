// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of "name value" under a first line that says what they are. The folder is the file's own,
// so that it can be closed to others whatever the one above is; a file that others could read is
// refused, as ssh refuses such keys, because its token may be known by now.
#include "server/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/folders.h"
#include "base/outfile.h"
#include "server/keyring.h"

#define FIRST_LINE "practice account 1"
#define LINE_SIZE  (IDENTITY_MAX_ADDRESS + 32)
#define MAX_LINES  100
#define KEYRING    "keyring"
#define SIGN_IN    "sign in again with: practice account sign-in"

static const struct {
    const char *name;
    size_t offset, size;
} members[] = {
#define MEMBER(word, member)                                                                       \
    {                                                                                              \
        word, offsetof(struct identity, member), sizeof((struct identity *)0)->member              \
    }
    MEMBER("address", address), MEMBER("token", token),      MEMBER("keeper", keeper),
    MEMBER("user", user_id),    MEMBER("device", device_id), MEMBER("nickname", nickname),
};
#define N_MEMBERS (sizeof members / sizeof *members)

int identity_is_signed_in(const struct identity *identity)
{
    return identity->token[0] || identity->keeper[0];
}

void identity_entrust(struct identity *identity)
{
    char label[sizeof identity->nickname + 32];
    (void)snprintf(label, sizeof label, "practice account of %s", identity->nickname);
    int is_kept = keyring_keep(identity->device_id, label, identity->token) == 0;
    (void)snprintf(identity->keeper, sizeof identity->keeper, "%s", is_kept ? KEYRING : "");
}

enum practice_status identity_fetch(struct identity *identity, struct practice_error *err)
{
    if (identity->token[0] || !identity->keeper[0])
        return PRACTICE_OK;
    if (strcmp(identity->keeper, KEYRING) == 0 &&
        keyring_find(identity->device_id, identity->token, sizeof identity->token) == 0)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_BAD_ARGUMENT,
                     "unlock it; or sign in again after: practice config set account.keyring never",
                     "the desktop's keyring does not give the token of your account");
}

void identity_sign_out(struct identity *identity)
{
    if (identity->keeper[0])
        (void)keyring_forget(identity->device_id); // the studio does not take it any more
    explicit_bzero(identity->token, sizeof identity->token);
    identity->keeper[0] = '\0';
}

enum practice_status identity_path(char *buffer, size_t size, struct practice_error *err)
{
    return folder_path(FOLDER_DATA, "account/identity", buffer, size, err);
}

static enum practice_status refuse(const char *path, struct practice_error *err)
{
    return fail_with(err, PRACTICE_BAD_ARGUMENT, SIGN_IN, "'%s' does not say who you are", path);
}

// Whether a file may be believed: the user's own, and closed to others.
static enum practice_status check_owner(FILE *in, const char *path, struct practice_error *err)
{
    struct stat info;
    if (fstat(fileno(in), &info) != 0 || !S_ISREG(info.st_mode))
        return refuse(path, err);
    if (info.st_uid != geteuid())
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' belongs to somebody else", path);
    if (info.st_mode & 077)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "close it with chmod 600, then: practice account devices",
                         "others may read '%s', which opens your account", path);
    return PRACTICE_OK;
}

// Takes a line "name value" without its end; names of later versions are passed over.
// Returns -1 when a value does not fit.
static int take_line(struct identity *identity, char *line)
{
    char *value = strchr(line, ' ');
    if (!value)
        return 0;
    *value++ = '\0';
    for (size_t i = 0; i < N_MEMBERS; i++) {
        if (strcmp(line, members[i].name) != 0)
            continue;
        size_t length = strlen(value);
        if (length >= members[i].size)
            return -1;
        memcpy((char *)identity + members[i].offset, value, length + 1);
    }
    return 0;
}

static enum practice_status read_lines(FILE *in, const char *path, struct identity *identity,
                                       struct practice_error *err)
{
    char line[LINE_SIZE];
    int n = 0;
    for (; fgets(line, sizeof line, in); n++) {
        char *end = strchr(line, '\n');
        if (!end || n == MAX_LINES || (n == 0 && strcmp(line, FIRST_LINE "\n") != 0))
            return refuse(path, err);
        *end = '\0';
        if (n > 0 && take_line(identity, line) != 0)
            return refuse(path, err);
    }
    if (ferror(in))
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", path,
                         strerror(errno));
    return n > 0 ? PRACTICE_OK : refuse(path, err);
}

enum practice_status identity_read(struct identity *ret_identity, struct practice_error *err)
{
    char path[PATH_MAX];
    struct identity identity = {.address = ""};
    enum practice_status status = identity_path(path, sizeof path, err);
    if (status != PRACTICE_OK)
        return status;
    FILE *in = fopen(path, "re");
    if (!in && (errno == ENOENT || errno == ENOTDIR))
        return fail_with(err, PRACTICE_NOT_FOUND, "practice account sign-up --studio ADDRESS …",
                         "you have no account at a studio here");
    if (!in)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", path,
                         strerror(errno));
    status = check_owner(in, path, err);
    if (status == PRACTICE_OK)
        status = read_lines(in, path, &identity, err);
    (void)fclose(in);
    if (status == PRACTICE_OK)
        *ret_identity = identity;
    return status;
}

static int has_controls(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if (*p < 0x20 || *p == 0x7f)
            return 1;
    return 0;
}

// The folder, made if need be, closed to others whoever made it.
static enum practice_status close_folder(const char *path, struct practice_error *err)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    enum practice_status status = folder_make_parents(path, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
    if (chmod(folder, 0700) != 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot close the folder '%s': %s", folder,
                         strerror(errno));
    return PRACTICE_OK;
}

static enum practice_status put(const char *path, const struct identity *identity,
                                struct practice_error *err)
{
    struct outfile *file = NULL;
    enum practice_status status = outfile_open(path, &file, err);
    if (status != PRACTICE_OK)
        return status;
    FILE *out = outfile_stream(file);
    if (fchmod(fileno(out), 0600) != 0) { // before there is anything to read in it
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot close '%s' to others: %s", path,
                           strerror(errno));
        outfile_abort(file);
        return status;
    }
    (void)fputs(FIRST_LINE "\n", out);
    for (size_t i = 0; i < N_MEMBERS; i++) {
        const char *value = (const char *)identity + members[i].offset;
        int is_elsewhere = value == identity->token && identity->keeper[0];
        (void)fprintf(out, "%s %s\n", members[i].name, is_elsewhere ? "" : value);
    }
    return outfile_commit(file, err);
}

enum practice_status identity_write(const struct identity *identity, struct practice_error *err)
{
    char path[PATH_MAX];
    for (size_t i = 0; i < N_MEMBERS; i++)
        if (has_controls((const char *)identity + members[i].offset))
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s has control characters",
                             members[i].name);
    enum practice_status status = identity_path(path, sizeof path, err);
    if (status == PRACTICE_OK)
        status = close_folder(path, err);
    return status == PRACTICE_OK ? put(path, identity, err) : status;
}

enum practice_status identity_remove(struct practice_error *err)
{
    char path[PATH_MAX];
    struct identity identity;
    enum practice_status status = identity_path(path, sizeof path, err);
    if (status != PRACTICE_OK)
        return status;
    if (identity_read(&identity, NULL) == PRACTICE_OK)
        identity_sign_out(&identity);
    if (unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot take '%s' away: %s", path,
                         strerror(errno));
    return PRACTICE_OK;
}
