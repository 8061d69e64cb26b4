#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio decides, in SQL.
# Every call of the board and the inbox, by everybody: its author, another, an admin of the studio, the
# owner, a member and a former member of a group, somebody signed out, and nobody.
load common

setup_file()
{
    studio_start
    extras author other admin owner member former out
    sql "UPDATE users SET is_admin = nickname = 'admin';
        UPDATE auth.tokens SET revoked_at = now() WHERE user_id = (SELECT user_id FROM users WHERE nickname = 'out');
        INSERT INTO groups (group_id, group_name, owner_id) SELECT '00000000-0000-4000-8000-000000000001', 'trio', user_id
            FROM users WHERE nickname = 'owner';
        INSERT INTO group_members (group_id, user_id, role) SELECT '00000000-0000-4000-8000-000000000001', user_id,
            CASE nickname WHEN 'owner' THEN 'owner' ELSE 'member' END FROM users
            WHERE nickname IN ('owner', 'author', 'member', 'former')"
    board=$(keep_as author "post_write(TOKEN, NULL, 'for all', 'text', 'tip', '{}', NULL, NULL)" | cut -d'|' -f1)
    board_comment=$(keep_as author "comment_write(TOKEN, NULL, '$board', 'hm')" | cut -d'|' -f1)
    group=$(keep_as author "post_write(TOKEN, NULL, 'for us', 'text', 'tip', '{}', 'trio', NULL)" | cut -d'|' -f1)
    group_comment=$(keep_as former "comment_write(TOKEN, NULL, '$group', 'mine once')" | cut -d'|' -f1)
    hidden=$(keep_as author "post_write(TOKEN, NULL, 'hidden', 'text', 'tip', '{}', NULL, NULL)" | cut -d'|' -f1)
    keep_as admin "post_hide(TOKEN, '$hidden', true, '')"
    sql "DELETE FROM group_members WHERE user_id = (SELECT user_id FROM users WHERE nickname = 'former')"
    export board board_comment group group_comment hidden
}
teardown_file() { studio_stop; }

# answers CALL WHO=CODE…: what each is told; 'ok' for an answer with rows, 'none' for one without.
answers()
{
    local call=$1 pair answer
    shift
    for pair in "$@"; do
        answer=$(ask_as "${pair%=*}" "$call")
        case $answer in
        PR[0-9]*) ;;
        '') answer=none ;;
        *) answer=ok ;;
        esac
        [ "$answer" = "${pair#*=}" ] || {
            printf '%s: %s gets %s, expected %s\n' "$call" "${pair%=*}" "$answer" "${pair#*=}"
            return 1
        }
    done
}

everybody() { printf "%s=$1 " author other admin owner member former; printf 'out=PR401 nobody=PR401'; }

@test "the board is read, liked, answered and reported by everybody who is signed in" {
    # shellcheck disable=SC2046
    for call in "post_show(TOKEN, '$board')" "post_show(TOKEN, '$board_comment')" "post_comments(TOKEN, '$board', 10)" \
        "post_list(TOKEN, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, 10)" "post_feed(TOKEN, NULL, 10)" \
        "post_like(TOKEN, '$board', true)" "post_like(TOKEN, '$board_comment', true)" "post_like(TOKEN, '$board', false)" \
        "comment_write(TOKEN, NULL, '$board', 'x')" "comment_write(TOKEN, NULL, '$board_comment', 'x')" \
        "post_write(TOKEN, NULL, 't', 'c', 'tip', '{}', NULL, NULL)" "inbox_unread(TOKEN)" "inbox_read(TOKEN, NULL)" \
        "inbox_clear(TOKEN, NULL, true)" "achievements(TOKEN)"; do
        answers "$call" $(everybody ok)
    done
    answers "post_report(TOKEN, '$board', 'x')" author=PR422 other=ok admin=ok out=PR401
}

@test "a text is edited, deleted and looked back on by its author alone, an admin may look back" {
    local id
    for id in "$board" "$board_comment"; do
        answers "post_edit(TOKEN, '$id', NULL, 'new', NULL, NULL)" author=ok other=PR403 admin=PR403 owner=PR403 out=PR401 nobody=PR401
        answers "post_delete(TOKEN, '$id')" author=ok other=PR403 admin=PR403 owner=PR403 out=PR401
        answers "post_history(TOKEN, '$id')" author=ok other=PR403 admin=ok owner=PR403 out=PR401
        answers "post_hide(TOKEN, '$id', true, '')" author=PR403 other=PR403 admin=ok owner=PR403 out=PR401
    done
}

@test "a group's posts do not exist for others, and are watched over by the group's own" {
    local call
    for call in "post_show(TOKEN, '$group')" "post_like(TOKEN, '$group', true)" "post_like(TOKEN, '$group_comment', true)" \
        "comment_write(TOKEN, NULL, '$group', 'x')" "comment_write(TOKEN, NULL, '$group_comment', 'x')" \
        "post_list(TOKEN, NULL, NULL, NULL, NULL, NULL, 'trio', false, NULL, 10)" \
        "post_write(TOKEN, NULL, 't', 'c', 'tip', '{}', 'trio', NULL)"; do
        answers "$call" author=ok member=ok owner=ok other=PR404 admin=PR404 former=PR404 out=PR401 nobody=PR401
    done
    answers "post_comments(TOKEN, '$group', 10)" author=ok member=ok owner=ok other=none admin=none former=none out=PR401
    answers "post_hide(TOKEN, '$group', true, '')" owner=ok author=PR403 member=PR403 other=PR404 admin=PR404 former=PR404
    answers "post_hide(TOKEN, '$group_comment', true, '')" owner=ok author=PR403 member=PR403 admin=PR404 former=PR404
    answers "post_edit(TOKEN, '$group_comment', NULL, 'x', NULL, NULL)" former=PR404 author=PR403 owner=PR403
    answers "post_delete(TOKEN, '$group_comment')" former=PR404 author=PR403 owner=PR403
    answers "post_history(TOKEN, '$group_comment')" former=PR404 author=PR403 owner=ok
    answers "post_list(TOKEN, NULL, NULL, NULL, NULL, NULL, 'trio', true, NULL, 10)" owner=none member=PR403 admin=PR404
}

@test "what is hidden is there for its author and for admins alone" {
    local call
    for call in "post_show(TOKEN, '$hidden')" "post_like(TOKEN, '$hidden', true)" "comment_write(TOKEN, NULL, '$hidden', 'x')"; do
        answers "$call" author=ok admin=ok other=PR404 owner=PR404 former=PR404 out=PR401
    done
    answers "post_list(TOKEN, NULL, NULL, NULL, NULL, 'hidden', NULL, false, NULL, 10)" author=ok admin=ok other=none owner=none
    answers "post_list(TOKEN, NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, 10)" author=PR403 admin=none other=PR403
    answers "post_hide(TOKEN, '$hidden', false, '')" author=PR403 admin=ok other=PR404
}

# The second wall: even the owner of the functions, with a person's token, gets no further than she may.
@test "row security holds the functions' owner to what the person may do" {
    as_owner()
    {
        psql -qXAt -v VERBOSITY=sqlstate "$STUDIO_ADMIN" 2>&1 -c "BEGIN; SET LOCAL ROLE practice_api;
            SELECT set_config('practice.token', 'token-$1', true) IS NULL; $2; ROLLBACK" | sed -n '2,$p' | tail -n 1
    }
    [ "$(as_owner member "SELECT count(*) FROM posts WHERE post_id = '$group'")" = 1 ]
    [ "$(as_owner other "SELECT count(*) FROM posts WHERE post_id = '$group'")" = 0 ]
    [ "$(as_owner former "SELECT count(*) FROM comments WHERE comment_id = '$group_comment'")" = 0 ]
    [ "$(as_owner nobody "SELECT count(*) FROM posts")" = 0 ]
    [ "$(as_owner other "SELECT count(*) FROM posts WHERE is_hidden")" = 0 ]
    [ "$(as_owner other "WITH gone AS (DELETE FROM posts RETURNING 1) SELECT count(*) FROM gone")" = 0 ]
    [ "$(as_owner other "WITH changed AS (UPDATE posts SET title = 'x' RETURNING 1) SELECT count(*) FROM changed")" = 0 ]
    [[ $(as_owner admin "UPDATE posts SET title = 'x' WHERE post_id = '$board'") == *PR403* ]]
    [[ $(as_owner author "UPDATE posts SET is_hidden = true WHERE post_id = '$board'") == *PR403* ]]
    [[ $(as_owner author "UPDATE posts SET like_count = 1000") == *42501* ]]
    [[ $(as_owner author "INSERT INTO notifications (user_id, type, title) SELECT user_id, 'x', 'x' FROM users") == *42501* ]]
    [[ $(as_owner other "INSERT INTO likes (user_id, post_id) SELECT user_id, '$board' FROM users WHERE nickname = 'author'") == *42501* ]]
    [[ $(as_owner other "INSERT INTO likes (user_id, post_id) SELECT user_id, '$group' FROM users WHERE nickname = 'other'") == *42501* ]]
    [[ $(as_owner other "INSERT INTO user_achievements (user_id, achievement_id, earned_on) SELECT user_id, (SELECT achievement_id FROM achievements LIMIT 1), now() FROM users WHERE nickname = 'other'") == *42501* ]]
    [ "$(as_owner other "SELECT count(*) FROM notifications")" = 0 ]
}
