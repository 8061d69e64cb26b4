// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of the studio: who is in them, in which role, and what of their practice members let each
// other see. A group is named by its name (in any case, when it is the only one) or by the last
// four or more digits of its id, a person by nickname or id likewise; the studio finds out which is
// meant. All of these fail as server_call() does: NOT_FOUND also for a private group of others.
#ifndef CLI_SERVER_GROUP_H
#define CLI_SERVER_GROUP_H

#include "server/server.h"

#define SERVER_GROUP_MOST_MEMBERS 500
#define SERVER_GROUP_MEMBERS      50 // places, unless said otherwise
#define SERVER_GROUP_ID_SIZE      37
#define SERVER_GROUP_NAME_SIZE    321 // 80 characters
#define SERVER_PERSON_NAME_SIZE   161 // 40 characters

// What members let a group see, each 0 or 1; sessions tell the totals, too. In a request -1 leaves
// one as it is.
struct server_group_sharing {
    int totals, sessions, titles, leaderboard;
};

// Texts belong to the list they are in.
struct server_group {
    const char *id, *name, *description;
    const char *owner; // nickname; NULL when it is not to be seen
    const char *role;  // mine: "owner", "admin", "member"; NULL when I am not in it
    int is_public;
    int64_t n_members, max_members, created_ms;
    struct server_group_sharing sharing; // mine; only from server_group_show()
};

struct server_groups {
    struct server_group *list;
    size_t n;
    struct server_rows *rows;
};

struct server_member {
    const char *id, *role;
    const char *nickname; // NULL: a disabled account
    int64_t joined_ms;
    struct server_group_sharing sharing;
};

struct server_members {
    struct server_member *list;
    size_t n;
    struct server_rows *rows;
};

// What a change was about, to be told.
struct server_group_done {
    char id[SERVER_GROUP_ID_SIZE];
    char group[SERVER_GROUP_NAME_SIZE];
    char person[SERVER_PERSON_NAME_SIZE]; // "" where no other person is part of it
};

// What a group is said to be; NULL and -1: not said.
struct server_group_words {
    const char *name, *description;
    int is_public;
    int max_members;
};

// Mine; public ones with all of these words in name or description, 100 at most; and one, mine or
// public or one that I am invited to. Lists are to be released also after a failure.
enum practice_status server_group_list(struct server *server, struct server_groups *ret_groups,
                                       struct practice_error *err) PRACTICE_CHECKED;
enum practice_status server_group_find(struct server *server, const char *words,
                                       struct server_groups *ret_groups,
                                       struct practice_error *err) PRACTICE_CHECKED;
enum practice_status server_group_show(struct server *server, const char *group,
                                       struct server_groups *ret_one,
                                       struct practice_error *err) PRACTICE_CHECKED;
void server_groups_release(struct server_groups *groups);

// Owner and admins first; nobody for those who are not in the group.
enum practice_status server_group_members(struct server *server, const char *group,
                                          struct server_members *ret_members,
                                          struct practice_error *err) PRACTICE_CHECKED;
void server_members_release(struct server_members *members);

// A new group, mine; all words must be said.
enum practice_status server_group_create(struct server *server,
                                         const struct server_group_words *words,
                                         struct server_group_done *ret_done,
                                         struct practice_error *err) PRACTICE_CHECKED;
enum practice_status server_group_edit(struct server *server, const char *group,
                                       const struct server_group_words *words,
                                       struct server_group_done *ret_done,
                                       struct practice_error *err) PRACTICE_CHECKED;

// What is done with a group and nothing else said.
enum server_group_act {
    SERVER_GROUP_JOIN,      // a public one, or one that I am invited to
    SERVER_GROUP_JOIN_CODE, // `group` is the code of an invitation
    SERVER_GROUP_ACCEPT,    // one that I am invited to
    SERVER_GROUP_DECLINE,
    SERVER_GROUP_LEAVE,
    SERVER_GROUP_DELETE,
};
enum practice_status server_group_act(struct server *server, enum server_group_act act,
                                      const char *group, struct server_group_done *ret_done,
                                      struct practice_error *err) PRACTICE_CHECKED;

enum practice_status server_group_kick(struct server *server, const char *group, const char *person,
                                       struct server_group_done *ret_done,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Role "owner" hands the group over.
struct server_group_role {
    const char *group, *person, *role;
};
enum practice_status server_group_role(struct server *server, const struct server_group_role *role,
                                       struct server_group_done *ret_done,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Sets what a group sees of me, and tells what it sees now.
enum practice_status server_group_share(struct server *server, const char *group,
                                        struct server_group_sharing *sharing,
                                        struct server_group_done *ret_done,
                                        struct practice_error *err) PRACTICE_CHECKED;

#endif
