// SPDX-License-Identifier: GPL-3.0-or-later
// Saves sessions of so many measured minutes, now, into the user's journal and prints what that
// changed: `saver MINUTES...`, a millisecond each by the clock, as `record` and `analyze --save`
// do.
#include <stdio.h>
#include <stdlib.h>

#include "commands/journal_use.h"
#include "commands/stats_after.h"

static int save(struct journal *journal, int64_t minutes, int64_t end_ms)
{
    struct practice_error err;
    struct journal_session session = {.start_ms = end_ms - 1,
                                      .end_ms = end_ms,
                                      .zone = "UTC",
                                      .claimed_ms = 1,
                                      .measured_ms = minutes * 60000,
                                      .longest_run_ms = JOURNAL_UNKNOWN};
    int failed = journal_begin(journal, "saved", &err) != PRACTICE_OK ||
                 journal_session_add(journal, &session, NULL, &err) != PRACTICE_OK ||
                 journal_commit(journal, &err) != PRACTICE_OK;
    if (failed)
        (void)fprintf(stderr, "%s\n", err.message);
    return failed;
}

int main(int argc, char **argv)
{
    struct journal *journal = NULL;
    struct ui_term term = {.width = 80, .utf8 = 1, .utf8_text = 1};
    int failed = journal_use_open(JOURNAL_WRITE, &journal) != COMMAND_DONE;
    if (failed)
        return 1;
    struct stats_after *after = stats_after_begin(journal);
    int64_t now_ms = zone_now_ms(); // once: they must not share time
    for (int i = 1; !failed && i < argc; i++)
        failed = save(journal, atoi(argv[i]), now_ms - 3 * (int64_t)i);
    stats_after_end(after, journal, &term, stdout);
    journal_close(journal);
    return failed;
}
