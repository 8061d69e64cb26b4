// SPDX-License-Identifier: GPL-3.0-or-later
// What a session's values in JSON may look like, and the sessions of other programs.
#include "exchange/json_take.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"

void json_take_text(struct json_reading *reading, const json_t *object, const char *name,
                    char **place)
{
    const json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value))
        return;
    if (!json_is_string(value)) {
        reading->fault = "a text is none";
        return;
    }
    // Exactly as it is, blanks included.
    *place = *json_string_value(value) ? strdup(json_string_value(value)) : NULL;
    reading->is_short |= !*place && *json_string_value(value);
}

void json_take_tags(struct json_reading *reading, const json_t *tags,
                    struct journal_session *session)
{
    size_t i;
    const json_t *tag;
    if (!tags || json_is_null(tags))
        return;
    if (!json_is_array(tags) || json_array_size(tags) > JOURNAL_MAX_TAGS) {
        reading->fault = "the tags are no list of up to 32";
        return;
    }
    json_array_foreach(tags, i, tag)
    {
        char *copy = json_is_string(tag) ? strdup(json_string_value(tag)) : NULL;
        if (!json_is_string(tag))
            reading->fault = "a tag is no text";
        else if (!copy || journal_session_give_tag(session, copy) != 0)
            reading->is_short = 1;
        else
            continue;
        free(copy);
    }
}

int64_t json_take_time(struct json_reading *reading, const json_t *object, const char *name)
{
    const struct when_base base = when_base_now(reading->source->zone);
    struct when when;
    const char *text = json_string_value(json_object_get(object, name));
    if (text && when_parse(text, &base, &when, NULL) == PRACTICE_OK && when.has_offset &&
        when.has_day && when.has_time)
        return when.utc_ms;
    reading->fault = "a time is missing, or does not look like 2026-03-05T18:30:00+09:00";
    return 0;
}

static int64_t timewarrior_time(struct json_reading *reading, const json_t *value)
{
    int64_t utc_ms = 0;
    const char *text = json_string_value(value);
    if (!text || exchange_parse_stamp(text, strlen(text), &utc_ms) != 0)
        reading->fault = "a time does not look like 20260305T093000Z";
    return utc_ms;
}

void json_take_interval(struct json_reading *reading, const json_t *object,
                        struct exchange_row *row)
{
    struct journal_session *session = &row->session;
    if (!json_object_get(object, "end")) {
        reading->fault = "it is still running";
        return;
    }
    session->start_ms = timewarrior_time(reading, json_object_get(object, "start"));
    session->end_ms = timewarrior_time(reading, json_object_get(object, "end"));
    json_take_tags(reading, json_object_get(object, "tags"), session);
    json_take_text(reading, object, "annotation", &session->note);
}

static int64_t watson_time(struct json_reading *reading, const json_t *value)
{
    double seconds = json_number_value(value);
    if (json_is_number(value) && fabs(seconds) < 1e11)
        return llround(seconds * 1000);
    reading->fault = "a time is no number of seconds";
    return 0;
}

void json_take_frame(struct json_reading *reading, const json_t *frame, struct exchange_row *row)
{
    struct journal_session *session = &row->session;
    const json_t *project = json_array_get(frame, 2);
    if (json_array_size(frame) < 4 || !json_is_string(project)) {
        reading->fault = "a frame has start, stop, project, id, tags and the time it was changed";
        return;
    }
    session->start_ms = watson_time(reading, json_array_get(frame, 0));
    session->end_ms = watson_time(reading, json_array_get(frame, 1));
    reading->is_short |= exchange_set_text(&session->title, json_string_value(project),
                                           json_string_length(project)) != 0;
    json_take_tags(reading, json_array_get(frame, 4), session);
}

// The same frames as `watson log --json` prints them.
void json_take_log(struct json_reading *reading, const json_t *object, struct exchange_row *row)
{
    struct journal_session *session = &row->session;
    session->start_ms = json_take_time(reading, object, "start");
    session->end_ms = json_take_time(reading, object, "stop");
    json_take_text(reading, object, "project", &session->title);
    json_take_tags(reading, json_object_get(object, "tags"), session);
}
