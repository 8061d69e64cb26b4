// SPDX-License-Identifier: GPL-3.0-or-later
// From a finished recording to a session in the journal. The sound is put in its place first, then
// the session is written in one transaction; whoever called deletes the take after that. A crash
// in between is repaired by doing it again: the session's id was made when the recording began.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "batch/digest.h"
#include "batch/analyse.h"
#include "batch/take.h"
#include "commands/journal_use.h"
#include "commands/record.h"
#include "commands/session_words.h"
#include "journal/journal.h"
#include "report/report.h"

#define PATH_SIZE 4096

// The analysis as the document that `practice analyze --json` would print of the kept file.
static char *document_of(const struct recorder_outcome *outcome, const char *file,
                         const char *sha256)
{
    struct analyse_options analysis = {.max_rest_s = 2.0, .min_play_s = 0.4};
    struct practice_error err;
    char *document = NULL;
    size_t size = 0;
    struct take *take = take_new(file);
    FILE *out = open_memstream(&document, &size);
    int failed =
        !out || take->status != PRACTICE_OK || analyse_prepare(&analysis, &err) != PRACTICE_OK;
    if (!failed) {
        const struct report_options options = {.fingerprint = analysis.fingerprint, .out = out};
        (void)snprintf(take->sha256, sizeof take->sha256, "%s", sha256);
        (void)snprintf(take->engine, sizeof take->engine, "%s", outcome->result->engine);
        (void)snprintf(take->model, sizeof take->model, "%s", outcome->result->model);
        take->format = (struct practice_format){
            .rate_hz = (uint32_t)outcome->state.rate_hz,
            .n_channels = (uint32_t)outcome->state.n_channels,
            .n_frames = -1,
        };
        (void)snprintf(take->format.container, sizeof take->format.container, "%s",
                       sha256[0] ? "flac" : "au");
        (void)snprintf(take->format.codec, sizeof take->format.codec, "%s",
                       sha256[0] ? "flac" : "pcm_s24");
        take->result = outcome->result;
        struct report *report = report_new(&report_json, &options);
        failed = !report || report_take(report, take) != 0 || report_end(report) != 0;
        report_free(report);
        take->result = NULL; // the outcome's
    }
    take_free(take);
    if (out && fclose(out) == 0 && !failed) {
        document[strcspn(document, "\n")] = '\0'; // it stands within other lines
        return document;
    }
    free(document);
    return NULL;
}

static enum practice_status digest_of(const char *path, char *ret_hex, struct practice_error *err)
{
    uint8_t digest[DIGEST_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s'", path);
    enum practice_status status = digest_file(fd, path, digest, err);
    close(fd);
    if (status == PRACTICE_OK)
        digest_to_hex(digest, ret_hex);
    return status;
}

static enum practice_status fill_words(const struct state_notes *notes,
                                       struct journal_session *session, struct practice_error *err)
{
    const struct session_words words = {
        .title = notes->title,
        .instrument = notes->instrument,
        .piece = notes->piece,
        .note = notes->note,
        .tags = {.list = {notes->tags}, .n = notes->tags[0] != '\0'},
    };
    return session_words_apply(&words, session, err);
}

// A device's clock and ours drift apart, and neither may make more play time than time.
static void fill_times(const struct recorder_outcome *outcome, struct journal_session *session)
{
    const struct state *state = &outcome->state;
    int64_t claimed = (int64_t)(state->clock_s * 1000) + state->begin_ms - state->start_ms;
    session->start_ms = state->start_ms;
    session->end_ms = outcome->end_ms;
    session->measured_ms = session->longest_run_ms = JOURNAL_UNKNOWN;
    if (outcome->result) {
        session->measured_ms = (int64_t)(outcome->result->play_time_s * 1000 + 0.5);
        session->longest_run_ms = (int64_t)(outcome->result->longest_run_s * 1000 + 0.5);
        claimed = claimed < session->measured_ms ? session->measured_ms : claimed;
    }
    session->claimed_ms = claimed;
    if (session->end_ms - session->start_ms < claimed)
        session->end_ms = session->start_ms + claimed;
}

static enum practice_status fill(const struct recorder_outcome *outcome, const char *kept,
                                 const char *sha256, struct journal_session *session,
                                 struct practice_error *err)
{
    const struct state *state = &outcome->state;
    session->source = JOURNAL_RECORDED;
    (void)snprintf(session->id, sizeof session->id, "%.36s", state->session);
    if (state->zone[0])
        (void)snprintf(session->zone, sizeof session->zone, "%s", state->zone);
    else
        (void)zone_system_name(session->zone);
    fill_times(outcome, session);
    session->kept_path = kept[0] ? strdup(kept) : NULL;
    session->content_sha256 = sha256[0] ? strdup(sha256) : NULL;
    if (kept[0] && (!session->kept_path || !session->content_sha256))
        return fail_no_memory(err);
    return fill_words(&state->notes, session, err);
}

static enum practice_status put(struct journal *journal, struct journal_session *session,
                                const struct journal_analysis *analysis, struct practice_error *err)
{
    char label[JOURNAL_MAX_NAME + 32];
    (void)snprintf(label, sizeof label, "recorded %s%s%s", session->title ? "'" : "a session",
                   session->title ? session->title : "", session->title ? "'" : "");
    enum practice_status status = journal_begin(journal, label, err);
    if (status != PRACTICE_OK)
        return status;
    status = journal_session_add(journal, session, analysis, err);
    if (status == PRACTICE_OK)
        return journal_commit(journal, err);
    journal_rollback(journal);
    return status;
}

// Whether a crash came between the journal and the deletion of the take.
static int is_saved(struct journal *journal, const char *id)
{
    struct journal_session session = {0};
    struct practice_error err;
    if (!uuid_is_valid(id) || journal_session_find(journal, id, &session, &err) != PRACTICE_OK)
        return 0;
    journal_session_release(&session);
    return 1;
}

static enum practice_status save_new(struct journal *journal,
                                     const struct recorder_outcome *outcome, char *ret_session,
                                     struct practice_error *err)
{
    char kept[PATH_SIZE] = "", sha256[DIGEST_HEX_SIZE] = "";
    struct journal_session session = {0};
    struct journal_analysis analysis = {0};
    char *document = NULL;
    enum practice_status status = PRACTICE_OK;
    if (outcome->state.notes.keep && outcome->result)
        status = record_keep_path(&outcome->state, kept, sizeof kept, err);
    if (status == PRACTICE_OK && kept[0])
        status = recorder_keep(NULL, outcome->state.id, kept, err);
    if (status == PRACTICE_OK && kept[0])
        status = digest_of(kept, sha256, err);
    if (status == PRACTICE_OK)
        status = fill(outcome, kept, sha256, &session, err);
    if (status == PRACTICE_OK && outcome->result) {
        document = document_of(outcome, kept[0] ? kept : "recording", sha256);
        analysis =
            (struct journal_analysis){outcome->result->engine, outcome->result->model, document};
        status = document ? PRACTICE_OK : fail_no_memory(err);
    }
    if (status == PRACTICE_OK)
        status = put(journal, &session, document ? &analysis : NULL, err);
    if (status == PRACTICE_OK)
        (void)snprintf(ret_session, 64, "%s", session.id);
    else if (kept[0])
        (void)unlink(kept);
    free(document);
    journal_session_release(&session);
    return status;
}

enum practice_status record_save(const struct recorder_outcome *outcome, char *ret_session,
                                 struct practice_error *err)
{
    struct journal *journal;
    char path[PATH_SIZE];
    if (journal_use_path(path, sizeof path) != COMMAND_DONE)
        return fail_with(err, PRACTICE_UNREADABLE, "practice record recover saves it later",
                         "it is not known where the journal is");
    enum practice_status status = journal_open(path, JOURNAL_WRITE, &journal, err);
    if (status != PRACTICE_OK)
        return status;
    if (is_saved(journal, outcome->state.session))
        (void)snprintf(ret_session, 64, "%s", outcome->state.session);
    else
        status = save_new(journal, outcome, ret_session, err);
    journal_close(journal);
    return status;
}
