// SPDX-License-Identifier: GPL-3.0-or-later
// A studio's address as people may see it: it often holds the password that members share.
#ifndef CLI_SERVER_ADDRESS_H
#define CLI_SERVER_ADDRESS_H

#include <stddef.h>

// "studio on db.example.org", "studio on db.example.org:6432", "the service 'studio'": where an
// address goes, without any login. "" gives what it is: "the environment's". Cut to size.
// Returns buffer.
const char *server_address_name(const char *conninfo, char *buffer, size_t size);

// 1 when both name the same database of the same host, whatever the login and the security.
int server_address_is_same(const char *one, const char *other);

#endif
