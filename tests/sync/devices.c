// SPDX-License-Identifier: GPL-3.0-or-later
// `devices CONNINFO ADMIN SEED N_DEVICES N_STEPS FOLDER [SNAPSHOT RESTORE]`: several journals of
// one person, whose clocks are hours apart, change at random, sync, and are killed at random steps
// of it; replies get lost, batches come twice or late, transactions stay open while others pull,
// and a studio comes back from a backup. After quiet every journal and the studio must be what the
// model says. The person's tokens are "SEED-0", "SEED-1", …: tests/sync/devices.bats made them.
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model.h"
#include "sync/sync.h"

#define MAX_DEVICES 6
#define MINUTE      INT64_C(60000)
#define NULL_MARK   "\x01" // a text that is not there

static struct practice_error err;

#define MUST(what)                                                                                 \
    do {                                                                                           \
        if (!(what)) {                                                                             \
            (void)fprintf(stderr, "%s:%d: not so: %s (%s)\n", __FILE__, __LINE__, #what,           \
                          err.message);                                                            \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

struct device {
    char path[512], token[64], name[32];
    int64_t skew_ms;
    int has_deleted;  // with its last change
    char *late_batch; // sent once, and again when nobody expects it
    int is_behind;    // has not heard yet that the studio was restored
};

static struct {
    const char *conninfo, *admin;
    unsigned long long seed, state;
    struct device devices[MAX_DEVICES];
    unsigned n_devices;
    struct model *model;
} world;

static unsigned draw(unsigned n)
{
    world.state ^= world.state << 13;
    world.state ^= world.state >> 7;
    world.state ^= world.state << 17;
    return (unsigned)(world.state >> 20) % n;
}

// --- clocks that are wrong

static sqlite3_vfs wrong_clock;
static int64_t skew_ms;

static int tell_time(sqlite3_vfs *vfs, sqlite3_int64 *ret_ms)
{
    sqlite3_vfs *real = vfs->pNext;
    while (!real->xCurrentTimeInt64 || real->xCurrentTimeInt64 == tell_time)
        real = real->pNext;
    int code = real->xCurrentTimeInt64(real, ret_ms);
    *ret_ms += skew_ms;
    return code;
}

static void wrong_clocks(void)
{
    wrong_clock = *sqlite3_vfs_find(NULL);
    wrong_clock.zName = "wrong-clock";
    wrong_clock.xCurrentTimeInt64 = tell_time;
    MUST(sqlite3_vfs_register(&wrong_clock, 1) == SQLITE_OK);
}

// --- journals

static struct journal *open_journal(const struct device *device)
{
    struct journal *journal = NULL;
    skew_ms = device->skew_ms;
    MUST(journal_open(device->path, JOURNAL_WRITE, &journal, &err) == PRACTICE_OK);
    return journal;
}

static const char *text_or_mark(const char *text)
{
    return text ? text : NULL_MARK;
}

static char *format(const char *pattern, ...) __attribute__((format(printf, 1, 2)));
static char *format(const char *pattern, ...)
{
    char *text = NULL;
    va_list values;
    va_start(values, pattern);
    MUST(vasprintf(&text, pattern, values) >= 0);
    va_end(values);
    return text;
}

static void image_session(const struct journal_session *session, struct image *image)
{
    char tags[JOURNAL_MAX_TAGS * 24] = "";
    memcpy(image->id, session->id, UUID_SIZE);
    for (size_t i = 0; i < session->n_tags; i++)
        (void)snprintf(tags + strlen(tags), sizeof tags - strlen(tags), "%s,", session->tags[i]);
    char **r = image->registers;
    *r++ =
        format("%lld %lld %s %d %d %lld", (long long)session->start_ms, (long long)session->end_ms,
               session->zone, session->day, session->start_minute, (long long)session->claimed_ms);
    *r++ = format("%lld %lld", (long long)session->measured_ms, (long long)session->longest_run_ms);
    *r++ = format("%s", journal_source_name(session->source));
    *r++ = format("%s", text_or_mark(session->title));
    *r++ = format("%s", text_or_mark(session->instrument));
    *r++ = format("%s", text_or_mark(session->piece));
    *r++ = format("%s", text_or_mark(session->note));
    *r++ = format("%s", tags);
    *r++ = format("%s", text_or_mark(session->content_sha256));
    *r++ = format("%lld", (long long)session->updated_ms);
}

static void take_images(struct journal *journal, struct images *images)
{
    struct journal_filter filter;
    struct journal_sessions sessions = {0};
    struct journal_goals goals = {0};
    journal_filter_init(&filter);
    images->n = 0;
    MUST(journal_session_list(journal, &filter, &sessions, &err) == PRACTICE_OK);
    MUST(journal_goal_list(journal, &goals, &err) == PRACTICE_OK);
    MUST(sessions.n + goals.n <= MODEL_MAX_ROWS);
    memset(images->list, 0, sizeof images->list);
    for (size_t i = 0; i < sessions.n; i++)
        image_session(&sessions.list[i], &images->list[images->n++]);
    for (size_t i = 0; i < goals.n; i++) {
        struct image *image = &images->list[images->n++];
        memcpy(image->id, goals.list[i].id, UUID_SIZE);
        image->registers[0] =
            format("%d %lld %s", (int)goals.list[i].period, (long long)goals.list[i].target_ms,
                   text_or_mark(goals.list[i].instrument));
        image->registers[1] = format("%d %d", goals.list[i].from_day, goals.list[i].until_day);
    }
    journal_sessions_release(&sessions);
    journal_goals_release(&goals);
}

// --- what a person does

static char *some_text(void)
{
    static const char *const words[] = {"",     "Suite", "첼로", "a 'b' \"c\" \\", "étude\nslow",
                                        "7 + 3"};
    const char *word = words[draw(6)];
    return *word ? format("%s %u", word, draw(1000)) : NULL;
}

static void add_session(struct journal *journal)
{
    int64_t start_ms = INT64_C(1700000000000) + (int64_t)draw(1000000) * MINUTE;
    struct journal_session session = {.start_ms = start_ms,
                                      .end_ms = start_ms + 30 * MINUTE,
                                      .zone = "Asia/Seoul",
                                      .claimed_ms = 20 * MINUTE,
                                      .measured_ms =
                                          draw(2) ? JOURNAL_UNKNOWN : (int64_t)draw(1000000),
                                      .longest_run_ms = JOURNAL_UNKNOWN,
                                      .source = JOURNAL_MANUAL,
                                      .title = some_text(),
                                      .instrument = draw(2) ? some_text() : NULL,
                                      .note = some_text()};
    if (journal_session_add(journal, &session, NULL, &err) != PRACTICE_OK)
        MUST(err.status == PRACTICE_BAD_ARGUMENT); // shares time with another
    journal_session_release(&session);
}

static void replace(char **place)
{
    free(*place);
    *place = some_text();
}

static void edit_session(struct journal *journal, struct journal_session *session)
{
    switch (draw(8)) { // mostly the title, so that devices meet
    default:
        replace(&session->title);
        break;
    case 1:
        replace(&session->note);
        break;
    case 2:
        replace(&session->piece);
        break;
    case 3:
        session->measured_ms = draw(1200000);
        session->longest_run_ms = draw(2) ? JOURNAL_UNKNOWN : session->measured_ms / 2;
        break;
    case 4:
        session->claimed_ms = (int64_t)draw(20) * MINUTE;
        session->end_ms = session->start_ms + (20 + (int64_t)draw(10)) * MINUTE;
        break;
    case 5: {
        char *tag = format("tag%u", draw(100));
        if (journal_session_give_tag(session, tag) != 0)
            free(tag);
    }
    }
    if (journal_session_update(journal, session, &err) != PRACTICE_OK)
        MUST(err.status == PRACTICE_BAD_ARGUMENT);
}

// Something with one of the sessions, if there is any.
static void touch_session(struct journal *journal, int is_delete)
{
    struct journal_filter filter;
    struct journal_sessions sessions = {0};
    struct journal_session session = {0};
    journal_filter_init(&filter);
    MUST(journal_session_list(journal, &filter, &sessions, &err) == PRACTICE_OK);
    if (sessions.n) {
        unsigned n = draw(3) && sessions.n > 2 ? 2 : (unsigned)sessions.n; // often the same ones
        const char *id = sessions.list[draw(n)].id;
        MUST(journal_session_find(journal, id, &session, &err) == PRACTICE_OK);
        if (is_delete)
            MUST(journal_session_delete(journal, id, &err) == PRACTICE_OK);
        else
            edit_session(journal, &session);
        journal_session_release(&session);
    }
    journal_sessions_release(&sessions);
}

static void touch_goal(struct journal *journal)
{
    struct journal_goals goals = {0};
    MUST(journal_goal_list(journal, &goals, &err) == PRACTICE_OK);
    struct journal_goal *goal = goals.n ? &goals.list[draw((unsigned)goals.n)] : NULL;
    struct journal_goal new = {.period = draw(2) ? JOURNAL_GOAL_DAY : JOURNAL_GOAL_WEEK,
                               .target_ms = (1 + draw(60)) * MINUTE,
                               .from_day = 20000 + (int32_t)draw(100),
                               .until_day = DATE_LAST};
    unsigned what = goal ? draw(4) : 0;
    if (what == 0) {
        MUST(journal_goal_add(journal, &new, &err) == PRACTICE_OK);
    } else if (what == 1) {
        MUST(journal_goal_delete(journal, goal->id, &err) == PRACTICE_OK);
    } else {
        if (what == 2)
            goal->target_ms = new.target_ms;
        else
            goal->until_day = goal->from_day + (int32_t)draw(300);
        MUST(journal_goal_update(journal, goal, &err) == PRACTICE_OK);
    }
    journal_goals_release(&goals);
}

static void change_in_command(struct journal *journal)
{
    unsigned what = draw(10);
    MUST(journal_begin(journal, "something", &err) == PRACTICE_OK);
    if (what < 2)
        add_session(journal);
    else if (what < 7)
        touch_session(journal, 0);
    else if (what < 8)
        touch_session(journal, 1);
    else
        touch_goal(journal);
    MUST(journal_commit(journal, &err) == PRACTICE_OK);
}

// One change of one row, and what it came to for the model.
static void act(struct device *device)
{
    static struct images before, after; // large
    struct journal *journal = open_journal(device);
    struct journal_change undone;
    struct journal_sync_state state;
    char key[MODEL_KEY_SIZE];
    unsigned what = device->has_deleted && draw(2) ? 0 : draw(7); // 0 is undo
    take_images(journal, &before);
    if (what == 0 && journal_undo(journal, &undone, &err) != PRACTICE_OK)
        MUST(err.status == PRACTICE_NOT_FOUND);
    else if (what == 1 && journal_redo(journal, &undone, &err) != PRACTICE_OK)
        MUST(err.status == PRACTICE_NOT_FOUND);
    else if (what > 1)
        change_in_command(journal);
    take_images(journal, &after);
    device->has_deleted = after.n < before.n;
    MUST(journal_sync_state(journal, &state, &err) == PRACTICE_OK);
    (void)snprintf(key, sizeof key, "%016llx-%s", (unsigned long long)state.clock, state.device);
    model_change(world.model, &before, &after, key);
    journal_sync_state_release(&state);
    images_release(&before);
    images_release(&after);
    journal_close(journal);
}

// --- syncs, good and bad

static struct server *connect_as(const struct device *device)
{
    struct server *server = NULL;
    const struct server_address address = {.conninfo = world.conninfo, .token = device->token};
    MUST(server_open(&address, &server, &err) == PRACTICE_OK);
    return server;
}

// What happens on the way of a sync.
struct fate {
    enum sync_step step;
    unsigned pass;      // how many times the step is reached before it happens
    int is_death;       // kill -9
    struct device *act; // or: the person changes something meanwhile
};

static void happen(void *context, enum sync_step step)
{
    struct fate *fate = context;
    if (step != fate->step || fate->pass-- > 0)
        return;
    if (fate->is_death)
        (void)kill(getpid(), SIGKILL);
    else if (fate->act)
        act(fate->act);
}

static void sync_with(struct device *device, struct fate *fate, int repair)
{
    struct journal *journal = open_journal(device);
    struct server *server = connect_as(device);
    struct sync_report report;
    const struct sync_options options = {
        .repair = repair, .in_steps = draw(2) == 0, .at = happen, .context = fate};
    enum practice_status status = sync_run(journal, server, &options, &report, &err);
    MUST(status == PRACTICE_OK);
    MUST(report.n_refused == 0);
    device->is_behind = 0;
    server_close(server);
    journal_close(journal);
}

static void sync_well(struct device *device)
{
    struct fate nothing = {.step = SYNC_N_STEPS};
    sync_with(device, &nothing, draw(20) == 0);
}

static void sync_busy(struct device *device)
{
    struct fate fate = {.step = draw(SYNC_N_STEPS), .pass = 0, .act = device};
    sync_with(device, &fate, 0);
}

static void sync_killed(struct device *device)
{
    struct fate fate = {.step = draw(SYNC_N_STEPS), .pass = draw(2), .is_death = 1};
    int status = 0;
    pid_t child = fork();
    MUST(child >= 0);
    if (child == 0) {
        sync_with(device, &fate, draw(10) == 0);
        _exit(0);
    }
    MUST(waitpid(child, &status, 0) == child);
    MUST(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0);
}

static void push_only(struct device *device, struct server *server)
{
    struct journal *journal = open_journal(device);
    struct journal_sync_state state;
    struct journal_begun begun;
    char *operations = NULL, *answer = NULL;
    size_t n = 0;
    MUST(journal_sync_state(journal, &state, &err) == PRACTICE_OK);
    // Nobody pushes before the studio told which life it is in: what it refuses stays refused.
    MUST(server_sync_begin(server, state.device, state.last_op, &answer, &err) == PRACTICE_OK);
    MUST(journal_sync_begin(journal, answer, 0, &begun, &err) == PRACTICE_OK);
    free(answer);
    MUST(journal_sync_batch(journal, &operations, &n, &err) == PRACTICE_OK);
    for (unsigned i = 0; n && i < 1 + draw(2); i++) {
        MUST(server_sync_push(server, state.device, operations, &answer, &err) == PRACTICE_OK);
        free(answer);
    }
    if (n && !device->late_batch)
        device->late_batch = strdup(operations);
    free(operations);
    journal_sync_state_release(&state);
    journal_close(journal);
}

// The studio gets a batch, twice perhaps, and no answer arrives.
static void lose_reply(struct device *device)
{
    struct server *server = connect_as(device);
    push_only(device, server);
    server_close(server);
}

// An old batch comes again.
static void come_late(struct device *device)
{
    char *answer = NULL;
    if (!device->late_batch)
        return;
    struct server *server = connect_as(device);
    MUST(server_sync_push(server, "00000000", device->late_batch, &answer, &err) == PRACTICE_OK);
    free(answer);
    free(device->late_batch);
    device->late_batch = NULL;
    server_close(server);
}

static void begin_life(void)
{
    for (unsigned i = 0; i < world.n_devices; i++) {
        free(world.devices[i].late_batch);
        world.devices[i].late_batch = NULL;
        world.devices[i].is_behind = 1;
    }
}

static size_t n_waiting(struct device *device)
{
    struct journal *journal = open_journal(device);
    struct journal_sync_state state;
    MUST(journal_sync_state(journal, &state, &err) == PRACTICE_OK);
    size_t n = state.n_waiting;
    journal_sync_state_release(&state);
    journal_close(journal);
    return n;
}

// SQL stands in files beside this one; each is one statement.
static void run_sql(struct server *server, const char *name)
{
    char path[600], sql[4000];
    (void)snprintf(path, sizeof path, "%s/%s.sql", getenv("SYNC_SQL"), name);
    FILE *file = fopen(path, "r");
    MUST(file);
    sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
    (void)fclose(file);
    MUST(server_run(server, sql, &err) == PRACTICE_OK);
}

// Somebody else's later transaction in this person's scope, committed at once.
static void touch_scope(void)
{
    struct server *server = NULL;
    char person[32];
    const struct server_address address = {.conninfo = world.admin};
    MUST(server_open(&address, &server, &err) == PRACTICE_OK);
    (void)snprintf(person, sizeof person, "p%llu", world.seed);
    char path[600], sql[4000];
    (void)snprintf(path, sizeof path, "%s/touch.sql", getenv("SYNC_SQL"));
    FILE *file = fopen(path, "r");
    MUST(file);
    sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
    (void)fclose(file);
    const char *const values[] = {person};
    MUST(server_call(server, sql, 1, values, NULL, &err) == PRACTICE_OK);
    server_close(server);
}

// A batch stays in an open transaction while the others, who have nothing to send, pull past it.
static void hold_open(struct device *device)
{
    struct server *holder = connect_as(device);
    run_sql(holder, "hold");
    push_only(device, holder);
    touch_scope();
    for (unsigned i = 0; i < world.n_devices; i++)
        if (&world.devices[i] != device && !world.devices[i].is_behind &&
            n_waiting(&world.devices[i]) == 0)
            sync_well(&world.devices[i]);
    run_sql(holder, draw(2) ? "keep" : "forget");
    server_close(holder);
}

static void step(void)
{
    struct device *device = &world.devices[draw(world.n_devices)];
    unsigned what = draw(20);
    if (what < 10)
        act(device);
    else if (what < 13)
        sync_well(device);
    else if (what < 16)
        sync_killed(device);
    else if (what < 17)
        sync_busy(device);
    else if (what < 18)
        lose_reply(device);
    else if (what < 19)
        come_late(device);
    else
        hold_open(device);
}

// --- the end

static int compare_device(struct device *device)
{
    static struct images images;
    struct journal *journal = open_journal(device);
    struct server *server = connect_as(device);
    struct journal_sync_state state;
    struct sync_difference *list = NULL;
    size_t n = 0;
    take_images(journal, &images);
    int n_different = model_compare(world.model, &images, device->name);
    images_release(&images);
    MUST(journal_sync_state(journal, &state, &err) == PRACTICE_OK);
    MUST(state.n_waiting == 0 && state.n_refused == 0);
    journal_sync_state_release(&state);
    MUST(sync_verify(journal, server, &list, &n, &err) == PRACTICE_OK);
    for (size_t i = 0; i < n; i++) {
        if (list[i].is_same)
            continue;
        (void)fprintf(stderr, "%s: %s of %s: %zu here, %zu there, or other\n", device->name,
                      list[i].entity, list[i].kind, list[i].n_here, list[i].n_there);
        n_different++;
    }
    free(list);
    MUST(journal_check(journal, &err) == PRACTICE_OK);
    server_close(server);
    journal_close(journal);
    return n_different;
}

static void make_devices(const char *folder)
{
    for (unsigned i = 0; i < world.n_devices; i++) {
        struct device *device = &world.devices[i];
        (void)snprintf(device->name, sizeof device->name, "device %u", i);
        (void)snprintf(device->token, sizeof device->token, "%llu-%u", world.seed, i);
        (void)snprintf(device->path, sizeof device->path, "%s/%llu-%u.db", folder, world.seed, i);
        device->skew_ms = i ? ((int64_t)draw(600) - 300) * MINUTE : 0; // up to 5 hours
        sync_well(device);
    }
}

int main(int argc, char **argv)
{
    MUST(argc == 7 || argc == 9);
    world.conninfo = argv[1];
    world.admin = argv[2];
    world.seed = strtoull(argv[3], NULL, 10);
    world.state = world.seed * 0x9E3779B97F4A7C15ULL + 1;
    world.n_devices = (unsigned)atoi(argv[4]);
    world.model = model_new();
    unsigned n_steps = (unsigned)atoi(argv[5]);
    MUST(world.n_devices >= 1 && world.n_devices <= MAX_DEVICES);
    wrong_clocks();
    make_devices(argv[6]);
    unsigned snapshot_at = n_steps / 4 + draw(n_steps / 4),
             restore_at = n_steps / 2 + draw(n_steps / 2);
    for (unsigned i = 0; i < n_steps; i++) {
        if (argc == 9 && i == snapshot_at)
            MUST(system(argv[7]) == 0);
        if (argc == 9 && i == restore_at) {
            MUST(system(argv[8]) == 0);
            begin_life(); // no batch of the former one comes: its connection is gone
        }
        step();
    }
    for (unsigned pass = 0; pass < 2; pass++)
        for (unsigned i = 0; i < world.n_devices; i++)
            sync_well(&world.devices[i]);
    int n_different = 0;
    for (unsigned i = 0; i < world.n_devices; i++) {
        n_different += compare_device(&world.devices[i]);
        free(world.devices[i].late_batch);
    }
    if (n_different)
        (void)fprintf(stderr, "seed %llu: %d differences in %u rows\n", world.seed, n_different,
                      model_n_rows(world.model));
    model_free(world.model);
    return n_different != 0;
}
