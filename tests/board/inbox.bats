#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What others do is told once, to whom it concerns, and for 90 days.
load common

setup_file()
{
    studio_start
    newcomer mia
    newcomer theo
    newcomer kim
}
teardown_file() { studio_stop; }

setup()
{
    cd "$BATS_TEST_TMPDIR" || return
    sql 'DELETE FROM notifications; DELETE FROM posts'
}

titles() { as "$1" inbox --json | jq -r .title; }

@test "comments, replies and likes are told to whom they concern, and nobody is told her own deeds" {
    local id a
    id=$(write_as mia 'Scales')
    a=$(as theo post comment "$id" $'Slowly!\nReally')
    person mia post comment "$id" 'To myself'
    person kim post reply "$a" 'Why?'
    person mia post like "$id"
    person kim post like "$id"
    person theo post like "$id"
    person kim post like "$a"
    [ "$(titles mia)" = $'theo and 2 others like \'Scales\'\nkim commented on \'Scales\'\ntheo commented on \'Scales\'' ]
    [ "$(titles theo)" = $'kim likes your comment under \'Scales\'\nkim answered you under \'Scales\'' ]
    [ -z "$(titles kim)" ]
    person mia inbox
    contains "$output" "  Slowly! Really"
    contains "$output" "($(tail_of "$a"))"
}

@test "likes are gathered as long as they are not read" {
    local id
    id=$(write_as mia 'Gathered')
    person theo post like "$id"
    person kim post like "$id"
    [ "$(titles mia)" = "kim and 1 other like 'Gathered'" ]
    person mia inbox read --all
    person theo post unlike "$id"
    person theo post like "$id"
    as mia inbox --json | jq -es 'length == 2 and map(.is_read) == [false, true]'
    as mia inbox --unread --json | jq -es 'length == 1'
    person theo post unlike "$id"
    as mia inbox --unread --json | jq -es 'length == 1'
    person kim post unlike "$id"
    [ -z "$(as mia inbox --unread --json)" ]
}

@test "rows are read and cleared by the ends of their ids, and only one's own" {
    local id row
    id=$(write_as mia 'Read')
    person theo post comment "$id" one
    person theo post comment "$id" two
    row=$(as mia inbox --json | jq -rs '.[0].id')
    person theo -1 inbox read "$(tail_of "$row")"
    contains "$stderr" "there is no row in your inbox"
    person theo -1 inbox clear "$row"
    person mia inbox read "$(tail_of "$row")"
    contains "$stderr" "marked as read: 1"
    person mia inbox clear
    contains "$stderr" "taken away: 1"
    as mia inbox --json | jq -es 'map(.message) == ["one"]'
    person mia inbox clear --all
    person mia inbox
    contains "$stderr" "nothing in the inbox"
    person mia -2 inbox read
    person mia -2 inbox clear --all "$row"
}

@test "a row is gone after 90 days" {
    local id
    id=$(write_as mia 'Old')
    person theo post comment "$id" 'long ago'
    [ "$(sql "SELECT date_trunc('day', expires_at - created_at) = '90 days' FROM notifications")" = t ]
    sql "UPDATE notifications SET created_at = created_at - interval '91 days', expires_at = expires_at - interval '91 days'"
    person theo post comment "$id" 'now'
    as mia inbox --json | jq -es 'map(.message) == ["now"]'
    [ "$(sql 'SELECT count(*) FROM notifications')" = 1 ]
}

@test "an inbox keeps its newest thousand rows" {
    sql "INSERT INTO notifications (user_id, type, title, created_at) SELECT user_id, 'comment', 'n' || i,
        now() - i * interval '1 minute' FROM users, generate_series(1, 1200) i WHERE nickname = 'mia'"
    local id
    id=$(write_as mia 'Full')
    person theo post comment "$id" 'newest'
    [ "$(sql 'SELECT count(*) FROM notifications')" = 1000 ]
    as mia inbox --limit 3 --json >page
    jq -es 'map(.title) == ["theo commented on '\''Full'\''", "n1", "n2"]' page
    as mia inbox --limit 2 --after "$(jq -rs '.[2].cursor' page)" --json | jq -es 'map(.title) == ["n3", "n4"]'
}

@test "what an admin hides is told, and seen by its author alone until it is shown again" {
    local id a
    id=$(write_as theo 'Buy strings here')
    a=$(as theo post comment "$id" 'Cheap!')
    sql "UPDATE users SET is_admin = nickname = 'kim'"
    person mia post report "$id" --reason 'an advert'
    person mia post report "$id"
    person theo -1 post report "$id"
    person mia -1 post list --reported
    as kim post list --reported --json | jq -es 'map(.title) == ["Buy strings here"]'
    person mia -1 post hide "$id"
    contains "$stderr" "only admins"
    person kim post hide "$(tail_of "$id")" --reason 'adverts are not wanted'
    [ -z "$(as kim post list --reported)" ]
    person mia -1 post show "$id"
    person mia -1 post like "$a"
    [ -z "$(as mia post list --search strings)" ]
    person theo post show "$id"
    contains "$output" 'hidden by an admin: adverts are not wanted'
    [ "$(as theo inbox --json | jq -r .message)" = 'adverts are not wanted' ]
    person kim post unhide "$id"
    person mia post show "$id"
    person kim post hide "$a"
    as mia post show "$id" --json | jq -e '.comments == []'
    as theo post show "$id" --json | jq -e '.comments[0].is_hidden'
    sql "UPDATE users SET is_admin = false"
}

@test "the studio tells facts, the program words them; of a studio that told none, its own words" {
    local id a
    id=$(write_as mia 'Facts')
    a=$(as mia post comment "$id" 'mine')
    person theo post like "$id"
    person theo post like "$a"
    person kim post like "$a"
    person theo post comment "$id" 'yours'
    sql "UPDATE notifications SET title = 'worded elsewhere'"
    titles mia >titles
    grep -qx "theo commented on 'Facts'" titles
    grep -qx "theo likes 'Facts'" titles
    grep -qx "kim and 1 other like your comment under 'Facts'" titles
    as mia inbox --json | jq -es 'map(select(.type == "comment")) | .[0].actor == "theo" and .[0].about == "Facts"
        and .[0].state == null and .[0].message == "yours"'
    sql "UPDATE notifications SET data = data - 'about'"
    [ "$(titles mia | sort -u)" = 'worded elsewhere' ]
    sql "UPDATE notifications SET data = data || '{\"about\": \"\\u001b]0;x\\u0007\", \"n\": \"many\"}'"
    lacks "$(as mia inbox)" $'\e'
}

# watch_start WORD…: mia's inbox, watched in the background as from a terminal, where Ctrl-C ends it.
# The studio is asked by the clock once an hour only: what comes sooner was rung for.
watch_start()
{
    HOME=$(home_of mia) python3 - "$BUILD/practice" inbox --watch --every 3600 "$@" >watched 2>&1 3>&- <<'PY' &
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
PY
    watcher=$!
    wait_for grep -q nothing watched
}

watch_end()
{
    local status=0
    kill -INT "$watcher"
    wait "$watcher" || status=$?
    [ "$status" = 0 ]
}

# Without a ring the watch looks every ten seconds. Three in a row that are seen within five, and one
# of them within one, did not come by that.
@test "watching shows a comment within a second, and Ctrl-C ends it" {
    local id word quick=0 ms
    id=$(write_as mia 'Watched')
    watch_start --json
    for word in first second third; do
        person theo post comment "$id" "$word"
        ms=$(date +%s%3N)
        wait_for grep -q "\"message\":\"$word\"" watched
        ms=$(($(date +%s%3N) - ms))
        echo "# $word was shown after $ms ms" >&3
        [ "$ms" -lt 5000 ]
        [ "$ms" -gt 1000 ] || quick=1
    done
    [ "$quick" = 1 ]
    watch_end
    [ "$(grep -c '"message":"first"' watched)" = 1 ]
    grep -v nothing watched | jq -es 'map(.schema) == ["practice.notification/1", "practice.notification/1",
        "practice.notification/1"] and map(.message) == ["first", "second", "third"]'
}

@test "watching outlives the studio's restart, and tells a failure once" {
    local id
    id=$(write_as mia 'Watched for long')
    watch_start --no-color
    studio_restart
    person theo post comment "$id" 'after the fall'
    wait_for grep -q 'after the fall' watched
    [ "$(grep -c 'broke' watched)" = 1 ]
    watch_end
}

@test "other commands tell on a terminal how much is not read, without asking the studio" {
    local id
    id=$(write_as mia 'Counted')
    person theo post comment "$id" one
    person theo post comment "$id" two
    person mia inbox
    mv "$STUDIO_FOLDER/s/.s.PGSQL.5432" "$STUDIO_FOLDER/s/away"
    HOME=$(home_of mia) script -qec "'$BUILD/practice' session list" /dev/null </dev/null >screen
    person mia session list
    mv "$STUDIO_FOLDER/s/away" "$STUDIO_FOLDER/s/.s.PGSQL.5432"
    contains "$(<screen)" "2 new in your inbox; see 'practice inbox'"
    lacks "$stderr" "inbox"
    person mia inbox read --all
    HOME=$(home_of mia) script -qec "'$BUILD/practice' session list" /dev/null </dev/null >screen
    lacks "$(<screen)" "inbox"
}

@test "a sync brings the number of what is not read along" {
    local id
    id=$(write_as mia 'Synced')
    person theo post comment "$id" one
    person mia sync
    HOME=$(home_of mia) script -qec "'$BUILD/practice' session list" /dev/null </dev/null >screen
    contains "$(<screen)" "1 new in your inbox"
}
