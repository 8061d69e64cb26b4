// SPDX-License-Identifier: GPL-3.0-or-later
// A reference such as @2 is looked up before the change starts, because the label wants the
// session's name, and the session is read again by its whole id once nobody else can write.
#include "commands/session_change.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"

#include "commands/analyze.h"
#include "ui/term.h"

const char *session_name(const struct journal_session *session, char buffer[SESSION_NAME_SIZE])
{
    char date[DATE_SIZE];
    const char *name = session->title ? session->title : session->piece;
    (void)date_text(session->day, date);
    if (name)
        (void)snprintf(buffer, SESSION_NAME_SIZE, "'%s' of %s", name, date);
    else
        (void)snprintf(buffer, SESSION_NAME_SIZE, "the session of %s %02d:%02d", date,
                       session->start_minute / 60, session->start_minute % 60);
    return buffer;
}

void session_tell(const char *format, ...)
{
    char line[1024];
    struct ui_term term;
    va_list args;
    va_start(args, format);
    if (vsnprintf(line, sizeof line, format, args) < 0)
        line[0] = '\0';
    va_end(args);
    ui_term_init(&term, STDERR_FILENO, 1);
    (void)fputs("practice: ", stderr);
    ui_term_write(&term, UI_STYLE_PLAIN, line, stderr);
    (void)fputc('\n', stderr);
}

static void close_all(struct session_change *change)
{
    journal_session_release(&change->session);
    journal_close(change->journal);
    change->journal = NULL;
}

int session_change_begin_new(struct session_change *change, const char *label)
{
    *change = (struct session_change){0};
    (void)snprintf(change->label, sizeof change->label, "%s", label);
    int code = journal_use_open(JOURNAL_WRITE, &change->journal);
    if (code != COMMAND_DONE)
        return code;
    if (journal_begin(change->journal, change->label, &change->error) == PRACTICE_OK)
        return COMMAND_DONE;
    code = journal_use_fail(&change->error);
    close_all(change);
    return code;
}

static enum practice_status find(struct session_change *change, const char *reference,
                                 const char *done)
{
    char name[SESSION_NAME_SIZE], id[UUID_SIZE];
    struct practice_error *err = &change->error;
    enum practice_status status =
        journal_session_find(change->journal, reference, &change->session, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(change->label, sizeof change->label, "%s %s", done,
                   session_name(&change->session, name));
    (void)snprintf(id, sizeof id, "%s", change->session.id);
    status = journal_begin(change->journal, change->label, err);
    if (status != PRACTICE_OK)
        return status;
    journal_session_release(&change->session);
    return journal_session_find(change->journal, id, &change->session, err);
}

int session_change_begin(struct session_change *change, const char *reference, const char *done)
{
    *change = (struct session_change){0};
    int code = journal_use_open(JOURNAL_WRITE, &change->journal);
    if (code != COMMAND_DONE)
        return code;
    if (find(change, reference, done) == PRACTICE_OK)
        return COMMAND_DONE;
    code = journal_use_fail(&change->error);
    close_all(change);
    return code;
}

// Adds the session that a reference means, unless it is there.
static enum practice_status find_another(struct session_change *change, const char *reference,
                                         struct journal_sessions *sessions)
{
    struct journal_session session = {0};
    enum practice_status status =
        journal_session_find(change->journal, reference, &session, &change->error);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; i < sessions->n; i++) {
        if (strcmp(sessions->list[i].id, session.id) == 0) {
            journal_session_release(&session);
            return PRACTICE_OK;
        }
    }
    sessions->list[sessions->n++] = session;
    return PRACTICE_OK;
}

static enum practice_status find_all(struct session_change *change,
                                     const struct operands *references, const char *done,
                                     struct journal_sessions *sessions)
{
    char name[SESSION_NAME_SIZE];
    enum practice_status status = PRACTICE_OK;
    sessions->list = calloc(references->n, sizeof *sessions->list);
    if (!sessions->list)
        return fail_no_memory(&change->error);
    for (size_t i = 0; status == PRACTICE_OK && i < references->n; i++)
        status = find_another(change, references->list[i], sessions);
    if (status != PRACTICE_OK)
        return status;
    if (sessions->n == 1)
        (void)snprintf(change->label, sizeof change->label, "%s %s", done,
                       session_name(&sessions->list[0], name));
    else
        (void)snprintf(change->label, sizeof change->label, "%s %zu sessions", done, sessions->n);
    status = journal_begin(change->journal, change->label, &change->error);
    for (size_t i = 0; status == PRACTICE_OK && i < sessions->n; i++) {
        char id[UUID_SIZE];
        memcpy(id, sessions->list[i].id, sizeof id);
        journal_session_release(&sessions->list[i]);
        status = journal_session_find(change->journal, id, &sessions->list[i], &change->error);
    }
    return status;
}

int session_change_begin_all(struct session_change *change, const struct operands *references,
                             const char *done, struct journal_sessions *ret_sessions)
{
    *change = (struct session_change){0};
    int code = journal_use_open(JOURNAL_WRITE, &change->journal);
    if (code != COMMAND_DONE)
        return code;
    if (find_all(change, references, done, ret_sessions) == PRACTICE_OK)
        return COMMAND_DONE;
    code = journal_use_fail(&change->error);
    close_all(change);
    return code;
}

int session_change_end(struct session_change *change, enum practice_status status)
{
    int code = COMMAND_DONE;
    if (status == PRACTICE_OK)
        status = journal_commit(change->journal, &change->error);
    if (status != PRACTICE_OK) {
        code = journal_use_fail(&change->error);
    } else {
        if (change->session.id[0])
            (void)printf("%s\n", change->session.id);
        session_tell("%s; 'practice session undo' takes it back", change->label);
    }
    close_all(change);
    return code;
}

int session_change_refuse(struct session_change *change)
{
    analyze_tell_error(&change->error);
    close_all(change);
    return COMMAND_USAGE;
}
