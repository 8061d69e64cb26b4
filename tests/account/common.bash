# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of accounts share: people who sign up, and words to ask about answers.
# shellcheck source=../server/studio.bash
. "$BATS_TEST_DIRNAME/../server/studio.bash"

secret='correct horse battery'

setup_file() { studio_start; }
teardown_file() { studio_stop; }

setup()
{
    cd "$BATS_TEST_TMPDIR" || return
    unset PRACTICE_STUDIO PGHOST PGPORT PGDATABASE PGSERVICE NO_COLOR COLUMNS
    export TZ=Asia/Seoul
}

# signs_up NAME [NICKNAME]: with the e-mail NAME@example.org and the password $secret.
signs_up()
{
    person "$1" account sign-up --studio "$STUDIO" --email "$1@example.org" \
        --nickname "${2:-$1}" --device "$1's laptop" --password-fd 0 <<<"$secret"
}

# signs_in WHERE NAME: the person NAME on the machine WHERE.
signs_in()
{
    person "$1" account sign-in --studio "$STUDIO" --email "$2@example.org" --device "$1" \
        --password-fd 0 <<<"$secret"
}

identity_of() { echo "$(home_of "$1")/.local/share/practice/account/identity"; }

# The token that a person's machine has.
token_of() { sed -n 's/^token //p' "$(identity_of "$1")"; }

user_of() { sed -n 's/^user //p' "$(identity_of "$1")"; }

# What an attacker has: the clients' login and psql.
as_client() { psql -qXAt -v ON_ERROR_STOP=1 -v VERBOSITY=verbose "$STUDIO" "$@" 2>&1; }

contains()
{
    [[ $1 == *"$2"* ]] || {
        printf 'not found: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

lacks()
{
    [[ $1 != *"$2"* ]] || {
        printf 'should not be there: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

# has FILTER: jq finds it true of $output.
has()
{
    printf '%s\n' "$output" >answer.json
    jq -e "$1" answer.json >/dev/null || {
        printf 'not true: %s\nof: %s\n' "$1" "$output"
        return 1
    }
}
