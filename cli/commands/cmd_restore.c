// SPDX-License-Identifier: GPL-3.0-or-later
// `practice restore`: a backup takes the place of the journal. What was there is kept: as a backup
// when it can be read, else as the damaged files that it is.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/backups.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "recorder/recorder.h"

struct restore_options {
    int check;
};

static const struct option_spec options_table[] = {
    {.name = "check",
     .group = "What is done",
     .help = "only say whether FILE is a sound backup",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct restore_options, check)},
};

struct restore {
    struct journal_backup_file *backup;
    int64_t n_sessions;
    char kept[PATH_MAX]; // where the old journal went; "": there was none
};

static enum practice_status keep_sound(struct restore *restore, struct journal *journal,
                                       struct practice_error *err)
{
    enum practice_status status =
        backups_new_name("-replaced", restore->kept, sizeof restore->kept, err);
    return status == PRACTICE_OK ? journal_backup(journal, restore->kept, err) : status;
}

// Moves a damaged journal away, the log first: beside another database it would do harm.
static enum practice_status keep_damaged(struct restore *restore, const char *path,
                                         struct practice_error *err)
{
    static const char *const parts[] = {"-wal", "-shm", ""};
    enum practice_status status =
        backups_new_name("-damaged", restore->kept, sizeof restore->kept, err);
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof parts / sizeof *parts; i++) {
        char from[PATH_MAX], to[PATH_MAX];
        int n = snprintf(from, sizeof from, "%s%s", path, parts[i]);
        int m = snprintf(to, sizeof to, "%s%s", restore->kept, parts[i]);
        if (n < 0 || m < 0 || (size_t)n >= sizeof from || (size_t)m >= sizeof to)
            status = fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the journal's path is too long");
        else if (rename(from, to) != 0 && errno != ENOENT)
            status = fail_with(err, PRACTICE_UNREADABLE,
                               "move it away by hand, or name another with PRACTICE_JOURNAL",
                               "cannot move the damaged journal '%s': %s", from, strerror(errno));
    }
    return status;
}

// Opens the journal that is to be replaced, with what it held kept aside.
static enum practice_status prepare(struct restore *restore, const char *path,
                                    struct journal **ret_journal, struct practice_error *err)
{
    enum practice_status status;
    if (access(path, F_OK) != 0)
        return journal_open(path, JOURNAL_WRITE, ret_journal, err);
    if (journal_is_damaged(path)) {
        status = keep_damaged(restore, path, err);
        return status == PRACTICE_OK ? journal_open(path, JOURNAL_WRITE, ret_journal, err) : status;
    }
    status = journal_open(path, JOURNAL_WRITE, ret_journal, err);
    if (status != PRACTICE_OK)
        return status;
    status = keep_sound(restore, *ret_journal, err);
    if (status != PRACTICE_OK)
        journal_close(*ret_journal);
    return status;
}

static enum practice_status put_back(struct restore *restore, const char *path,
                                     struct practice_error *err)
{
    struct journal *journal;
    enum practice_status status = prepare(restore, path, &journal, err);
    if (status != PRACTICE_OK)
        return status;
    status = journal_restore(journal, restore->backup, err);
    journal_close(journal);
    if (status != PRACTICE_OK)
        return status;
    status = journal_open(path, JOURNAL_WRITE, &journal, err); // brings it to this version
    if (status == PRACTICE_OK)
        journal_close(journal);
    return status;
}

static void tell(const struct restore *restore)
{
    (void)fprintf(stderr, "practice: restored %lld session%s\n", (long long)restore->n_sessions,
                  restore->n_sessions == 1 ? "" : "s");
    if (restore->kept[0])
        (void)fprintf(stderr, "practice: what was there before is kept: %s\n", restore->kept);
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct restore_options options = {0};
    struct operands operands;
    struct restore restore = {0};
    struct practice_error err;
    struct state running;
    char path[PATH_MAX];
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one backup: practice backup --list shows them");
    if (!options.check && recorder_running(NULL, &running)) {
        (void)fputs("practice: a recording is running; stop it first\n", stderr);
        return COMMAND_TRY_LATER;
    }
    code = journal_use_path(path, sizeof path);
    if (code != COMMAND_DONE)
        return code;
    if (journal_backup_open(operands.list[0], &restore.backup, &restore.n_sessions, &err) !=
        PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_BAD_INPUT;
    }
    if (options.check)
        (void)printf("%lld sessions\n", (long long)restore.n_sessions);
    else if (put_back(&restore, path, &err) == PRACTICE_OK)
        tell(&restore);
    else
        code = journal_use_fail(&err);
    journal_backup_close(restore.backup);
    return code;
}

static const char *const examples[] = {"practice restore --check $(practice backup)", NULL};

const struct command command_restore = {
    .name = "restore",
    .summary = "Put a backup in the place of the journal.",
    .operands = "FILE",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_completion = COMPLETE_FILES,
    .run = run,
};
