# SPDX-License-Identifier: GPL-3.0-or-later
# A home of their own, and one way to ask.
# shellcheck source=tests/config/common.bash
source "$BATS_TEST_DIRNAME/../config/common.bash"

# Sound drivers, loaded and unloaded while devices are listed, lose bytes of their own.
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0

# The grades of a field, each once: grade settings.
grade()
{
    jq -r --arg field "$1" '[.checks[] | select(.field == $field) | .grade] | unique | join(" ")' \
        <<<"$output"
}

# What to do about a field.
remedy()
{
    jq -r --arg field "$1" '.checks[] | select(.field == $field) | .remedy // empty' <<<"$output"
}
