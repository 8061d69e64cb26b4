// SPDX-License-Identifier: GPL-3.0-or-later
// Round steps for axes.
#include "ui/ticks.h"

#include <math.h>
#include <stddef.h>

double ui_ticks_time_step(double duration_s, double max_steps)
{
    static const double steps_s[] = {0.1, 0.2, 0.5, 1,   2,   5,    10,   15,   30,
                                     60,  120, 300, 600, 900, 1800, 3600, 7200, 10800};
    for (size_t i = 0; i < sizeof steps_s / sizeof *steps_s; i++)
        if (duration_s / steps_s[i] <= max_steps)
            return steps_s[i];
    return fmax(21600, 21600 * ceil(duration_s / 21600 / max_steps));
}

double ui_ticks_step(double range, double max_steps)
{
    double least = range / max_steps;
    double decade = pow(10, floor(log10(least)));
    for (double factor = 1; factor <= 5; factor = factor * 2 + (factor > 1))
        if (factor * decade >= least * (1 - 1e-9))
            return factor * decade;
    return 10 * decade;
}
