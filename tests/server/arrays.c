// SPDX-License-Identifier: GPL-3.0-or-later
// `arrays CONNINFO`: what server_array_write() makes is what PostgreSQL reads, and back.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/array.h"
#include "server/server.h"

static const char *const texts[] = {"cello", "",           "NULL",        "a,b",
                                    "{x}",   "say \"hi\"", "back\\slash", " blank ",
                                    "첼로",  "line\nbreak"};
#define N_TEXTS (sizeof texts / sizeof *texts)

static int compare(const char *literal)
{
    const char *place = NULL;
    char element[64];
    size_t n = 0;
    while (server_array_next(literal, &place, element, sizeof element)) {
        if (n >= N_TEXTS || strcmp(element, texts[n]) != 0) {
            (void)printf("element %zu is '%s'\n", n, element);
            return 1;
        }
        n++;
    }
    return n != N_TEXTS;
}

// A buffer of any size holds whole characters of the beginning.
static int cut_well(void)
{
    const char *const korean = "첼로";
    char *literal = server_array_write(&korean, 1);
    int bad = !literal;
    for (size_t size = 1; !bad && size < 9; size++) {
        const char *place = NULL;
        char buffer[9];
        bad = !server_array_next(literal, &place, buffer, size) || strlen(buffer) % 3 != 0 ||
              strncmp(buffer, korean, strlen(buffer)) != 0;
    }
    free(literal);
    return bad;
}

int main(int argc, char **argv)
{
    struct practice_error err;
    struct server *server;
    struct server_rows *rows;
    struct server_address address = {.conninfo = argc > 1 ? argv[1] : ""};
    char *literal = server_array_write(texts, N_TEXTS);
    if (!literal || compare(literal) || cut_well())
        return 1;
    if (server_open(&address, &server, &err) != PRACTICE_OK)
        return 2;
    const char *const values[] = {literal};
    int bad = server_call(server, "SELECT $1::text[]::text AS back, ($1::text[])[9] AS ninth", 1,
                          values, &rows, &err) != PRACTICE_OK;
    if (!bad) {
        bad = compare(server_text(rows, 0, "back")) ||
              strcmp(server_text(rows, 0, "ninth"), "첼로") != 0;
        server_rows_free(rows);
    }
    server_close(server);
    free(literal);
    return bad;
}
