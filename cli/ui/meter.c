// SPDX-License-Identifier: GPL-3.0-or-later
// The scale is linear in decibels, since that is how loudness is heard; below -60 dBFS there is
// only the room.
#include "ui/meter.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FLOOR_DBFS (-60.0)
#define EIGHTHS    8

const char *ui_meter_bar(double level_dbfs, size_t columns, int utf8, char *buffer)
{
    static const char *const blocks[] = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    size_t most = columns < UI_METER_MOST ? columns : UI_METER_MOST;
    double share = isfinite(level_dbfs) ? (level_dbfs - FLOOR_DBFS) / -FLOOR_DBFS : 0;
    share = fmin(fmax(share, 0), 1);
    size_t full = (size_t)(share * (double)(most * EIGHTHS) + 0.5), length = 0;
    for (size_t i = 0; i < most; i++) {
        size_t in_cell = full > i * EIGHTHS ? full - i * EIGHTHS : 0;
        in_cell = in_cell < EIGHTHS ? in_cell : EIGHTHS;
        const char *cell = utf8 ? blocks[in_cell] : (in_cell >= EIGHTHS / 2 ? "#" : " ");
        size_t n = strlen(cell);
        memcpy(buffer + length, cell, n);
        length += n;
    }
    buffer[length] = '\0';
    return buffer;
}

const char *ui_meter_note(double f0_hz, int utf8, char *buffer)
{
    static const char *const names[] = {"C",  "C#", "D",  "D#", "E",  "F",
                                        "F#", "G",  "G#", "A",  "A#", "B"};
    buffer[0] = '\0';
    if (!isfinite(f0_hz) || f0_hz < 15 || f0_hz > 20000)
        return buffer;
    double pitch = 69 + 12 * log2(f0_hz / 440);
    int midi = (int)floor(pitch + 0.5);
    int cents = (int)floor((pitch - midi) * 100 + 0.5);
    const char *name = names[midi % 12];
    const char *sharp = name[1] ? (utf8 ? "♯" : "#") : "";
    (void)snprintf(buffer, UI_METER_NOTE_SIZE, "%c%s%d %+d", name[0], sharp, midi / 12 - 1, cents);
    return buffer;
}
