// SPDX-License-Identifier: GPL-3.0-or-later
// `practice server local`: a studio on this machine by one command, over a PostgreSQL cluster of
// its own that nobody has to set up. For trying, and for studios that fit on one machine.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/analyze.h"
#include "commands/server_verbs.h"
#include "commands/settings.h"
#include "ui/json.h"
#include "ui/text.h"

struct local_options {
    const char *folder;
    unsigned port;
    int json;
};

#define AT(member) .offset = offsetof(struct local_options, member)

static const struct option_spec options_table[] = {
    {.name = "folder",
     .argument = "DIR",
     .group = "Options",
     .help = "where the studio lives (default: studio in the data folder)",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FOLDERS,
     AT(folder)},
    {.name = "port",
     .argument = "PORT",
     .group = "Options",
     .help = "of a new studio, on the loopback (default: one that is free)",
     .kind = OPTION_COUNT,
     .least = SERVER_LOCAL_LEAST_PORT,
     .most = 65535,
     AT(port)},
    OPTION_ROW_JSON(struct local_options, "the status as one JSON object"),
};

static const char *const state_words[] = {[SERVER_LOCAL_NONE] = "none",
                                          [SERVER_LOCAL_STOPPED] = "stopped",
                                          [SERVER_LOCAL_RUNNING] = "running"};

static enum practice_status print_address(const struct server_local *local, struct server *server,
                                          struct practice_error *err)
{
    const struct server_ops ops = {.server = server, .local = *local};
    const struct ops_address address = {0};
    char *uri;
    enum practice_status status = server_ops_invite(&ops, &address, &uri, err);
    if (status != PRACTICE_OK)
        return status;
    (void)puts(uri);
    free(uri);
    return PRACTICE_OK;
}

static enum practice_status start(struct server_local *local, const struct local_options *options,
                                  struct practice_error *err)
{
    enum server_local_state state;
    struct server *server;
    int from;
    enum practice_status status = server_local_lock(local, err);
    if (status == PRACTICE_OK) // whoever had the lock may have made it meanwhile
        status = server_local_find(local->folder, local, err);
    if (status == PRACTICE_OK && local->port && options->port && local->port != options->port)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "the studio in '%s' is there already, on port %u", local->folder,
                         local->port);
    if (status == PRACTICE_OK && !local->port)
        status = server_local_make(local, options->port, err);
    if (status == PRACTICE_OK)
        status = server_local_state(local, &state, err);
    if (status == PRACTICE_OK && state != SERVER_LOCAL_RUNNING)
        status = server_local_start(local, err);
    if (status == PRACTICE_OK)
        status = server_local_open(local, &server, err);
    if (status != PRACTICE_OK)
        return status;
    status = server_ops_migrate(server, NULL, 0, &from, err);
    if (status == PRACTICE_OK)
        status = print_address(local, server, err);
    if (status == PRACTICE_OK && !from)
        (void)fputs(
            "practice: the studio runs; members on this machine sign up with this address:\n"
            "  practice account sign-up --studio ADDRESS\n",
            stderr);
    server_close(server);
    return status;
}

static enum practice_status stop(struct server_local *local, const struct local_options *options,
                                 struct practice_error *err)
{
    (void)options;
    enum server_local_state state;
    if (!local->port)
        return fail_with(err, PRACTICE_NOT_FOUND, "practice server local start makes one",
                         "there is no studio in '%s'", local->folder);
    enum practice_status status = server_local_lock(local, err);
    if (status == PRACTICE_OK)
        status = server_local_state(local, &state, err);
    if (status == PRACTICE_OK && state == SERVER_LOCAL_RUNNING)
        status = server_local_stop(local, err);
    return status;
}

static void print_state(const struct server_local *local, enum server_local_state state, int json)
{
    struct ui_json out;
    if (!json) {
        (void)printf("%s, ", state_words[state]);
        ui_text_write(stdout, local->folder, 1);
        if (local->port)
            (void)printf(", port %u", local->port);
        (void)putchar('\n');
        return;
    }
    ui_json_init(&out, stdout);
    ui_json_object_begin(&out, NULL);
    ui_json_string(&out, "schema", "practice.server-local/1");
    ui_json_string(&out, "state", state_words[state]);
    ui_json_string(&out, "folder", local->folder);
    if (local->port)
        ui_json_integer(&out, "port", local->port);
    else
        ui_json_null(&out, "port");
    ui_json_object_end(&out);
    ui_json_line_end(&out);
}

// Whether it runs is also the exit code, so NOT_FOUND without words is "no".
static enum practice_status tell_state(struct server_local *local,
                                       const struct local_options *options,
                                       struct practice_error *err)
{
    enum server_local_state state;
    enum practice_status status = server_local_state(local, &state, err);
    if (status != PRACTICE_OK)
        return status;
    print_state(local, state, options->json);
    return state == SERVER_LOCAL_RUNNING ? PRACTICE_OK
                                         : fail_with(err, PRACTICE_NOT_FOUND, NULL, "%s", "");
}

static const struct {
    const char *word;
    enum practice_status (*run)(struct server_local *local, const struct local_options *options,
                                struct practice_error *err);
    int may_make; // the folder
} words[] = {{"start", start, 1}, {"stop", stop, 0}, {"status", tell_state, 0}};

#define N_WORDS (sizeof words / sizeof *words)

// Does it, for root as the user whose cluster it is. Returns the exit code.
static int act(size_t which, const struct local_options *options)
{
    struct server_local local;
    struct practice_error err;
    int is_parent = 0, code = COMMAND_DONE;
    enum practice_status status = server_local_find(options->folder, &local, &err);
    // Where nothing is, nothing is to be made just to say so.
    if (status == PRACTICE_OK && (local.port || words[which].may_make))
        status = server_local_step_down(&local, &is_parent, &code, &err);
    if (is_parent)
        return code;
    if (status == PRACTICE_OK)
        status = words[which].run(&local, options, &err);
    if (status == PRACTICE_OK)
        return COMMAND_DONE;
    return err.message[0] ? server_ops_fail(&err) : COMMAND_SOME_FAILED;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct local_options options = {0};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    const char *word = operands.n ? operands.list[0] : "start";
    size_t which = 0;
    while (which < N_WORDS && strcmp(words[which].word, word) != 0)
        which++;
    if (which == N_WORDS)
        return options_complain(self->name, "'%s' is none of start, stop, status", word);
    struct config *config = NULL;
    code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    if (!options.folder)
        options.folder = config_text(config, CONFIG_SERVER_FOLDER);
    code = act(which, &options);
    config_free(config);
    return code;
}

static const char *const examples[] = {"practice server local status", NULL};

const struct command command_server_local = {
    .name = "server local",
    .summary = "Run a studio on this machine.",
    .operands = "[start|stop|status]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_words = "start stop status",
    .run = run,
};
