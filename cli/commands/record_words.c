// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about a recording that ended, and about those that never did.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/zone.h"
#include "commands/journal_use.h"
#include "commands/record.h"
#include "commands/session_show.h"
#include "commands/stats_after.h"
#include "ui/duration.h"
#include "ui/term.h"

const char *record_end_words(enum recorder_end end)
{
    switch (end) {
    case RECORDER_LIMIT:
        return "the limit was reached";
    case RECORDER_IDLE:
        return "nothing was played any more; the session ends with the last note";
    case RECORDER_DEVICE_LOST:
        return "the microphone has gone; what was recorded is kept";
    case RECORDER_DISK_FULL:
        return "recording stopped because of the disk; what was recorded is kept";
    case RECORDER_TOO_LONG:
        return "12 hours are the most; recording stopped";
    case RECORDER_NO_MEMORY:
        return "recording stopped for lack of memory; what was recorded is kept";
    case RECORDER_GOES_ON:
    case RECORDER_ASKED:
    case RECORDER_CRASHED:
        break;
    }
    return NULL;
}

static void print_times(const struct journal_session *session, const struct ui_term *term)
{
    char play[UI_DURATION_SIZE], clock[UI_DURATION_SIZE], run[UI_DURATION_SIZE];
    const char *bold = ui_term_style(term, UI_STYLE_BOLD);
    const char *plain = ui_term_style(term, UI_STYLE_PLAIN);
    double claimed_s = (double)session->claimed_ms / 1000;
    (void)ui_duration_short(claimed_s, clock);
    if (session->measured_ms == JOURNAL_UNKNOWN) {
        (void)printf("%s%s%s by the clock; nobody listened, so play time is unknown\n", bold, clock,
                     plain);
        return;
    }
    double play_s = (double)session->measured_ms / 1000;
    (void)printf("played %s%s%s of %s", bold, ui_duration_short(play_s, play), plain, clock);
    if (claimed_s > 0)
        (void)printf(" (%.0f %%)", 100 * play_s / claimed_s);
    if (session->longest_run_ms > 0)
        (void)printf(", longest run %s",
                     ui_duration_short((double)session->longest_run_ms / 1000, run));
    (void)putchar('\n');
}

int record_tell_saved(const char *session_id, int no_color)
{
    struct journal *journal;
    struct journal_session session = {0};
    struct practice_error err;
    struct ui_term term;
    char short_id[JOURNAL_SHORT_ID_SIZE];
    int code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (journal_session_find(journal, session_id, &session, &err) != PRACTICE_OK) {
        journal_close(journal);
        return journal_use_fail(&err);
    }
    ui_term_init(&term, STDOUT_FILENO, no_color);
    print_times(&session, &term);
    (void)printf("saved as %s", journal_short_id(session.id, short_id));
    if (session.kept_path) {
        (void)fputs(", sound in ", stdout);
        ui_term_write(&term, UI_STYLE_PLAIN, session.kept_path, stdout);
    }
    (void)putchar('\n');
    stats_after_end(stats_after_without(journal, session.id), journal, &term, stdout);
    journal_session_release(&session);
    journal_close(journal);
    return COMMAND_DONE;
}

int record_print_saved_json(const char *session_id)
{
    struct journal *journal;
    struct practice_error err;
    int code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (session_show_json(journal, session_id, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

void record_tell_left_behind(void)
{
    static struct state states[RECORDER_MAX_LEFT];
    size_t n = recorder_left_behind(NULL, states);
    if (n == 0)
        return;
    (void)fprintf(stderr, "practice: %zu earlier recording%s never saved\n", n,
                  n == 1 ? " was" : "s were");
    (void)fputs("  hint: save with: practice record recover\n", stderr);
}

static void tell_running(void)
{
    static struct state state;
    char clock[UI_DURATION_SIZE], play[UI_DURATION_SIZE];
    if (!recorder_running(NULL, &state))
        return;
    (void)fprintf(stderr, "practice: %s for %s",
                  state.phase == STATE_PAUSED ? "paused" : "recording",
                  ui_duration_clock(state.clock_s, 0, clock));
    if (state.has_audio)
        (void)fprintf(stderr, ", played %s", ui_duration_clock(state.play_time_s, 0, play));
    (void)fputs("; 'practice record stop' saves it\n", stderr);
}

void record_tell_present(void)
{
    if (!isatty(STDERR_FILENO))
        return;
    tell_running();
    record_tell_left_behind();
}
