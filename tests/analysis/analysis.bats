# SPDX-License-Identifier: GPL-3.0-or-later
# The analyser from its inner loops to its edges, against answers known beforehand.
bats_require_minimum_version 1.5.0

setup()
{
    P="$BUILD/tests/analysis"
}

# near VALUE WANTED TOLERANCE
near()
{
    awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN {exit !(a - b <= t && b - a <= t)}' ||
        { echo "$1 is not $2 ± $3"; return 1; }
}

# spans RUNS MAX_REST MIN_PLAY DURATION: the spans of "kind end certainty, …".
spans()
{
    tr , '\n' <<<"$1" >"$BATS_TEST_TMPDIR/runs"
    run -0 "$P/spans_check" "$2" "$3" "$4" <"$BATS_TEST_TMPDIR/runs"
}

@test "every variant of the inner loops gives the same bits" {
    run -0 "$P/kernels_check"
    [[ "${lines[0]}" =~ ^[1-9]\ variants\ agree$ ]]
}

@test "logarithm and logistic are exact to a few units in the last place" {
    run -0 "$P/kernels_check"
    read -r _ log _ sigmoid <<<"${lines[1]}"
    near "$log" 0 4e-6
    near "$sigmoid" 0 4e-7
}

@test "the model in C answers as the training framework did" {
    run -0 "$P/activity_check" tests/engine/data/activity_vector.txt
    read -r _ _ _ worst _ agree <<<"$output"
    near "$worst" 0 2e-4
    [ "$agree" = agree ]
}

@test "a sine has the same bands, level and loudness at every rate" {
    for rate in 8000 11025 12000 16000 22050 24000 32000 37800 44100 48000 64000 88200 96000 176400 192000; do
        run -0 "$P/frontend_check" "$rate" 1000 0.5
        read -r at hop frames band sum level loudness <<<"$output"
        echo "$rate: $output"
        awk -v r="$at" 'BEGIN {exit !(r >= 8000 && r < 32000)}'
        near "$(awk -v h="$hop" -v r="$at" 'BEGIN {print h / r}')" 0.02 0.0001
        near "$frames" 100 1
        [ "$band" = 16 ]
        near "$sum" -9.03 0.05
        near "$level" -9.03 0.05
        near "$loudness" -8.34 0.15 # 0.69 dB above the level at 1 kHz, by BS.1770
    done
}

@test "what lies above half the analysis rate does not come back as an alias" {
    run -0 "$P/frontend_check" 44100 16000 0.9
    read -r _ _ _ _ _ level _ <<<"$output"
    awk -v l="$level" 'BEGIN {exit !(l < -60)}'
    run -0 "$P/frontend_check" 96000 30000 0.9
    read -r _ _ _ _ _ level _ <<<"$output"
    awk -v l="$level" 'BEGIN {exit !(l < -60)}'
}

@test "the front end adds no delay" {
    for rate in 8000 44100 48000 192000; do
        run -0 "$P/frontend_check" "$rate" 1000 0.5 0.75
        near "$output" 0.75 0.0051
    done
}

@test "rests up to the limit count as play, longer ones do not" {
    spans "p 5 .9,- 6.9 .9,p 9 .9,- 11.1 .9,p 15 .9" 2 0.4 15
    [ "${lines[0]}" = "0.00-9.00 play with_rests 0.90 7.10" ]
    [ "${lines[1]}" = "9.00-11.10 silence quiet 0.90 0.00" ]
    [ "${lines[2]}" = "11.10-15.00 play instrument 0.90 3.90" ]
    [ "${lines[3]}" = "play 12.90 sounding 11.00 starts 2 longest 9.00" ]
}

@test "talk within a short rest is bridged like the rest" {
    spans "p 5 .9,s 6 .9,- 6.5 .9,p 9 .9" 2 0.4 9
    [ "${lines[0]}" = "0.00-9.00 play with_rests 0.90 7.50" ]
}

@test "with a rest of zero nothing is bridged" {
    spans "p 5 .9,- 5.5 .9,p 9 .9" 0 0.4 9
    [ "${lines[3]}" = "play 8.50 sounding 8.50 starts 2 longest 5.00" ]
}

@test "an unsure island does not count and says so" {
    spans "- 5 .9,p 5.8 .45 .3,- 9 .9" 2 0 9
    [ "${lines[1]}" = "5.00-5.80 other unsure 0.45 0.00" ]
    [ "${lines[3]}" = "play 0.00 sounding 0.00 starts 0 longest 0.00" ]
}

@test "unsure notes that follow each other count together" {
    spans "- 5 .9,p 6.1 .45 .3,- 7 .9,p 8.1 .45 .3,- 9 .9,p 10.1 .45 .3,- 12 .9" 2 0 12
    [ "${lines[1]}" = "5.00-10.10 play with_rests 0.45 3.30" ]
}

@test "a few unsure notes alone do not count, sure ones do" {
    spans "- 5 .9,p 5.8 .55 .35,- 6 .9,p 6.8 .55 .35,- 9 .9" 2 0 9
    [ "${lines[1]}" = "5.00-6.80 other unsure 0.55 0.00" ]
    spans "- 5 .9,p 5.8 .65 .3,- 6 .9,p 6.8 .65 .3,- 9 .9" 2 0 9
    [ "${lines[1]}" = "5.00-6.80 play with_rests 0.65 1.60" ]
}

@test "soft notes count where nothing speaks for talk or noise, and not where something does" {
    spans "- 5 .9,p 5.8 .4 .02,- 6 .9,p 6.8 .4 .2,- 9 .9" 2 0 9
    [ "${lines[1]}" = "5.00-6.80 play with_rests 0.40 1.60" ]
    spans "- 5 .9,p 5.8 .4 .02,- 6 .9,p 6.8 .4 .5,- 9 .9" 2 0 9
    [ "${lines[1]}" = "5.00-6.80 other unsure 0.40 0.00" ]
}

@test "long playing that talk and noise together are likelier than does not count" {
    spans "- 5 .9,p 25 .45 .6,- 30 .9" 2 0 30
    [ "${lines[1]}" = "5.00-25.00 other unsure 0.45 0.00" ]
    spans "- 5 .9,p 25 .45 .4,- 30 .9" 2 0 30
    [ "${lines[1]}" = "5.00-25.00 play instrument 0.45 20.00" ]
    spans "- 5 .9,p 25 .55 .9,- 30 .9" 2 0 30
    [ "${lines[1]}" = "5.00-25.00 play instrument 0.55 20.00" ]
}

@test "play shorter than the minimum does not count and says so" {
    spans "- 5 .9,p 6 .95,- 9 .9" 2 1.5 9
    [ "${lines[1]}" = "5.00-6.00 other too_short 0.95 0.00" ]
}

@test "the clicks of a metronome are one noise, words one talk" {
    spans "o .1 .8,- 1 .9,o 1.1 .8,- 2 .9,o 2.1 .8,- 5 .9,s 6 .7,- 7 .9,s 8 .7" 2 0.4 8
    [ "${lines[0]}" = "0.00-2.10 other noise 0.80 0.00" ]
    [ "${lines[1]}" = "2.10-5.00 silence quiet 0.90 0.00" ]
    [ "${lines[2]}" = "5.00-8.00 speech talk 0.70 0.00" ]
}

@test "crumbs of talk and noise join what is around them" {
    spans "s 3 .8,o 3.1 .6,s 5 .8,- 5.2 .5,o 9 .7" 2 0.4 9
    [ "${lines[0]}" = "0.00-5.20 speech talk 0.80 0.00" ]
    [ "${lines[1]}" = "5.20-9.00 other noise 0.70 0.00" ]
}

@test "the last span ends with the recording" {
    spans "- 1 .9,p 5.04 .9" 2 0.4 5.01
    [ "${lines[1]}" = "1.00-5.01 play instrument 0.90 4.01" ]
}

@test "block sizes and threads do not change a bit of the result" {
    run -0 "$P/stream_check"
    [ "${lines[0]}" = "blocks: 0 differ" ]
    [ "${lines[1]}" = "threads: 0 differ" ]
    read -r characters _ <<<"${lines[2]}"
    [ "$characters" -gt 5000 ]
}

@test "feeding allocates nothing but the growth of lists, and every short allocation is told" {
    run -0 "$P/short_memory"
    [ "${lines[0]}" = "feeding allocates 0 times but for lists" ]
    [ "${lines[1]}" = "every failure was told" ]
    [ "${#lines[@]}" -eq 2 ]
}

@test "no frames at all give an empty result" {
    run -0 "$P/edges" nothing
    [ "${lines[0]}" = "duration 0.000000 play 0.00 segments 0 onsets 0 notes 0 loudness -120.0" ]
    [ "${lines[1]}" = "then: the analysis is already finished" ]
}

@test "one sample is silence of one sample's length" {
    run -0 "$P/edges" sample
    [ "${lines[0]}" = "duration 0.000023 play 0.00 segments 1 onsets 0 notes 0 loudness -120.0" ]
    [ "${lines[1]}" = "silence" ]
}

@test "digital silence, a constant, NaN and infinities are silence" {
    for case in silence dc nan infinity; do
        run -0 "$P/edges" "$case"
        [ "${lines[0]}" = "duration 10.000000 play 0.00 segments 1 onsets 0 notes 0 loudness -120.0" ]
        [ "${lines[1]}" = "silence" ]
    done
}

@test "samples that are no numbers are counted in a warning" {
    run -0 "$P/edges" nan
    [ "${lines[2]}" = "warning: 441000 samples were not numbers or beyond +24 dBFS" ]
}

@test "clipping is told as a warning" {
    run -0 "$P/edges" clipped
    [[ "$output" == *"warning: clipped: 441000 samples reach full scale"* ]]
}

@test "options outside their range are refused with the range" {
    run -0 "$P/options" 7999 1 2 0.4
    [ "$output" = "bad_argument sample rate 7999 Hz is outside 8000 … 192000" ]
    run -0 "$P/options" 192001 1 2 0.4
    [[ "$output" == bad_argument* ]]
    run -0 "$P/options" 44100 33 2 0.4
    [ "$output" = "bad_argument 33 channels are outside 1 … 32" ]
    run -0 "$P/options" 44100 0 2 0.4
    [[ "$output" == bad_argument* ]]
    run -0 "$P/options" 44100 1 -1 0.4
    [ "$output" = "bad_argument the longest rest is outside 0 … 60 s" ]
    run -0 "$P/options" 44100 1 nan 0.4
    [[ "$output" == bad_argument* ]]
    run -0 "$P/options" 44100 1 2 61
    [ "$output" = "bad_argument the shortest play span is outside 0 … 60 s" ]
    run -0 "$P/options" 192000 32 60 60
    [ "$output" = "ok " ]
}

@test "the first note after a silence is among the notes and the onsets" {
    run -0 "$BUILD/practice" analyze --json --notes testdata/audio/violin.flac
    near "$(jq '.notes[0].start_s' <<<"$output")" 0.80 0.02
    near "$(jq '.notes[0].midi' <<<"$output")" 67 0
    near "$(jq '.onsets_s[0]' <<<"$output")" 0.80 0.02
}
