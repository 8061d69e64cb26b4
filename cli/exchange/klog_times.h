// SPDX-License-Identifier: GPL-3.0-or-later
// The times and lengths that klog files are made of.
#ifndef CLI_EXCHANGE_KLOG_TIMES_H
#define CLI_EXCHANGE_KLOG_TIMES_H

#include <stdint.h>

// Each reads at *at and moves behind what it read. Returns 0, or -1 and leaves *at alone.

// "2026-03-05" or "2026/03/05", a day that there is.
int klog_read_date(const char **at, int32_t *ret_day);

// "8:30", "12:15pm", "<23:00" (the day before), "0:30>" (the day after), "24:00": milliseconds from
// the beginning of the day.
int klog_read_time(const char **at, int64_t *ret_ms);

// "1h30m", "45m", "-45m", "+2h".
int klog_read_length(const char **at, int64_t *ret_ms);

#endif
