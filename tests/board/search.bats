#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio searches, in SQL.
# Finding posts: Korean of any length, beginnings of words, and by an index however many there are.
load common

setup_file()
{
    studio_start
    extras reader
    local i=0 text
    # title and text of each
    while IFS= read -r text; do
        i=$((i + 1))
        keep_as reader "post_write(TOKEN, NULL, 'n$i', '$text', 'free', '{}', NULL, NULL)" >/dev/null
    done <<'TEXTS'
오늘 레슨에서 바이올린을 조율했다
첼로 활을 새로 샀어요
활긋기 연습은 어떻게 하나요?
한국의 가야금, 그리고 피리
Bach, Partita in D minor; Études de Chopin
The bowing of Bachmann: long bows
練習曲を弾く 바하
피아노바이엘교본 op.101
TEXTS
}
teardown_file() { studio_stop; }

# found WORDS: the titles, in order.
found()
{
    psql -qXAt "$STUDIO" -v w="$1" <<<"SELECT title FROM api.post_list('token-reader', NULL, NULL, NULL, NULL, :'w', NULL, false, NULL, 50)" \
        | sort | xargs
}

@test "Korean is found by one syllable, by two, and within words with their endings" {
    [ "$(found 활)" = 'n2 n3' ]
    [ "$(found 레슨)" = n1 ]
    [ "$(found 바이올린)" = n1 ]
    [ "$(found 조율)" = n1 ]
    [ "$(found '연습')" = n3 ]
    [ "$(found '바이')" = 'n1 n8' ]
    [ "$(found '첼로 샀어')" = n2 ]
    [ -z "$(found '첼로 레슨')" ]
    [ "$(found '가야금 피리')" = n4 ]
}

@test "longer Korean words must stand together, not only their pairs" {
    keep_as reader "post_write(TOKEN, NULL, 'pairs', '이올 올린 바이', 'free', '{}', NULL, NULL)" >/dev/null
    [ "$(found 바이올린)" = n1 ]
    [ "$(found '이올')" = 'n1 pairs' ]
}

@test "Chinese and Japanese characters are found too" {
    [ "$(found 練習)" = n7 ]
    [ "$(found 弾く)" = n7 ]
}

@test "other words are found by their beginnings, in any case, with accents as they are" {
    [ "$(found bach)" = 'n5 n6' ]
    [ "$(found 'BACH part')" = n5 ]
    [ "$(found études)" = n5 ]
    [ "$(found ÉTUDES)" = n5 ]
    [ "$(found bow)" = n6 ]
    [ "$(found 'op.101')" = n8 ]
    [ "$(found d)" = n5 ]
    [ -z "$(found ach)" ]
}

@test "a search for nothing is refused" {
    run ask_as reader "post_list(TOKEN, NULL, NULL, NULL, NULL, '?!', NULL, false, NULL, 5)"
    [[ $output == *PR422* ]]
    run ask_as reader "post_list(TOKEN, NULL, NULL, NULL, NULL, '   ', NULL, false, NULL, 5)"
    [[ $output == *PR422* ]]
}

# Blocks read tell more than a plan: a list that reads the whole board is slow whatever it is called.
@test "no list reads more than a part of 30,000 posts" {
    sql "SET session_replication_role = replica;
        INSERT INTO posts (user_id, title, content, category, auto_tags, search, created_at)
        SELECT u.user_id, 'many ' || i, repeat('words that fill ', 90), 'free', '{horn}', array_to_tsvector(ARRAY['many', 'a:horn', 'w' || i, '가나']),
            now() - i * interval '1 minute'
        FROM users u, generate_series(1, 30000) i WHERE u.nickname = 'reader';
        ANALYZE posts"
    blocks()
    {
        sql "BEGIN; SELECT set_config('practice.token', 'token-reader', true) = ''; SELECT count(*) < 0 FROM $1;
            SELECT sum(pg_stat_get_xact_blocks_fetched(oid)) FROM (SELECT 'posts'::regclass::oid
                UNION SELECT indexrelid FROM pg_index WHERE indrelid = 'posts'::regclass) AS one (oid); COMMIT" | tail -n 1
    }
    all=$(sql "SELECT pg_relation_size('posts') / 8192")
    [ "$all" -gt 5000 ]
    [ "$(blocks "auth.post_page('{}', 20)")" -lt 200 ]
    [ "$(blocks "auth.post_page('{\"category\": \"tip\"}', 20)")" -lt 200 ]
    [ "$(blocks "auth.post_page('{\"query\": \"many\"}', 20)")" -lt 200 ]
    [ "$(blocks "auth.post_page('{\"query\": \"w29999\"}', 20)")" -lt $((all * 6 / 10)) ]
    [ "$(blocks "auth.post_page('{\"query\": \"nobody:*\"}', 20)")" -lt $((all * 6 / 10)) ]
    [ "$(blocks "auth.post_feed(now(), NULL, NULL, 20)")" -lt $((all * 3 / 10)) ]
    [ "$(found w29999 | wc -w)" = 2 ]
    # without a guess by the planner: the rare word through the index of words, the newest rows in order
    sql "EXPLAIN SELECT post_id, created_at FROM posts p WHERE p.group_id IS NULL AND p.search @@ '''w29999'''" >plan
    contains "$(<plan)" 'posts_search'
    sql "SET ROLE practice_api" -c "EXPLAIN SELECT * FROM posts WHERE post_id = '00000000-0000-4000-8000-000000000001'" >plan
    contains "$(<plan)" 'posts_pkey'
    sql "SET ROLE practice_api" -c "EXPLAIN SELECT * FROM posts WHERE tail >= 'abcd' AND tail < 'abcdg'" >plan
    contains "$(<plan)" 'posts_tail'
}
