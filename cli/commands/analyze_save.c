// SPDX-License-Identifier: GPL-3.0-or-later
// When a recording was made is the difficult part: the musician knows best, then the recorder's own
// words in the file, then the time the file was last written, which is when the recording ended.
#include "commands/analyze_save.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/hooks.h"
#include "commands/session_change.h"
#include "commands/stats_after.h"
#include "ui/text.h"

#define SLACK_MS 60000 // a file system's clock may be a little ahead

struct analyze_save {
    const struct analyze_options *options;
    const char *fingerprint;
    struct journal *journal;
    struct zone *zone; // of this place
    struct when_base base;
    struct when date;          // when --date was given
    char *instrument;          // of the settings, when none was said; or NULL
    struct stats_after *after; // how things were before, unless quiet
    size_t n_saved;
};

static enum practice_status read_date(struct analyze_save *save, struct practice_error *err)
{
    char here[ZONE_NAME_SIZE];
    enum practice_status status = zone_open(zone_system_name(here), &save->zone, err);
    if (status != PRACTICE_OK)
        return status;
    save->base = when_base_now(save->zone);
    if (!save->options->date)
        return PRACTICE_OK;
    status = when_parse(save->options->date, &save->base, &save->date, err);
    if (status != PRACTICE_OK) {
        struct practice_error inner = *err;
        return fail_with(err, status, inner.hint, "--date: %s", inner.message);
    }
    if (save->date.utc_ms > save->base.now_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "say the day too: 'yesterday 18:30'",
                         "--date is in the future");
    return PRACTICE_OK;
}

int analyze_save_open(const struct analyze_options *options, const char *fingerprint,
                      struct analyze_save **ret_save)
{
    struct practice_error err;
    struct analyze_save *save = calloc(1, sizeof *save);
    if (!save) {
        (void)fail_no_memory(&err);
        return journal_use_fail(&err);
    }
    save->options = options;
    save->fingerprint = fingerprint;
    if (read_date(save, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        analyze_save_close(save);
        return COMMAND_USAGE;
    }
    int code = session_default_instrument(options->words.instrument, &save->instrument);
    if (code == COMMAND_DONE)
        code = journal_use_open(JOURNAL_WRITE, &save->journal);
    if (code != COMMAND_DONE) {
        analyze_save_close(save);
        return code;
    }
    if (!options->quiet)
        save->after = stats_after_begin(save->journal);
    *ret_save = save;
    return code;
}

void analyze_save_close(struct analyze_save *save)
{
    struct ui_term term;
    if (!save)
        return;
    ui_term_init(&term, STDERR_FILENO, save->options->no_color);
    stats_after_end(save->after, save->n_saved ? save->journal : NULL, &term, stderr);
    journal_close(save->journal);
    zone_free(save->zone);
    free(save->instrument);
    free(save);
}

// When the recording itself, or its file, says that it began.
static int64_t find_start(const struct analyze_save *save, const struct take *take,
                          int64_t duration_ms)
{
    struct when when;
    struct stat info;
    if (take->format.recorded_at[0] &&
        when_parse(take->format.recorded_at, &save->base, &when, NULL) == PRACTICE_OK &&
        when.utc_ms + duration_ms <= save->base.now_ms + SLACK_MS)
        return when.utc_ms;
    int64_t end_ms = zone_now_ms();
    if (strcmp(take->file, "-") != 0 && stat(take->file, &info) == 0 && S_ISREG(info.st_mode))
        end_ms = (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000;
    return end_ms - duration_ms;
}

// A day alone keeps the time of day.
static int64_t choose_start(const struct analyze_save *save, int64_t found_ms)
{
    if (!save->options->date)
        return found_ms;
    if (save->date.has_time)
        return save->date.utc_ms;
    int64_t start_ms = found_ms;
    (void)zone_utc_of(save->zone, zone_local_at(save->zone, save->date.utc_ms).day,
                      zone_local_at(save->zone, found_ms).ms_of_day, &start_ms);
    return start_ms;
}

// The name of the file is a better title than none.
static enum practice_status title_from_file(const char *file, char **title,
                                            struct practice_error *err)
{
    char name[JOURNAL_MAX_NAME + 1];
    const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;
    const char *dot = strrchr(base, '.');
    size_t length = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    if (length > JOURNAL_MAX_NAME)
        length = JOURNAL_MAX_NAME;
    while (length > 0 && ((unsigned char)base[length] & 0xc0) == 0x80)
        length--;
    (void)snprintf(name, sizeof name, "%.*s", (int)length, base);
    if (strcmp(file, "-") == 0 || !ui_text_is_utf8(name))
        return PRACTICE_OK;
    return session_text_set(title, name, "title", err);
}

static enum practice_status describe(const struct analyze_save *save, const struct take *take,
                                     struct journal_session *session, struct practice_error *err)
{
    const struct practice_result *result = take->result;
    const struct when *date = &save->date;
    int64_t duration_ms = llround(result->duration_s * 1e3);
    session->start_ms = choose_start(save, find_start(save, take, duration_ms));
    session->end_ms = session->start_ms + duration_ms;
    session->claimed_ms = duration_ms;
    session->measured_ms = llround(result->play_time_s * 1e3);
    session->longest_run_ms = llround(result->longest_run_s * 1e3);
    session->source = JOURNAL_ANALYSED;
    (void)snprintf(session->zone, sizeof session->zone, "%s", zone_name(save->zone));
    if (date->has_offset && zone_local_at(save->zone, date->utc_ms).offset_s != date->offset_s)
        (void)zone_offset_text(date->offset_s, session->zone);
    if (session->end_ms > zone_now_ms() + SLACK_MS)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "say when it was with --date",
                         "'%s' would end in the future", take->file);
    session->content_sha256 = strdup(take->sha256);
    if (!session->content_sha256)
        return fail_no_memory(err);
    enum practice_status status = title_from_file(take->file, &session->title, err);
    if (status == PRACTICE_OK && save->instrument)
        status = session_text_set(&session->instrument, save->instrument, "instrument", err);
    return status == PRACTICE_OK ? session_words_apply(&save->options->words, session, err)
                                 : status;
}

// What --json prints of the take, without the line's end; to be freed. NULL: no memory.
static char *document_of(const struct analyze_save *save, const struct take *take)
{
    char *text = NULL;
    size_t size = 0;
    struct ui_term term = {0};
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    const struct report_options options = {
        .play_time_only = save->options->play_time_only,
        .fingerprint = save->fingerprint,
        .term = &term,
        .out = out,
    };
    struct report *report = report_new(&report_json, &options);
    int is_bad = !report || report_take(report, take) != 0 || report_end(report) != 0;
    report_free(report);
    is_bad |= ferror(out) != 0;
    if (fclose(out) != 0 || is_bad) {
        free(text);
        return NULL;
    }
    text[strcspn(text, "\n")] = '\0';
    return text;
}

static enum practice_status put(struct analyze_save *save, const struct take *take,
                                struct journal_session *session, struct practice_error *err)
{
    char label[SESSION_LABEL_SIZE];
    char *document = document_of(save, take);
    if (!document)
        return fail_no_memory(err);
    const struct journal_analysis analysis = {take->engine, take->model, document};
    (void)snprintf(label, sizeof label, "saved '%s'", take->file);
    enum practice_status status = journal_begin(save->journal, label, err);
    if (status == PRACTICE_OK) {
        status = journal_session_add(save->journal, session, &analysis, err);
        if (status == PRACTICE_OK)
            status = journal_commit(save->journal, err);
        else
            journal_rollback(save->journal);
    }
    free(document);
    if (status == PRACTICE_OK)
        hooks_after_save((const struct journal_session *const[]){session}, 1);
    return status;
}

// Why a take was not saved. What clashes with another session may have got the wrong time.
static void complain(const struct analyze_save *save, const struct take *take,
                     const struct practice_error *why, int is_refused)
{
    struct practice_error err;
    char hint[PRACTICE_HINT_SIZE + 48];
    const char *advice = is_refused && why->hint[0] && !save->options->date
                             ? "; or say with --date when this one was"
                             : "";
    (void)snprintf(hint, sizeof hint, "%s%s", why->hint, advice);
    (void)fail_with(&err, why->status, hint[0] ? hint : NULL, "'%s' was not saved: %s", take->file,
                    why->message);
    analyze_tell_error(&err);
}

static void tell(const struct analyze_save *save, const struct take *take,
                 const struct journal_session *session, const char *what)
{
    char id[JOURNAL_SHORT_ID_SIZE], date[DATE_SIZE];
    if (!save->options->quiet)
        session_tell("'%s' %s session %s of %s %02d:%02d", take->file, what,
                     journal_short_id(session->id, id), date_text(session->day, date),
                     session->start_minute / 60, session->start_minute % 60);
}

enum analyze_saved analyze_save_take(struct analyze_save *save, const struct take *take)
{
    struct practice_error err;
    struct journal_session session = {0};
    int is_refused = 0;
    enum practice_status status =
        journal_session_of_content(save->journal, take->sha256, &session, &err);
    if (status == PRACTICE_OK) {
        tell(save, take, &session, "was not saved again: it is");
        journal_session_release(&session);
        return ANALYZE_KNOWN;
    }
    if (status == PRACTICE_NOT_FOUND)
        status = describe(save, take, &session, &err);
    if (status == PRACTICE_OK) {
        status = put(save, take, &session, &err);
        is_refused = status == PRACTICE_BAD_ARGUMENT;
    }
    if (status == PRACTICE_OK) {
        save->n_saved++;
        tell(save, take, &session, "is now");
    } else {
        complain(save, take, &err, is_refused);
    }
    journal_session_release(&session);
    if (status == PRACTICE_OK)
        return ANALYZE_SAVED;
    return status == PRACTICE_BAD_ARGUMENT ? ANALYZE_REFUSED : ANALYZE_BROKEN;
}
