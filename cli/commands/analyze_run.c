// SPDX-License-Identifier: GPL-3.0-or-later
// The run over all inputs: workers on one side, the output in input order on the other, and the
// exit code at the end.
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <practice/memory.h>

#include "batch/pool.h"
#include "batch/stop.h"
#include "commands/analyze.h"
#include "commands/analyze_save.h"
#include "ui/progress.h"

struct run {
    const struct analyze_options *options;
    const struct inputs *inputs;
    struct analyse_options work;
    struct analyse_meter meter;
    struct analyze_output output;
    struct ui_progress *progress;
    struct analyze_save *save; // or NULL
    int is_refused;            // a good take could not be saved
    int is_journal_broken;
    double work_total;
    size_t n_good, n_failed, n_skipped, n_restored;
    int is_output_broken, is_unkept; // for the reason in output_error
    struct practice_error output_error;
};

void analyze_tell_error(const struct practice_error *error)
{
    struct ui_term term;
    ui_term_init(&term, STDERR_FILENO, 1);
    (void)fputs("practice: ", stderr);
    ui_term_write(&term, UI_STYLE_PLAIN, error->message, stderr);
    if (error->hint[0]) {
        (void)fputs("\n  hint: ", stderr);
        ui_term_write(&term, UI_STYLE_PLAIN, error->hint, stderr);
    }
    (void)fputc('\n', stderr);
}

static void *work(void *context, size_t item)
{
    struct run *run = context;
    return analyse_input(&run->work, &run->inputs->list[item], &run->meter);
}

static void drop(void *done)
{
    take_free(done);
}

static void tick(void *context)
{
    struct run *run = context;
    const struct ui_progress_state state = {
        .n_done = run->n_good + run->n_failed + run->n_skipped,
        .n_total = run->inputs->n,
        .n_failed = run->n_failed,
        .audio_s = (double)atomic_load(&run->meter.audio_ms) / 1e3,
        .work_done = (double)atomic_load(&run->meter.work_bytes),
        .work_total = run->work_total,
    };
    ui_progress_show(run->progress, &state);
}

static void tell_warnings(const struct run *run, const struct take *take)
{
    struct ui_term term;
    if (run->options->quiet || !run->work.many || run->output.kind != &report_text)
        return; // told elsewhere
    ui_term_init(&term, STDERR_FILENO, 1);
    for (size_t i = 0; i < take->n_warnings; i++) {
        ui_progress_clear(run->progress);
        (void)fputs("practice: '", stderr);
        ui_term_write(&term, UI_STYLE_PLAIN, take->file, stderr);
        (void)fputs("': ", stderr);
        ui_term_write(&term, UI_STYLE_PLAIN, take->warnings[i], stderr);
        (void)fputc('\n', stderr);
    }
}

static void count(struct run *run, const struct take *take)
{
    if (take->is_skipped) {
        run->n_skipped++;
    } else if (take->status == PRACTICE_OK) {
        run->n_good++;
        run->n_restored += (size_t)take->is_restored;
        tell_warnings(run, take);
    } else {
        run->n_failed++;
        if (!report_tells_failures(run->output.kind)) {
            ui_progress_clear(run->progress);
            analyze_tell_error(&take->error);
        }
    }
}

// Returns 0, or -1 when the journal takes no more.
static int save(struct run *run, const struct take *take)
{
    if (!run->save || take->is_skipped || take->status != PRACTICE_OK)
        return 0;
    ui_progress_clear(run->progress);
    enum analyze_saved outcome = analyze_save_take(run->save, take);
    run->is_refused |= outcome == ANALYZE_REFUSED;
    run->is_journal_broken |= outcome == ANALYZE_BROKEN;
    return outcome == ANALYZE_BROKEN ? -1 : 0;
}

static int emit(void *context, size_t item, void *done)
{
    struct run *run = context;
    struct take *take = done;
    int enough = stop_requested() != 0;
    if (take->is_unkept || (enough && take->status != PRACTICE_OK)) {
        run->is_unkept = take->is_unkept;
        run->output_error = take->error;
        take_free(take); // not failed by itself, so not told as such
        return 1;
    }
    if (run->output.term.is_terminal)
        ui_progress_clear(run->progress);
    count(run, take);
    if (analyze_output_take(&run->output, take, run->inputs->list[item].label,
                            &run->output_error) != PRACTICE_OK) {
        run->is_output_broken = 1;
        enough = 1;
    }
    if (save(run, take) != 0)
        enough = 1;
    if (run->options->fail_fast && (run->n_failed || run->is_refused))
        enough = 1;
    take_free(take);
    return enough;
}

static unsigned processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n < 1 ? 1 : n > POOL_MAX_THREADS ? POOL_MAX_THREADS : (unsigned)n;
}

static void start_progress(struct run *run)
{
    struct ui_term term;
    enum ui_when when = UI_NEVER;
    if (run->options->quiet || ui_when_parse(run->options->progress, &when) != 0)
        return;
    ui_term_init(&term, STDERR_FILENO, run->options->no_color);
    for (size_t i = 0; i < run->inputs->n; i++)
        run->work_total += run->inputs->list[i].size_bytes;
    run->progress = ui_progress_new(when, &term, stderr);
}

static void tell_summary(const struct run *run)
{
    size_t n_told = run->n_good + run->n_failed;
    if (stop_requested())
        (void)fprintf(stderr, "practice: interrupted; %zu of %zu done%s\n", n_told + run->n_skipped,
                      run->inputs->n,
                      run->work.resume ? "; the same --resume goes on from here" : "");
    if (run->options->quiet || stop_requested())
        return;
    if (run->n_failed && run->inputs->n > 1)
        (void)fprintf(stderr, "practice: %zu of %zu recordings failed\n", run->n_failed, n_told);
    if (run->n_skipped)
        (void)fprintf(stderr, "practice: %zu file%s in folders skipped: no recording%s\n",
                      run->n_skipped, run->n_skipped == 1 ? "" : "s",
                      run->n_skipped == 1 ? "" : "s");
    if (run->n_restored)
        (void)fprintf(stderr, "practice: %zu of %zu taken from the resume file\n", run->n_restored,
                      n_told);
}

static int exit_code(const struct run *run)
{
    if (stop_requested())
        return 128 + stop_requested();
    if (run->is_unkept || run->is_journal_broken)
        return COMMAND_JOURNAL;
    if (run->is_output_broken)
        return COMMAND_SOME_FAILED;
    if (!run->n_good && (run->n_failed || run->n_skipped))
        return COMMAND_BAD_INPUT;
    return run->n_failed || run->is_refused ? COMMAND_SOME_FAILED : COMMAND_DONE;
}

static int run_all(struct run *run)
{
    const struct pool_job job = {
        .n_items = run->inputs->n,
        .n_threads = run->options->n_jobs ? run->options->n_jobs : processors(),
        .context = run,
        .work = work,
        .emit = emit,
        .tick = tick,
        .drop = drop,
    };
    struct practice_error err;
    if (analyze_output_begin(&run->output, run->options, &run->work, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_SOME_FAILED;
    }
    start_progress(run);
    if (pool_run(&job, &run->output_error) != PRACTICE_OK)
        run->is_output_broken = 1;
    tick(run); // the last state is what a log keeps
    ui_progress_free(run->progress);
    int keep = !run->is_output_broken && !run->is_unkept && !stop_requested();
    struct practice_error why = run->output_error;
    if (analyze_output_end(&run->output, keep, &err) != PRACTICE_OK && keep) {
        run->is_output_broken = 1;
        why = err;
    }
    if ((run->is_output_broken || run->is_unkept) && why.message[0])
        analyze_tell_error(&why);
    tell_summary(run);
    return exit_code(run);
}

static int open_resume(struct run *run)
{
    struct practice_error err;
    long long cut = 0;
    enum resume_answer answer = resume_open(run->options->resume, &run->work.resume, &cut, &err);
    if (answer != RESUME_OK) {
        analyze_tell_error(&err);
        return answer == RESUME_BUSY ? COMMAND_TRY_LATER : COMMAND_JOURNAL;
    }
    if (cut && !run->options->quiet)
        (void)fprintf(stderr,
                      "practice: cut %lld byte%s of an unfinished record from the resume "
                      "file\n",
                      cut, cut == 1 ? "" : "s");
    return OPTIONS_GO_ON;
}

int analyze_run(const struct analyze_options *options, const struct inputs *inputs)
{
    struct practice_error err;
    struct run run = {.options = options, .inputs = inputs};
    run.work = (struct analyse_options){
        .max_rest_s = options->max_rest_s,
        .min_play_s = options->min_play_s,
        .play_time_only = options->play_time_only,
        .want_sha256 = options->json || options->save,
        .plot = options->plot,
        .many = inputs->n > 1,
        .extract = options->extract,
    };
    practice_memory_trim();
    if (analyse_prepare(&run.work, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_SOME_FAILED;
    }
    stop_install();
    int code =
        options->save ? analyze_save_open(options, run.work.fingerprint, &run.save) : COMMAND_DONE;
    if (code == COMMAND_DONE)
        code = options->resume ? open_resume(&run) : OPTIONS_GO_ON;
    if (code == OPTIONS_GO_ON)
        code = run_all(&run);
    resume_close(run.work.resume);
    analyze_save_close(run.save);
    return code;
}
