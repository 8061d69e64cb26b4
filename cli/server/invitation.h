// SPDX-License-Identifier: GPL-3.0-or-later
// Ways into a group of the studio: an invitation to a person, or a code for whoever has it. To
// answer one is server_group_act(). All of these fail as server_call() does.
#ifndef CLI_SERVER_INVITATION_H
#define CLI_SERVER_INVITATION_H

#include "server/group.h"

#define SERVER_CODE_SIZE       20 // "K7QF-2MXD-9TPA-WB3E"
#define SERVER_INVITATION_USES 500
#define SERVER_INVITATION_S    31622400.0 // a year, the longest

// Texts belong to the list.
struct server_invitation {
    const char *id, *group_id, *group;
    const char *person;       // nickname of who is invited; NULL: a code
    const char *invited_by;   // nickname; NULL: somebody who is gone
    const char *code_end;     // its last four digits; NULL: no code
    int64_t n_uses, max_uses; // of a code; max_uses 0: any number
    int64_t created_ms, expires_ms;
};

struct server_invitations {
    struct server_invitation *list;
    size_t n;
    struct server_rows *rows;
};

struct server_invite {
    const char *group;
    const char *person; // nickname; NULL: whoever has the code
    unsigned max_uses;  // of the code; 0: any number
    double valid_s;     // up to SERVER_INVITATION_S
};

struct server_invited {
    struct server_group_done done;
    char code[SERVER_CODE_SIZE]; // "" for a person; it cannot be asked for again
    int64_t expires_ms;
};

// For the owner and the admins of a group.
enum practice_status server_invite(struct server *server, const struct server_invite *invite,
                                   struct server_invited *ret_invited,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Those that wait for an answer: mine (group NULL), or a group's. To be released also after a
// failure.
enum practice_status server_invitations(struct server *server, const char *group,
                                        struct server_invitations *ret_invitations,
                                        struct practice_error *err) PRACTICE_CHECKED;
void server_invitations_release(struct server_invitations *invitations);

// Takes one back: of a person, a code (or its last four digits), or the end of an id.
enum practice_status server_invitation_revoke(struct server *server, const char *group,
                                              const char *invitation,
                                              struct server_group_done *ret_done,
                                              struct practice_error *err) PRACTICE_CHECKED;

// 1 when a text can only be meant as a code: sixteen digits and letters with dashes between fours,
// or without any.
int server_looks_like_code(const char *text);

#endif
