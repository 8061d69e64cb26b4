#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# SQL, patterns, controls, numbers without end and nothing at all in every parameter of every function
# of api. The catalog says which there are.
load attacker

setup_file()
{
    studio_start
    studio_people
    as_client "SELECT api.post_write('$(token mia)', gen_random_uuid(), 'How to bow', 'Slowly.', 'question',
        '{bow}', NULL, NULL)"
}

teardown_file() { studio_stop; }

setup() { cd "$BATS_TEST_TMPDIR" || return; }

@test "hostile values are taken, or refused in one harmless line of ours, and change nothing else" {
    local before after
    before=$(sql "SELECT count(*), max(oid) FROM pg_class; SELECT count(*) FROM users; SELECT count(*) FROM posts")
    psql -qXAt -v token="$(token mia)" "$STUDIO_ADMIN" -f "$BATS_TEST_DIRNAME/hostile.sql" >calls
    [ "$(grep -c '^BEGIN;' calls)" -gt 5000 ]
    run ! grep 'kind without hostile values' calls
    psql -qXAt -v VERBOSITY=verbose "$STUDIO" -f calls >answers 2>&1
    # something was taken, something was refused, and the connection held until the end
    [ "$(grep -c 'ERROR:  PR422' answers)" -gt 500 ]
    [ "$(grep -c '^#' answers)" -eq "$(grep -c '^BEGIN;' calls)" ]
    awk '/^#/ {call = $0} /ERROR:|FATAL:|PANIC:/ && !/ERROR:  PR4[0-9][0-9]: / {print call ": " substr($0, 1, 300)}' \
        answers >strange
    head -n 40 strange
    [ ! -s strange ]
    # psql shows the message and the hint on lines of their own
    grep -aE '(ERROR|HINT):  ' answers | sed -E 's/^psql:calls:[0-9]+: //' >told
    run ! grep -aP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae' told
    run ! grep -E '.{400}' told
    after=$(sql "SELECT count(*), max(oid) FROM pg_class; SELECT count(*) FROM users; SELECT count(*) FROM posts")
    [ "$after" = "$before" ]
}
