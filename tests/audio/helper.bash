# SPDX-License-Identifier: GPL-3.0-or-later
# What the audio tests share: a recording to encode, the facts that decode_info prints, and how
# like the original a decoded one has to be.
bats_require_minimum_version 1.5.0
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TOOLS=$BUILD/tests/audio
SEEDS=$HERE/../fuzz/corpus/decoder

# tone FILE RATE CHANNELS SECONDS [sox options]: a rising tone, so that every moment is different.
tone()
{
    local file=$1 rate=$2 channels=$3 seconds=$4
    shift 4
    sox -D -n -r "$rate" -c "$channels" -b 16 "$@" "$file" synth "$seconds" sine 300:1500 gain -6
}

encode()
{
    ffmpeg -v error -nostdin -y "$@"
}

# decode FILE [options]: facts to $FACTS; fails unless decoding succeeds, with nothing on stderr.
decode()
{
    FACTS=$BATS_TEST_TMPDIR/facts
    "$TOOLS/decode_info" "${@:2}" "$1" >"$FACTS" 2>"$BATS_TEST_TMPDIR/stderr" || {
        echo "$1: $(cat "$FACTS" "$BATS_TEST_TMPDIR/stderr")"
        return 1
    }
    [ ! -s "$BATS_TEST_TMPDIR/stderr" ]
}

# refuse FILE ERROR: decoding fails with that error.
refuse()
{
    local status=0
    FACTS=$BATS_TEST_TMPDIR/facts
    "$TOOLS/decode_info" "${@:3}" "$1" >"$FACTS" 2>&1 || status=$?
    [ "$status" -eq 3 ] && grep -q "^error $2: " "$FACTS" && return 0
    echo "$1: status $status, $(cat "$FACTS")"
    return 1
}

fact()
{
    sed -n "s/^$1 //p" "$FACTS"
}

# is NAME VALUE…: facts of the last decode, all of them.
is()
{
    while [ $# -gt 0 ]; do
        [ "$(fact "$1")" = "$2" ] || {
            echo "$1 is '$(fact "$1")', not '$2'"
            return 1
        }
        shift 2
    done
}

no_warning()
{
    ! grep '^warning' "$FACTS"
}

# same FILE REFERENCE: both decode to the same samples, bit for bit.
same()
{
    local hash
    decode "$2" || return 1
    hash=$(fact hash)
    decode "$1" || return 1
    is hash "$hash" && no_warning
}

# alike FILE REFERENCE [CORRELATION [DECIBELS]]: same rate and channels; length and place within
# 60 ms, level within 1 dB or what is given.
alike()
{
    local a=$BATS_TEST_TMPDIR/a.raw b=$BATS_TEST_TMPDIR/b.raw rate channels
    decode "$2" --raw "$a" || return 1
    rate=$(fact rate) channels=$(fact channels)
    decode "$1" --raw "$b" || return 1
    is rate "$rate" channels "$channels" || return 1
    "$TOOLS/likeness" "$channels" "$rate" "$a" "$b" >"$BATS_TEST_TMPDIR/likeness"
    awk -v least="${3:-0.98}" -v db="${4:-1}" 'function abs(x) {return x < 0 ? -x : x}
        {exit !($1 >= least && abs($2) <= 60 && abs($3) <= db && abs($4) <= 60)}' \
        "$BATS_TEST_TMPDIR/likeness" && return 0
    echo "$1: correlation, lag, level, length: $(cat "$BATS_TEST_TMPDIR/likeness")"
    return 1
}
