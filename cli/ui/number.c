// SPDX-License-Identifier: GPL-3.0-or-later
// printf(3) does the rounding; the locale's decimal point, however long, is replaced.
#include "ui/number.h"

#include <stdio.h>
#include <string.h>

static int is_zero(const char *digits)
{
    return digits[strspn(digits, "-0.")] == '\0';
}

const char *ui_number_text(double value, int decimals, char buffer[UI_NUMBER_SIZE])
{
    decimals = decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
    (void)snprintf(buffer, UI_NUMBER_SIZE, "%.*f", decimals, value);
    size_t whole = strspn(buffer, "-0123456789");
    size_t point = strcspn(buffer + whole, "0123456789");
    if (point > 0) {
        buffer[whole] = '.';
        memmove(buffer + whole + 1, buffer + whole + point, strlen(buffer + whole + point) + 1);
    }
    if (buffer[0] == '-' && is_zero(buffer))
        memmove(buffer, buffer + 1, strlen(buffer));
    return buffer;
}
