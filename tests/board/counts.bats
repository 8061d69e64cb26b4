#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio counts, in SQL.
# Long: runs first.
# Many at once: counts stay exact and pages fit together.
load common

setup_file()
{
    studio_start
    extras writer reader p{1..100}
}
teardown_file() { studio_stop; }

new_post() { keep_as writer "post_write(TOKEN, NULL, '$1', 'text', 'free', '{}', NULL, NULL)" | cut -d'|' -f1; }

# at_once COMMAND: for each of p1 … p100, in parallel; the name is $1 in it.
at_once()
{
    export -f keep_as
    printf '%s\n' p{1..100} | xargs -P 25 -I{} bash -c "$1" _ {}
}

@test "a hundred likes at once are a hundred, and taking half of them back leaves fifty" {
    local id comment
    id=$(new_post 'Liked')
    comment=$(keep_as writer "comment_write(TOKEN, NULL, '$id', 'Liked too')" | cut -d'|' -f1)
    export id comment
    at_once 'keep_as "$1" "post_like(TOKEN, '\''$id'\'', true)" && keep_as "$1" "post_like(TOKEN, '\''$comment'\'', true)"' >/dev/null
    [ "$(sql "SELECT like_count FROM posts WHERE post_id = '$id'")" = 100 ]
    [ "$(sql "SELECT like_count FROM comments WHERE comment_id = '$comment'")" = 100 ]
    [ "$(sql "SELECT count(*) FROM likes WHERE post_id = '$id'")" = 100 ]
    # some take it back twice while others like again
    at_once 'n=${1#p}; [ $((n % 2)) = 0 ] && like=true || like=false
        keep_as "$1" "post_like(TOKEN, '\''$id'\'', $like)"; keep_as "$1" "post_like(TOKEN, '\''$id'\'', $like)"' >/dev/null
    [ "$(sql "SELECT like_count FROM posts WHERE post_id = '$id'")" = 50 ]
    [ "$(sql "SELECT count(*) FROM likes WHERE post_id = '$id'")" = 50 ]
    # gathered: one row of the inbox for each text
    [ "$(sql "SELECT count(*) FROM notifications WHERE type = 'like'")" = 2 ]
}

@test "comments and views of a hundred at once are counted exactly" {
    local id
    id=$(new_post 'Talked about')
    export id
    at_once 'keep_as "$1" "comment_write(TOKEN, NULL, '\''$id'\'', '\''mine'\'')"; keep_as "$1" "post_show(TOKEN, '\''$id'\'')"' >/dev/null
    [ "$(sql "SELECT comment_count, view_count FROM posts WHERE post_id = '$id'")" = '100|100' ]
    [ "$(keep_as reader "post_comments(TOKEN, '$id', 1000)" | wc -l)" = 100 ]
}

@test "erasing a person takes her likes and posts out of the counts, and the name from what was answered" {
    local id a
    extras gone
    id=$(new_post 'Stays')
    keep_as gone "post_like(TOKEN, '$id', true)"
    a=$(keep_as gone "comment_write(TOKEN, NULL, '$id', 'My secret')" | cut -d'|' -f1)
    keep_as reader "comment_write(TOKEN, NULL, '$a', 'Answer')"
    keep_as gone "comment_write(TOKEN, NULL, '$id', 'No answer')"
    sql "DELETE FROM users WHERE nickname = 'gone'"
    [ "$(sql "SELECT like_count, comment_count FROM posts WHERE post_id = '$id'")" = '0|1' ]
    [ "$(sql "SELECT count(*) FROM comments WHERE content LIKE '%secret%' OR content = 'No answer'")" = 0 ]
    keep_as reader "post_comments(TOKEN, '$id', 10)" >shown
    grep -q '|Answer|' shown
}

@test "pages of the list fit together while others write" {
    local i after= page n=0
    for i in {1..30}; do new_post "Paged $i"; done >/dev/null
    sql "SELECT post_id FROM posts WHERE title LIKE 'Paged %'" | sort >expected
    : >seen
    while :; do
        page=$(keep_as reader "post_list(TOKEN, NULL, NULL, NULL, NULL, 'paged', NULL, false, '$after', 4)")
        [ -n "$page" ] || break
        cut -d'|' -f1 <<<"$page" >>seen
        after=${page##*|}
        n=$((n + 1))
        new_post "Paged late $n" >/dev/null
    done
    [ "$n" -ge 8 ]
    sort seen | diff expected -
}

@test "pages of a feed fit together while others write and like" {
    local after= page n=0
    sql "UPDATE posts SET created_at = created_at - random() * interval '3 days'"
    sql "SELECT post_id FROM posts WHERE group_id IS NULL" | sort >expected
    : >seen
    while :; do
        page=$(keep_as reader "post_feed(TOKEN, '$after', 7)")
        [ -n "$page" ] || break
        cut -d'|' -f1 <<<"$page" >>seen
        after=${page##*|}
        n=$((n + 1))
        new_post "Fed late $n" >/dev/null
        # somebody likes what stands low and what stands high
        keep_as "p$n" "post_like(TOKEN, '$(tail -n 1 seen)', true)" >/dev/null
        keep_as "p$n" "post_like(TOKEN, '$(shuf -n 1 expected)', true)" >/dev/null
    done
    [ "$n" -ge 5 ]
    sort seen | diff expected -
}

@test "the feed is in the order of its score: instruments, kind, likes, freshness" {
    local ids
    sql "DELETE FROM posts"
    sql "INSERT INTO user_profiles (user_id, instruments, user_type)
        SELECT user_id, '{Cello,Piano}', 'student' FROM users WHERE nickname = 'reader'"
    sql "INSERT INTO posts (user_id, title, content, auto_tags, like_count, created_at)
        SELECT u.user_id, v.title, '', v.tags::text[], v.likes, now() - v.age::interval FROM users u, (VALUES
            ('fresh', '{horn}', 0, '1 minute'), ('cello', '{cello,hobby}', 0, '30 hours'),
            ('both', '{cello,piano,student}', 0, '100 hours'), ('liked', '{horn}', 3, '40 hours'),
            ('old', '{cello}', 0, '80 hours'), ('ancient', '{cello,piano,student}', 0, '31 days')) v (title, tags, likes, age)
        WHERE u.nickname = 'writer'"
    sql "INSERT INTO likes (user_id, post_id, created_at) SELECT u.user_id, p.post_id, now() - interval '1 hour'
        FROM users u, posts p WHERE u.nickname IN ('p1', 'p2', 'p3') AND p.title = 'liked'"
    run keep_as reader "post_feed(TOKEN, NULL, 10)"
    ids=$(cut -d'|' -f5 <<<"$output" | xargs)
    # both: 4 + 1 - 4.2, cello: 2 - 1.25, liked: 2 - 1.67, fresh: 0, old: 2 - 3.3
    [ "$ids" = 'both cello liked fresh old' ]
    [ "$(sql "SELECT inside.feed_score(5, true, 7, interval '2 days')")" = 8 ]
}
