#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio decides, in SQL.
# Waits: runs beside the others.
# Passwords and those who guess them, with the program and with psql as the clients' login.
load common

# try EMAIL PASSWORD: a ticket, from a transaction of its own.
try()
{
    as_client -v e="$1" -v p="$2" <<<"SELECT api.sign_try(:'e', :'p')"
}

# redeem TICKET: what the studio says to it.
redeem()
{
    as_client -v t="$1" <<<"SELECT user_id FROM api.sign_in(:'t', 'x', '')"
}

n_attempts() { sql "SELECT count(*) FROM auth.attempts WHERE subject = auth.subject('$1')"; }

@test "a wrong password and an e-mail that nobody has are answered alike" {
    signs_up ann
    person guest -1 account sign-in --studio "$STUDIO" --email ann@example.org --password-fd 0 <<<"wrong one"
    local words=$stderr
    person guest -1 account sign-in --studio "$STUDIO" --email nobody@example.org --password-fd 0 <<<"wrong one"
    [ "$stderr" = "$words" ]
    contains "$words" "the e-mail or the password is wrong"
    [ "$(sql "SELECT count(DISTINCT (address, is_right, length(ticket_hash))) FROM auth.attempts")" = 1 ]
    [ ! -s "$(identity_of guest)" ] || [ -z "$(token_of guest)" ]
}

# Loaded machines make single times worthless: of several pairs, one after the other, the medians.
@test "an e-mail that nobody has takes as long to refuse as one with a wrong password" {
    passwords_cost 12
    signs_up ben
    python3 - "$STUDIO" <<'PY'
import statistics, subprocess, sys, time
def took(email):
    started = time.perf_counter()
    subprocess.run(['psql', '-qXAt', sys.argv[1], '-c', f"SELECT api.sign_try('{email}', 'wrong')"],
                   check=True, capture_output=True)
    return time.perf_counter() - started
pairs = [(took('ben@example.org'), took(f'nobody{i}@example.org')) for i in range(9)]
known, unknown = (statistics.median(side) for side in zip(*pairs))
print(f'known {known:.3f} s, unknown {unknown:.3f} s')
assert unknown > 0.05, 'no bcrypt for an unknown e-mail'
assert 0.5 < known / unknown < 2, 'the time tells'
PY
    passwords_cost 4
}

@test "after ten wrong passwords no more are tried, not even the right one, until some time has passed" {
    signs_up cat
    local i
    for i in 1 2 3 4 5 6 7 8 9 10; do
        run redeem "$(try cat@example.org "guess $i")"
        contains "$output" "PR401"
    done
    person guest -75 account sign-in --studio "$STUDIO" --email CAT@example.org --password-fd 0 <<<"$secret"
    contains "$stderr" "too many attempts"
    # those who are signed in are not disturbed, and others can sign in
    person cat account whoami
    signs_up dan
    sql "UPDATE auth.attempts SET at = at - interval '16 minutes'"
    person guest account sign-in --studio "$STUDIO" --email cat@example.org --password-fd 0 <<<"$secret"
    # but 50 a day are the end of it
    person guest account sign-out
    sql "INSERT INTO auth.attempts (ticket_hash, subject, address, person, is_right, at)
        SELECT sha256(('old' || i)::bytea), auth.subject('cat@example.org'), '127.0.0.1', gen_random_uuid(), false,
            now() - interval '20 hours' FROM generate_series(1, 40) i"
    person guest -75 account sign-in --studio "$STUDIO" --email cat@example.org --password-fd 0 <<<"$secret"
    sql "UPDATE auth.attempts SET at = at - interval '1 day'"
    person guest account sign-in --studio "$STUDIO" --email cat@example.org --password-fd 0 <<<"$secret"
    [ "$(n_attempts cat@example.org)" -lt 10 ] # the old ones are being forgotten
}

@test "a guess counts although it is rolled back, since its verdict comes in another transaction" {
    signs_up eve
    # within one transaction, as a script or as savepoints, a ticket says nothing
    run as_client <<'SQL'
BEGIN;
SELECT api.sign_try('eve@example.org', 'correct horse battery') AS t \gset
SELECT user_id FROM api.sign_in(:'t', 'x', '');
SQL
    contains "$output" "PR401"
    lacks "$output" "$(user_of eve)"
    run as_client <<'SQL'
BEGIN;
SAVEPOINT a;
SELECT api.sign_try('eve@example.org', 'correct horse battery') AS t \gset
RELEASE a;
SAVEPOINT b;
SELECT user_id FROM api.sign_in(:'t', 'x', '');
SQL
    contains "$output" "PR401"
    # and in one statement neither
    run as_client -c "SELECT s.user_id FROM api.sign_try('eve@example.org', 'correct horse battery') t,
        LATERAL api.sign_in(t.ticket, 'x', '') s"
    contains "$output" "PR401"
    # a try that was rolled back has left no ticket behind
    run as_client <<'SQL'
BEGIN;
SELECT api.sign_try('eve@example.org', 'correct horse battery') AS t \gset
ROLLBACK;
SELECT user_id FROM api.sign_in(:'t', 'x', '');
SQL
    contains "$output" "PR401"
    # telling the verdict and rolling back does not take the attempt off the record
    local ticket before
    ticket=$(try eve@example.org 'wrong one')
    before=$(n_attempts eve@example.org)
    run as_client -v t="$ticket" <<'SQL'
\set ON_ERROR_STOP 0
BEGIN;
SELECT api.sign_in(:'t', 'x', '');
ROLLBACK;
SELECT api.sign_in(:'t', 'x', '');
SQL
    contains "$output" "the e-mail or the password is wrong"
    [ "$(n_attempts eve@example.org)" = "$before" ]
}

@test "guesses that are made all at once are told no more than ten verdicts" {
    signs_up fay
    local i told=0 pids=()
    for ((i = 0; i < 16; i++)); do
        try fay@example.org "guess $i" >"ticket$i" 3>&- &
        pids+=($!)
    done
    try fay@example.org "$secret" >ticket16 3>&- &
    pids+=($!)
    for i in "${pids[@]}"; do wait "$i" || true; done
    for ((i = 0; i <= 16; i++)); do
        run redeem "$(cat "ticket$i")"
        [[ $output == *"password is wrong"* || $output == "$(user_of fay)" ]] && told=$((told + 1))
    done
    echo "told: $told of 17"
    [ "$told" -le 11 ] # ten wrong ones, and the right one if it was let in
}

@test "a ticket is good for a minute, and once" {
    signs_up gil
    local ticket
    ticket=$(try gil@example.org "$secret")
    [ "$(redeem "$ticket")" = "$(user_of gil)" ]
    run redeem "$ticket"
    contains "$output" "PR401"
    ticket=$(try gil@example.org "$secret")
    sql "UPDATE auth.attempts SET at = at - interval '61 seconds'"
    run redeem "$ticket"
    contains "$output" "PR401"
    for ticket in '' "$(printf '0%.0s' {1..64})" "' OR true --" $'\u202e'; do
        run redeem "$ticket"
        contains "$output" "PR401"
    done
}

@test "this machine's own addresses, which may be a pooler's, have to wait after a thousand wrong passwords" {
    signs_up hal
    sql "INSERT INTO auth.attempts (ticket_hash, subject, address, person, is_right)
        SELECT sha256(('a' || i)::bytea), sha256(i::text::bytea), '127.0.0.1', gen_random_uuid(), false
        FROM generate_series(1, 800) i"
    person door account sign-in --studio "$STUDIO" --email hal@example.org --password-fd 0 <<<"$secret"
    person door account sign-out
    sql "INSERT INTO auth.attempts (ticket_hash, subject, address, person, is_right)
        SELECT sha256(('b' || i)::bytea), sha256(i::text::bytea), '127.0.0.1', gen_random_uuid(), false
        FROM generate_series(1, 200) i"
    person door -75 account sign-in --studio "$STUDIO" --email hal@example.org --password-fd 0 <<<"$secret"
    sql "DELETE FROM auth.attempts"
}

@test "asking which e-mails have accounts by signing up counts as guessing" {
    signs_up ida
    local ticket before
    ticket=$(try ida@example.org 'any password')
    before=$(n_attempts ida@example.org)
    run as_client -v t="$ticket" <<<"SELECT api.sign_up(:'t', 'ida@example.org', 'any password', 'Ida2', 'x')"
    contains "$output" PR409
    [ "$(n_attempts ida@example.org)" = "$before" ]
    # not with a ticket of another e-mail
    ticket=$(try other@example.org 'any password')
    run as_client -v t="$ticket" <<<"SELECT api.sign_up(:'t', 'ida@example.org', 'any password', 'Ida2', 'x')"
    contains "$output" PR401
    # and a sign-up that worked has left no attempt
    signs_up ira
    [ "$(n_attempts ira@example.org)" = 0 ]
}

@test "passwords are too short, too long or the e-mail, and all of their letters count" {
    local bad
    passwords_cost 12
    for bad in 1234567 jo@example.org "$(printf 'x%.0s' {1..1001})"; do
        person jo -1 account sign-up --studio "$STUDIO" --email jo@example.org --nickname Jo \
            --password-fd 0 <<<"$bad"
        contains "$stderr" "password"
    done
    # bcrypt alone would stop after 72 bytes
    bad=$(printf 'x%.0s' {1..100})
    person jo account sign-up --studio "$STUDIO" --email jo@example.org --nickname Jo --password-fd 0 <<<"$bad"
    person jo account sign-out
    person jo -1 account sign-in --email jo@example.org --password-fd 0 <<<"${bad}y"
    person jo account sign-in --email jo@example.org --password-fd 0 <<<"$bad"
    [[ $(sql "SELECT password_hash FROM users WHERE nickname = 'Jo'") =~ ^\$2a\$12\$ ]]
    passwords_cost 4
    # a Korean one is the same from a keyboard that composes otherwise
    person ko account sign-up --studio "$STUDIO" --email ko@example.org --nickname Ko --password-fd 0 <<<"나의첼로연습시간"
    person ko account sign-out
    person ko account sign-in --email ko@example.org --password-fd 0 \
        < <(python3 -c 'import unicodedata; print(unicodedata.normalize("NFD", "나의첼로연습시간"))')
}

@test "a password is never taken from the command line, and none is no password" {
    signs_up kim
    person kim -2 account password "$secret"
    person kim -2 account password --password-fd 0 </dev/null
    contains "$stderr" "no password came from descriptor 0"
    person kim -2 account password --password-fd 1023 </dev/null
    person guest -2 account sign-in --studio "$STUDIO" --email kim@example.org --password-fd x <<<"$secret"
}

@test "a new password signs all other devices out, and only the new one is good" {
    signs_up lou
    signs_in lou2 lou
    person lou -1 account password --password-fd 0 <<<$'not the old one\nanother secret'
    contains "$stderr" "the password is wrong"
    person lou2 account whoami
    person lou -1 account password --password-fd 0 <<<"$secret"$'\nshort'
    contains "$stderr" "8 characters"
    person lou account password --password-fd 0 <<<"$secret"$'\nanother secret'
    contains "$stderr" "signed out 1 other device"
    person lou account whoami
    person lou2 -1 account whoami
    person lou2 -1 account sign-in --email lou@example.org --password-fd 0 <<<"$secret"
    person lou2 account sign-in --email lou@example.org --password-fd 0 <<<"another secret"
}

@test "an e-mail is changed with the password only, to one that nobody has" {
    signs_up mo
    signs_up ned
    person mo -1 account email mo@new.example.org --password-fd 0 <<<"wrong one"
    person mo -1 account email NED@example.org --password-fd 0 <<<"$secret"
    contains "$stderr" "there is an account with this e-mail"
    person mo -1 account email nonsense --password-fd 0 <<<"$secret"
    contains "$stderr" "no e-mail address"
    person mo account email mo@new.example.org --password-fd 0 <<<"$secret"
    person mo account whoami
    contains "$output" "mo@new.example.org"
    person mo2 -1 account sign-in --studio "$STUDIO" --email mo@example.org --password-fd 0 <<<"$secret"
    person mo2 account sign-in --studio "$STUDIO" --email mo@new.example.org --password-fd 0 <<<"$secret"
}

@test "with a stolen token neither password nor e-mail nor account can be taken" {
    signs_up opa
    signs_up pam
    local token ticket
    token=$(token_of opa)
    for call in "api.account_password('$token', :'t', 'my own one')" \
        "api.account_email('$token', :'t', :'t', 'thief@example.org')" "api.account_delete('$token', :'t')"; do
        ticket=$(try pam@example.org "$secret") # the thief's own account
        run as_client -v t="$ticket" <<<"SELECT $call"
        contains "$output" "PR403"
        run as_client -v t=x <<<"SELECT $call"
        contains "$output" "PR401"
    done
    person opa account whoami
    contains "$output" opa@example.org
}
