# SPDX-License-Identifier: GPL-3.0-or-later
# A home of their own, as for the settings, and two ways to look at a journal.
# shellcheck source=tests/config/common.bash
source "$BATS_TEST_DIRNAME/../config/common.bash"

# Everything that the journal says, as one JSON array, without when rows were made.
sessions()
{
    "$practice" session export --json >all.json
    tail -n +2 all.json | jq -sc 'map(del(.created, .updated))'
}

# jq over the sessions: facts FILTER.
facts()
{
    sessions | jq -c "$1"
}

# Another journal, from here on.
other_journal()
{
    export PRACTICE_JOURNAL=$PWD/$1.db
}
