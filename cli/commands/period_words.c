// SPDX-License-Identifier: GPL-3.0-or-later
// Today and the first day of the week are found here, once for every command.
#include "commands/period_words.h"

#include <stdio.h>

#include "base/zone.h"
#include "commands/analyze.h"
#include "commands/settings.h"

#define MAX_PERIOD 128

int period_words_read(const char *command, const struct operands *operands,
                      struct period *ret_period)
{
    char words[MAX_PERIOD] = "all", here[ZONE_NAME_SIZE];
    struct practice_error err;
    struct config *config = NULL;
    struct zone *zone = NULL;
    size_t at = 0;
    for (size_t i = 0; i < operands->n && at < sizeof words; i++)
        at += (size_t)snprintf(words + at, sizeof words - at, "%s%s", i ? " " : "",
                               operands->list[i]);
    if (at >= sizeof words)
        return options_complain(command, "that period is too long");
    int code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    int week_start = (int)config_number(config, CONFIG_USER_WEEK_START, 0);
    config_free(config);
    if (zone_open(zone_system_name(here), &zone, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_USAGE;
    }
    const struct period_now now = {.today = zone_today(zone), .week_start = week_start};
    zone_free(zone);
    if (period_parse(words, &now, ret_period, &err) == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&err);
    return COMMAND_USAGE;
}
