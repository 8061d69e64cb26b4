// SPDX-License-Identifier: GPL-3.0-or-later
// A number with fixed decimals and a '.', whatever the locale; never "-0.00".
#ifndef CLI_UI_NUMBER_H
#define CLI_UI_NUMBER_H

// Takes every finite double: 309 digits, sign, point, 9 decimals, terminator.
#define UI_NUMBER_SIZE 328

// Writes the finite value with decimals (0 … 9, else clamped) into buffer. Returns buffer.
const char *ui_number_text(double value, int decimals, char buffer[UI_NUMBER_SIZE]);

#endif
