# SPDX-License-Identifier: GPL-3.0-or-later
# What the security suite shares: a studio with people of every kind in it, and psql as somebody who
# has the members' address and knows SQL. Outcomes are SQLSTATEs, or "ok".
load ../server/studio

# Every person's password; each e-mail is NAME@example.org.
export password=correct-horse-battery

# as_client SQL [psql's options]: unaligned rows.
as_client() { psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO" -c "$@"; }

# outcome SQL [ADDRESS]: "ok", or the SQLSTATE of the first error. One psql, so one session.
outcome()
{
    local answer
    if answer=$(psql -qXAt -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate "${2:-$STUDIO}" 2>&1 >/dev/null <<<"$1"); then
        echo ok
    else
        sed -n 's/^.*ERROR: *\([0-9A-Z]\{5\}\).*/\1/p; s/^.*FATAL: *\([0-9A-Z]\{5\}\).*/\1/p' <<<"$answer" | head -n 1
    fi
}

# expect OUTCOME SQL [ADDRESS]
expect()
{
    local got
    got=$(outcome "$2" "${3:-$STUDIO}")
    [ "$got" = "$1" ] || {
        printf 'expected %s, got %s: %s\n' "$1" "$got" "$2"
        return 1
    }
}

# Signs up and prints the token.
sign_up()
{
    local ticket
    ticket=$(as_client "SELECT ticket FROM api.sign_try('$1@example.org', '$password')")
    as_client "SELECT token FROM api.sign_up('$ticket', '$1@example.org', '$password', '$1', 'laptop')"
}

# Signs in and prints the token; fails as the studio does.
sign_in()
{
    local ticket
    ticket=$(as_client "SELECT ticket FROM api.sign_try('$1@example.org', '${2:-$password}')") || return
    as_client "SELECT token FROM api.sign_in('$ticket', 'phone', '')"
}

# token NAME: of somebody made by studio_people; "nobody" has none that is good.
token()
{
    if [ "$1" = nobody ]; then printf '0%.0s' {1..64}; else cat "$BATS_FILE_TMPDIR/token-$1"; fi
}

# A private group "Quartet" and people around it: olga owns it, adam is an admin, mia a member who
# shares all, finn left, rita was sent away, stan never was in it.
studio_people()
{
    local name code
    for name in olga adam mia finn rita stan; do
        sign_up "$name" >"$BATS_FILE_TMPDIR/token-$name" || return
    done
    as_client "SELECT * FROM api.group_create('$(token olga)', 'Quartet', 'four of us', false, 50)" >/dev/null || return
    code=$(as_client "SELECT code FROM api.group_invite_code('$(token olga)', 'Quartet', 10, 86400)") || return
    for name in adam mia finn rita; do
        as_client "SELECT api.group_join_code('$(token $name)', '$code')" >/dev/null || return
    done
    as_client "SELECT api.group_role('$(token olga)', 'Quartet', 'adam', 'admin')" >/dev/null &&
        as_client "SELECT api.group_leave('$(token finn)', 'Quartet')" >/dev/null &&
        as_client "SELECT api.group_kick('$(token olga)', 'Quartet', 'rita')" >/dev/null
}
