// SPDX-License-Identifier: GPL-3.0-or-later
// Reading times from left to right: a day, a clock, an offset, each of which may be missing. The
// text is made lower case with single blanks first, so that every reader below knows one spelling.
#include "base/when.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"

#define MAX_TEXT 64
#define MS_PER_S INT64_C(1000)

static const char hint[] = "write 18:30, yesterday 18:30, 2026-03-05 18:30, "
                           "2026-03-05T18:30+09:00 or 45m ago";

struct when_base when_base_now(const struct zone *zone)
{
    int64_t now_ms = zone_now_ms();
    return (struct when_base){zone, now_ms, zone_local_at(zone, now_ms).day};
}

// Lower case, blanks single and none around. Returns -1 when it is too long or has control bytes.
static int normalise(const char *text, char ret[MAX_TEXT])
{
    size_t n = 0;
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (isspace(c) && (n == 0 || ret[n - 1] == ' '))
            continue;
        if (n + 1 == MAX_TEXT || (iscntrl(c) && !isspace(c)))
            return -1;
        ret[n++] = isspace(c) ? ' ' : (char)tolower(c);
    }
    n -= n && ret[n - 1] == ' ';
    ret[n] = '\0';
    return 0;
}

// Up to `most` digits. Returns how many there were.
static size_t read_digits(const char **at, size_t most, int *ret)
{
    size_t n = 0;
    int value = 0;
    while (n < most && isdigit((unsigned char)(*at)[n]))
        value = value * 10 + ((*at)[n++] - '0');
    *at += n;
    *ret = value;
    return n;
}

static int skip_word(const char **at, const char *word)
{
    size_t length = strlen(word);
    if (strncasecmp(*at, word, length) != 0 || isalpha((unsigned char)(*at)[length]))
        return 0;
    *at += length;
    return 1;
}

// "monday", "mon": days back from today, or -1.
static int read_weekday(const char **at, int32_t today)
{
    for (int weekday = 0; weekday < 7; weekday++) {
        const char *name = date_weekday_name(weekday);
        char short_name[4];
        (void)snprintf(short_name, sizeof short_name, "%.3s", name);
        if (skip_word(at, name) || skip_word(at, short_name))
            return (date_weekday(today) - weekday + 7) % 7;
    }
    return -1;
}

// Reads a day, if there is one, and the blank or T after it.
static enum practice_status read_day(const char **at, int32_t today, int *ret_has_day,
                                     int32_t *ret_day, struct practice_error *err)
{
    int back = 0;
    *ret_has_day = 1;
    if (strlen(*at) >= DATE_SIZE - 1 && isdigit((unsigned char)**at) && (*at)[4] == '-') {
        char date[DATE_SIZE];
        (void)snprintf(date, sizeof date, "%.10s", *at);
        enum practice_status status = date_parse(date, ret_day, err);
        if (status != PRACTICE_OK)
            return status;
        *at += DATE_SIZE - 1;
        *at += (**at == 't' || **at == ' ') && (*at)[1];
        return PRACTICE_OK;
    }
    if (skip_word(at, "today"))
        back = 0;
    else if (skip_word(at, "yesterday"))
        back = 1;
    else if ((back = read_weekday(at, today)) < 0)
        *ret_has_day = 0;
    if (*ret_has_day) {
        *ret_day = today - back;
        *at += **at == ' ';
    }
    return PRACTICE_OK;
}

// ".250" of the seconds; digits past the third are let go.
static int read_fraction(const char **at, int *ret_ms)
{
    int ms = 0, ignored, more = 0;
    if (**at != '.')
        return 0;
    (*at)++;
    size_t n = read_digits(at, 3, &ms);
    if (!n)
        return -1;
    for (; n < 3; n++)
        ms *= 10;
    while (more < MAX_TEXT && read_digits(at, 1, &ignored))
        more++;
    *ret_ms = ms;
    return 0;
}

// Reads "am" or "pm" into the hours. Returns whether there was one, or -1 when it makes no sense.
static int read_half(const char **at, int *hours)
{
    const char *word = *at + (**at == ' ');
    int is_pm = strncmp(word, "pm", 2) == 0;
    if (!is_pm && strncmp(word, "am", 2) != 0)
        return 0;
    *at = word + 2;
    if (*hours < 1 || *hours > 12)
        return -1;
    *hours = *hours % 12 + (is_pm ? 12 : 0);
    return 1;
}

// Reads a clock. Returns 0, or -1 when it is none.
static int read_clock(const char **at, int64_t *ret_ms_of_day)
{
    int hours = 0, minutes = 0, seconds = 0, ms = 0, has_minutes = 0;
    if (!read_digits(at, 2, &hours))
        return -1;
    if (**at == ':') {
        (*at)++;
        has_minutes = 1;
        if (read_digits(at, 2, &minutes) != 2)
            return -1;
    }
    if (has_minutes && **at == ':') {
        (*at)++;
        if (read_digits(at, 2, &seconds) != 2 || read_fraction(at, &ms) != 0)
            return -1;
    }
    int half = read_half(at, &hours);
    if (half < 0 || (!has_minutes && !half) || hours > 23 || minutes > 59 || seconds > 59)
        return -1;
    *ret_ms_of_day = ((hours * 60 + minutes) * 60 + seconds) * MS_PER_S + ms;
    return 0;
}

// Reads "z", "+09:00" or "+0900", if there is one. Returns 0, or -1 when it is none but should be.
static int read_offset(const char **at, int *ret_has_offset, int32_t *ret_offset_s)
{
    int hours = 0, minutes = 0;
    *at += **at == ' ';
    *ret_has_offset = 1;
    *ret_offset_s = 0;
    if (skip_word(at, "z") || skip_word(at, "utc"))
        return 0;
    if (**at != '+' && **at != '-') {
        *ret_has_offset = 0;
        return 0;
    }
    int sign = *(*at)++ == '-' ? -1 : 1;
    if (read_digits(at, 2, &hours) != 2)
        return -1;
    *at += **at == ':';
    if (read_digits(at, 2, &minutes) != 2 || minutes > 59 || hours > 23)
        return -1;
    *ret_offset_s = sign * (hours * 60 + minutes) * 60;
    return 0;
}

static enum practice_status fail_form(const char *text, struct practice_error *err)
{
    return fail_with(err, PRACTICE_BAD_ARGUMENT, hint, "'%.60s' is no time", text);
}

static enum practice_status place(const struct when_base *base, int32_t day, int64_t ms_of_day,
                                  struct when *when, struct practice_error *err)
{
    if (when->has_offset) {
        when->utc_ms = day * DATE_MS_PER_DAY + ms_of_day - when->offset_s * MS_PER_S;
        return PRACTICE_OK;
    }
    if (!when->has_time)
        when->utc_ms = zone_day_start(base->zone, day);
    else if (zone_utc_of(base->zone, day, ms_of_day, &when->utc_ms) == ZONE_NEVER) {
        char date[DATE_SIZE];
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "clocks went forward then: give the time that the new clock showed",
                         "there was no %02d:%02d on %s in %s", (int)(ms_of_day / 3600000),
                         (int)(ms_of_day / 60000 % 60), date_text(day, date),
                         zone_name(base->zone));
    }
    when->offset_s = zone_local_at(base->zone, when->utc_ms).offset_s;
    return PRACTICE_OK;
}

// "45m ago": `words` is cut to what stands before the last word.
static enum practice_status parse_ago(const char *text, const struct when_base *base, char *words,
                                      struct when *ret_when, struct practice_error *err)
{
    int64_t ago_ms = 0;
    words[strlen(words) - strlen(" ago")] = '\0';
    if (when_parse_duration(words, &ago_ms, NULL) != PRACTICE_OK)
        return fail_form(text, err);
    int64_t at_ms = base->now_ms - ago_ms;
    *ret_when = (struct when){.utc_ms = at_ms,
                              .has_day = 1,
                              .has_time = 1,
                              .offset_s = zone_local_at(base->zone, at_ms).offset_s};
    return PRACTICE_OK;
}

enum practice_status when_parse(const char *text, const struct when_base *base,
                                struct when *ret_when, struct practice_error *err)
{
    char words[MAX_TEXT];
    const char *at = words;
    int32_t day = base->day;
    int64_t ms_of_day = 0;
    struct when when = {0};
    if (normalise(text, words) != 0 || !*words)
        return fail_form(text, err);
    if (strcmp(words, "now") == 0)
        (void)snprintf(words, sizeof words, "0m ago");
    size_t length = strlen(words);
    if (length > 4 && strcmp(words + length - 4, " ago") == 0)
        return parse_ago(text, base, words, ret_when, err);
    int32_t today = zone_local_at(base->zone, base->now_ms).day;
    enum practice_status status = read_day(&at, today, &when.has_day, &day, err);
    if (status != PRACTICE_OK)
        return status;
    when.has_time = !when.has_day || *at;
    if (when.has_time && (read_clock(&at, &ms_of_day) != 0 ||
                          read_offset(&at, &when.has_offset, &when.offset_s) != 0 || *at))
        return fail_form(text, err);
    status = place(base, day, ms_of_day, &when, err);
    if (status == PRACTICE_OK)
        *ret_when = when;
    return status;
}

const char *when_text(int64_t utc_ms, const struct zone *zone, char buffer[WHEN_TEXT_SIZE])
{
    char date[DATE_SIZE], offset[7];
    struct zone_local local = zone_local_at(zone, utc_ms);
    int is_utc = local.offset_s % 60 != 0;
    int64_t day = local.day, ms = local.ms_of_day;
    if (is_utc) {
        day = utc_ms / DATE_MS_PER_DAY - (utc_ms % DATE_MS_PER_DAY < 0);
        ms = utc_ms - day * DATE_MS_PER_DAY;
    }
    (void)snprintf(buffer, WHEN_TEXT_SIZE, "%sT%02d:%02d:%02d.%03d%s",
                   date_text((int32_t)day, date), (int)(ms / 3600000), (int)(ms / 60000 % 60),
                   (int)(ms / 1000 % 60), (int)(ms % 1000),
                   is_utc ? "Z" : zone_offset_text(local.offset_s, offset));
    return buffer;
}
