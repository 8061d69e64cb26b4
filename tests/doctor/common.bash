# SPDX-License-Identifier: GPL-3.0-or-later
# A home of their own, and one way to ask.
# shellcheck source=tests/config/common.bash
source "$BATS_TEST_DIRNAME/../config/common.bash"

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
