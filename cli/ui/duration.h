// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths of time as people write them. Rounding happens once, before splitting into hours,
// minutes and seconds, so that 59.96 s never reads "0:60.0".
#ifndef CLI_UI_DURATION_H
#define CLI_UI_DURATION_H

#define UI_DURATION_SIZE 32

// "3:01.4", "1:02:03" into buffer; decimals 0 … 3 of the seconds. Negative and non-finite times
// read "-". Returns buffer.
const char *ui_duration_clock(double time_s, int decimals, char buffer[UI_DURATION_SIZE]);

// The same with as many decimals as help: one below an hour, none from then on.
const char *ui_duration_short(double time_s, char buffer[UI_DURATION_SIZE]);

// Times of one recording as a list wants them, all alike: tenths when it is shorter than ten
// minutes, whole seconds otherwise.
const char *ui_duration_within(double time_s, double duration_s, char buffer[UI_DURATION_SIZE]);

// "2 h 05 min", "12 min 30 s", "8.4 s", "0 s". Returns buffer.
const char *ui_duration_words(double time_s, char buffer[UI_DURATION_SIZE]);

#endif
