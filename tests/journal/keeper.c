// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's rooms without a command line: `keeper TEST` runs one test on a journal in the
// present folder and exits 0, or says what was not so.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "journal/journal.h"

#define HOUR INT64_C(3600000)
#define NOON INT64_C(1772686800000) // 2026-03-05 05:00 UTC, 14:00 in Seoul

static struct practice_error err;

#define MUST(what)                                                                                 \
    do {                                                                                           \
        if (!(what)) {                                                                             \
            (void)fprintf(stderr, "%s:%d: not so: %s (%s)\n", __FILE__, __LINE__, #what,           \
                          err.message);                                                            \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

static struct journal *open_journal(void)
{
    struct journal *journal = NULL;
    MUST(journal_open("journal.db", JOURNAL_WRITE, &journal, &err) == PRACTICE_OK);
    return journal;
}

static char *copy(const char *text)
{
    char *made = strdup(text);
    MUST(made);
    return made;
}

static struct journal_session session_at(int64_t start_ms)
{
    struct journal_session session = {
        .start_ms = start_ms,
        .end_ms = start_ms + HOUR,
        .zone = "Asia/Seoul",
        .claimed_ms = HOUR - 60000,
        .measured_ms = HOUR / 2,
        .longest_run_ms = HOUR / 4,
        .source = JOURNAL_RECORDED,
        .title = copy("바이올린 'Scales'"),
        .instrument = copy("violin"),
        .note = copy("slow\nthen \"fast\"; DROP TABLE session;--"),
    };
    MUST(journal_session_give_tag(&session, copy("etude")) == 0);
    MUST(journal_session_give_tag(&session, copy("느리게")) == 0);
    return session;
}

// Adds a session at a start in a command of its own; its id is then in `id`.
static void add(struct journal *journal, int64_t start_ms, char id[UUID_SIZE])
{
    static const struct journal_analysis heard = {
        "practice 0", "activity-1",
        "{\"schema\":\"practice.analysis/1\",\"segments\":[{\"start_s\":0,\"end_s\":1.5,"
        "\"kind\":\"play\",\"confidence\":0.9,\"reason\":\"with_rests\"},{\"start_s\":1.5,"
        "\"end_s\":3,\"kind\":\"speech\",\"confidence\":0.8,\"reason\":\"talk\"}]}"};
    struct journal_session session = session_at(start_ms);
    MUST(journal_begin(journal, "added", &err) == PRACTICE_OK);
    MUST(journal_session_add(journal, &session, &heard, &err) == PRACTICE_OK);
    MUST(journal_commit(journal, &err) == PRACTICE_OK);
    memcpy(id, session.id, UUID_SIZE);
    journal_session_release(&session);
}

static size_t count(struct journal *journal)
{
    struct journal_filter filter;
    struct journal_sessions sessions = {0};
    journal_filter_init(&filter);
    MUST(journal_session_list(journal, &filter, &sessions, &err) == PRACTICE_OK);
    size_t n = sessions.n;
    journal_sessions_release(&sessions);
    return n;
}

static void test_round_trip(void)
{
    char id[UUID_SIZE];
    struct journal *journal = open_journal();
    add(journal, NOON, id);
    struct journal_session back = {0};
    MUST(journal_session_find(journal, "last", &back, &err) == PRACTICE_OK);
    MUST(uuid_is_valid(back.id) && strcmp(back.id, id) == 0 && back.id[14] == '7');
    MUST(back.start_ms == NOON && back.end_ms == NOON + HOUR && back.claimed_ms == HOUR - 60000);
    MUST(back.measured_ms == HOUR / 2 && back.longest_run_ms == HOUR / 4);
    MUST(back.start_minute == 14 * 60);
    MUST(back.day == date_number((struct date){2026, 3, 5}));
    MUST(strcmp(back.title, "바이올린 'Scales'") == 0 && !back.piece && !back.kept_path);
    MUST(strcmp(back.note, "slow\nthen \"fast\"; DROP TABLE session;--") == 0);
    MUST(back.n_tags == 2 && strcmp(back.tags[1], "느리게") == 0);
    struct practice_segment *segments = NULL;
    size_t n = 0;
    MUST(journal_segments(journal, id, &segments, &n, &err) == PRACTICE_OK);
    MUST(n == 2 && segments[0].kind == PRACTICE_PLAY && segments[1].end_s == 3);
    MUST(segments[0].reason == PRACTICE_REASON_WITH_RESTS && segments[0].confidence == 0.9);
    free(segments);
    journal_session_release(&back);
    journal_close(journal);
}

// Summer time began in Los Angeles between the first session and the third.
// Across midnight and zones the practice date is the wall clock's at the start.
static void test_days(void)
{
    static const struct {
        const char *zone;
        int day;
        int minute;
    } places[] = {{"Asia/Seoul", 5, 840}, {"UTC", 5, 300}, {"America/Los_Angeles", 4, 1320}};
    struct journal *journal = open_journal();
    for (size_t i = 0; i < 3; i++) {
        struct journal_session session = session_at(NOON + (int64_t)i * 48 * HOUR);
        (void)snprintf(session.zone, sizeof session.zone, "%s", places[i].zone);
        MUST(journal_begin(journal, "x", &err) == PRACTICE_OK);
        MUST(journal_session_add(journal, &session, NULL, &err) == PRACTICE_OK);
        MUST(journal_commit(journal, &err) == PRACTICE_OK);
        MUST(date_split(session.day).day == places[i].day + 2 * (int)i);
        MUST(session.start_minute == places[i].minute);
        journal_session_release(&session);
    }
    journal_close(journal);
}

static void refused(struct journal *journal, struct journal_session *session, const char *words)
{
    MUST(journal_begin(journal, "refused", &err) == PRACTICE_OK);
    MUST(journal_session_add(journal, session, NULL, &err) == PRACTICE_BAD_ARGUMENT);
    MUST(strstr(err.message, words));
    journal_rollback(journal);
    session->id[0] = '\0';
}

static void test_refusals(void)
{
    char id[UUID_SIZE];
    struct journal *journal = open_journal();
    add(journal, NOON, id);
    struct journal_session session = session_at(NOON + HOUR - 1);
    refused(journal, &session, "shares time");
    session.start_ms = NOON - 2 * HOUR;
    session.end_ms = NOON - 3 * HOUR;
    refused(journal, &session, "before it starts");
    session.end_ms = NOON - HOUR;
    session.claimed_ms = 2 * HOUR;
    refused(journal, &session, "claimed");
    session.claimed_ms = 0;
    session.longest_run_ms = HOUR;
    refused(journal, &session, "measured");
    session.longest_run_ms = 0;
    (void)snprintf(session.zone, sizeof session.zone, "../../etc/passwd");
    refused(journal, &session, "zone");
    (void)snprintf(session.zone, sizeof session.zone, "UTC");
    free(session.tags[0]);
    session.tags[0] = copy("");
    refused(journal, &session, "tag");
    MUST(count(journal) == 1);
    free(session.tags[0]);
    session.tags[0] = copy("ok");
    MUST(journal_session_add(journal, &session, NULL, &err) == PRACTICE_INTERNAL); // no command
    // touching is not sharing
    session.start_ms = NOON + HOUR;
    session.end_ms = NOON + 2 * HOUR;
    MUST(journal_begin(journal, "next", &err) == PRACTICE_OK);
    MUST(journal_session_add(journal, &session, NULL, &err) == PRACTICE_OK);
    MUST(journal_commit(journal, &err) == PRACTICE_OK);
    journal_session_release(&session);
    journal_close(journal);
}

static void test_undo(void)
{
    char first[UUID_SIZE], second[UUID_SIZE];
    struct journal_change change;
    struct journal_session session = {0};
    struct journal *journal = open_journal();
    MUST(journal_undo(journal, &change, &err) == PRACTICE_NOT_FOUND);
    add(journal, NOON, first);
    add(journal, NOON + 2 * HOUR, second);
    MUST(journal_session_find(journal, "@1", &session, &err) == PRACTICE_OK);
    free(session.title);
    session.title = copy("Changed");
    MUST(journal_begin(journal, "edited", &err) == PRACTICE_OK);
    MUST(journal_session_update(journal, &session, &err) == PRACTICE_OK);
    MUST(journal_session_delete(journal, first, &err) == PRACTICE_OK);
    MUST(journal_commit(journal, &err) == PRACTICE_OK);
    MUST(count(journal) == 1);
    MUST(journal_undo(journal, &change, &err) == PRACTICE_OK &&
         strcmp(change.label, "edited") == 0);
    MUST(change.n_rows == 3); // two sessions, and the analysis of the deleted one
    MUST(count(journal) == 2);
    char *document = NULL;
    MUST(journal_analysis_get(journal, first, &document, &err) == PRACTICE_OK && document);
    free(document);
    struct journal_session back = {0};
    MUST(journal_session_find(journal, "last", &back, &err) == PRACTICE_OK);
    MUST(strcmp(back.title, "바이올린 'Scales'") == 0);
    journal_session_release(&back);
    MUST(journal_redo(journal, &change, &err) == PRACTICE_OK && count(journal) == 1);
    MUST(journal_redo(journal, &change, &err) == PRACTICE_NOT_FOUND);
    for (int i = 0; i < 3; i++)
        MUST(journal_undo(journal, &change, &err) == PRACTICE_OK);
    MUST(count(journal) == 0);
    MUST(journal_undo(journal, &change, &err) == PRACTICE_NOT_FOUND);
    MUST(journal_redo(journal, &change, &err) == PRACTICE_OK && count(journal) == 1);
    // something new ends what could be redone
    add(journal, NOON + 9 * HOUR, second);
    MUST(journal_redo(journal, &change, &err) == PRACTICE_NOT_FOUND && count(journal) == 2);
    MUST(journal_check(journal, &err) == PRACTICE_OK);
    journal_session_release(&session);
    journal_close(journal);
}

static void test_find(void)
{
    char id[UUID_SIZE], other[UUID_SIZE], short_id[JOURNAL_SHORT_ID_SIZE];
    struct journal_session session = {0};
    struct journal *journal = open_journal();
    MUST(journal_session_find(journal, "last", &session, &err) == PRACTICE_NOT_FOUND);
    add(journal, NOON, id);
    add(journal, NOON + 2 * HOUR, other);
    MUST(journal_session_find(journal, journal_short_id(id, short_id), &session, &err) ==
         PRACTICE_OK);
    MUST(strcmp(session.id, id) == 0);
    journal_session_release(&session);
    MUST(journal_session_find(journal, "@2", &session, &err) == PRACTICE_OK);
    MUST(strcmp(session.id, id) == 0);
    journal_session_release(&session);
    static const char *const wrong[] = {"@3", "@0",   "@x",
                                        "%",  "____", "abc",
                                        "",   "zzzz", "ffffffffffffffffffffffffffffffffffffffff"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        MUST(journal_session_find(journal, wrong[i], &session, &err) == PRACTICE_NOT_FOUND);
    journal_close(journal);
}

// A copy that is in nobody's way, private, and a journal of its own.
static void test_backup(void)
{
    char id[UUID_SIZE];
    struct stat facts;
    struct journal *journal = open_journal(), *copy_of_it = NULL;
    add(journal, NOON, id);
    MUST(journal_backup(journal, "copy.db", &err) == PRACTICE_OK);
    MUST(stat("copy.db", &facts) == 0 && (facts.st_mode & 0777) == 0600);
    MUST(stat("journal.db", &facts) == 0 && (facts.st_mode & 0777) == 0600);
    MUST(journal_open("copy.db", JOURNAL_READ, &copy_of_it, &err) == PRACTICE_OK);
    MUST(count(copy_of_it) == 1);
    journal_close(copy_of_it);
    MUST(journal_backup(journal, "no/such/folder/copy.db", &err) == PRACTICE_UNREADABLE);
    journal_close(journal);
}

// kill -9 in the middle of a command leaves nothing of it.
static void test_killed(void)
{
    char id[UUID_SIZE];
    struct journal *journal = open_journal();
    add(journal, NOON, id);
    journal_close(journal);
    pid_t child = fork();
    if (child == 0) {
        journal = open_journal();
        struct journal_session session = session_at(NOON + 5 * HOUR);
        MUST(journal_begin(journal, "half", &err) == PRACTICE_OK);
        MUST(journal_session_add(journal, &session, NULL, &err) == PRACTICE_OK);
        (void)kill(getpid(), SIGKILL);
    }
    int status = 0;
    MUST(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    journal = open_journal();
    MUST(count(journal) == 1 && journal_check(journal, &err) == PRACTICE_OK);
    journal_close(journal);
}

// Adds a session without length, under an id that ends in `last`.
static void add_moment(struct journal *journal, char last)
{
    struct journal_session session = session_at(NOON);
    session.end_ms = session.start_ms;
    session.claimed_ms = session.measured_ms = session.longest_run_ms = 0;
    (void)snprintf(session.id, sizeof session.id, "0199a0b0-0000-7000-8000-00000000000%c", last);
    MUST(journal_session_give_tag(&session, copy("a \"third\" one")) == 0);
    MUST(journal_begin(journal, "x", &err) == PRACTICE_OK);
    MUST(journal_session_add(journal, &session, NULL, &err) == PRACTICE_OK);
    MUST(journal_commit(journal, &err) == PRACTICE_OK);
    journal_session_release(&session);
}

// Sessions of one instant come by their ids; a brief list leaves the note out, and only that.
static void test_list(void)
{
    static const char order[] = "cabed";
    struct journal *journal = open_journal();
    struct journal_filter filter;
    struct journal_sessions sessions = {0};
    for (size_t i = 0; order[i]; i++)
        add_moment(journal, order[i]);
    journal_filter_init(&filter);
    for (filter.brief = 0; filter.brief < 2; filter.brief++) {
        MUST(journal_session_list(journal, &filter, &sessions, &err) == PRACTICE_OK);
        MUST(sessions.n == 5);
        for (size_t i = 0; i < sessions.n; i++) {
            const struct journal_session *session = &sessions.list[i];
            MUST(session->id[35] == "abcde"[i] && strcmp(session->instrument, "violin") == 0);
            MUST(session->n_tags == 3 && strcmp(session->tags[1], "느리게") == 0);
            MUST(strcmp(session->tags[2], "a \"third\" one") == 0);
            MUST((session->note == NULL) == filter.brief);
        }
        journal_session_release(&sessions.list[2]); // does no harm to the others
        MUST(sessions.list[3].id[35] == 'd' && sessions.list[2].n_tags == 0);
        journal_sessions_release(&sessions);
    }
    journal_close(journal);
}

// Several of these at once make and migrate one journal.
static void test_opens(void)
{
    struct journal *journal = open_journal();
    MUST(count(journal) == 0 && journal_check(journal, &err) == PRACTICE_OK);
    journal_close(journal);
}

static void test_reading_makes_nothing(void)
{
    struct journal *journal = NULL;
    MUST(journal_open("none.db", JOURNAL_READ, &journal, &err) == PRACTICE_OK);
    MUST(count(journal) == 0);
    journal_close(journal);
    MUST(access("none.db", F_OK) != 0);
}

// The journal named by the next argument must be refused with its next words.
static void refuse(const char *path, const char *words)
{
    struct journal *journal = NULL;
    MUST(journal_open(path, JOURNAL_WRITE, &journal, &err) != PRACTICE_OK);
    MUST(strstr(err.message, words));
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {{"round-trip", test_round_trip},
                 {"days", test_days},
                 {"refusals", test_refusals},
                 {"undo", test_undo},
                 {"find", test_find},
                 {"list", test_list},
                 {"backup", test_backup},
                 {"killed", test_killed},
                 {"reading", test_reading_makes_nothing},
                 {"opens", test_opens}};
    if (argc == 4 && strcmp(argv[1], "refuse") == 0) {
        refuse(argv[2], argv[3]);
        return 0;
    }
    for (size_t i = 0; argc == 2 && i < sizeof tests / sizeof *tests; i++) {
        if (strcmp(argv[1], tests[i].name) == 0) {
            tests[i].run();
            return 0;
        }
    }
    return 2;
}
