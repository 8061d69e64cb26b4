#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Other people's words are words: nothing in them is obeyed, neither by the database nor by a terminal.
load common

setup_file()
{
    studio_start
    newcomer mia
    newcomer eve
    extras x
}
teardown_file() { studio_stop; }

# no_controls FILE: nothing in it that a terminal would obey, but line ends.
no_controls()
{
    python3 - "$1" <<'PY'
import sys, unicodedata
text = open(sys.argv[1], encoding='utf-8').read()
bad = [hex(ord(c)) for c in text if c != '\n' and (unicodedata.category(c) == 'Cc'
       or 0x202a <= ord(c) <= 0x202e or 0x2066 <= ord(c) <= 0x2069 or c in '\u2028\u2029')]
sys.exit(f'control characters reach the terminal: {bad}' if bad else 0)
PY
}

@test "the studio refuses control characters, escapes and turned text" {
    local text
    for text in $'a\e[2J' $'a\a' $'a\xc2\x9b31m' $'a\xe2\x80\xaeb' $'a\xe2\x81\xa6b' $'a\x7f'; do
        person eve -1 post write --title "$text" text
        contains "$stderr" "title: no control characters"
        person eve -1 post write --title title "$text"
        person eve -1 post write --tag "$text" title
    done
    run keep_as x "post_write(TOKEN, NULL, E'two\nlines', 'x', 'tip', '{}', NULL, NULL)"
    contains "$output" 'no control characters'
    run keep_as x "post_write(TOKEN, NULL, 'x', 'x', 'tip', '{}', NULL, '{\"piece\": \"\\u001b[2J\"}')"
    contains "$output" 'session: no control characters'
    [ "$(sql 'SELECT count(*) FROM posts')" = 0 ]
}

@test "what is in the tables all the same reaches no terminal" {
    local id
    id=$(write_as eve 'Harmless')
    person mia post comment "$id" 'Fine'
    person mia post edit "$id" >/dev/null 2>&1 || true
    sql "SET session_replication_role = replica;
        UPDATE users SET nickname = E'eve\e]0;owned\a' WHERE nickname = 'eve';
        UPDATE posts SET title = E'red \e[31m' || U&'\202e' || 'txt', content = E'a\e[2J\r\b\nb' || U&'\009b' || '5m'
            || U&'\2028' || chr(7), auto_tags = ARRAY[E'cel\elo'], manual_tags = ARRAY[E'\n\e[5m'],
            hidden_reason = E'\e[1m', is_hidden = false,
            session = jsonb_build_object('date', E'\e[31m', 'piece', E'\e[32m', 'instrument', E'\a', 'clock_ms', 'x\e');
        UPDATE comments SET content = E'\e[2Jgone\x07';
        INSERT INTO notifications (user_id, type, title, message, data)
        SELECT user_id, 'comment', E'\e[31mtitle\x07', E'message\n\e[2J', jsonb_build_object('post_id', E'\e[31m')
        FROM users WHERE nickname = 'mia'"
    for verb in list "show $id" "show $id --json" 'list --json' 'list --feed'; do
        # shellcheck disable=SC2086
        as mia post $verb >shown
        no_controls shown
        [ -s shown ]
    done
    as mia inbox >shown
    no_controls shown
    contains "$(<shown)" title
    as mia inbox --json >shown
    no_controls shown
    as eve post history "$id" >shown
    no_controls shown
    # and on a terminal, where our own colours are let go first
    HOME=$(home_of mia) TERM=xterm LC_ALL=C.UTF-8 script -qec "'$BUILD/practice' --no-color post show $id" /dev/null </dev/null >screen
    tr -d '\r' <screen >shown
    no_controls shown
    contains "$(<shown)" gone
    sql 'DELETE FROM posts; DELETE FROM notifications'
    sql "UPDATE users SET nickname = 'eve' WHERE nickname LIKE 'eve%'"
}

@test "sizes have limits: title, text, tags, how many a day" {
    local long
    long=$(printf '가%.0s' {1..20000})
    write_as eve --title "$(printf '가%.0s' {1..200})" "$long"
    person eve -1 post write --title "$(printf '가%.0s' {1..201})" text
    contains "$stderr" "title: at most 200 characters"
    person eve -1 post write --title t "${long}나"
    contains "$stderr" "post: at most 20000 characters"
    person eve -1 post write --tag a,b,c,d,e,f,g,h,i,j,k title
    contains "$stderr" "tags: at most 10"
    person eve -1 post write --tag "$(printf 'x%.0s' {1..31})" title
    contains "$stderr" "tag: at most 30 characters"
    head -c 200000 /dev/zero | tr '\0' x >"$BATS_TEST_TMPDIR/large"
    person eve -1 post write --file "$BATS_TEST_TMPDIR/large"
    contains "$stderr" "the post is too long"
    sql "INSERT INTO posts (user_id, title, content) SELECT user_id, 'many', '' FROM users, generate_series(1, 200) WHERE nickname = 'x'"
    run keep_as x "post_write(TOKEN, NULL, 'one more', 'x', 'tip', '{}', NULL, NULL)"
    contains "$output" '200 posts in a day'
    run keep_as x "post_list(TOKEN, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, 100000)"
    contains "$output" 'a page has 1 to 200 posts'
    sql 'DELETE FROM posts'
}

@test "a thread is 30 deep at most" {
    local id level
    id=$(keep_as x "post_write(TOKEN, NULL, 'deep', 'x', 'tip', '{}', NULL, NULL)" | cut -d'|' -f1)
    for level in {0..30}; do
        id=$(keep_as x "comment_write(TOKEN, NULL, '$id', 'level $level')" | cut -d'|' -f1)
    done
    run keep_as x "comment_write(TOKEN, NULL, '$id', 'too deep')"
    contains "$output" 'replies go 30 deep'
    as mia post show "$id" >shown
    contains "$(<shown)" 'level 30'
    sql 'DELETE FROM posts'
}

@test "SQL and patterns in every text stay texts" {
    local text id
    for text in "'; DROP TABLE public.posts; --" "\$\$ || pg_sleep(9) || \$\$" '\' "' & !(x) | 'a':* <-> b" '%_' '$1' '{a,"b"}' '"'; do
        id=$(write_as mia --title "$text" "$text")
        as eve post show "$id" --json >json
        [ "$(jq -r .title json)" = "$text" ]
        person eve -1 post list --author "$text"
        as eve post list --tag "$text" --json >json
        [ ! -s json ]
        as eve post list --instrument "$text" --json >json
        [ ! -s json ]
        person eve -1 post list --after "$text"
        contains "$stderr" "no place in a list"
        person eve -1 post list --feed --after "$text"
        person eve -1 post show "$text"
        run person eve post list --search "$text"
    done
    as eve post list --search 'DROP TABLE' --json | jq -es 'length == 1'
    [ "$(sql 'SELECT count(*) FROM posts')" = 8 ]
    sql 'DELETE FROM posts'
}
