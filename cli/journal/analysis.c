// SPDX-License-Identifier: GPL-3.0-or-later
// What was heard in a session is kept as the JSON document that `practice analyze --json` prints;
// SQLite's own JSON functions take it apart again.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/statement.h"
#include "journal_sql.h"

enum practice_status journal_analysis_put(struct journal *journal, const char *id,
                                          const struct journal_analysis *analysis,
                                          struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = journal_needs_command(journal, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement statement =
        statement_of(journal, analysis ? sql_analysis_put : sql_analysis_drop);
    statement_bind_text(&statement, ":session_id", id);
    if (analysis) {
        statement_bind_text(&statement, ":engine", analysis->engine);
        statement_bind_text(&statement, ":model", analysis->model);
        statement_bind_text(&statement, ":document", analysis->document);
    }
    return statement_run(&statement, err);
}

enum practice_status journal_analysis_get(struct journal *journal, const char *id,
                                          char **ret_document, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct statement statement = statement_of(journal, sql_analysis_get);
    statement_bind_text(&statement, ":session_id", id);
    int more = statement_step(&statement, err);
    char *document = more > 0 ? statement_copy(&statement, 0) : NULL;
    int is_short = more > 0 && !document;
    statement_finish(&statement);
    if (is_short)
        return fail_no_memory(err);
    if (more < 0)
        return err->status;
    *ret_document = document;
    return PRACTICE_OK;
}

enum practice_status journal_analysis_facts(struct journal *journal, const char *id,
                                            struct journal_analysis_facts *ret_facts,
                                            struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_analysis_facts facts = {0};
    char **places[] = {&facts.engine, &facts.model, &facts.file, &facts.sha256, &facts.options};
    struct statement statement = statement_of(journal, sql_analysis_facts);
    statement_bind_text(&statement, ":session_id", id);
    int more = statement_step(&statement, err), is_short = 0;
    for (int i = 0; more > 0 && i < (int)(sizeof places / sizeof *places); i++) {
        *places[i] = statement_copy(&statement, i);
        is_short |= !*places[i] && !statement_is_null(&statement, i);
    }
    statement_finish(&statement);
    if (more > 0 && !is_short) {
        *ret_facts = facts;
        return PRACTICE_OK;
    }
    journal_analysis_facts_release(&facts);
    if (more < 0)
        return err->status;
    return is_short ? fail_no_memory(err)
                    : fail_with(err, PRACTICE_NOT_FOUND, NULL, "the session has no analysis");
}

void journal_analysis_facts_release(struct journal_analysis_facts *facts)
{
    free(facts->engine);
    free(facts->model);
    free(facts->file);
    free(facts->sha256);
    free(facts->options);
    *facts = (struct journal_analysis_facts){0};
}

static enum practice_kind kind_of(const char *name)
{
    int kind = PRACTICE_N_KINDS - 1;
    while (kind > 0 && (!name || strcmp(practice_kind_name((enum practice_kind)kind), name) != 0))
        kind--;
    return (enum practice_kind)kind;
}

static enum practice_reason reason_of(const char *name)
{
    int reason = PRACTICE_REASON_UNSURE;
    while (reason > 0 &&
           (!name || strcmp(practice_reason_name((enum practice_reason)reason), name) != 0))
        reason--;
    return (enum practice_reason)reason;
}

static struct practice_segment read_segment(const struct statement *statement)
{
    return (struct practice_segment){
        .start_s = sqlite3_column_double(statement->handle, 0),
        .end_s = sqlite3_column_double(statement->handle, 1),
        .kind = kind_of(statement_text(statement, 2)),
        .confidence = sqlite3_column_double(statement->handle, 3),
        .reason = reason_of(statement_text(statement, 4)),
    };
}

enum practice_status journal_segments(struct journal *journal, const char *id,
                                      struct practice_segment **ret_segments, size_t *ret_n,
                                      struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct practice_segment *segments = NULL;
    size_t n = 0, room = 0;
    int more, is_short = 0;
    struct statement statement = statement_of(journal, sql_segments_of);
    statement_bind_text(&statement, ":session_id", id);
    while ((more = statement_step(&statement, err)) > 0) {
        if (n == room) {
            room = room ? 2 * room : 64;
            struct practice_segment *grown = realloc(segments, room * sizeof *grown);
            is_short = !grown;
            if (is_short)
                break;
            segments = grown;
        }
        segments[n++] = read_segment(&statement);
    }
    statement_finish(&statement);
    if (is_short || more < 0) {
        free(segments);
        return is_short ? fail_no_memory(err) : err->status;
    }
    *ret_segments = segments;
    *ret_n = n;
    return PRACTICE_OK;
}
