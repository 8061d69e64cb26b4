#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Everybody through one connection: pgbouncer in transaction mode gives one member the session that
# another had a moment ago, with all that was set in it.
# shellcheck disable=SC2154 # password is of attacker.bash
load attacker

setup_file()
{
    studio_start
    studio_people
    POOL=$STUDIO_FOLDER/pool
    export POOL
    mkdir "$POOL"
    cat >"$POOL/ini" <<-END
		[databases]
		studio = host=$STUDIO_FOLDER/s dbname=studio user=practice_client pool_size=1
		[pgbouncer]
		listen_addr =
		unix_socket_dir = $POOL
		listen_port = 6432
		auth_type = trust
		auth_file = $POOL/users
		pool_mode = transaction
		max_client_conn = 100
		logfile = $POOL/log
		pidfile = $POOL/pid
		admin_users = practice_client
	END
    echo '"practice_client" ""' >"$POOL/users"
    [ "$(id -u)" -ne 0 ] || chown -R postgres: "$POOL"
    as_postgres pgbouncer -q -d "$POOL/ini" 3>&-
    export POOLED="host=$POOL port=6432 user=practice_client dbname=studio"
    until psql -qX "$POOLED" -c '' 2>/dev/null; do [ -d "$POOL" ]; done
}

teardown_file()
{
    [ ! -s "$POOL/pid" ] || kill "$(cat "$POOL/pid")"
    studio_stop
}

setup() { cd "$BATS_TEST_TMPDIR" || return; }

pooled() { psql -qXAt -v ON_ERROR_STOP=1 "$POOLED" -c "$@"; }

@test "the pool is one session" {
    [ "$(pooled 'SELECT pg_backend_pid()')" = "$(pooled 'SELECT pg_backend_pid()')" ]
}

@test "a token that somebody set for the session serves nobody else" {
    pooled "SET practice.token = '$(token mia)'"
    [ "$(pooled "SHOW practice.token")" = "$(token mia)" ] # it does leak, and opens nothing
    expect PR401 "SELECT * FROM api.account_show('')" "$POOLED"
    expect PR401 "SELECT * FROM api.account_show(NULL)" "$POOLED"
    expect PR404 "SELECT * FROM api.group_show('$(token stan)', 'Quartet')" "$POOLED"
    [ "$(pooled "SELECT nickname FROM api.account_show('$(token stan)')")" = stan ]
    [ "$(pooled "SELECT count(*) FROM api.group_list('$(token stan)')")" = 0 ]
    [ "$(pooled "SELECT version > 0 FROM api.hello()")" = t ]
    pooled "RESET practice.token"
}

@test "no call of the program leaves its token behind" {
    pooled "SELECT nickname FROM api.account_show('$(token mia)')"
    [ "$(pooled "SELECT coalesce(current_setting('practice.token', true), '')")" = "" ]
    pooled "SELECT nickname FROM api.account_show('$(token nobody)')" || true
    [ "$(pooled "SELECT coalesce(current_setting('practice.token', true), '')")" = "" ]
}

@test "settings, cursors and prepared statements of one do not turn another's call" {
    pooled "SET search_path = pg_temp, public, api"
    pooled "SET row_security = off"
    pooled "SET datestyle = 'German'"
    pooled "SET standard_conforming_strings = off"
    pooled "SET statement_timeout = '600s'"
    pooled "PREPARE p AS SELECT 1"
    [ "$(pooled "SELECT nickname FROM api.account_show('$(token mia)')")" = mia ]
    expect PR404 "SELECT * FROM api.group_show('$(token stan)', 'Quartet')" "$POOLED"
    expect PR422 "SELECT * FROM api.group_create('$(token stan)', '', '', true, 5)" "$POOLED"
    expect ok "SELECT * FROM api.group_dashboard('$(token mia)', 'Quartet', '2026-03-05', 4)" "$POOLED"
    pooled "RESET ALL"
    pooled "DEALLOCATE ALL"
}

@test "fifty members at once through one session are each themselves" {
    local i name pids=()
    for i in {1..50}; do
        name=$(cut -d' ' -f$((i % 6 + 1)) <<<"olga adam mia finn rita stan")
        pooled "SET practice.token = '$(token olga)'; SELECT '$name ' || nickname FROM api.account_show('$(token "$name")')" \
            >"who$i" 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(cat who* | wc -l)" -eq 50 ]
    awk '$1 != $2 {exit 1}' who*
}

@test "the program works through the pool" {
    local ticket
    ticket=$(pooled "SELECT ticket FROM api.sign_try('mia@example.org', '$password')")
    expect ok "SELECT * FROM api.sign_in('$ticket', 'phone', '')" "$POOLED"
    # prepared or not, a call is one statement
    [ "$(BUILD=$BUILD person nobody server status "$STUDIO_ADMIN" && echo well)" = well ]
}
