// SPDX-License-Identifier: GPL-3.0-or-later
// Round steps for axes: of time, where people count in 10 s, 5 min and 3 h, and of plain numbers.
#ifndef CLI_UI_TICKS_H
#define CLI_UI_TICKS_H

// The shortest round step in seconds, from 0.1 s to 6 h, that divides duration_s > 0 into at most
// max_steps > 0 parts.
double ui_ticks_time_step(double duration_s, double max_steps);

// The smallest of 1, 2, 5, 10, … that divides a range > 0 into at most max_steps > 0 parts.
double ui_ticks_step(double range, double max_steps);

#endif
