# SPDX-License-Identifier: GPL-3.0-or-later
# A studio with people who write. `newcomer` signs up with the program; `extras` are many at once, who
# have an account and a token, "token-NAME", but no home (tests/group/common.bash).
load ../group/common

# Files of a test stay out of the tree.
setup() { cd "$BATS_TEST_TMPDIR" || return; }

# write_as NAME WORD…: `practice post write` as that person; prints the new id.
write_as()
{
    local name=$1
    shift
    person "$name" post write "$@" >/dev/null || return
    printf '%s\n' "${output##*$'\n'}"
}

# as NAME WORD…: the program as that person, whose output is printed.
as()
{
    person "$@" || return
    [ -z "$output" ] || printf '%s\n' "$output"
}

# The end of an id, as people type it.
tail_of() { printf '%s\n' "${1: -8}"; }

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

# wait_for COMMAND…: until it succeeds, for a minute at most.
wait_for()
{
    local until=$((SECONDS + 60))
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.2
    done
}
