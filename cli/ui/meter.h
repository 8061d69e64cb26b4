// SPDX-License-Identifier: GPL-3.0-or-later
// A level as a bar and a frequency as the name of a note: what a musician glances at while playing.
#ifndef CLI_UI_METER_H
#define CLI_UI_METER_H

#include <stddef.h>

#define UI_METER_MOST      64 // columns
#define UI_METER_BAR_SIZE  (3 * UI_METER_MOST + 1)
#define UI_METER_NOTE_SIZE 24

// A bar of `columns` (at most UI_METER_MOST) for a level from -60 to 0 dBFS: eighths of blocks with
// utf8, '#' without; the rest is blank. Returns buffer [UI_METER_BAR_SIZE].
const char *ui_meter_bar(double level_dbfs, size_t columns, int utf8, char *buffer);

// "A4 +3", "F#3 -12", with utf8 "F♯3 -12": the nearest note at A4 = 440 Hz and the cents beside it;
// "" when f0_hz is no audible pitch. Returns buffer [UI_METER_NOTE_SIZE].
const char *ui_meter_note(double f0_hz, int utf8, char *buffer);

#endif
