#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Guessing passwords, e-mails and invitation codes, with everything that transactions allow.
# shellcheck disable=SC2154 # password is of attacker.bash
load attacker

setup_file()
{
    studio_start && passwords_cost 12 || return
    local name
    for name in mia stan; do sign_up $name >"$BATS_FILE_TMPDIR/token-$name"; done
}

teardown_file() { studio_stop; }

setup()
{
    cd "$BATS_TEST_TMPDIR" || return
    sql "DELETE FROM auth.attempts"
}

# try EMAIL PASSWORD: a ticket.
try() { as_client "SELECT ticket FROM api.sign_try('$1', '$2')"; }

# fail N EMAIL: so many wrong guesses a minute ago, without the price of their bcrypt.
fail()
{
    sql "INSERT INTO auth.attempts (ticket_hash, subject, address, person, is_right, at)
        SELECT sha256((random() || '/' || n)::bytea), auth.subject('$2'), '127.0.0.1', gen_random_uuid(), false,
            now() - interval '1 minute' FROM generate_series(1, $1) n"
}

@test "after ten wrong passwords the right one does not help for a quarter of an hour" {
    local i
    fail 7 mia@example.org
    for i in 8 9 10; do
        expect PR401 "SELECT * FROM api.sign_in('$(try mia@example.org "wrong $i")', 'phone', '')"
    done
    expect PR429 "SELECT * FROM api.sign_try('mia@example.org', '$password')"
    expect PR429 "SELECT * FROM api.sign_try('MIA@example.org ', '$password')"
    # another person is not kept out, and her devices go on
    expect ok "SELECT * FROM api.sign_in('$(try stan@example.org "$password")', 'phone', '')"
    expect ok "SELECT * FROM api.account_show('$(token mia)')"
    sql "UPDATE auth.attempts SET at = at - interval '16 minutes'"
    expect ok "SELECT * FROM api.sign_in('$(try mia@example.org "$password")', 'phone', '')"
    # but not for ever: fifty a day
    fail 40 mia@example.org
    sql "UPDATE auth.attempts SET at = at - interval '16 minutes'"
    expect PR429 "SELECT * FROM api.sign_try('mia@example.org', '$password')"
}

@test "twenty guesses at once get no further than ten" {
    local i pids=()
    for i in {1..20}; do
        try mia@example.org "$([ "$i" -eq 20 ] && echo "$password" || echo "wrong $i")" >"ticket$i" 2>/dev/null 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i" || true; done
    for i in {1..20}; do
        [ ! -s "ticket$i" ] || outcome "SELECT * FROM api.sign_in('$(cat "ticket$i")', 'phone', '')"
    done >outcomes
    # more than ten may have been let in to try, but then none of them is told anything
    if [ "$(find . -name 'ticket*' -size +0 | wc -l)" -gt 11 ]; then
        [ "$(sort -u outcomes)" = PR429 ]
    else
        [ "$(grep -c PR401 outcomes)" -le 10 ]
    fi
}

@test "a rolled back guess tells nothing" {
    local i ticket
    # in the same transaction the verdict is not given
    expect PR401 "BEGIN; SELECT ticket FROM api.sign_try('mia@example.org', '$password') \\gset
        SELECT * FROM api.sign_in(:'ticket', 'phone', '')"
    expect PR401 "BEGIN; SAVEPOINT a; SELECT ticket FROM api.sign_try('mia@example.org', '$password') \\gset
        RELEASE a; SELECT * FROM api.sign_in(:'ticket', 'phone', '')"
    # a ticket of a transaction that was rolled back is none
    ticket=$(as_client "BEGIN" -c "SELECT ticket FROM api.sign_try('mia@example.org', '$password')" -c "ROLLBACK")
    expect PR401 "SELECT * FROM api.sign_in('$ticket', 'phone', '')"
    [ "$(sql "SELECT count(*) FROM auth.attempts")" -eq 0 ]
    # tickets are for one time; a wrong one that is asked for again stays wrong and counted
    ticket=$(try mia@example.org wrong)
    for i in 1 2 3; do expect PR401 "SELECT * FROM api.sign_in('$ticket', 'phone', '')"; done
    [ "$(sql "SELECT count(*) FROM auth.attempts WHERE NOT is_right")" -eq 1 ]
    ticket=$(try mia@example.org "$password")
    expect ok "SELECT * FROM api.sign_in('$ticket', 'phone', '')"
    expect PR401 "SELECT * FROM api.sign_in('$ticket', 'phone', '')"
}

@test "a stranger's e-mail and a wrong password sound the same and take the same time" {
    local known unknown i
    known=$(as_client "SELECT * FROM api.sign_in('$(try mia@example.org wrong)', 'phone', '')" 2>&1) || true
    unknown=$(as_client "SELECT * FROM api.sign_in('$(try nobody@example.org wrong)', 'phone', '')" 2>&1) || true
    [ "$known" = "$unknown" ]
    [[ $known == *"the e-mail or the password is wrong"* ]]
    # bcrypt costs the same; taking turns, so that a busy machine is busy for both
    for i in 1 2 3 4; do
        sql "DELETE FROM auth.attempts"
        psql -qXAt "$STUDIO" <<-END
			\\timing on
			SELECT ticket FROM api.sign_try('mia@example.org', 'wrong') \\gset
			SELECT ticket FROM api.sign_try('nobody@example.org', 'wrong') \\gset
		END
    done | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' >'times'
    awk 'NR % 2 {k[++n] = $1; next} {u[++m] = $1}
        function best(a, i, b) {b = a[1]; for (i in a) if (a[i] < b) b = a[i]; return b}
        END {ratio = best(k) / best(u); print ratio, best(k); exit n != 4 || m != 4 || best(k) < 20 || ratio < 0.75 || ratio > 1.33}' 'times'
}

@test "asking which e-mails are taken is limited like guessing" {
    local i
    fail 8 mia@example.org
    for i in 9 10; do
        expect PR409 "SELECT * FROM api.sign_up('$(try mia@example.org "$password$i")', 'mia@example.org',
            '$password', 'other$i', 'phone')"
    done
    expect PR429 "SELECT * FROM api.sign_try('mia@example.org', 'x')"
    # without a ticket, or with one of another e-mail, nothing is told
    expect PR401 "SELECT * FROM api.sign_up('x', 'mia@example.org', '$password', 'other', 'phone')"
    expect PR401 "SELECT * FROM api.sign_up('$(try stan@example.org x)', 'mia@example.org', '$password', 'other', 'phone')"
}

@test "passwords are kept as bcrypt of cost 12 or more, tokens and tickets as SHA-256" {
    [ "$(sql "SELECT bool_and(password_hash ~ '^\\\$2[aby]\\\$1[2-9]\\\$') FROM users")" = t ]
    [ "$(sql "SELECT count(*) FROM auth.tokens WHERE token_hash = sha256('$(token mia)')")" -eq 1 ]
    # the token itself is nowhere in the database
    local dump
    dump=$(pg_dump "$STUDIO_ADMIN" --data-only)
    [[ $dump == *mia@example.org* ]]
    [[ $dump != *"$(token mia)"* ]]
    [[ $dump != *"$password"* ]]
    [ "${#dump}" -gt 2000 ]
    [[ $(token mia) =~ ^[0-9a-f]{64}$ ]]
}

@test "what needs the password needs it of the same person, and once" {
    local ticket
    ticket=$(try stan@example.org "$password")
    expect PR403 "SELECT api.account_delete('$(token mia)', '$ticket')"
    ticket=$(try mia@example.org wrong)
    expect PR401 "SELECT api.account_delete('$(token mia)', '$ticket')"
    expect PR401 "SELECT api.account_delete('$(token mia)', NULL)"
    expect PR401 "SELECT * FROM api.account_password('$(token mia)', '$ticket', 'another good one')"
    [ "$(sql "SELECT count(*) FROM users")" -eq 2 ]
}

@test "an invitation code cannot be found by trying" {
    as_client "SELECT * FROM api.group_create('$(token mia)', 'Duo', '', false, 2)"
    local code
    code=$(as_client "SELECT code FROM api.group_invite_code('$(token mia)', 'Duo', 1, 3600)")
    # 60 bits at least
    [ "$(tr -dc 'A-Za-z0-9' <<<"$code" | wc -c)" -ge 12 ]
    expect PR404 "SELECT * FROM api.group_join_code('$(token stan)', '${code%?}')"
    expect PR404 "SELECT * FROM api.group_join_code('$(token stan)', '%')"
    expect PR404 "SELECT * FROM api.group_join_code('$(token stan)', '')"
    expect ok "SELECT * FROM api.group_join_code('$(token stan)', '$code')"
}
