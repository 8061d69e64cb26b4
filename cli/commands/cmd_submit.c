// SPDX-License-Identifier: GPL-3.0-or-later
// `practice submit`: hands recordings to the studio's workers. Musicians hold no credentials of the
// cloud: the studio gives an address that is good for one recording.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/submit.h"
#include "ui/text.h"

struct submit_options {
    const char *session, *student, *instrument, *date;
    int wait, progress, json, quiet;
};

#define AT(member) .offset = offsetof(struct submit_options, member)

static const struct option_spec options_table[] = {
    {.name = "session",
     .letter = 's',
     .argument = "SESSION",
     .group = "What",
     .help = "measure this session of the journal",
     .kind = OPTION_TEXT,
     AT(session)},
    {.name = "for",
     .argument = "STUDENT",
     .group = "What",
     .help = "for a member of a group of yours",
     .kind = OPTION_TEXT,
     AT(student)},
    {.name = "date",
     .argument = "WHEN",
     .group = "What",
     .help = "when it began, when the file does not know",
     .kind = OPTION_TEXT,
     AT(date)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "What",
     .help = "what was played on",
     .kind = OPTION_TEXT,
     AT(instrument)},
    {.name = "wait",
     .letter = 'w',
     .group = "Answer",
     .help = "wait until it is measured",
     .kind = OPTION_FLAG,
     AT(wait)},
    {.name = "progress",
     .group = "Answer",
     .help = "tell each stage, where no line can be redrawn",
     .kind = OPTION_FLAG,
     AT(progress)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and job",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "quiet",
     .letter = 'q',
     .group = "Answer",
     .help = "only what was asked for and what went wrong",
     .kind = OPTION_FLAG,
     AT(quiet)},
};

// What all files of one run have in common.
struct run {
    const struct submit_options *options;
    struct server *server;
    struct submit_show *show; // on stderr
    struct ui_term screen;    // of stdout
    char zone[ZONE_NAME_SIZE];
    char session_id[UUID_SIZE]; // "": none
    int64_t date_ms;            // 0: not said
};

static enum practice_status read_date(struct run *run, struct practice_error *err)
{
    struct zone *zone = NULL;
    struct when when;
    enum practice_status status = zone_open(zone_system_name(run->zone), &zone, err);
    if (status == PRACTICE_OK && run->options->date) {
        struct when_base base = when_base_now(zone);
        status = when_parse(run->options->date, &base, &when, err);
        if (status == PRACTICE_OK)
            run->date_ms = when.utc_ms;
    }
    zone_free(zone);
    return status;
}

// The session that a person means stands in the journal, with the id that the studio knows.
static int find_session(struct run *run)
{
    struct journal *journal = NULL;
    struct journal_session session = {0};
    struct practice_error err;
    int code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (journal_session_find(journal, run->options->session, &session, &err) == PRACTICE_OK)
        (void)snprintf(run->session_id, sizeof run->session_id, "%s", session.id);
    else
        code = journal_use_fail(&err);
    journal_session_release(&session);
    journal_close(journal);
    return code;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static enum practice_status hand_in(const struct run *run, const struct submit_file *file,
                                    struct job_made *made, struct practice_error *err)
{
    char name[201], title[51];
    (void)ui_text_clean(name, sizeof name, name_of(file->path), 1);
    // a title is a name without its end, as much of it as the studio takes
    const char *dot = strrchr(name, '.');
    size_t n = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    n = n < sizeof title ? n : sizeof title - 1;
    while (n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80)
        n--;
    (void)snprintf(title, sizeof title, "%.*s", (int)n, name);
    const struct job_asked asked = {
        .student = run->options->student,
        .session_id = run->session_id[0] ? run->session_id : NULL,
        .sha256 = file->sha256,
        .type = file->type,
        .name = name,
        .zone = run->zone,
        .instrument = run->options->instrument,
        .title = title,
        .size_bytes = file->size_bytes,
        .recorded_ms = run->date_ms ? run->date_ms : file->recorded_ms,
    };
    enum practice_status status = job_create(run->server, &asked, made, err);
    if (status == PRACTICE_OK && strcmp(made->status, "CREATED") == 0)
        status = submit_upload(run->server, made, file, run->show, err);
    return status;
}

static int answer(const struct run *run, const struct job_made *made)
{
    struct server_rows *rows = NULL;
    struct practice_error err;
    enum practice_status status = run->options->wait
                                      ? submit_await(run->server, made->id, run->show, &rows, &err)
                                      : job_show(run->server, made->id, &rows, &err);
    if (status != PRACTICE_OK)
        return server_use_fail(&err);
    struct job job = job_at(rows, 0);
    int code = COMMAND_DONE;
    if (run->options->json)
        code = submit_tell_json(&job);
    else if (run->options->wait)
        code = submit_tell(&job, &run->screen);
    else
        (void)printf("%s\n", made->id);
    if (!made->is_new && !run->options->quiet)
        session_tell("'%s' was handed in before", job.file_name);
    else if (!run->options->wait && !run->options->quiet && run->screen.is_terminal)
        session_tell("'%s' is handed in; see it measured with: practice job watch", job.file_name);
    server_rows_free(rows);
    (void)fflush(stdout);
    return code;
}

static int submit_one(const struct run *run, const char *path)
{
    struct submit_file file;
    struct job_made made;
    struct practice_error err;
    if (submit_look(path, &file, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_BAD_INPUT;
    }
    enum practice_status status = hand_in(run, &file, &made, &err);
    (void)close(file.fd);
    return status == PRACTICE_OK ? answer(run, &made) : server_use_fail(&err);
}

static int submit_all(struct run *run, const struct operands *operands)
{
    struct practice_error err;
    size_t n_good = 0;
    int code = COMMAND_DONE;
    if (read_date(run, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_USAGE;
    }
    if (run->options->session && (code = find_session(run)) != COMMAND_DONE)
        return code;
    code = server_use_open(&run->server);
    if (code != COMMAND_DONE)
        return code;
    for (size_t i = 0; i < operands->n; i++) {
        int one = submit_one(run, operands->list[i]);
        n_good += one == COMMAND_DONE;
        code = one == COMMAND_DONE ? code : one;
        if (one == COMMAND_REMOTE || one == COMMAND_TRY_LATER)
            break; // the next one would fare no better
    }
    server_close(run->server);
    return code == COMMAND_BAD_INPUT && n_good ? COMMAND_SOME_FAILED : code;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct submit_options options = {0};
    struct operands operands;
    struct submit_show show;
    struct run run = {.options = &options, .show = &show};
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n)
        return options_complain(self->name, "which recordings?");
    if (options.session && (operands.n > 1 || options.student))
        return options_complain(self->name, "--session is for one recording of one's own");
    submit_show_init(&show, STDERR_FILENO, env->no_color, options.progress);
    show.is_drawing = show.is_drawing && !options.quiet;
    ui_term_init(&run.screen, STDOUT_FILENO, env->no_color);
    return submit_all(&run, &operands);
}

static const char *const examples[] = {
    "practice submit take.flac",
    "practice submit --wait --progress take.flac",
    NULL,
};

const struct command command_submit = {
    .name = "submit",
    .summary = "Hand recordings to the studio's workers, to be measured.",
    .operands = "FILE...",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_completion = COMPLETE_FILES,
    .run = run,
};
