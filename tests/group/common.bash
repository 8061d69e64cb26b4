# SPDX-License-Identifier: GPL-3.0-or-later
# A studio with musicians. `newcomer` is one as anybody comes in; `extras` are many at once, who have
# an account and a token but no home.
load ../server/studio

setup() { cd "$BATS_TEST_TMPDIR" || return; }

# newcomer NAME [E-MAIL]: signs up, from a home of their own.
newcomer()
{
    person "$1" account sign-up --studio "$STUDIO" --email "${2:-$1@example.org}" --nickname "$1" \
        --password-fd 3 3<<<'correct horse battery'
}

# extras NAME…: accounts whose tokens are "token-NAME".
extras()
{
    local name
    for name in "$@"; do
        echo "INSERT INTO users (email, password_hash, nickname)
            VALUES (lower(md5('$name')) || '@example.org', 'none', '$name');
            INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
            SELECT sha256(convert_to('token-$name', 'UTF8')), user_id, gen_random_uuid(), 'none',
                now() + interval '1 day' FROM users WHERE nickname = '$name';"
    done | psql -qX -v ON_ERROR_STOP=1 "$STUDIO_ADMIN"
}

# ask_as NAME CALL: a function of the studio as that person, with TOKEN in the place of the token;
# prints rows, or the SQLSTATE of a refusal. Nothing that it does is kept.
ask_as()
{
    psql -qXAt -v VERBOSITY=sqlstate "$STUDIO" 2>&1 \
        -c "BEGIN; SELECT * FROM api.${2//TOKEN/\'token-$1\'}; ROLLBACK" | sed -n 's/^ERROR: *//;p'
}

# keep_as NAME CALL: the same, kept.
keep_as()
{
    psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO" -c "SELECT * FROM api.${2//TOKEN/\'token-$1\'}"
}
