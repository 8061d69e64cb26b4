// SPDX-License-Identifier: GPL-3.0-or-later
// `practice worker`: its command line. Every setting of the table in worker/settings.c is a flag,
// too; a flag counts more than the environment, and that more than the file.
#include <stdio.h>

#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/options.h"
#include "worker/worker.h"

#define MAX_SETTINGS 20

struct worker_options {
    const char *config;
    const char *values[MAX_SETTINGS]; // in the order of the option table
    int once, drain, check;
};

#define VALUE(i)   .offset = offsetof(struct worker_options, values) + (i) * sizeof(const char *)
#define AT(member) .offset = offsetof(struct worker_options, member)
#define SETTING(i, word, what, group_, help_)                                                      \
    {                                                                                              \
        .name = word, .argument = what, .group = group_, .help = help_, .kind = OPTION_TEXT,       \
        VALUE(i)                                                                                   \
    }

static const struct option_spec options_table[] = {
    {.name = "config",
     .letter = 'c',
     .argument = "FILE",
     .group = "Settings",
     .help = "read settings from FILE, \"key = value\" lines",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(config)},
    SETTING(0, "studio", "URL", "Settings", "the studio's PostgreSQL"),
    SETTING(1, "queue", "NAME", "Settings", "the queue: its name or its URL"),
    SETTING(2, "bucket", "NAME", "Settings", "the bucket of the recordings"),
    SETTING(3, "region", "NAME", "Settings", "the region of queue and bucket"),
    SETTING(4, "profile", "NAME", "Settings", "the profile of AWS's shared files"),
    SETTING(5, "queue-endpoint", "URL", "Settings", "where SQS is, instead of AWS's own"),
    SETTING(6, "store-endpoint", "URL", "Settings", "where S3 is, instead of AWS's own"),
    SETTING(7, "spool", "DIR", "Settings", "where recordings are while measured (/var/tmp)"),
    SETTING(8, "roles", "ROLE,...", "Settings", "of analyse, dispatch, housekeep (all)"),
    SETTING(9, "listen", "ADDRESS:PORT", "Settings", "tell there how it is, over HTTP (nowhere)"),
    SETTING(10, "webhooks", "WHICH", "Settings",
            "public, any (also private networks), off (public)"),
    SETTING(11, "webhook-ca", "FILE", "Settings",
            "certificates that webhooks may have (the system's)"),
    SETTING(12, "jobs", "N", "Limits", "recordings at once (1)"),
    SETTING(13, "visibility", "S", "Limits", "seconds a job is held after a beat (60)"),
    SETTING(14, "grace", "S", "Limits", "seconds for what is in flight at a stop (30)"),
    SETTING(15, "limit", "S", "Limits", "seconds for measuring one recording (3600)"),
    SETTING(16, "memory", "MIB", "Limits", "memory of the process that measures (2048)"),
    SETTING(17, "reserve", "MIB", "Limits", "free disk that is never used (512)"),
    SETTING(18, "ticket", "S", "Limits", "seconds an address to upload to is good (3600)"),
    SETTING(19, "part", "MIB", "Limits", "parts of large recordings (16)"),
    {.name = "once",
     .group = "Run",
     .help = "one look for each role, then end",
     .kind = OPTION_FLAG,
     AT(once)},
    {.name = "drain",
     .group = "Run",
     .help = "end when the queue is empty",
     .kind = OPTION_FLAG,
     AT(drain)},
    {.name = "check",
     .group = "Run",
     .help = "only see whether the settings make sense",
     .kind = OPTION_FLAG,
     AT(check)},
};

// Environment and flags, over what the file said.
static enum practice_status read_settings(const struct worker_options *options,
                                          struct settings *settings, struct practice_error *err)
{
    size_t n;
    const struct settings_key *keys = settings_keys(&n);
    enum practice_status status = settings_read_environment(settings, err);
    for (size_t i = 0; i < n && i < MAX_SETTINGS && status == PRACTICE_OK; i++)
        if (options->values[i])
            status = settings_set(settings, keys[i].name, options->values[i], err);
    return status == PRACTICE_OK ? settings_check(settings, err) : status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct worker_options options = {0};
    struct operands operands;
    struct practice_error err;
    static struct settings settings; // large
    (void)env;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected '%s'", operands.list[0]);
    if (options.once && options.drain)
        return options_complain(self->name, "--once and --drain exclude each other");
    settings_init(&settings);
    if (options.config && settings_read_file(&settings, options.config, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_SOME_FAILED;
    }
    if (read_settings(&options, &settings, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_USAGE;
    }
    const struct slot_orders orders = {.is_once = options.once, .is_drain = options.drain};
    if (!options.check && worker_run(&settings, &orders, &err) != 0) {
        analyze_tell_error(&err);
        return COMMAND_REMOTE;
    }
    return COMMAND_DONE;
}

static const char *const examples[] = {
    "practice worker --config /etc/practice/worker.conf --check",
    "practice worker --config /etc/practice/worker.conf",
    NULL,
};

const struct command command_worker = {
    .name = "worker",
    .summary = "Measure the recordings that musicians hand in.",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
