// SPDX-License-Identifier: GPL-3.0-or-later
// Times of a session from what people leave out. A clock alone belongs to the day that is talked
// about, an end before its start to the day after, and nothing may lie in the future: that is
// nearly always a slip between yesterday and today.
#include "commands/session_fields.h"

#include <stdio.h>

#include "base/fail.h"
#include "base/when.h"

#define AT(member)     .offset = offsetof(struct session_fields, member)
#define SLACK_MS       60000 // a clock that is a little ahead is no future
#define DAYS_AFTER_END 1

const struct option_spec session_field_options[SESSION_N_FIELD_OPTIONS] = {
    {.name = "start",
     .letter = 's',
     .argument = "WHEN",
     .group = "When",
     .help = "when it began: 18:30, 'yesterday 18:30', ...",
     .kind = OPTION_TEXT,
     AT(start)},
    {.name = "at",
     .argument = "WHEN",
     .group = "When",
     .help = "the same as --start",
     .kind = OPTION_TEXT,
     AT(start)},
    {.name = "end",
     .letter = 'e',
     .argument = "WHEN",
     .group = "When",
     .help = "when it ended",
     .kind = OPTION_TEXT,
     AT(end)},
    {.name = "duration",
     .letter = 'd',
     .argument = "LENGTH",
     .group = "When",
     .help = "claimed time: 45m, 1h30m, 90 (minutes)",
     .kind = OPTION_TEXT,
     AT(duration)},
    {.name = "zone",
     .argument = "ZONE",
     .group = "When",
     .help = "time zone of the place: Asia/Seoul, +09:00",
     .kind = OPTION_TEXT,
     AT(zone)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "What",
     .help = "what was played on; '' clears",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(words.instrument)},
    {.name = "title",
     .letter = 't',
     .argument = "TEXT",
     .group = "What",
     .help = "a title; '' clears",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(words.title)},
    {.name = "piece",
     .letter = 'p',
     .argument = "TEXT",
     .group = "What",
     .help = "the piece that was practised; '' clears",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(words.piece)},
    {.name = "tag",
     .argument = "TAG,...",
     .group = "What",
     .help = "tags, may be repeated; '' clears",
     .kind = OPTION_TEXTS,
     .may_be_empty = 1,
     AT(words.tags)},
    {.name = "note",
     .letter = 'n',
     .argument = "TEXT",
     .group = "What",
     .help = "a note; '' clears",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(words.note)},
};

// What was said, read.
struct said {
    const struct session_fields *fields;
    struct when_base base;
    struct when start, end; // when their text is given
    int64_t duration_ms;
};

static enum practice_status within(const char *option, enum practice_status status,
                                   struct practice_error *err)
{
    struct practice_error inner = *err;
    if (status == PRACTICE_OK)
        return status;
    return fail_with(err, status, inner.hint[0] ? inner.hint : NULL, "--%s: %s", option,
                     inner.message);
}

static enum practice_status read_clock(const char *option, const char *text,
                                       const struct when_base *base, struct when *ret_when,
                                       struct practice_error *err)
{
    enum practice_status status = within(option, when_parse(text, base, ret_when, err), err);
    if (status == PRACTICE_OK && !ret_when->has_time)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "say the time too: '2026-03-05 18:30'",
                         "--%s: '%.60s' is a day without a time", option, text);
    return status;
}

// An end without a day is on the day it started, or the day after when that would be before it.
static enum practice_status read_end(struct said *said, int64_t start_ms,
                                     struct practice_error *err)
{
    struct when_base base = said->base;
    base.day = zone_local_at(base.zone, start_ms).day;
    enum practice_status status = read_clock("end", said->fields->end, &base, &said->end, err);
    if (status != PRACTICE_OK || said->end.has_day || said->end.utc_ms > start_ms)
        return status;
    base.day += DAYS_AFTER_END;
    return read_clock("end", said->fields->end, &base, &said->end, err);
}

// An end with a length, or a length alone, say when it began.
static enum practice_status read_backwards(struct said *said, struct journal_session *session,
                                           struct practice_error *err)
{
    if (!said->fields->duration)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "practice session add --start 18:30 --duration 45m",
                         "say when it was: --start, and --duration or --end");
    session->end_ms = said->base.now_ms;
    if (said->fields->end) {
        enum practice_status status =
            read_clock("end", said->fields->end, &said->base, &said->end, err);
        if (status != PRACTICE_OK)
            return status;
        session->end_ms = said->end.utc_ms;
    }
    session->start_ms = session->end_ms - said->duration_ms;
    return PRACTICE_OK;
}

static enum practice_status check(const struct said *said, const struct journal_session *session,
                                  struct practice_error *err)
{
    if (session->end_ms <= session->start_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "the session would end before it starts");
    if (session->end_ms > said->base.now_ms + SLACK_MS)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "say the day too: 'yesterday 18:30'",
                         "the session would end in the future");
    if (session->claimed_ms > session->end_ms - session->start_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "--duration is longer than from start to end");
    return PRACTICE_OK;
}

// The start is known; the end follows. `pauses_ms` of the time between are not claimed.
static enum practice_status end_and_claim(struct said *said, int64_t pauses_ms,
                                          struct journal_session *session,
                                          struct practice_error *err)
{
    const struct session_fields *fields = said->fields;
    if (fields->end) {
        enum practice_status status = read_end(said, session->start_ms, err);
        if (status != PRACTICE_OK)
            return status;
        session->end_ms = said->end.utc_ms;
    } else if (fields->duration) {
        session->end_ms = session->start_ms + said->duration_ms;
    }
    int64_t clock_ms = session->end_ms - session->start_ms;
    session->claimed_ms = fields->duration       ? said->duration_ms
                          : clock_ms > pauses_ms ? clock_ms - pauses_ms
                                                 : 0;
    return check(said, session, err);
}

static enum practice_status set_zone(struct journal_session *session, const char *name,
                                     struct zone **ret_zone, struct practice_error *err)
{
    enum practice_status status = zone_open(name, ret_zone, err);
    if (status == PRACTICE_OK && name != session->zone)
        (void)snprintf(session->zone, sizeof session->zone, "%s", name);
    return status;
}

// A time said with another offset than this place has was at another place.
static void follow_offset(const struct said *said, const struct when *when,
                          struct journal_session *session)
{
    char offset[7];
    if (when->has_offset && !said->fields->zone &&
        zone_local_at(said->base.zone, when->utc_ms).offset_s != when->offset_s)
        (void)snprintf(session->zone, sizeof session->zone, "%s",
                       zone_offset_text(when->offset_s, offset));
}

static enum practice_status read_duration(struct said *said, struct practice_error *err)
{
    if (!said->fields->duration)
        return PRACTICE_OK;
    return within("duration", when_parse_duration(said->fields->duration, &said->duration_ms, err),
                  err);
}

static enum practice_status place_new(struct said *said, struct journal_session *session,
                                      struct practice_error *err)
{
    const struct session_fields *fields = said->fields;
    enum practice_status status = read_duration(said, err);
    if (status != PRACTICE_OK)
        return status;
    if (!fields->start) {
        status = read_backwards(said, session, err);
        session->claimed_ms = said->duration_ms;
        if (status == PRACTICE_OK)
            status = check(said, session, err);
        follow_offset(said, &said->end, session);
        return status;
    }
    if (!fields->end && !fields->duration)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "say how long: --duration or --end");
    status = read_clock("start", fields->start, &said->base, &said->start, err);
    if (status != PRACTICE_OK)
        return status;
    follow_offset(said, &said->start, session);
    session->start_ms = said->start.utc_ms;
    return end_and_claim(said, 0, session, err);
}

// The day and the minute there; the journal fills them in too, but the change is named before.
static enum practice_status find_day(struct journal_session *session, struct practice_error *err)
{
    struct zone *zone = NULL;
    enum practice_status status = zone_open(session->zone, &zone, err);
    if (status != PRACTICE_OK)
        return status;
    struct zone_local local = zone_local_at(zone, session->start_ms);
    session->day = local.day;
    session->start_minute = local.ms_of_day / 60000;
    zone_free(zone);
    return PRACTICE_OK;
}

enum practice_status session_fields_place_new(const struct session_fields *fields,
                                              struct journal_session *session,
                                              struct practice_error *err)
{
    char here[ZONE_NAME_SIZE];
    struct zone *zone = NULL;
    enum practice_status status =
        set_zone(session, fields->zone ? fields->zone : zone_system_name(here), &zone, err);
    if (status != PRACTICE_OK)
        return within("zone", status, err);
    struct said said = {.fields = fields, .base = when_base_now(zone)};
    status = place_new(&said, session, err);
    zone_free(zone);
    return status == PRACTICE_OK ? find_day(session, err) : status;
}

static enum practice_status replace(struct said *said, struct journal_session *session,
                                    struct practice_error *err)
{
    const struct session_fields *fields = said->fields;
    int64_t pauses_ms = session->end_ms - session->start_ms - session->claimed_ms;
    enum practice_status status = read_duration(said, err);
    if (status == PRACTICE_OK && fields->start) {
        status = read_clock("start", fields->start, &said->base, &said->start, err);
        if (status == PRACTICE_OK)
            session->start_ms = said->start.utc_ms;
    }
    if (status == PRACTICE_OK)
        status = end_and_claim(said, pauses_ms, session, err);
    if (status == PRACTICE_OK && session->measured_ms > session->end_ms - session->start_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "more was measured than the session would be long");
    return status;
}

enum practice_status session_fields_place(const struct session_fields *fields,
                                          struct journal_session *session,
                                          struct practice_error *err)
{
    struct zone *zone = NULL;
    if (!fields->start && !fields->end && !fields->duration && !fields->zone)
        return PRACTICE_OK;
    enum practice_status status =
        set_zone(session, fields->zone ? fields->zone : session->zone, &zone, err);
    if (status != PRACTICE_OK)
        return within("zone", status, err);
    struct said said = {.fields = fields, .base = when_base_now(zone)};
    said.base.day = zone_local_at(zone, session->start_ms).day;
    if (fields->start || fields->end || fields->duration)
        status = replace(&said, session, err);
    zone_free(zone);
    return status;
}
