#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The board as people use it: two of them, with the program, against a real studio.
load common

setup_file()
{
    studio_start
    newcomer mia
    newcomer theo
    person mia account profile edit --instrument Cello --instrument Piano --kind student
}
teardown_file() { studio_stop; }

@test "a post has its first line as title, and its author's instruments and kind as tags" {
    local id
    id=$(write_as mia --category question --tag '#Bowing,slow' $'Long bows?\n\nHow long is long?\n한글도 된다.')
    as theo post show "$(tail_of "$id")" >shown
    contains "$(<shown)" "Long bows?"
    contains "$(<shown)" "question by mia"
    contains "$(<shown)" "#cello #piano #student #bowing #slow"
    contains "$(<shown)" $'How long is long?\n한글도 된다.'
    as theo post show "$id" --json >json
    jq -e '.schema == "practice.post/1" and .title == "Long bows?" and .category == "question"
        and .content == "How long is long?\n한글도 된다." and .auto_tags == ["cello", "piano", "student"]
        and .tags == ["bowing", "slow"] and .author == "mia" and (.is_mine | not)
        and .comments == [] and .group == null and .session == null' json
}

@test "a post can come from standard input, from a file, or from the editor" {
    local id
    person theo post write --title 'From a pipe' - < <(printf 'One\r\ntwo\r\n\r\n')
    as mia post show "${output##*$'\n'}" --json >json
    jq -e '.title == "From a pipe" and .content == "One\ntwo"' json
    printf '\xef\xbb\xbfFrom a file\n\nText\n' >"$BATS_TEST_TMPDIR/f"
    id=$(write_as theo --file "$BATS_TEST_TMPDIR/f")
    as mia post show "$id" --json >json
    jq -e '.title == "From a file" and .content == "Text"' json
    printf '#!/bin/sh\nprintf "Typed\\n\\nby hand" >"$1"\n' >"$BATS_TEST_TMPDIR/editor"
    chmod +x "$BATS_TEST_TMPDIR/editor"
    id=$(EDITOR=$BATS_TEST_TMPDIR/editor write_as theo)
    as mia post show "$id" --json >json
    jq -e '.title == "Typed" and .content == "by hand"' json
    person theo -1 post write '   '
    contains "$stderr" "the post is empty"
    person theo -3 post write --file "$BATS_TEST_TMPDIR/not-there"
    person theo -1 post write $'\xff\xfe'
    contains "$stderr" "UTF-8"
}

@test "the list filters by kind, instrument, tag, author and words" {
    local id
    id=$(write_as theo --category tip --tag vibrato 'Vibrato from the arm')
    as mia post list --tip --json | jq -es 'map(.title) == ["Vibrato from the arm"]'
    as mia post list --tag vibrato --json | jq -es 'length == 1'
    as mia post list --tag '#Vibrato' --author THEO --json | jq -es 'length == 1'
    as mia post list --instrument cello --json | jq -es 'length > 0 and all(.author == "mia")'
    as mia post list --search 'vibr arm' --json | jq -es 'map(.title) == ["Vibrato from the arm"]'
    as mia post list --search 'vibrato leg'
    [ -z "$output" ]
    contains "$stderr" "no posts"
    person mia -1 post list --author nobody
    contains "$stderr" "there is nobody called 'nobody'"
    person mia -2 post list --tip --free
    person mia -2 post list --feed --tip
    as theo post list --general --json | jq -es 'length > 0 and all(.category == "general")'
    person mia post list
    contains "$output" "$(tail_of "$id")"
}

@test "comments and replies are threads, each under what it answers" {
    local id a b c
    id=$(write_as mia 'Metronome or not?')
    a=$(as theo post comment "$(tail_of "$id")" 'Always')
    b=$(as mia post reply "$(tail_of "$a")" 'Even in Debussy?')
    c=$(as theo post comment "$(tail_of "$id")" 'Nearly always')
    as theo post reply "$(tail_of "$b")" $'There\ntoo' >reply
    as mia post show "$(tail_of "$b")" --json >json
    jq -e '.title == "Metronome or not?" and .n_comments == 4
        and [.comments[] | [.depth, .author, .content]] == [[0, "theo", "Always"],
            [1, "mia", "Even in Debussy?"], [2, "theo", "There\ntoo"], [0, "theo", "Nearly always"]]
        and [.comments[].is_poster] == [false, true, false, false]' json
    person mia post show "$id"
    contains "$output" $'\n  mia (author)'
    contains "$output" $'\n    There\n    too'
    person theo -1 post comment "$(tail_of "$id")" "$(printf 'x%.0s' {1..5001})"
    contains "$stderr" "comment: at most 5000 characters"
}

@test "an answered comment that is deleted leaves its place, one without answers goes" {
    local id a b
    id=$(write_as mia 'Rosin')
    a=$(as theo post comment "$id" 'Dark one')
    b=$(as mia post reply "$a" 'Why?')
    person mia -1 post delete "$a"
    contains "$stderr" "only its author may delete it"
    person theo post delete "$(tail_of "$a")"
    as mia post show "$id" --json >json
    jq -e '.n_comments == 1 and .comments[0] == (.comments[0] + {is_deleted: true, author: null, content: ""})
        and .comments[1].content == "Why?"' json
    person mia post delete "$b" </dev/null
    as mia post show "$id" --json | jq -e '.n_comments == 0 and (.comments | length) == 1'
    person mia post delete "$id"
    person theo -1 post show "$id"
    contains "$stderr" "there is no post"
}

@test "likes count once for each person, of posts and comments, and can be taken back" {
    local id a
    id=$(write_as mia 'Cadenza')
    a=$(as mia post comment "$id" 'My own')
    person theo post like "$id" "$a"
    person theo post like "$id"
    person mia post like "$id"
    as theo post show "$id" --json | jq -e '.n_likes == 2 and .is_liked and .comments[0].n_likes == 1
        and .comments[0].is_liked'
    person theo post unlike "$id" "$a"
    person theo post unlike "$id"
    as theo post show "$id" --json | jq -e '.n_likes == 1 and (.is_liked | not) and .comments[0].n_likes == 0'
    person theo -1 post like 0000aaaa
    contains "$stderr" "there is no post or comment '0000aaaa'"
    person theo -1 post like "x'; DROP TABLE posts; --"
    person theo -2 post like
}

@test "looking counts once a day for each reader but the author" {
    local id
    id=$(write_as mia 'Looked at')
    person theo post show "$id"
    person theo post show "$id"
    as mia post show "$id" --json | jq -e '.n_views == 1'
    sql "UPDATE post_views SET view_date = view_date - 1 WHERE post_id = '$id'"
    person theo post show "$id"
    as mia post show "$id" --json | jq -e '.n_views == 2'
    [ "$(sql "SELECT count(*) FROM post_views WHERE post_id = '$id'")" = 1 ]
}

@test "an edit keeps what was before, for its author alone" {
    local id a
    id=$(write_as mia --tag a --category tip $'Old title\n\nOld text')
    a=$(as mia post comment "$id" 'Old comment')
    person mia post edit "$(tail_of "$id")" --title 'New title' --tag ''
    person mia post edit "$id" --title 'New title'
    printf '#!/bin/sh\nsed -i s/Old/Newer/ "$1"\n' >"$BATS_TEST_TMPDIR/editor"
    chmod +x "$BATS_TEST_TMPDIR/editor"
    EDITOR=$BATS_TEST_TMPDIR/editor person mia post edit "$id"
    person mia post edit "$a" 'New comment'
    as theo post show "$id" --json | jq -e '.title == "New title" and .content == "Newer text"
        and .category == "tip" and .tags == [] and .edited_at != null
        and .comments[0].content == "New comment" and .comments[0].edited_at != null'
    as mia post history "$id" --json | jq -es 'map([.title, .content, .tags]) ==
        [["Old title", "Old text", ["a"]], ["New title", "Old text", []], ["New title", "Newer text", []]]
        and .[0].until != null and .[2].until == null'
    as mia post history "$a" --json | jq -es 'map(.content) == ["Old comment", "New comment"]'
    person theo -1 post history "$id"
    person theo -1 post edit "$id" --title 'Mine now'
    contains "$stderr" "only its author may edit it"
    person mia -1 post edit "$a" --title 'Of a comment'
    person mia post history "$id"
    contains "$output" "Old title"
}

@test "a session is shared with its measured time and its clock time apart, and no note" {
    local id
    person theo session add --start 'yesterday 07:00' --duration 1h --instrument cello \
        --title 'Suite 1' --note 'secret'
    person theo session share last --post --text 'At last'
    id=${output##*$'\n'}
    as mia post show "$id" --json | jq -e '.title == "Suite 1" and .content == "At last"
        and .session.clock_s == 3600 and .session.played_s == null and .session.instrument == "cello"'
    person mia post show "$id"
    contains "$output" "1 h 00 min by the clock, cello"
    lacks "$output" secret
    person theo -2 session share last
    person theo -1 session share last --group 'No such group'
}

@test "a group's posts are for its members alone, until they leave" {
    local id
    person mia group create Quartet
    person theo -1 post list --group Quartet
    id=$(write_as mia --group Quartet 'Tempo of the finale')
    person theo -1 post show "$id"
    person theo -1 post like "$id"
    person theo -1 post comment "$id" 'Let me in'
    person theo -1 post report "$id"
    as theo post list --search finale
    [ -z "$output" ]
    sql "INSERT INTO group_members (group_id, user_id, role)
        SELECT g.group_id, u.user_id, 'member' FROM groups g, users u
        WHERE g.group_name = 'Quartet' AND u.nickname = 'theo'"
    as theo post list --group quartet --json | jq -es 'map(.title) == ["Tempo of the finale"] and .[0].group == "Quartet"'
    person theo post comment "$id" 'Faster'
    person theo group leave Quartet
    person theo -1 post show "$id"
    as mia post show "$id" --json | jq -e '.comments[0].content == "Faster"'
}

@test "what is written while the studio is away goes out with the next sync, once" {
    local id home
    id=$(write_as mia 'Here before')
    home=$(home_of theo)
    mv "$STUDIO_FOLDER/s/.s.PGSQL.5432" "$STUDIO_FOLDER/s/away"
    person theo post write --category tip --tag draft,late $'Written in a train\n\nSlow movement'
    contains "$stderr" "kept as a draft"
    local draft=${output##*$'\n'}
    person theo post comment "$(tail_of "$id")" 'From the train'
    mv "$STUDIO_FOLDER/s/away" "$STUDIO_FOLDER/s/.s.PGSQL.5432"
    person theo sync
    person theo sync
    as mia post show "$draft" --json | jq -e '.title == "Written in a train" and .content == "Slow movement"
        and .tags == ["draft", "late"] and .category == "tip" and .author == "theo"'
    as mia post show "$id" --json | jq -e '[.comments[].content] == ["From the train"]'
    [ "$(sql "SELECT count(*) FROM posts WHERE title = 'Written in a train'")" = 1 ]
}

@test "on a terminal lines are broken by columns, also where there are no blanks" {
    local id text
    text=$(printf '가%.0s' {1..100})
    id=$(write_as mia --title Wide "$text and words that are much longer than the terminal is wide, with	a tab")
    person mia post comment "$id" "$text"
    HOME=$(home_of theo) COLUMNS=40 TERM=xterm LC_ALL=C.UTF-8 script -qec "'$BUILD/practice' --no-color post show $id" /dev/null </dev/null >screen
    python3 - screen <<'PY'
import sys, unicodedata
lines = open(sys.argv[1], encoding='utf-8').read().replace('\r', '').split('\n')
wide = [l for l in lines if sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in l) > 40]
assert not wide[1:] and all('question' not in l for l in wide), wide
assert ''.join(lines).count('가') == 200
PY
    # on a pipe nothing is broken
    person theo post show "$id"
    contains "$output" "$text and words"
}

@test "nobody reads or writes without signing in" {
    person stranger -1 post list
    contains "$stderr" "sign-"
    person stranger -1 post write hello
    person stranger -1 inbox
    person mia account sign-out
    person mia -1 post list
}
