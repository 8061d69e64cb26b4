# SPDX-License-Identifier: GPL-3.0-or-later
# Signals with known answers and what is heard in them.
bats_require_minimum_version 1.5.0

setup()
{
    P="$BUILD/tests/engine"
}

# hear RATE SECONDS TONE…: what melody_dump says of tones(1), without the pitch track.
hear()
{
    "$P/tones" "$@" >"$BATS_TEST_TMPDIR/tones"
    run -0 --separate-stderr "$P/melody_dump" "$1" "$BATS_TEST_TMPDIR/tones"
    output=$(grep -v ^pitch <<<"$output")
    echo "$output"
}

# The rows of one kind in the output: rows note.
rows() { awk -v kind="$1" '$1 == kind {print $2, $3, $4, $5}' <<<"$output"; }

# near VALUE WANTED TOLERANCE
near()
{
    awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN {exit !(a != "" && a - b <= t && b - a <= t)}' ||
        { echo "$1 is not $2 ± $3"; return 1; }
}

# heard KIND "VALUE…" TOLERANCE [COLUMN]: the column of the rows of a kind, each as wanted.
heard()
{
    local found wanted i
    mapfile -t found < <(rows "$1" | awk -v c="${4:-1}" '{print $c}')
    read -ra wanted <<<"$2"
    [ "${#found[@]}" -eq "${#wanted[@]}" ] ||
        { echo "${#found[@]} of kind $1, not ${#wanted[@]}: ${found[*]}"; return 1; }
    for i in "${!wanted[@]}"; do
        near "${found[i]}" "${wanted[i]}" "$3" || return 1
    done
}
