// SPDX-License-Identifier: GPL-3.0-or-later
// A state goes to disk and comes back the same, hostile texts included; files that are damaged,
// cut, hostile or from another version are read as far as they make sense, and never harm.
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "recorder/state.h"

static int folder;

static void put_file(const char *name, const char *text, size_t size)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert(fd >= 0 && write(fd, text, size) == (ssize_t)size);
    close(fd);
}

static void comes_back(const char *id)
{
    struct practice_error err;
    struct state back;
    struct state state = {.pid = 17,
                          .phase = STATE_PAUSED,
                          .start_ms = 1772735400123,
                          .begin_ms = 1772735401456,
                          .has_audio = 1,
                          .clock_s = 61.25,
                          .play_time_s = 12.5,
                          .notes = {.title = "a\nb\r%41 \033[2J 100 %",
                                    .note = "\xec\x97\xb0\xec\x8a\xb5",
                                    .tags = "x,y",
                                    .keep = 1},
                          .gaps = {{STATE_GAP_PAUSE, 1.5, 2.25}, {STATE_GAP_SLEEP, 3.5, 3600}},
                          .n_gaps = 2};
    (void)snprintf(state.id, sizeof state.id, "%s", id);
    assert(state_write(folder, &state, &err) == PRACTICE_OK);
    assert(state_read(folder, id, &back, &err) == PRACTICE_OK);
    assert(memcmp(&state, &back, sizeof state) == 0);
}

static void reads_what_makes_sense(const char *id, const char *name)
{
    static const char text[] = "practice recording 1\nphase 99\nclock_s nan\nplay_time_s -5\n"
                               "future something\nnovalue\ntitle %zz%4%00%41\ngap 9 1 1\n"
                               "gap 0 nan 1\ngap 0 1 2 3\ngap 1 5 6\n";
    struct practice_error err;
    struct state state;
    put_file(name, text, sizeof text - 1);
    assert(state_read(folder, id, &state, &err) == PRACTICE_OK);
    assert(state.phase == STATE_RECORDING && !(state.clock_s > 0) && !(state.play_time_s < 0));
    assert(strcmp(state.notes.title, "%zz%4%00A") == 0);
    assert(state.n_gaps == 1 && state.gaps[0].kind == STATE_GAP_SLEEP);
}

// Every cut and many random changes of a good file.
static void survives_damage(const char *id, const char *name)
{
    static char good[65536], bad[65536];
    struct practice_error err;
    struct state state;
    comes_back(id);
    int fd = openat(folder, name, O_RDONLY);
    ssize_t size = read(fd, good, sizeof good);
    close(fd);
    assert(size > 100);
    for (ssize_t cut = 0; cut < size; cut += 7) {
        put_file(name, good, (size_t)cut);
        enum practice_status status = state_read(folder, id, &state, &err);
        assert(status == PRACTICE_OK || status == PRACTICE_UNREADABLE);
    }
    srand(1);
    for (int round = 0; round < 500; round++) {
        memcpy(bad, good, (size_t)size);
        for (int i = 0; i < 20; i++)
            bad[22 + rand() % (size - 22)] = (char)rand();
        put_file(name, bad, (size_t)size);
        if (state_read(folder, id, &state, &err) == PRACTICE_OK)
            assert(state.phase <= STATE_SAVING && state.n_gaps <= STATE_MAX_GAPS);
    }
    assert(symlinkat("elsewhere", folder, "20260305T183000Z-00000001.state") == 0);
    assert(state_read(folder, "20260305T183000Z-00000001", &state, &err) != PRACTICE_OK);
}

static void knows_its_ids(void)
{
    static const char *const others[] = {"",
                                         "../../../../etc/passwd1234",
                                         "20260305T183000Z-3f9a21c",
                                         "20260305T183000Z-3f9a21c44",
                                         "20261305T183000Z-3f9a21c4",
                                         "20260305T183000Z/3f9a21c4",
                                         "ZZZZZZZZZZZZZZZZZ-3f9a21c"};
    char id[STATE_ID_SIZE];
    state_make_id(1772735400123, id);
    assert(strncmp(id, "20260305T183000Z-", 17) == 0 && state_is_id(id));
    assert(state_id_time_ms(id) == 1772735400000);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert(!state_is_id(others[i]));
}

int main(void)
{
    static const char id[] = "20260305T183000Z-3f9a21c4",
                      name[] = "20260305T183000Z-3f9a21c4.state";
    folder = open(".", O_RDONLY | O_DIRECTORY);
    knows_its_ids();
    comes_back(id);
    reads_what_makes_sense(id, name);
    survives_damage(id, name);
    (void)puts("ok");
    return 0;
}
