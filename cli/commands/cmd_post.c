// SPDX-License-Identifier: GPL-3.0-or-later
// `practice post`: the noun of everything one does on the board of the studio.
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "commands/all.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"
#include "journal/journal.h"

int post_tell(enum practice_status status, const struct server_post_done *done, const char *said,
              const struct practice_error *err)
{
    char id[JOURNAL_SHORT_ID_SIZE];
    if (status != PRACTICE_OK)
        return server_use_fail(err);
    (void)printf("%s\n", done->id);
    session_tell("%s '%s' %s", done->is_comment ? "comment" : "post",
                 journal_short_id(done->id, id), said);
    return COMMAND_DONE;
}

int post_begin(char id[UUID_SIZE])
{
    struct identity identity;
    struct practice_error err;
    struct timespec now;
    int code = server_use_who(&identity);
    explicit_bzero(&identity, sizeof identity);
    if (code != COMMAND_DONE)
        return code;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (uuid_new((int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000, id))
        return COMMAND_DONE;
    (void)fail_with(&err, PRACTICE_INTERNAL, NULL, "this system has no random bytes to give");
    return server_use_fail(&err);
}

static const struct command *const verbs[] = {
    &command_post_list,    &command_post_show,    &command_post_write,  &command_post_edit,
    &command_post_comment, &command_post_reply,   &command_post_like,   &command_post_unlike,
    &command_post_delete,  &command_post_history, &command_post_report, &command_post_hide,
    &command_post_unhide,
};

const struct command command_post = {
    .name = "post",
    .summary = "Read and write on the board of the studio.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .shows_recording = 1,
    .run = command_run_verb,
};
