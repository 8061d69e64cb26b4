// SPDX-License-Identifier: GPL-3.0-or-later
// The same lines hashed on both sides. It finds what no cursor would: a row that was written past
// this program, or a mistake of ours.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "batch/digest.h"
#include "sync/sync.h"

#define MAX_DIFFERENCES (JOURNAL_MAX_SCOPES * 4)

struct lines {
    FILE *out;
    size_t n;
};

static void take_line(void *context, const char *line)
{
    struct lines *lines = context;
    (void)fprintf(lines->out, "%s%s", lines->n++ ? "\n" : "", line);
}

// The hash of what the journal has of an entity in a scope.
static enum practice_status hash_here(struct journal *journal, const struct journal_scope *scope,
                                      const char *entity, char ret_hex[DIGEST_HEX_SIZE],
                                      size_t *ret_n, struct practice_error *err)
{
    char *text = NULL;
    size_t size = 0;
    struct lines lines = {.out = open_memstream(&text, &size)};
    if (!lines.out)
        return fail_no_memory(err);
    uint8_t digest[DIGEST_SIZE];
    enum practice_status status =
        journal_sync_lines(journal, scope, entity, take_line, &lines, err);
    int is_bad = ferror(lines.out);
    if ((fclose(lines.out) != 0 || is_bad) && status == PRACTICE_OK)
        status = fail_no_memory(err);
    if (status == PRACTICE_OK)
        status = digest_memory(text, size, digest, err);
    free(text);
    if (status != PRACTICE_OK)
        return status;
    digest_to_hex(digest, ret_hex);
    *ret_n = lines.n;
    return PRACTICE_OK;
}

struct found {
    struct sync_difference *list;
    size_t n;
};

static enum practice_status compare(struct journal *journal, const struct journal_scope *scope,
                                    const struct server_hash *there, struct found *found,
                                    struct practice_error *err)
{
    char hex[DIGEST_HEX_SIZE];
    if (found->n == MAX_DIFFERENCES)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "too many scopes");
    struct sync_difference *one = &found->list[found->n];
    *one = (struct sync_difference){.n_there = there->n};
    enum practice_status status = hash_here(journal, scope, there->entity, hex, &one->n_here, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(one->kind, sizeof one->kind, "%s", scope->kind);
    (void)snprintf(one->entity, sizeof one->entity, "%s", there->entity);
    one->is_same = one->n_here == one->n_there && (!one->n_here || strcmp(hex, there->hex) == 0);
    found->n++;
    return PRACTICE_OK;
}

static int is_named(const struct server_hash *hashes, size_t n, const char *entity)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(hashes[i].entity, entity) == 0)
            return 1;
    return 0;
}

static enum practice_status compare_scope(struct journal *journal, struct server *server,
                                          const struct journal_scope *scope, struct found *found,
                                          struct practice_error *err)
{
    static const char *const own[] = {"session", "goal"};
    struct server_hash *hashes = NULL;
    size_t n = 0;
    enum practice_status status = server_sync_hashes(server, scope->id, &hashes, &n, err);
    for (size_t i = 0; status == PRACTICE_OK && i < n; i++)
        status = compare(journal, scope, &hashes[i], found, err);
    // What the studio has none of is not among its hashes.
    for (size_t i = 0; status == PRACTICE_OK && strcmp(scope->kind, "me") == 0 && i < 2; i++) {
        struct server_hash none = {.n = 0};
        (void)snprintf(none.entity, sizeof none.entity, "%s", own[i]);
        if (!is_named(hashes, n, own[i]))
            status = compare(journal, scope, &none, found, err);
    }
    free(hashes);
    return status;
}

enum practice_status sync_verify(struct journal *journal, struct server *server,
                                 struct sync_difference **ret_list, size_t *ret_n,
                                 struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_scope *scopes = NULL;
    size_t n = 0;
    struct found found = {.list = calloc(MAX_DIFFERENCES, sizeof *found.list)};
    if (!found.list)
        return fail_no_memory(err);
    enum practice_status status = journal_sync_scopes(journal, &scopes, &n, err);
    for (size_t i = 0; status == PRACTICE_OK && i < n; i++)
        status = compare_scope(journal, server, &scopes[i], &found, err);
    free(scopes);
    if (status != PRACTICE_OK) {
        free(found.list);
        return status;
    }
    *ret_list = found.list;
    *ret_n = found.n;
    return PRACTICE_OK;
}
