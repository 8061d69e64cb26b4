// SPDX-License-Identifier: GPL-3.0-or-later
// Posts and comments as JSON; practice-post(1) describes the members.
#include "base/when.h"
#include "commands/post_text.h"
#include "server/array.h"

#define TEXT_SIZE 1024

void post_json_texts(struct ui_json *json, const char *key, const char *array)
{
    char text[TEXT_SIZE];
    const char *place = NULL;
    ui_json_array_begin(json, key);
    while (array && server_array_next(array, &place, text, sizeof text))
        ui_json_string(json, NULL, text);
    ui_json_array_end(json);
}

static void put_when(struct ui_json *json, const struct post_look *look, const char *key,
                     int64_t at_ms)
{
    char at[WHEN_TEXT_SIZE];
    ui_json_string(json, key, post_is_time(at_ms) ? when_text(at_ms, look->zone, at) : NULL);
}

static void put_session(struct ui_json *json, const struct server_post *post)
{
    if (!post->session) {
        ui_json_null(json, "session");
        return;
    }
    ui_json_object_begin(json, "session");
    ui_json_string(json, "date", post->session_date);
    ui_json_string(json, "instrument", post->session_instrument);
    ui_json_string(json, "piece", post->session_piece);
    ui_json_number(json, "clock_s", (double)post->clock_ms / 1e3, 3);
    if (post->played_ms >= 0)
        ui_json_number(json, "played_s", (double)post->played_ms / 1e3, 3);
    else
        ui_json_null(json, "played_s");
    ui_json_object_end(json);
}

void post_json(struct ui_json *json, const struct post_look *look, const struct server_post *post)
{
    ui_json_string(json, "id", post->id);
    ui_json_string(json, "author", post->author);
    ui_json_bool(json, "is_mine", post->is_mine);
    ui_json_string(json, "group", post->group);
    ui_json_string(json, "category", post->category);
    ui_json_string(json, "title", post->title);
    ui_json_string(json, "content", post->content);
    post_json_texts(json, "auto_tags", post->auto_tags);
    post_json_texts(json, "tags", post->manual_tags);
    put_session(json, post);
    ui_json_integer(json, "n_likes", post->n_likes);
    ui_json_integer(json, "n_views", post->n_views);
    ui_json_integer(json, "n_comments", post->n_comments);
    ui_json_bool(json, "is_liked", post->is_liked);
    ui_json_bool(json, "is_hidden", post->is_hidden);
    put_when(json, look, "created_at", post->created_ms);
    put_when(json, look, "edited_at", post->edited_ms);
    ui_json_string(json, "cursor", post->cursor);
}

void post_json_comment(struct ui_json *json, const struct post_look *look,
                       const struct server_comment *comment)
{
    ui_json_string(json, "id", comment->id);
    ui_json_integer(json, "depth", comment->depth);
    ui_json_string(json, "author", comment->author);
    ui_json_bool(json, "is_mine", comment->is_mine);
    ui_json_bool(json, "is_poster", comment->is_poster);
    ui_json_string(json, "content", comment->content);
    ui_json_integer(json, "n_likes", comment->n_likes);
    ui_json_bool(json, "is_liked", comment->is_liked);
    ui_json_bool(json, "is_hidden", comment->is_hidden);
    ui_json_bool(json, "is_deleted", comment->is_deleted);
    put_when(json, look, "created_at", comment->created_ms);
    put_when(json, look, "edited_at", comment->edited_ms);
}
