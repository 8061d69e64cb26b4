# SPDX-License-Identifier: GPL-3.0-or-later
# The tests of the program in a home of their own, so that no setting of a person is read or changed.
# shellcheck source=tests/cli/common.bash
source "$BATS_TEST_DIRNAME/../cli/common.bash"
eval "$(declare -f setup | sed '1s/setup/setup_program/')"

setup()
{
    setup_program || return
    export HOME=$BATS_TEST_TMPDIR/home TZ=Europe/Berlin
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
    unset PRACTICE_JOURNAL VISUAL EDITOR
    mkdir -p "$HOME"
    settings=$HOME/.config/practice/config
}
