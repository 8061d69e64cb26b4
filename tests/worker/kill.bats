#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
# kill -9 of whoever works on a job, at every step. `make kill-suite` is the long form; here is a part
# of it, for a minute.
load road

setup_file()
{
    # shellcheck disable=SC2119 # swift is optional
    if is_long; then road_start swift; else road_start; fi
}

# of the suite: what it prints is shown by a failure and by the long form
suite()
{
    # shellcheck disable=SC2154 # of bats
    run /usr/bin/python3 "$BATS_TEST_DIRNAME/$1" "${@:2}"
    if is_long; then echo "$output" >&3; else echo "$output"; fi
    # shellcheck disable=SC2154
    [ "$status" -eq 0 ]
}

@test "a kill before and after everything that is done outside loses nothing and counts nothing twice" {
    if is_long; then
        suite kill.py 0/1 1all 1alone 1stop 2all
    else
        KILL_ONLY='^(submit|tickets|jobs|poison|passing|hooks)' suite kill.py 0/6 1all
    fi
}

@test "a worker that sleeps longer than its message is held wakes up too late" {
    is_long || KILL_ONLY='^jobs: (after work.claim|before work.finish|before s3.delete|before sqs.Del)' \
        suite kill.py 0/1 1stop
}

@test "workers that are killed all the time measure every job once" {
    if is_long; then suite chaos.py 1000 3 1 && suite chaos.py 1000 4 2; else suite chaos.py 60 2 1; fi
}

@test "recordings that cannot be had by the thousand keep no good one waiting, and come back once" {
    if is_long; then suite poison.py 10000; else suite poison.py 150; fi
}
