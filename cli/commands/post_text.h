// SPDX-License-Identifier: GPL-3.0-or-later
// What people wrote on the board, on the screen: paragraphs, lines about a post, JSON. Everything
// here is other people's text and made harmless on its way.
#ifndef CLI_COMMANDS_POST_TEXT_H
#define CLI_COMMANDS_POST_TEXT_H

#include <stdio.h>

#include "base/zone.h"
#include "server/post.h"
#include "ui/json.h"
#include "ui/term.h"

// How an answer looks: where it goes and whose clock it shows.
struct post_look {
    struct ui_term term;
    struct zone *zone; // of this machine; freed with post_look_release()
};

// For stdout. Fails as zone_open().
enum practice_status post_look_init(struct post_look *ret_look, int no_color,
                                    struct practice_error *err) PRACTICE_CHECKED;
void post_look_release(struct post_look *look);

// 1 when an instant that a server told is one that a clock can show.
int post_is_time(int64_t at_ms);

#define POST_WHEN_SIZE 24

// "2026-11-21 18:30" here. Returns buffer.
const char *post_when(const struct post_look *look, int64_t at_ms, char buffer[POST_WHEN_SIZE]);

// Prints text of many lines, each indented by `column`. On a terminal lines are broken at blanks,
// or anywhere in a word longer than the line, as Korean, Chinese and long addresses are.
void post_print_text(const struct ui_term *term, size_t column, const char *text, FILE *out);

// "#cello #bowing" of both lists, cut to size; "" for none. Not made harmless yet. Returns buffer.
const char *post_tags_line(const struct server_post *post, char *buffer, size_t size);

// Prints one post whole, as for `post show`.
void post_print(const struct post_look *look, const struct server_post *post);

// Prints a comment, indented by its depth.
void post_print_comment(const struct post_look *look, const struct server_comment *comment);

// Puts the members of a post, without schema, into an open object.
void post_json(struct ui_json *json, const struct post_look *look, const struct server_post *post);
void post_json_comment(struct ui_json *json, const struct post_look *look,
                       const struct server_comment *comment);

// Puts an array of the texts of a PostgreSQL array.
void post_json_texts(struct ui_json *json, const char *key, const char *array);

#endif
