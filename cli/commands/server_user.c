// SPDX-License-Identifier: GPL-3.0-or-later
// `practice server user`: the people of a studio, as its staff sees and handles them.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/list_show.h"
#include "commands/server_verbs.h"

struct user_options {
    const char *url;
    int yes, json, no_color;
};

#define AT(member) .offset = offsetof(struct user_options, member)

static const struct option_spec options_table[] = {
    {.name = "url",
     .argument = "URL",
     .group = "Options",
     .help = "the studio's database (default: that of PG* variables, or the one here)",
     .kind = OPTION_TEXT,
     AT(url)},
    {.name = "yes",
     .letter = 'y',
     .group = "Options",
     .help = "erase without asking",
     .kind = OPTION_FLAG,
     AT(yes)},
    OPTION_ROW_JSON(struct user_options, "list as one JSON object per line and person"),
    OPTION_ROW_NO_COLOR(struct user_options),
};

static void put(struct ui_json *json, const void *rows, size_t i)
{
    ui_json_string(json, "user_id", server_text(rows, i, "user_id"));
    ui_json_string(json, "nickname", server_text(rows, i, "nickname"));
    ui_json_string(json, "email", server_text(rows, i, "email"));
    ui_json_bool(json, "is_active", server_yes(rows, i, "is_active"));
    ui_json_bool(json, "is_admin", server_yes(rows, i, "is_admin"));
    ui_json_string(json, "created", server_text(rows, i, "created"));
    ui_json_string(json, "last_used", server_text(rows, i, "last_used"));
    ui_json_integer(json, "devices", server_number(rows, i, "n_devices"));
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    char since[11], last[11];
    const char *last_used = server_text(rows, i, "last_used");
    int is_active = server_yes(rows, i, "is_active");
    (void)snprintf(since, sizeof since, "%s", server_text(rows, i, "created"));
    (void)snprintf(last, sizeof last, "%s", last_used ? last_used : "never");
    const char *const cells[] = {server_text(rows, i, "nickname"),
                                 server_text(rows, i, "email"),
                                 since,
                                 last,
                                 server_text(rows, i, "n_devices"),
                                 !is_active                        ? "disabled"
                                 : server_yes(rows, i, "is_admin") ? "moderator"
                                                                   : ""};
    return ui_table_add(table, cells, is_active ? UI_STYLE_PLAIN : UI_STYLE_DIM);
}

static const struct ui_column columns[] = {{.title = "NICKNAME", .flexible = 1},
                                           {.title = "E-MAIL"},
                                           {.title = "SINCE"},
                                           {.title = "LAST SEEN"},
                                           {.title = "DEVICES", .align = UI_RIGHT},
                                           {.title = ""}};

static const struct list_shape shape = {
    .schema = "practice.server-user/1",
    .none = "there is nobody",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static enum practice_status list(struct server *server, const struct user_options *options,
                                 const char *part, struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = ops_users(server, part ? part : "", &rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct list_rows all = {rows, server_rows_n(rows)};
    status = list_show(&shape, &all, options->json, options->no_color, err);
    if (server_rows_n(rows) == OPS_USERS_MOST)
        (void)fprintf(stderr, "practice: only the newest %d are shown; name a part of a name\n",
                      OPS_USERS_MOST);
    server_rows_free(rows);
    return status;
}

// Asks at the terminal; without one the answer is no.
static int is_sure(const char *nickname, const char *email)
{
    char answer[16];
    struct ui_term term;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return 0;
    ui_term_init(&term, STDERR_FILENO, 1);
    (void)fputs("Erase ", stderr);
    ui_term_write(&term, UI_STYLE_PLAIN, nickname, stderr);
    (void)fputs(" (", stderr);
    ui_term_write(&term, UI_STYLE_PLAIN, email, stderr);
    (void)fputs(") with all sessions, posts and groups? There is no way back. Type yes: ", stderr);
    return fgets(answer, sizeof answer, stdin) && strcmp(answer, "yes\n") == 0;
}

static enum practice_status erase(struct server *server, const struct server_rows *person, int yes,
                                  struct practice_error *err)
{
    if (!yes && !is_sure(server_text(person, 0, "nickname"), server_text(person, 0, "email")))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "--yes erases without asking",
                         "nobody was erased");
    return ops_user_erase(server, server_text(person, 0, "user_id"), err);
}

struct word {
    const char *word;
    int is_active, is_admin; // to be set; -1: stays
};

static const struct word words[] = {{"disable", 0, -1},
                                    {"enable", 1, -1},
                                    {"promote", -1, 1},
                                    {"demote", -1, 0},
                                    {"erase", -1, -1}};

static const struct word *find_word(const char *text)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, text) == 0)
            return &words[i];
    return NULL;
}

static enum practice_status change(struct server *server, const struct word *word, const char *who,
                                   int yes, struct practice_error *err)
{
    struct server_rows *person;
    enum practice_status status = ops_user_find(server, who, &person, err);
    if (status != PRACTICE_OK)
        return status;
    if (strcmp(word->word, "erase") == 0)
        status = erase(server, person, yes, err);
    else
        status = ops_user_set(server, server_text(person, 0, "user_id"), word->is_active,
                              word->is_admin, err);
    if (status == PRACTICE_OK)
        (void)printf("%s\n", server_text(person, 0, "user_id"));
    server_rows_free(person);
    return status;
}

// What is asked for: *ret_word is NULL for a list, *ret_who NULL for all.
static int read_operands(const struct command *self, const struct operands *operands,
                         const struct word **ret_word, const char **ret_who)
{
    const char *first = operands->n ? operands->list[0] : "list";
    const struct word *word = find_word(first);
    if (!word && strcmp(first, "list") != 0)
        return options_complain(
            self->name, "'%s' is none of list, disable, enable, promote, demote, erase", first);
    if (word && operands->n < 2)
        return options_complain(self->name, "%s whom? Name a nickname, e-mail or id", first);
    if (operands->n > 2)
        return options_complain(self->name, "unexpected operand '%s'", operands->list[2]);
    *ret_word = word;
    *ret_who = operands->n > 1 ? operands->list[1] : NULL;
    return COMMAND_DONE;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct user_options options = {.no_color = env->no_color};
    struct operands operands;
    struct server_ops ops;
    struct practice_error err;
    const struct word *word = NULL;
    const char *who = NULL;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    code = read_operands(self, &operands, &word, &who);
    if (code == COMMAND_DONE)
        code = server_ops_open(options.url, &ops);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = word ? change(ops.server, word, who, options.yes, &err)
                                       : list(ops.server, &options, who, &err);
    if (status != PRACTICE_OK)
        code = server_ops_fail(&err);
    server_close(ops.server);
    return code;
}

static const char *const examples[] = {"practice server user list",
                                       "practice server user disable mia@example.org", NULL};

const struct command command_server_user = {
    .name = "server user",
    .summary = "List the people of a studio; keep one out, let one in, erase one.",
    .operands = "[list|disable|enable|promote|demote|erase] [WHO]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_words = "list disable enable promote demote erase",
    .run = run,
};
