// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session join`: sessions one after the other become one. The time between them is a
// pause; what was measured adds up when it is known of all, otherwise it is unknown of the whole.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "commands/options.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"
#include "commands/session_words.h"
#include "report/session_analysis.h"

// The sessions to be joined, by their start; the first becomes the whole.
struct join {
    struct session_change *change;
    struct journal_session *list; // [n]
    size_t n;
    struct report_spans spans;
    int is_heard; // every one has an analysis
};

static int by_start(const void *left, const void *right)
{
    const struct journal_session *a = left, *b = right;
    return (a->start_ms > b->start_ms) - (a->start_ms < b->start_ms);
}

static enum practice_status append_spans(struct join *join, size_t i)
{
    struct practice_error *err = &join->change->error;
    struct report_spans spans = {0};
    enum practice_status status =
        journal_segments(join->change->journal, join->list[i].id, &spans.list, &spans.n, err);
    if (status == PRACTICE_OK && spans.n)
        status = report_spans_append(
            &join->spans, &spans, (double)(join->list[i].start_ms - join->list[0].start_ms) / 1e3,
            err);
    join->is_heard &= spans.n > 0;
    free(spans.list);
    return status;
}

// Takes over what the first one lacks. The rest of `other` stays its own.
static void take_text(char **own, char **other)
{
    if (*own)
        return;
    *own = *other;
    *other = NULL;
}

static void drop_unless_same(char **own, const char *other)
{
    if (!*own || (other && strcmp(*own, other) == 0))
        return;
    free(*own);
    *own = NULL;
}

static enum practice_status add_note(char **own, char **other, struct practice_error *err)
{
    char *text = NULL;
    if (!*own || !*other) {
        take_text(own, other);
        return PRACTICE_OK;
    }
    if (asprintf(&text, "%s\n%s", *own, *other) < 0)
        return fail_no_memory(err);
    free(*own);
    *own = text;
    return PRACTICE_OK;
}

static enum practice_status add_words(struct journal_session *whole, struct journal_session *part,
                                      struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    if (whole->instrument && part->instrument &&
        strcasecmp(whole->instrument, part->instrument) != 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "practice session edit ID --instrument NAME makes them the same",
                         "the sessions are of different instruments");
    take_text(&whole->title, &part->title);
    take_text(&whole->instrument, &part->instrument);
    take_text(&whole->piece, &part->piece);
    for (size_t i = 0; status == PRACTICE_OK && i < part->n_tags; i++)
        status = session_tags_add(whole, part->tags[i], err);
    if (part->kept_path && (!whole->kept_path || strcmp(part->kept_path, whole->kept_path) != 0))
        session_tell("the journal no longer tells where '%s' is", part->kept_path);
    drop_unless_same(&whole->content_sha256, part->content_sha256);
    return status == PRACTICE_OK ? add_note(&whole->note, &part->note, err) : status;
}

static void add_times(struct journal_session *whole, const struct journal_session *part)
{
    if (part->end_ms > whole->end_ms)
        whole->end_ms = part->end_ms;
    whole->claimed_ms += part->claimed_ms;
    if (whole->measured_ms == JOURNAL_UNKNOWN || part->measured_ms == JOURNAL_UNKNOWN) {
        whole->measured_ms = whole->longest_run_ms = JOURNAL_UNKNOWN;
        return;
    }
    whole->measured_ms += part->measured_ms;
    if (whole->longest_run_ms == JOURNAL_UNKNOWN || part->longest_run_ms == JOURNAL_UNKNOWN)
        whole->longest_run_ms = JOURNAL_UNKNOWN;
    else if (part->longest_run_ms > whole->longest_run_ms)
        whole->longest_run_ms = part->longest_run_ms;
}

static enum practice_status put_analysis(struct join *join, struct journal_session *whole)
{
    struct session_change *change = join->change;
    struct journal_analysis_facts facts = {0};
    char *document = NULL;
    if (!join->is_heard)
        return journal_analysis_put(change->journal, whole->id, NULL, &change->error);
    enum practice_status status =
        journal_analysis_facts(change->journal, whole->id, &facts, &change->error);
    if (status == PRACTICE_OK)
        status = report_spans_document(&join->spans, &facts, "whole", &document, &change->error);
    const struct journal_analysis analysis = {facts.engine, facts.model, document};
    if (status == PRACTICE_OK)
        status = journal_analysis_put(change->journal, whole->id, &analysis, &change->error);
    free(document);
    journal_analysis_facts_release(&facts);
    return status;
}

// A run that a cut had divided is one again, and may be the longest.
static void find_longest_run(const struct join *join, struct journal_session *whole)
{
    if (!join->is_heard || whole->measured_ms == JOURNAL_UNKNOWN)
        return;
    int64_t longest_ms = report_spans_longest_ms(&join->spans);
    whole->longest_run_ms = longest_ms < whole->measured_ms ? longest_ms : whole->measured_ms;
}

// The others go first, so that the whole shares time with nobody but a stranger in between.
static enum practice_status unite(struct join *join)
{
    struct session_change *change = join->change;
    struct journal_session *whole = &join->list[0];
    enum practice_status status = PRACTICE_OK;
    int was_measured = whole->measured_ms != JOURNAL_UNKNOWN;
    join->is_heard = 1;
    for (size_t i = 0; status == PRACTICE_OK && i < join->n; i++)
        status = append_spans(join, i);
    for (size_t i = 1; status == PRACTICE_OK && i < join->n; i++) {
        was_measured |= join->list[i].measured_ms != JOURNAL_UNKNOWN;
        add_times(whole, &join->list[i]);
        status = add_words(whole, &join->list[i], &change->error);
        if (status == PRACTICE_OK)
            status = journal_session_delete(change->journal, join->list[i].id, &change->error);
    }
    find_longest_run(join, whole);
    if (status == PRACTICE_OK)
        status = journal_session_update(change->journal, whole, &change->error);
    if (status == PRACTICE_OK && was_measured && whole->measured_ms == JOURNAL_UNKNOWN)
        session_tell("the measured time of the whole is unknown, as it is of a part");
    return status == PRACTICE_OK ? put_analysis(join, whole) : status;
}

static enum practice_status join_sessions(struct session_change *change,
                                          struct journal_sessions *sessions)
{
    struct join join = {.change = change, .list = sessions->list, .n = sessions->n};
    if (join.n < 2)
        return fail_with(&change->error, PRACTICE_BAD_ARGUMENT, NULL,
                         "that is one and the same session");
    qsort(join.list, join.n, sizeof *join.list, by_start);
    enum practice_status status = unite(&join);
    free(join.spans.list);
    change->session = sessions->list[0];
    sessions->list[0] = (struct journal_session){0};
    return status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    struct session_change change;
    struct journal_sessions sessions = {0};
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n < 2)
        return options_complain(self->name, "name two sessions or more: ids, @1 or last");
    code = session_change_begin_all(&change, &operands, "joined", &sessions);
    if (code == COMMAND_DONE)
        code = session_change_end(&change, join_sessions(&change, &sessions));
    journal_sessions_release(&sessions);
    return code;
}

static const char *const examples[] = {"practice session join @1 @2", NULL};

const struct command command_session_join = {
    .name = "session join",
    .summary = "Make one session of several that follow each other.",
    .operands = "ID ID...",
    .examples = examples,
    .run = run,
};
