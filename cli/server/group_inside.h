// SPDX-License-Identifier: GPL-3.0-or-later
// What the files about groups share and nobody else needs.
#ifndef CLI_SERVER_GROUP_INSIDE_H
#define CLI_SERVER_GROUP_INSIDE_H

#include "server/group.h"

// Reads the group and person that the first row is about.
void server_group_done_read(const struct server_rows *rows, struct server_group_done *ret_done);

// A call whose only answer that is.
enum practice_status server_group_do(struct server *server, const char *sql, size_t n,
                                     const char *const *values, struct server_group_done *ret_done,
                                     struct practice_error *err) PRACTICE_CHECKED;

struct server_group_sharing server_group_sharing_read(const struct server_rows *rows, size_t row);

// Zeroed elements, one a row and at least one, to be freed; *ret_n is the number of rows. NULL: no
// memory.
void *server_list_new(const struct server_rows *rows, size_t size, size_t *ret_n);

#endif
