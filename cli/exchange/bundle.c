// SPDX-License-Identifier: GPL-3.0-or-later
// The oldest of tar's formats that has long names and large files (pax, restricted), so that any
// tar of the last twenty years opens it.
#include "exchange/bundle.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "base/fail.h"

struct bundle {
    struct archive *archive;
    char *folder;
    int64_t now_s;
};

static enum practice_status refused(struct archive *archive, struct practice_error *err)
{
    const char *words = archive_error_string(archive);
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write the archive: %s",
                     words ? words : "out of memory");
}

enum practice_status bundle_open(FILE *out, const char *folder, int64_t now_s,
                                 struct bundle **ret_bundle, struct practice_error *err)
{
    struct bundle *bundle = calloc(1, sizeof *bundle);
    if (!bundle)
        return fail_no_memory(err);
    bundle->now_s = now_s;
    bundle->archive = archive_write_new();
    if (!bundle->archive || asprintf(&bundle->folder, "%s", folder) < 0) {
        bundle->folder = NULL;
        bundle_abort(bundle);
        return fail_no_memory(err);
    }
    if (archive_write_add_filter_gzip(bundle->archive) != ARCHIVE_OK ||
        archive_write_set_format_pax_restricted(bundle->archive) != ARCHIVE_OK ||
        archive_write_open_FILE(bundle->archive, out) != ARCHIVE_OK) {
        enum practice_status status = refused(bundle->archive, err);
        bundle_abort(bundle);
        return status;
    }
    *ret_bundle = bundle;
    return PRACTICE_OK;
}

static enum practice_status write_entry(struct bundle *bundle, struct archive_entry *entry,
                                        const char *bytes, size_t n_bytes,
                                        struct practice_error *err)
{
    if (archive_write_header(bundle->archive, entry) != ARCHIVE_OK ||
        archive_write_data(bundle->archive, bytes, n_bytes) != (la_ssize_t)n_bytes)
        return refused(bundle->archive, err);
    return PRACTICE_OK;
}

enum practice_status bundle_add(struct bundle *bundle, const char *name, const char *bytes,
                                size_t n_bytes, struct practice_error *err)
{
    char *path = NULL;
    struct archive_entry *entry = archive_entry_new();
    if (!entry || asprintf(&path, "%s/%s", bundle->folder, name) < 0) {
        archive_entry_free(entry);
        return fail_no_memory(err);
    }
    archive_entry_set_pathname_utf8(entry, path);
    archive_entry_set_size(entry, (la_int64_t)n_bytes);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_mtime(entry, (time_t)bundle->now_s, 0);
    enum practice_status status = write_entry(bundle, entry, bytes, n_bytes, err);
    archive_entry_free(entry);
    free(path);
    return status;
}

enum practice_status bundle_close(struct bundle *bundle, struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    if (archive_write_close(bundle->archive) != ARCHIVE_OK)
        status = refused(bundle->archive, err);
    bundle_abort(bundle);
    return status;
}

void bundle_abort(struct bundle *bundle)
{
    if (!bundle)
        return;
    if (bundle->archive) {
        (void)archive_write_fail(bundle->archive);
        (void)archive_write_free(bundle->archive);
    }
    free(bundle->folder);
    free(bundle);
}
