// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account profile`: what one tells the others, and what they tell.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/account_verbs.h"
#include "commands/account_words.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/wrapped.h"
#include "server/array.h"
#include "ui/json.h"

struct profile_options {
    const char *nickname, *image, *kind, *bio;
    struct option_texts instruments, hashtags;
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct profile_options, member)

static const struct option_spec profile_table[] = {
    {.name = "nickname",
     .letter = 'n',
     .argument = "NAME",
     .group = "Of edit",
     .help = "what the others call you; 1 to 40 characters",
     .kind = OPTION_TEXT,
     AT(nickname)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "Of edit",
     .help = "what you play; once for each, all anew; '' for none",
     .kind = OPTION_TEXTS,
     .may_be_empty = 1,
     AT(instruments)},
    {.name = "kind",
     .letter = 'k',
     .argument = "KIND",
     .group = "Of edit",
     .help = "student, hobby, professional, teacher; none for no kind",
     .kind = OPTION_WORD,
     .words = "student hobby professional teacher none",
     AT(kind)},
    {.name = "hashtag",
     .letter = 't',
     .argument = "TAG",
     .group = "Of edit",
     .help = "a tag; once for each, all anew; '' for none",
     .kind = OPTION_TEXTS,
     .may_be_empty = 1,
     AT(hashtags)},
    {.name = "bio",
     .letter = 'b',
     .argument = "TEXT",
     .group = "Of edit",
     .help = "a few words about you, up to 1000 characters; '' for none",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(bio)},
    {.name = "image",
     .argument = "ADDRESS",
     .group = "Of edit",
     .help = "where your picture is, https://...; '' for none",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(image)},
    OPTION_ROW_JSON(struct profile_options, "one JSON object"),
    OPTION_ROW_NO_COLOR(struct profile_options),
};

static void put_list(struct ui_json *json, const char *key, const char *literal)
{
    char item[ACCOUNT_ITEM_SIZE];
    const char *place = NULL;
    ui_json_array_begin(json, key);
    while (server_array_next(literal, &place, item, sizeof item))
        ui_json_string(json, NULL, item);
    ui_json_array_end(json);
}

static void print_json(const struct account_profile *profile)
{
    struct ui_json json;
    char when[WHEN_TEXT_SIZE];
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.profile/1");
    ui_json_string(&json, "id", profile->user_id);
    ui_json_string(&json, "nickname", profile->nickname);
    put_list(&json, "instruments", profile->instruments);
    ui_json_string(&json, "kind", profile->kind);
    put_list(&json, "hashtags", profile->hashtags);
    ui_json_string(&json, "bio", profile->bio);
    ui_json_string(&json, "image", profile->image);
    put_list(&json, "titles", profile->titles);
    ui_json_string(&json, "since", account_time(profile->created_ms, when));
    ui_json_bool(&json, "is_me", profile->is_me);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_lines(const char *text, const struct ui_term *term)
{
    char *copy = strdup(text), *rest = copy;
    for (char *p = copy; p && *p; p++)
        if (*p == '\t')
            *p = ' ';
    for (char *line = copy ? strsep(&rest, "\n") : NULL; line; line = strsep(&rest, "\n"))
        wrapped_print(term, 0, UI_STYLE_PLAIN, line, stdout);
    free(copy);
}

static void print_text(const struct account_profile *profile, const struct ui_term *term)
{
    char words[ACCOUNT_WORDS_SIZE], date[DATE_SIZE];
    const char *plain = ui_term_style(term, UI_STYLE_PLAIN);
    ui_term_write(term, UI_STYLE_BOLD, profile->nickname, stdout);
    if (account_titles(profile, words, sizeof words)[0]) {
        (void)fputs("  ", stdout);
        ui_term_write(term, UI_STYLE_DIM, words, stdout);
    }
    (void)putchar('\n');
    if (account_tags(profile, words, sizeof words)[0])
        wrapped_print(term, 0, UI_STYLE_PLAIN, words, stdout);
    if (profile->bio)
        print_lines(profile->bio, term);
    if (profile->image)
        wrapped_print(term, 0, UI_STYLE_DIM, profile->image, stdout);
    (void)printf("%shere since %s%s\n", ui_term_style(term, UI_STYLE_DIM),
                 account_date(profile->created_ms, date), plain);
}

static int show(const struct profile_options *options, const char *nickname)
{
    struct practice_error error;
    struct account_profile profile;
    struct server *server = NULL;
    struct ui_term term;
    int code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = account_profile_show(server, nickname, &profile, &error);
    server_close(server);
    if (status != PRACTICE_OK)
        return server_use_fail(&error);
    ui_term_init(&term, STDOUT_FILENO, options->no_color);
    if (options->json)
        print_json(&profile);
    else
        print_text(&profile, &term);
    account_profile_release(&profile);
    return COMMAND_DONE;
}

// The list to be sent: NULL when none was given, and without the empty text that stands for none.
static char *list_of(const struct option_texts *texts, int *is_short)
{
    const char *kept[OPTION_MAX_TEXTS];
    size_t n = 0;
    for (size_t i = 0; i < texts->n; i++)
        if (texts->list[i][0])
            kept[n++] = texts->list[i];
    char *list = texts->n ? server_array_write(kept, n) : NULL;
    *is_short |= texts->n && !list;
    return list;
}

static enum practice_status send_changes(const struct profile_options *options,
                                         struct server *server, struct practice_error *err)
{
    int is_short = 0;
    char *instruments = list_of(&options->instruments, &is_short);
    char *hashtags = list_of(&options->hashtags, &is_short);
    const struct account_profile_changes changes = {
        .nickname = options->nickname,
        .image = options->image,
        .kind = options->kind && strcmp(options->kind, "none") == 0 ? "" : options->kind,
        .bio = options->bio,
        .instruments = instruments,
        .hashtags = hashtags,
    };
    enum practice_status status =
        is_short ? fail_no_memory(err) : account_profile_edit(server, &changes, err);
    free(instruments);
    free(hashtags);
    return status;
}

// The file keeps the nickname, for commands that tell who one is without asking the studio.
static enum practice_status keep_nickname(struct server *server, struct practice_error *err)
{
    struct identity identity;
    struct account account;
    enum practice_status status = identity_read(&identity, err);
    if (status == PRACTICE_OK)
        status = account_show(server, &account, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(identity.nickname, sizeof identity.nickname, "%s", account.nickname);
    account_release(&account);
    status = identity_write(&identity, err);
    explicit_bzero(&identity, sizeof identity);
    return status;
}

static int edit(const struct profile_options *options)
{
    struct practice_error error;
    struct server *server = NULL;
    int code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = send_changes(options, server, &error);
    if (status == PRACTICE_OK && options->nickname)
        status = keep_nickname(server, &error);
    server_close(server);
    if (status != PRACTICE_OK)
        return server_use_fail(&error);
    session_tell("the profile is changed");
    return COMMAND_DONE;
}

static int changes_something(const struct profile_options *options)
{
    return options->nickname || options->image || options->kind || options->bio ||
           options->instruments.n || options->hashtags.n;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct profile_options options = {.no_color = env->no_color};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *what = operands.n ? operands.list[0] : "show";
    int edits = strcmp(what, "edit") == 0, changes = changes_something(&options);
    if (!edits && strcmp(what, "show") != 0)
        return options_complain(self->name, "takes show or edit, not '%s'", what);
    if (operands.n > (edits ? 1 : 2))
        return options_complain(self->name, "unexpected operand '%s'",
                                operands.list[operands.n - 1]);
    if (edits && !changes)
        return options_complain(self->name, "say what to change: --instrument, --bio, …");
    if (!edits && changes)
        return options_complain(self->name, "to change it: practice account profile edit");
    return edits ? edit(&options) : show(&options, operands.n > 1 ? operands.list[1] : NULL);
}

const struct command command_account_profile = {
    .name = "account profile",
    .summary = "Show a profile, or edit your own.",
    .operands = "[show [NICKNAME]|edit]",
    .options = profile_table,
    .n_options = sizeof profile_table / sizeof *profile_table,
    .operand_words = "show edit",
    .run = run,
};
