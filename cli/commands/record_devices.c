// SPDX-License-Identifier: GPL-3.0-or-later
// `practice record --list-devices`: what --device may be given.
#include <stdio.h>
#include <unistd.h>

#include "commands/analyze.h"
#include "commands/record.h"
#include "recorder/device.h"
#include "ui/table.h"
#include "ui/term.h"

int record_list_devices(int no_color)
{
    static const struct ui_column columns[] = {
        {.title = "number", .align = UI_RIGHT},
        {.title = "name", .flexible = 1, .cut = UI_CUT_MIDDLE},
        {.title = "Hz", .align = UI_RIGHT},
        {.title = "system"},
    };
    static struct device_info list[DEVICE_MAX];
    struct practice_error err;
    struct ui_term term;
    size_t n = 0;
    if (device_list(list, &n, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_BAD_INPUT;
    }
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int failed = !table;
    for (size_t i = 0; !failed && i < n; i++) {
        char number[16], rate[16];
        (void)snprintf(number, sizeof number, "%s%d", list[i].is_default ? "* " : "",
                       list[i].number);
        (void)snprintf(rate, sizeof rate, "%u", list[i].rate_hz);
        const char *cells[] = {number, list[i].name, rate, list[i].system};
        failed = ui_table_add(table, cells, list[i].is_default ? UI_STYLE_BOLD : UI_STYLE_PLAIN);
    }
    ui_term_init(&term, STDOUT_FILENO, no_color);
    if (!failed && n)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    if (!failed && !n)
        (void)fputs("practice: no microphone was found\n", stderr);
    return failed || !n ? COMMAND_SOME_FAILED : COMMAND_DONE;
}
