// SPDX-License-Identifier: GPL-3.0-or-later
// The file is a cache: it belongs to whoever is signed in, and one that cannot be read or written
// says nothing.
#include "commands/inbox_unread.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folders.h"
#include "commands/session_change.h"
#include "server/identity.h"
#include "server/inbox.h"

#define FILE_NAME "inbox"
#define LINE_SIZE 64
#define MOST      1000000

static FILE *open_file(const char *mode)
{
    char path[PATH_MAX];
    if (folder_path(FOLDER_CACHE, FILE_NAME, path, sizeof path, NULL) != PRACTICE_OK ||
        (*mode == 'w' && folder_make_parents(path, NULL) != PRACTICE_OK))
        return NULL;
    return fopen(path, mode);
}

void inbox_unread_note(int64_t n)
{
    struct identity identity;
    if (identity_read(&identity, NULL) != PRACTICE_OK)
        return;
    FILE *out = open_file("we");
    if (out) {
        (void)fprintf(out, "%s %" PRId64 "\n", identity.user_id, n);
        (void)fclose(out);
    }
    explicit_bzero(&identity, sizeof identity);
}

void inbox_unread_forget(void)
{
    char path[PATH_MAX];
    if (folder_path(FOLDER_CACHE, FILE_NAME, path, sizeof path, NULL) == PRACTICE_OK)
        (void)unlink(path);
}

void inbox_unread_refresh(struct server *server)
{
    int64_t n;
    if (server_inbox_unread(server, &n, NULL) == PRACTICE_OK)
        inbox_unread_note(n);
}

// What the file says of this person; 0 for anything else.
static int64_t noted_for(const char *user_id)
{
    char line[LINE_SIZE], *end;
    FILE *in = open_file("re");
    if (!in)
        return 0;
    const char *read = fgets(line, sizeof line, in);
    (void)fclose(in);
    if (!read || strncmp(line, user_id, UUID_SIZE - 1) != 0 || line[UUID_SIZE - 1] != ' ')
        return 0;
    long n = strtol(line + UUID_SIZE, &end, 10);
    return *end == '\n' && n < MOST ? n : 0;
}

void inbox_unread_tell(void)
{
    struct identity identity;
    if (!isatty(STDERR_FILENO) || identity_read(&identity, NULL) != PRACTICE_OK)
        return;
    int64_t n = identity_is_signed_in(&identity) ? noted_for(identity.user_id) : 0;
    explicit_bzero(&identity, sizeof identity);
    if (n > 0)
        session_tell("%" PRId64 " new in your inbox; see 'practice inbox'", n);
}
