# SPDX-License-Identifier: GPL-3.0-or-later
# A journal of one's own for every test, with sessions put in by the second.
load ../cli/common

setup()
{
    export LC_ALL=C.UTF-8 TERM=dumb TZ=UTC
    export HOME=$BATS_TEST_TMPDIR XDG_DATA_HOME=$BATS_TEST_TMPDIR/data
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS COLORTERM LC_MESSAGES LANG PRACTICE_JOURNAL
    practice=${BUILD:?the build folder, absolute}/practice
    tests=$BATS_TEST_DIRNAME
    journal=$XDG_DATA_HOME/practice/journal.db
    cd "$BATS_TEST_TMPDIR" || return
}

# An empty journal.
make_journal()
{
    "$practice" session add --at '2020-01-01 10:00' --duration 1m >/dev/null 2>&1
    sqlite3 "$journal" 'DELETE FROM session; DELETE FROM change'
}

# put DATE HH:MM CLAIMED MEASURED [INSTRUMENT [PIECE]]: a session in UTC, minutes; - is not measured.
put()
{
    local measured=$4 run
    [ "$measured" = - ] && measured=NULL
    run=$measured
    [ "$run" = NULL ] || run="$run * 60000 / 2"
    [ "$measured" = NULL ] || measured="$measured * 60000"
    sqlite3 "$journal" "INSERT INTO session (session_id, start_ms, end_ms, zone, practice_date,
            start_minute, claimed_ms, measured_ms, longest_run_ms, source, instrument, piece, tags,
            created_ms, updated_ms)
        SELECT '00000000-0000-7000-8000-' || printf('%012x', at / 1000), at, at + $3 * 60000, 'UTC',
            '$1', substr('$2', 1, 2) * 60 + substr('$2', 4, 2), $3 * 60000, $measured, $run,
            'record', nullif('${5:-}', ''), nullif('${6:-}', ''), '[]', at, at
        FROM (SELECT strftime('%s', '$1 $2') * 1000 AS at)"
}

# The date some days ago.
days_ago()
{
    date -u -d "$1 days ago" +%F
}
