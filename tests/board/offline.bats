#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What is changed on the board while the studio is away, and what a device keeps of others.
load common

setup_file()
{
    studio_start
    local name
    for name in mia theo; do
        newcomer "$name"
        person "$name" config set sync.auto no
    done
    person mia-lap config set sync.auto no
    person mia-lap account sign-in --studio "$STUDIO" --email mia@example.org --password-fd 3 3<<<'correct horse battery'
}
teardown_file() { studio_stop; }

setup()
{
    cd "$BATS_TEST_TMPDIR" || return
    come_back
    sql 'DELETE FROM notifications; DELETE FROM posts'
}

go_away() { mv "$STUDIO_FOLDER/s/.s.PGSQL.5432" "$STUDIO_FOLDER/s/away"; }
come_back() { [ ! -e "$STUDIO_FOLDER/s/away" ] || mv "$STUDIO_FOLDER/s/away" "$STUDIO_FOLDER/s/.s.PGSQL.5432"; }

# field ID JQ: of a post as mia sees it.
field() { as mia post show "$1" --json | jq -r "$2"; }

journal_sql() { sqlite3 "$(home_of "$1")/.local/share/practice/journal.db" "$2"; }

@test "edits and deletes that are made offline go out with the next sync" {
    local id comment gone
    id=$(write_as theo --category tip --tag bow $'Old title\n\nOld text')
    gone=$(write_as theo 'To be deleted')
    comment=$(as theo post comment "$id" 'a comment')
    go_away
    person theo post edit "$(tail_of "$id")" $'New title\n\nNew text'
    contains "$stderr" "the studio cannot be reached"
    contains "$stderr" "is edited with the next 'practice sync'"
    person theo post edit "$id" --category question --tag ''
    person theo post edit "$(tail_of "$comment")" 'another comment'
    person theo post delete "$(tail_of "$gone")"
    contains "$stderr" "is deleted with the next 'practice sync'"
    person theo sync --dry-run || true
    come_back
    person theo sync
    contains "$stderr" "sent 4 changes"
    [ "$(field "$id" '[.title, .content, .category, (.tags | length)] | join("|")')" = 'New title|New text|question|0' ]
    [ "$(field "$id" '.comments[0].content')" = 'another comment' ]
    person theo -1 post show "$gone"
    person theo sync status --json
    jq -e '.unsent == 0 and .refused == []' <<<"$output"
    [ "$(as theo post history "$id" --json | jq -s length)" = 3 ]
}

@test "a draft is edited before it was ever sent, title and text, twice" {
    local draft
    go_away
    person theo post write 'A draft'
    draft=${output##*$'\n'}
    person theo post edit "$draft" $'A better draft\n\nwith a text'
    person theo post edit "$draft" --title 'The best draft'
    come_back
    person theo sync
    [ "$(field "$draft" '.title + "|" + .content')" = 'The best draft|with a text' ]
}

@test "what was edited elsewhere since is not overwritten: the older edit is kept, shown and sent again when wanted" {
    local id
    id=$(write_as theo 'First')
    go_away
    person theo post edit "$id" 'Written in a train'
    come_back
    # Another device of hers, later.
    sql "UPDATE posts SET title = 'Written at home', edited_at = now() + interval '1 second' WHERE post_id = '$id'"
    person theo -1 sync
    [ "$(field "$id" .title)" = 'Written at home' ]
    person theo sync status
    contains "$output" "it was edited elsewhere since"
    contains "$output" "update post ${id: -8}"
    sql "UPDATE posts SET edited_at = created_at WHERE post_id = '$id'"
    person theo sync retry
    person theo sync
    [ "$(field "$id" .title)" = 'Written in a train' ]
}

@test "what cannot be done is refused by the studio, kept and shown; nothing behind it waits" {
    local mine theirs
    mine=$(write_as theo 'Mine')
    theirs=$(write_as mia 'Theirs')
    go_away
    person theo post delete "$theirs" "$mine" 0000000000ff
    person theo post edit "$theirs" 'Stolen'
    person theo -1 post delete "no-id; DROP TABLE posts"
    contains "$stderr" "is not the end of an id"
    person theo -5 post edit "$mine"
    contains "$stderr" "give the new text after the id"
    come_back
    person theo -1 sync
    person theo sync status --json
    jq -e '[.refused[].reason] == ["only its author may delete it", "there is no post or comment '"'0000000000ff'"'",
        "only its author may edit it"]' <<<"$output"
    [ "$(field "$theirs" .title)" = Theirs ]
    person theo -1 post show "$mine"
    jq -r '.refused[].id' <<<"$output" >/dev/null
    for id in $(as theo sync status --json | jq -r '.refused[].id'); do person theo sync drop "$id"; done
}

@test "a delete whose answer was lost is no failure when it comes again" {
    local id op
    id=$(write_as theo 'Twice')
    op="[{\"op\": \"01890a5d-ac96-774b-bcce-b302099a8057\", \"entity\": \"post\", \"row\": \"$id\", \"kind\": \"delete\",
        \"clock\": \"$(printf '%012x0000' "$(($(date +%s) * 1000))")-0123abcd\",
        \"fields\": {\"reference\": \"$id\", \"sent\": true}}]"
    person theo post delete "$id"
    token=$(sed -n 's/^token //p' "$(home_of theo)/.local/share/practice/account/identity")
    [ "$(psql -qXAt "$STUDIO" -v ops="$op" -v token="$token" \
        <<<"SELECT answer::jsonb #>> '{answers,0,answer}' FROM api.sync_push(:'token', '0123abcd', :'ops')")" = applied ]
}

likes() { field "$1" '"\(.n_likes) \(.is_liked)"'; }

@test "likes that are made offline go out with the next sync, and are told once" {
    local id comment
    id=$(write_as theo 'To be liked')
    comment=$(as theo post comment "$id" 'a comment')
    go_away
    person mia post like "$(tail_of "$id")" "$comment"
    contains "$stderr" "the studio cannot be reached"
    contains "$stderr" "is liked with the next 'practice sync'"
    person mia post like "$id"
    come_back
    [ "$(likes "$id")" = "0 false" ]
    person mia sync
    contains "$stderr" "sent 3 changes"
    [ "$(likes "$id")" = "1 true" ]
    [ "$(sql "SELECT count(*) FROM likes WHERE comment_id = '$comment'")" = 1 ]
    [ "$(as theo inbox --json | jq -s '[.[] | select(.type == "like")] | length')" = 2 ]
    go_away
    person mia post unlike "$id"
    person mia post like "$comment"
    person mia post unlike "$comment"
    come_back
    person mia sync
    [ "$(likes "$id")" = "0 false" ]
    [ "$(sql "SELECT count(*) FROM likes")" = 0 ]
    [ "$(as theo inbox --json | jq -s '[.[] | select(.type == "like")] | length')" = 0 ]
    person mia sync status --json
    jq -e '.unsent == 0 and .refused == []' <<<"$output"
}

@test "of a like and an unlike the later one stays, whenever they come and however often" {
    local id gone
    id=$(write_as theo 'Liked and not')
    go_away
    person mia post like "$id"
    come_back
    # By another device of hers: this one is later.
    person mia-lap post like "$id"
    person mia-lap post unlike "$id"
    person mia sync
    [ "$(likes "$id")" = "0 false" ]
    go_away
    person mia-lap post unlike "$id"
    person mia post like "$id"
    come_back
    person mia sync
    [ "$(likes "$id")" = "1 true" ]
    person mia-lap sync
    [ "$(likes "$id")" = "1 true" ]
    # On a device that is ahead, what is said to the studio itself is later all the same.
    journal_sql mia 'UPDATE sync_clock SET clock = clock + (3600000 << 16)'
    go_away
    person mia post like "$id"
    come_back
    person mia sync
    person mia-lap post unlike "$id"
    [ "$(likes "$id")" = "0 false" ]
    gone=$(write_as theo 'Soon gone')
    person mia post like "$gone"
    go_away
    person mia post unlike "$gone"
    person mia-lap post like "$gone"
    come_back
    person theo post delete "$gone"
    person mia sync
    person mia-lap -1 sync
    person mia-lap sync status
    contains "$output" "there is no post or comment"
    person mia-lap sync drop "$(as mia-lap sync status --json | jq -r '.refused[0].id')"
}

@test "signing out takes what is of others off this device, and signing in brings it back" {
    local id here
    id=$(write_as mia 'Seen by all')
    person mia group create Quartet --public
    person theo group join Quartet
    person theo post comment "$id" 'a secret word'
    person mia session add --instrument cello --start 2026-03-05T18:30 --duration 45m
    person mia sync
    person mia inbox
    [ "$(journal_sql mia "SELECT count(*) > 0 FROM cache WHERE body LIKE '%secret word%'")" = 1 ]
    [ -e "$(home_of mia)/.cache/practice/inbox" ]
    person mia account sign-out
    [ "$(journal_sql mia "SELECT count(*) FROM cache WHERE body LIKE '%secret word%' OR body LIKE '%theo%'")" = 0 ]
    [ "$(journal_sql mia "SELECT count(*) FROM sync_scope WHERE kind <> 'me'")" = 0 ]
    [ ! -e "$(home_of mia)/.cache/practice/inbox" ]
    [ "$(journal_sql mia 'SELECT count(*) FROM session')" = 1 ]
    person mia account sign-in --email mia@example.org --password-fd 3 3<<<'correct horse battery'
    person mia sync --verify
    [ "$(journal_sql mia "SELECT count(*) > 0 FROM cache WHERE body LIKE '%secret word%'")" = 1 ]
    [ "$(journal_sql mia 'SELECT count(*) FROM session')" = 1 ]
}
