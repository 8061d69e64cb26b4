// SPDX-License-Identifier: GPL-3.0-or-later
// One function a kind of news. Each is asked only when the studio told all that its words need:
// rows of an older studio have less.
#include "commands/inbox_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SIZE INBOX_TITLE_SIZE

static int is_state(const struct server_news *news, const char *state)
{
    return strcmp(news->state, state) == 0;
}

static int say_comment(const struct server_news *news, char *buffer)
{
    return snprintf(buffer, SIZE, "%s commented on '%s'", news->actor, news->about);
}

static int say_reply(const struct server_news *news, char *buffer)
{
    return snprintf(buffer, SIZE, "%s answered you under '%s'", news->actor, news->about);
}

static int say_like(const struct server_news *news, char *buffer)
{
    char others[48] = "";
    if (news->n > 1)
        (void)snprintf(others, sizeof others, " and %" PRId64 " other%s", news->n - 1,
                       news->n == 2 ? "" : "s");
    return snprintf(buffer, SIZE, "%s%s %s %s'%s'", news->actor, others,
                    news->n > 1 ? "like" : "likes", news->comment_id ? "your comment under " : "",
                    news->about);
}

static int say_hidden(const struct server_news *news, char *buffer)
{
    return snprintf(buffer, SIZE, "your %s '%s' was %s by an admin",
                    news->comment_id ? "comment under" : "post", news->about,
                    is_state(news, "hidden") ? "hidden" : "shown again");
}

static int say_invitation(const struct server_news *news, char *buffer)
{
    return snprintf(buffer, SIZE, "%s invites you to '%s'", news->actor, news->about);
}

static int say_group(const struct server_news *news, char *buffer)
{
    if (is_state(news, "removed"))
        return snprintf(buffer, SIZE, "you are no longer in '%s'", news->about);
    return snprintf(buffer, SIZE, "you are %s of '%s' now", news->state, news->about);
}

static int say_achievement(const struct server_news *news, char *buffer)
{
    if (news->n > 1)
        return snprintf(buffer, SIZE, "you have earned %" PRId64 " achievements", news->n);
    return snprintf(buffer, SIZE, "you have earned '%s'", news->about);
}

static int say_job(const struct server_news *news, char *buffer)
{
    return snprintf(buffer, SIZE, "'%s' %s", news->about,
                    is_state(news, "done") ? "is measured" : "could not be measured");
}

struct kind {
    const char *type;
    int (*say)(const struct server_news *news, char *buffer);
    int wants_actor, wants_state;
    int is_all; // the studio's message says no more than this
};

static const struct kind kinds[] = {
    {"comment", say_comment, 1, 0, 0},
    {"reply", say_reply, 1, 0, 0},
    {"like", say_like, 1, 0, 1},
    {"hidden", say_hidden, 0, 1, 0},
    {"invitation", say_invitation, 1, 0, 1},
    {"group", say_group, 0, 1, 1},
    {"achievement", say_achievement, 0, 0, 0},
    {"job", say_job, 0, 1, 0},
};

// The kind that can be worded, or NULL.
static const struct kind *kind_of(const struct server_news *news)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind *kind = &kinds[i];
        if (strcmp(kind->type, news->type) != 0)
            continue;
        int is_told = news->about && (news->actor || !kind->wants_actor) &&
                      (news->state || !kind->wants_state);
        return is_told ? kind : NULL;
    }
    return NULL;
}

const char *inbox_title(const struct server_news *news, char buffer[INBOX_TITLE_SIZE])
{
    const struct kind *kind = kind_of(news);
    if (!kind || kind->say(news, buffer) < 0)
        (void)snprintf(buffer, SIZE, "%s", news->title);
    return buffer;
}

const char *inbox_message(const struct server_news *news)
{
    const struct kind *kind = kind_of(news);
    return kind && kind->is_all ? "" : news->message;
}
