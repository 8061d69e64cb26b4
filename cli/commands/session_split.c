// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session split`: one session becomes two that touch. The measured time is divided where
// the recording says; without a recording nobody knows, and both halves say so.
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/options.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"
#include "report/session_analysis.h"

struct split_options {
    const char *at, *after;
};

static const struct option_spec options_table[] = {
    {.name = "at",
     .argument = "WHEN",
     .group = "Options",
     .help = "where the second half begins: 19:15",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct split_options, at)},
    {.name = "after",
     .argument = "LENGTH",
     .group = "Options",
     .help = "how long the first half is: 45m",
     .kind = OPTION_TEXT,
     .offset = offsetof(struct split_options, after)},
};

// A clock before the start is that of the day after, as with sessions past midnight.
static enum practice_status read_at(const char *text, const struct journal_session *session,
                                    int64_t *ret_ms, struct practice_error *err)
{
    struct zone *zone = NULL;
    struct when when;
    enum practice_status status = zone_open(session->zone, &zone, err);
    if (status != PRACTICE_OK)
        return status;
    struct when_base base = when_base_now(zone);
    base.day = zone_local_at(zone, session->start_ms).day;
    status = when_parse(text, &base, &when, err);
    if (status == PRACTICE_OK && !when.has_day && when.utc_ms < session->start_ms) {
        base.day++;
        status = when_parse(text, &base, &when, err);
    }
    zone_free(zone);
    if (status == PRACTICE_OK)
        *ret_ms = when.utc_ms;
    return status;
}

static enum practice_status find_seam(const struct split_options *options,
                                      const struct journal_session *session, int64_t *ret_ms,
                                      struct practice_error *err)
{
    int64_t seam_ms = 0, after_ms = 0;
    enum practice_status status;
    if (options->at) {
        status = read_at(options->at, session, &seam_ms, err);
    } else {
        status = when_parse_duration(options->after, &after_ms, err);
        seam_ms = session->start_ms + after_ms;
    }
    if (status != PRACTICE_OK)
        return status;
    if (seam_ms <= session->start_ms || seam_ms >= session->end_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "that is not within the session");
    *ret_ms = seam_ms;
    return PRACTICE_OK;
}

// One half's part of the analysis: its measured time, and the document to be freed.
static enum practice_status take_part(const struct report_spans *part,
                                      const struct journal_analysis_facts *facts,
                                      struct journal_session *half, char **ret_document,
                                      struct practice_error *err)
{
    if (!part->n) { // nobody listened any more
        half->measured_ms = half->longest_run_ms = JOURNAL_UNKNOWN;
        return PRACTICE_OK;
    }
    half->measured_ms = report_spans_play_ms(part);
    half->longest_run_ms = report_spans_longest_ms(part);
    return report_spans_document(part, facts, "part", ret_document, err);
}

struct split {
    struct session_change *change;
    struct journal_session second;
    struct report_spans spans, first_part, second_part;
    struct journal_analysis_facts facts;
    char *first_document, *second_document;
};

static enum practice_status divide_analysis(struct split *split, double seam_s)
{
    struct journal_session *first = &split->change->session;
    struct practice_error *err = &split->change->error;
    int64_t all_ms = first->measured_ms;
    enum practice_status status =
        journal_analysis_facts(split->change->journal, first->id, &split->facts, err);
    if (status == PRACTICE_OK)
        status = report_spans_cut(&split->spans, 0, seam_s, &split->first_part, err);
    if (status == PRACTICE_OK)
        status = report_spans_cut(&split->spans, seam_s, report_spans_end(&split->spans),
                                  &split->second_part, err);
    if (status == PRACTICE_OK)
        status = take_part(&split->first_part, &split->facts, first, &split->first_document, err);
    if (status == PRACTICE_OK)
        status = take_part(&split->second_part, &split->facts, &split->second,
                           &split->second_document, err);
    // The parts add up to what was measured, not to the sum of rounded spans.
    int64_t rest_ms = all_ms - first->measured_ms;
    if (split->second.measured_ms != JOURNAL_UNKNOWN && rest_ms >= split->second.longest_run_ms)
        split->second.measured_ms = rest_ms;
    return status;
}

static enum practice_status store(struct split *split)
{
    struct session_change *change = split->change;
    const struct journal_analysis first = {split->facts.engine, split->facts.model,
                                           split->first_document};
    const struct journal_analysis second = {split->facts.engine, split->facts.model,
                                            split->second_document};
    enum practice_status status =
        journal_session_update(change->journal, &change->session, &change->error);
    if (status == PRACTICE_OK)
        status = journal_analysis_put(change->journal, change->session.id,
                                      split->first_document ? &first : NULL, &change->error);
    return status == PRACTICE_OK
               ? journal_session_add(change->journal, &split->second,
                                     split->second_document ? &second : NULL, &change->error)
               : status;
}

static enum practice_status divide(struct split *split, int64_t seam_ms)
{
    struct journal_session *first = &split->change->session, *second = &split->second;
    struct practice_error *err = &split->change->error;
    struct journal *journal = split->change->journal;
    int64_t first_ms = seam_ms - first->start_ms, claimed_ms = first->claimed_ms;
    int is_paused = claimed_ms < first->end_ms - first->start_ms;
    enum practice_status status = journal_session_find(journal, first->id, second, err);
    if (status == PRACTICE_OK)
        status = journal_segments(journal, first->id, &split->spans.list, &split->spans.n, err);
    if (status != PRACTICE_OK)
        return status;
    second->id[0] = '\0';
    second->start_ms = first->end_ms = seam_ms;
    first->claimed_ms = first_ms < claimed_ms ? first_ms : claimed_ms;
    second->claimed_ms = claimed_ms - first->claimed_ms;
    free(second->note); // the first half keeps it
    second->note = NULL;
    int was_measured = first->measured_ms != JOURNAL_UNKNOWN;
    if (split->spans.n) {
        status = divide_analysis(split, (double)first_ms / 1e3);
    } else {
        first->measured_ms = first->longest_run_ms = JOURNAL_UNKNOWN;
        second->measured_ms = second->longest_run_ms = JOURNAL_UNKNOWN;
        if (was_measured)
            session_tell("without an analysis nobody knows when the playing was: the measured "
                         "time of both halves is unknown now");
    }
    if (is_paused)
        session_tell("when the pauses were is not known: they are counted to the second half");
    return status == PRACTICE_OK ? store(split) : status;
}

static void release(struct split *split)
{
    journal_session_release(&split->second);
    journal_analysis_facts_release(&split->facts);
    free(split->spans.list);
    free(split->first_part.list);
    free(split->second_part.list);
    free(split->first_document);
    free(split->second_document);
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct split_options options = {0};
    struct operands operands;
    struct session_change change;
    int64_t seam_ms = 0;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one session: an id, @1 or last");
    if (!options.at == !options.after)
        return options_complain(self->name, "say where: --at WHEN or --after LENGTH");
    code = session_change_begin(&change, operands.list[0], "split");
    if (code != COMMAND_DONE)
        return code;
    if (find_seam(&options, &change.session, &seam_ms, &change.error) != PRACTICE_OK)
        return session_change_refuse(&change);
    struct split split = {.change = &change};
    enum practice_status status = divide(&split, seam_ms);
    char second_id[UUID_SIZE];
    (void)snprintf(second_id, sizeof second_id, "%s", split.second.id);
    release(&split);
    code = session_change_end(&change, status);
    if (code == COMMAND_DONE)
        (void)printf("%s\n", second_id);
    return code;
}

static const char *const examples[] = {"practice session split last --after 10m", NULL};

const struct command command_session_split = {
    .name = "session split",
    .summary = "Make two sessions of one.",
    .operands = "ID",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
