#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What somebody tries who knows SQL and PostgreSQL: being somebody by a setting, by a role, by a name
# that shadows another, by a transaction, by other people's tokens.
load attacker

setup_file()
{
    studio_start
    studio_people
    as_client "SELECT api.post_write('$(token mia)', gen_random_uuid(), 'Mine', 'Hers alone.', 'tip', NULL,
        'Quartet', NULL)"
    sql "SELECT user_id FROM users WHERE nickname = 'mia'" >"$BATS_FILE_TMPDIR/id-mia"
}

teardown_file() { studio_stop; }

setup() { cd "$BATS_TEST_TMPDIR" || return; }

# whoami TOKEN [STATEMENT-BEFORE]: the nickname that the studio takes the session for.
whoami() { as_client "SELECT nickname FROM api.account_show('$1')" -c "" 2>/dev/null; }

@test "a setting makes nobody somebody" {
    local set
    for set in "SET practice.token = '$(token mia)'" "SELECT set_config('practice.token', '$(token mia)', false)" \
        "SET practice.user_id = '$(cat "$BATS_FILE_TMPDIR/id-mia")'" \
        "SET practice.person = 'mia'" "SET application_name = '$(token mia)'" "SET row_security = off"; do
        expect PR401 "$set; SELECT * FROM api.account_show('')"
        expect PR401 "$set; SELECT * FROM api.account_show(NULL)"
        expect PR401 "BEGIN; $set; SELECT * FROM api.group_show('$(token nobody)', 'Quartet')"
        # and not a member into one who is none
        expect PR404 "$set; SELECT * FROM api.group_show('$(token stan)', 'Quartet')"
    done
    # after the call of somebody else in the same transaction
    expect PR401 "BEGIN; SELECT * FROM api.account_show('$(token mia)'); SELECT * FROM api.account_show('')"
    expect PR404 "BEGIN; SELECT * FROM api.account_show('$(token mia)');
        SELECT * FROM api.group_show('$(token stan)', 'Quartet')"
    # within one statement, whichever is called first
    expect PR401 "SELECT * FROM api.account_show('$(token mia)') a, api.account_show('') b"
    expect PR404 "SELECT * FROM api.group_show('$(token mia)', 'Quartet') a, api.group_show('$(token stan)', 'Quartet') b"
}

@test "in one statement two people see only what each may see" {
    # rows of a set are made before the next function becomes somebody else
    [ "$(as_client "SELECT (SELECT count(*) FROM api.group_list('$(token mia)')) || ' ' ||
        (SELECT count(*) FROM api.group_list('$(token stan)')) || ' ' ||
        (SELECT count(*) FROM api.group_list('$(token mia)'))")" = "1 0 1" ]
    [ "$(as_client "SELECT a.nickname || ' ' || b.nickname FROM api.account_show('$(token mia)') a,
        api.account_show('$(token stan)') b")" = "mia stan" ]
    # a cursor opened as one person is not read on as another
    run as_client "BEGIN" -c "DECLARE c CURSOR FOR SELECT group_name FROM api.group_list('$(token stan)')" \
        -c "SELECT set_config('practice.token', '$(token mia)', false)" -c "FETCH ALL FROM c"
    [[ $output != *Quartet* ]]
}

@test "a token opens only when it is whole, alive, and its person is let in" {
    local token bad
    token=$(token finn)
    for bad in "${token:0:63}" "${token}0" "${token^^}" " $token" "$token " "%" "_" "$(printf '_%.0s' {1..64})" \
        "' OR true --" "\\x$token" "$(sql "SELECT encode(token_hash, 'hex') FROM auth.tokens LIMIT 1")"; do
        expect PR401 "SELECT * FROM api.account_show(\$t\$$bad\$t\$)"
    done
    expect ok "SELECT * FROM api.account_show('$token')"
    sql "UPDATE auth.tokens SET expires_at = now() WHERE user_id = (SELECT user_id FROM users WHERE nickname = 'finn')"
    expect PR401 "SELECT * FROM api.account_show('$token')"
    sql "UPDATE auth.tokens SET expires_at = now() + interval '1 day', revoked_at = now()
        WHERE user_id = (SELECT user_id FROM users WHERE nickname = 'finn')"
    expect PR401 "SELECT * FROM api.account_show('$token')"
    sql "UPDATE auth.tokens SET revoked_at = NULL WHERE user_id = (SELECT user_id FROM users WHERE nickname = 'finn')"
    expect ok "SELECT * FROM api.account_show('$token')"
    sql "UPDATE users SET is_active = false WHERE nickname = 'finn'"
    expect PR401 "SELECT * FROM api.account_show('$token')"
    sql "UPDATE users SET is_active = true WHERE nickname = 'finn'"
    as_client "SELECT api.sign_out('$token')"
    expect PR401 "SELECT * FROM api.account_show('$token')"
}

# The catalog says which functions there are: none may serve a token that is none.
@test "every function of api but those of the short list refuses who is nobody" {
    local bad
    for bad in "''" NULL "'$(token nobody)'" "'x'"; do
        psql -qXAt -v bad="$bad" "$STUDIO_ADMIN" >calls <<'END'
SELECT format('SELECT * FROM api.%I(%s%s);', proname, :'bad', (SELECT string_agg(', NULL::' || t::regtype, '' ORDER BY place)
    FROM unnest(proargtypes) WITH ORDINALITY AS a (t, place) WHERE place > 1))
FROM pg_proc WHERE pronamespace = 'api'::regnamespace AND proargnames[1] = 'token';
END
        [ "$(wc -l <calls)" -gt 50 ]
        { echo "SET practice.token = '$(token mia)';"; cat calls; } >script
        psql -qXAt -v VERBOSITY=sqlstate "$STUDIO" -f script >answers 2>&1
        [ "$(grep -c 'ERROR:  PR401' answers)" -eq "$(wc -l <calls)" ] || {
            grep -v 'ERROR:  PR401' answers
            return 1
        }
    done
}

@test "search_path, operators and temporary names lead no function astray" {
    expect ok "SET search_path = pg_temp, api, public; SELECT * FROM api.account_show('$(token mia)')"
    expect 42501 "CREATE FUNCTION pg_temp.lower(text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'"
    # Should ops give the right to make temporary things away, then tables, types and functions of the
    # same names still change nothing: this is what the schema names in functions are for.
    sql "GRANT TEMP ON DATABASE studio TO practice_client; GRANT USAGE ON LANGUAGE sql, plpgsql TO practice_client"
    cat >shadow <<-END
		CREATE TEMP TABLE users AS SELECT '$(cat "$BATS_FILE_TMPDIR/id-mia")'::uuid AS user_id, true AS is_active,
		    'mia'::text AS nickname;
		CREATE TEMP TABLE tokens AS SELECT sha256('') AS token_hash,
		    '$(cat "$BATS_FILE_TMPDIR/id-mia")'::uuid AS user_id, NULL::timestamptz AS revoked_at, now() + '1 day' AS expires_at;
		CREATE TEMP TABLE groups (group_id uuid, owner_id uuid);
		CREATE TEMP TABLE group_members AS SELECT user_id FROM users;
		CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT NULL::bytea';
		CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
		CREATE FUNCTION pg_temp.user_id() RETURNS uuid LANGUAGE sql AS 'SELECT user_id FROM pg_temp.users';
		SET search_path = pg_temp, auth, api, public;
	END
    expect PR401 "$(cat shadow) SELECT * FROM api.account_show('')"
    expect PR404 "$(cat shadow) SELECT * FROM api.group_show('$(token stan)', 'Quartet')"
    expect ok "$(cat shadow) SELECT * FROM api.group_show('$(token mia)', 'Quartet')"
    sql "REVOKE TEMP ON DATABASE studio FROM practice_client; REVOKE USAGE ON LANGUAGE sql, plpgsql FROM practice_client"
}

@test "names of types in pg_temp are the reason why nobody may make temporary things" {
    # PostgreSQL looks for types in pg_temp before pg_catalog even where search_path is empty; a domain
    # called text there, with a check that calls the attacker's function, would run as practice_api.
    [ "$(sql "SELECT has_database_privilege('practice_client', current_database(), 'TEMP')
        OR has_database_privilege('practice_worker', current_database(), 'TEMP')")" = f ]
    expect 42501 "CREATE DOMAIN pg_temp.text AS pg_catalog.text"
    expect 42501 "CREATE TEMP TABLE t ()"
}

@test "errors tell nothing of other people's rows" {
    # the same words for a group that is there and one that is not, but for its name
    local there gone
    there=$(as_client "SELECT * FROM api.group_show('$(token stan)', 'Quartet')" 2>&1) || true
    gone=$(as_client "SELECT * FROM api.group_show('$(token stan)', 'Quintet')" 2>&1) || true
    [ "${there//Quartet/X}" = "${gone//Quintet/X}" ]
    # a reference by id is no better
    expect PR404 "SELECT * FROM api.group_show('$(token stan)', '$(sql "SELECT group_id FROM groups")')"
    expect PR404 "SELECT * FROM api.post_show('$(token stan)', '$(sql "SELECT post_id FROM posts")')"
    as_client "SELECT * FROM api.comment_write('$(token mia)', gen_random_uuid(), '$(sql "SELECT post_id FROM posts")', 'hm')"
    [ "$(as_client "SELECT count(*) FROM api.post_comments('$(token mia)', '$(sql "SELECT post_id FROM posts")', 5)")" -eq 1 ]
    [ "$(as_client "SELECT count(*) FROM api.post_comments('$(token stan)', '$(sql "SELECT post_id FROM posts")', 5)")" -eq 0 ]
    expect PR404 "SELECT * FROM api.comment_write('$(token stan)', gen_random_uuid(), '$(sql "SELECT post_id FROM posts")', 'hi')"
    expect PR404 "SELECT * FROM api.post_like('$(token stan)', '$(sql "SELECT post_id FROM posts")', true)"
    # plans and statistics
    run as_client "EXPLAIN ANALYZE SELECT * FROM api.group_list('$(token stan)')"
    [[ $output != *public.* ]]
    expect 42501 "SELECT * FROM pg_stats_ext_exprs, pg_catalog.pg_statistic_ext_data"
    [ "$(as_client "SELECT count(*) FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")" -eq 0 ]
}

@test "e-mails are seen by their own person only" {
    local name
    for name in olga adam finn stan; do
        sign_in $name >"$BATS_FILE_TMPDIR/token-$name"
        psql -qXAt -v token="$(token $name)" "$STUDIO" >seen 2>&1 <<-'END' || true
			SELECT * FROM api.profile_show(:'token', 'mia');
			SELECT * FROM api.group_members(:'token', 'Quartet');
			SELECT * FROM api.group_dashboard(:'token', 'Quartet', current_date, 4);
			SELECT * FROM api.post_list(:'token', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 50);
			SELECT * FROM api.account_export(:'token');
			SELECT * FROM api.sync_scopes(:'token');
		END
        run ! grep mia@example.org seen
        grep -q "$name@example.org" seen
        # shellcheck disable=SC2016
        run ! grep -E '\$2a\$|password_hash|token_hash' seen
    done
}

@test "a notification of PostgreSQL is a bell and carries nothing" {
    # anybody may ring; who hears it asks with his own token
    local channel
    channel=$(as_client "SELECT channel FROM api.sync_watch('$(token mia)') LIMIT 1")
    [ -n "$channel" ]
    [[ $channel != *"$(cat "$BATS_FILE_TMPDIR/id-mia")"* ]]
    # nothing is sent along but the random id of a job
    run psql -qXAt "$STUDIO_ADMIN" <<'END'
SELECT oid::regprocedure FROM pg_proc
WHERE prosrc ~ 'pg_notify\(' AND prosrc !~ 'pg_notify\([^;]*, (''''|NEW\.job_id::text)\);';
END
    echo "$output"
    [ -z "$output" ]
}

@test "settings of the session do not change how a function is read" {
    # With backslashes that escape, '\s' in a function's pattern would be 's', and its checks others.
    local set
    for set in "SET standard_conforming_strings = off" "SET transform_null_equals = on" "SET datestyle = 'German'" \
        "SET row_security = off"; do
        expect PR422 "$set; SELECT * FROM api.group_create('$(token stan)', E'a\\x1bb', '', true, 5)"
        expect PR422 "$set; SELECT api.profile_edit('$(token stan)', E's\\u200Bs', NULL, NULL, NULL, NULL, NULL)"
        expect PR404 "$set; SELECT * FROM api.group_show('$(token stan)', 'Quartet')"
        expect ok "$set; SELECT * FROM api.group_show('$(token mia)', 'Quartet')"
        expect ok "$set; SELECT api.profile_edit('$(token stan)', 'stan', NULL, NULL, NULL, NULL, NULL)"
    done
    [ "$(sql "SELECT string_agg(nickname, ' ' ORDER BY nickname) FROM users WHERE nickname LIKE 's%'")" = stan ]
}
