# SPDX-License-Identifier: GPL-3.0-or-later
# What the accuracy tests share: analyse a recording, then state how far it may be from the truth.
bats_require_minimum_version 1.5.0
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
AUDIO=$HERE/../../testdata/audio
PRACTICE=${PRACTICE:-$BUILD/practice}

# Analyses FILE into NAME.json of the test's folder.
analyze()
{
    local name=$1
    shift
    "$PRACTICE" analyze --json "$@" >"$BATS_TEST_TMPDIR/$name.json"
}

# at_most VALUE LIMIT: numbers, both may have decimals.
at_most()
{
    awk -v value="$1" -v limit="$2" 'BEGIN {exit !(value <= limit)}'
}

# Fails with a line that says what was found when the analysis NAME is further from REFERENCE
# (a truth file or another analysis) than: seconds of play time, F1, seconds at any border.
agrees()
{
    local reference=$1 name=$2 error_s=$3 f1=$4 border_s=$5 shift_s=${6:-0} said
    said=$("$HERE/compare" "$reference" "$BATS_TEST_TMPDIR/$name.json" "$shift_s") || return 1
    read -r -a is <<<"$said"
    at_most "${is[2]}" "$error_s" && at_most "$f1" "${is[3]}" && at_most "${is[4]}" "$border_s" &&
        return 0
    echo "$name: true ${is[0]} s, found ${is[1]} s, off by ${is[2]} s, F1 ${is[3]}, border ${is[4]} s"
    return 1
}

play_time()
{
    jq -r .play_time_s "$BATS_TEST_TMPDIR/$1.json"
}

# Makes a treated copy of the lesson; the arguments are ffmpeg's.
treat()
{
    local copy=$BATS_TEST_TMPDIR/$1
    shift
    ffmpeg -nostdin -loglevel error -y -i "$AUDIO/lesson.flac" "$@" "$copy"
    echo "$copy"
}
