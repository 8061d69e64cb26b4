// SPDX-License-Identifier: GPL-3.0-or-later
// `practice sync`: the noun, and its first verb, which does it.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/inbox_unread.h"
#include "commands/journal_use.h"
#include "commands/server_use.h"
#include "commands/sync_verbs.h"
#include "ui/json.h"
#include "ui/table.h"

#define SCHEMA        "practice.sync/1"
#define LOCK_WAIT_S   60
#define QUIET_LIMIT_S 60 // nobody waits for it, so nobody would end it either

#define AT(member) .offset = offsetof(struct sync_run_options, member)

static const struct option_spec run_table[] = {
    {.name = "dry-run",
     .letter = 'n',
     .group = "Sync",
     .help = "say what would be sent, and what would change here",
     .kind = OPTION_FLAG,
     AT(dry_run)},
    {.name = "verify",
     .group = "Sync",
     .help = "afterwards, compare hashes of everything on both sides",
     .kind = OPTION_FLAG,
     AT(verify)},
    {.name = "repair",
     .group = "Sync",
     .help = "read everything anew and send what was never sent",
     .kind = OPTION_FLAG,
     AT(repair)},
    {.name = "watch",
     .letter = 'w',
     .group = "Sync",
     .help = "go on, and sync whenever something changes",
     .kind = OPTION_FLAG,
     AT(watch)},
    {.name = "adopt",
     .group = "Sync",
     .help = "take over a journal that belongs to another account",
     .kind = OPTION_FLAG,
     AT(adopt)},
    {.name = "timeout",
     .argument = "SECONDS",
     .group = "Sync",
     .help = "give up when no answer comes for so long (60)",
     .kind = OPTION_SECONDS,
     .least = 1,
     .most = 3600,
     AT(timeout_s)},
    {.name = "quiet",
     .letter = 'q',
     .group = "Answer",
     .help = "say nothing; practice sync status tells what went wrong",
     .kind = OPTION_FLAG,
     AT(quiet)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object about what was done",
     .kind = OPTION_FLAG,
     AT(json)},
};

int sync_fail(const struct sync_report *report, const struct practice_error *error, int quiet)
{
    if (!quiet)
        return report->is_here ? journal_use_fail(error) : server_use_fail(error);
    return report->is_here ? COMMAND_JOURNAL : COMMAND_REMOTE;
}

void sync_tell(const struct sync_report *report, int only_news)
{
    if (only_news && !report->n_sent && !report->n_changed && !report->n_removed)
        return;
    if (report->is_restored)
        (void)fputs("practice: the studio was restored from a backup; everything was sent again\n",
                    stderr);
    (void)fprintf(stderr,
                  "practice: sent %zu change%s; here %zu row%s new or changed, %zu removed\n",
                  report->n_sent, report->n_sent == 1 ? "" : "s", report->n_changed,
                  report->n_changed == 1 ? " is" : "s are", report->n_removed);
    if (report->n_refused)
        (void)fprintf(stderr,
                      "practice: the studio refused %zu of them; see: practice sync status\n",
                      report->n_refused);
}

struct verified {
    struct sync_difference *list;
    size_t n, n_different;
};

static void print_json(const struct sync_report *report, const struct verified *verified)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", SCHEMA);
    ui_json_integer(&json, "sent", (int64_t)report->n_sent);
    ui_json_integer(&json, "refused", (int64_t)report->n_refused);
    ui_json_integer(&json, "pulled", (int64_t)report->n_rows);
    ui_json_integer(&json, "changed", (int64_t)report->n_changed);
    ui_json_integer(&json, "removed", (int64_t)report->n_removed);
    ui_json_integer(&json, "scopes", (int64_t)report->n_scopes);
    ui_json_bool(&json, "restored", report->is_restored);
    if (verified->list)
        ui_json_array_begin(&json, "verified");
    for (size_t i = 0; i < verified->n; i++) {
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "scope", verified->list[i].kind);
        ui_json_string(&json, "entity", verified->list[i].entity);
        ui_json_integer(&json, "here", (int64_t)verified->list[i].n_here);
        ui_json_integer(&json, "there", (int64_t)verified->list[i].n_there);
        ui_json_bool(&json, "same", verified->list[i].is_same);
        ui_json_object_end(&json);
    }
    if (verified->list)
        ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int print_verified(const struct verified *verified)
{
    static const struct ui_column columns[] = {{.title = "scope"},
                                               {.title = "rows of"},
                                               {.title = "here", .align = UI_RIGHT},
                                               {.title = "studio", .align = UI_RIGHT},
                                               {.title = ""}};
    struct ui_table *table = ui_table_new(columns, 5);
    struct ui_term term;
    int is_bad = !table;
    ui_term_init(&term, STDOUT_FILENO, 0);
    for (size_t i = 0; !is_bad && i < verified->n; i++) {
        const struct sync_difference *one = &verified->list[i];
        char counts[2][24];
        (void)snprintf(counts[0], sizeof counts[0], "%zu", one->n_here);
        (void)snprintf(counts[1], sizeof counts[1], "%zu", one->n_there);
        const char *const cells[] = {one->kind, one->entity, counts[0], counts[1],
                                     one->is_same ? "same" : "different"};
        is_bad = ui_table_add(table, cells, one->is_same ? UI_STYLE_PLAIN : UI_STYLE_WARNING) != 0;
    }
    if (!is_bad)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return is_bad ? -1 : 0;
}

// What would be sent, by kind.
static int tell_rehearsal(struct journal *journal, const struct sync_report *report,
                          struct practice_error *err)
{
    struct journal_operations waiting;
    if (journal_outbox_list(journal, 0, &waiting, err) != PRACTICE_OK)
        return journal_use_fail(err);
    for (size_t i = 0; i < waiting.n; i++) {
        char id[JOURNAL_SHORT_ID_SIZE];
        (void)printf("would send    %s %s %s\n", waiting.list[i].kind, waiting.list[i].entity,
                     journal_short_id(waiting.list[i].row_id, id));
    }
    if (waiting.n == JOURNAL_MAX_REFUSED)
        (void)puts("would send    more");
    (void)printf("would change  %zu row%s here, and remove %zu\n", report->n_changed,
                 report->n_changed == 1 ? "" : "s", report->n_removed);
    journal_operations_release(&waiting);
    return COMMAND_DONE;
}

static int tell(struct journal *journal, const struct sync_run_options *options,
                const struct sync_report *report, const struct verified *verified)
{
    struct practice_error err;
    if (options->json)
        print_json(report, verified);
    else if (options->dry_run)
        return tell_rehearsal(journal, report, &err);
    else if (!options->quiet)
        sync_tell(report, 0);
    if (!options->json && verified->list && print_verified(verified) != 0)
        return COMMAND_SOME_FAILED;
    if (verified->n_different && !options->json)
        (void)fputs("practice: the journal and the studio differ; practice sync --repair reads "
                    "everything anew\n",
                    stderr);
    return verified->n_different || report->n_refused ? COMMAND_SOME_FAILED : COMMAND_DONE;
}

static int sync_once(struct journal *journal, const struct sync_run_options *options)
{
    const struct sync_options how = {
        .is_rehearsal = options->dry_run, .repair = options->repair, .adopt = options->adopt};
    struct sync_report report = {0};
    struct verified verified = {0};
    struct server *server = NULL;
    struct practice_error err;
    enum practice_status status = server_use_connect(options->timeout_s, &server, &err);
    if (status != PRACTICE_OK) {
        struct practice_error ignored;
        enum practice_status noted = journal_sync_end(journal, err.message, &ignored);
        (void)noted; // the first error is the one to tell
        return sync_fail(&report, &err, options->quiet);
    }
    status = sync_run(journal, server, &how, &report, &err);
    if (status == PRACTICE_OK && options->verify)
        status = sync_verify(journal, server, &verified.list, &verified.n, &err);
    if (status == PRACTICE_OK && report.n_unread >= 0)
        inbox_unread_note(report.n_unread);
    else if (status == PRACTICE_OK && !options->dry_run)
        inbox_unread_refresh(server);
    server_close(server);
    for (size_t i = 0; i < verified.n; i++)
        verified.n_different += !verified.list[i].is_same;
    int code = status == PRACTICE_OK ? tell(journal, options, &report, &verified)
                                     : sync_fail(&report, &err, options->quiet);
    free(verified.list);
    return code;
}

static const char *contradiction(const struct sync_run_options *options)
{
    if (options->dry_run && (options->verify || options->repair || options->watch))
        return "--dry-run goes alone";
    if (options->watch && (options->verify || options->json))
        return "--watch goes without --verify and --json";
    return NULL;
}

// One at a time; a quiet one leaves it to the other.
static int run_locked(const struct sync_run_options *options, struct journal *journal)
{
    struct practice_error err;
    int lock = -1;
    enum practice_status status =
        sync_lock(journal_path(journal), options->quiet ? 0 : LOCK_WAIT_S, &lock, &err);
    if (status != PRACTICE_OK && options->quiet)
        return COMMAND_TRY_LATER;
    if (status == PRACTICE_OVER_LIMIT) {
        analyze_tell_error(&err);
        return COMMAND_TRY_LATER;
    }
    if (status != PRACTICE_OK)
        return journal_use_fail(&err);
    int code = options->watch ? sync_watch_loop(journal, options) : sync_once(journal, options);
    sync_unlock(lock);
    return code;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct sync_run_options options = {0};
    struct operands operands;
    struct journal *journal = NULL;
    struct identity identity;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    const char *complaint = contradiction(&options);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    if (options.quiet)
        (void)alarm(QUIET_LIMIT_S);
    code = server_use_who(&identity); // before a journal is made
    explicit_bzero(&identity, sizeof identity);
    if (code == COMMAND_DONE)
        code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    code = run_locked(&options, journal);
    journal_close(journal);
    return code;
}

static const char *const run_examples[] = {
    "practice sync",
    "practice sync --dry-run",
    "practice sync --verify",
    NULL,
};

const struct command command_sync_run = {
    .name = "sync run",
    .summary = "Send what changed here, and fetch what changed elsewhere.",
    .operands = "",
    .examples = run_examples,
    .options = run_table,
    .n_options = sizeof run_table / sizeof *run_table,
    .run = run,
};

static const struct command *const verbs[] = {&command_sync_run, &command_sync_status,
                                              &command_sync_drop, &command_sync_retry};

const struct command command_sync = {
    .name = "sync",
    .summary = "Bring the journal and the studio together.",
    .operands = "",
    .examples = run_examples,
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
