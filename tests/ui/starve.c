// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the allocations of cli/ui fail one by one, by the linker's --wrap: each call must then say
// so, leave nothing behind, and work again afterwards. Ends with 0 and the number of failures met.
#include <practice/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/plot.h"
#include "ui/progress.h"
#include "ui/table.h"
#include "../starve.h"

// Each returns 1 when memory was short and that was told.
static int try_table(void)
{
    static const struct ui_column columns[] = {{.title = "a"}, {.title = "b"}};
    struct ui_table *table = ui_table_new(columns, 2);
    int short_of = !table;
    for (int i = 0; !short_of && i < 2000; i++)
        short_of = ui_table_add(table, (const char *const[]){"x", NULL}, UI_STYLE_PLAIN) != 0;
    ui_table_free(table);
    return short_of;
}

static int try_progress(void)
{
    struct ui_term term = {.width = 80};
    struct ui_progress_state state = {.n_done = 1};
    struct ui_progress *progress = ui_progress_new(UI_ALWAYS, &term, stdout);
    ui_progress_show(progress, &state);
    ui_progress_clear(progress);
    ui_progress_free(progress);
    return !progress;
}

static int try_plot(void)
{
    struct practice_result result = {.engine = "practice", .model = "none"};
    struct ui_plot plot = {"title", &result, NULL};
    struct practice_error error;
    FILE *out = tmpfile();
    if (!out)
        exit(3);
    enum practice_status status = ui_plot_write(&plot, UI_PLOT_SVG, out, &error);
    (void)fclose(out);
    if (status != PRACTICE_OK && (status != PRACTICE_NO_MEMORY || !*error.message))
        exit(4);
    return status == PRACTICE_NO_MEMORY;
}

int main(void)
{
    static int (*const tries[])(void) = {try_table, try_progress, try_plot};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        int n_failures = 0;
        starving.left = 0;
        while (tries[i]()) {
            starving.left = ++n_failures;
            if (n_failures > 1000)
                return 5;
        }
        starving.left = -1;
        (void)printf("%d\n", n_failures);
    }
    return 0;
}
