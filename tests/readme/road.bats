#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: words are compared; tests/worker, tests/group and tests/board run the same verbs.
# Long: runs first.
# Somebody who wants to see the whole road of a recording types the README's third chapter as it is
# written, and sees what stands there.
bats_require_minimum_version 1.5.0
load terminal

setup()
{
    cd "$BATS_TEST_DIRNAME/../.." || return
    server=practice-road-$$
    cat >"$BATS_TEST_TMPDIR/here.sh" <<EOF
cd '$PWD'
export BUILD='$BUILD' LC_ALL=C.UTF-8 TZ=Asia/Seoul TMPDIR='$BATS_TEST_TMPDIR' PS1='here\$ '
exec bash --norc --noprofile -i
EOF
    tmux -L "$server" -f /dev/null new-session -d -s here -x 130 -y 60 "bash '$BATS_TEST_TMPDIR/here.sh'" 3>&-
}

# A terminal that is closed ends the studio as well.
teardown()
{
    local until=$((SECONDS + 60))
    tmux -L "$server" kill-server 2>/dev/null || true
    while compgen -G "$BATS_TEST_TMPDIR/dev-studio-*" >/dev/null && [ "$SECONDS" -lt "$until" ]; do sleep 0.1; done
}

# What is another thing each time, by its kind. A worker may have a job before its submitter comes to
# say that it is queued: that event may be missing.
normal()
{
    sed -E '/^ *\+[0-9.]+ s  QUEUED$/d
        s/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/UUID/g
        s/\b[0-9a-f]{8}\b/ID/g
        s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/
        s/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}/TIME/
        s/^ *\+[0-9.]+ s  /  +S  /
        s/by [^ ]+\/[0-9]+/by WORKER/
        s/"pid":[0-9]+/"pid":N/; s/"seconds":[0-9.]+/"seconds":S/
        s/(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* [0-9]+ [A-Z][a-z]+ [0-9]{4}/DAY/
        s/(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [0-9-]{10}/DAY/' <<<"$1"
}

# What came after the line that was typed, and before the prompt.
seen() { normal "$(sed '0,/it FAILED/d; $d' <<<"$answer")"; }

@test "the whole road of a recording is what the README shows" {
    local line text='' typed='' n=0
    wait_for_prompt here
    while IFS= read -r line <&9; do
        case $line in
        '$ '* | 'studio$ '* | '```')
            [[ $typed != studio* ]] || diff <(normal "$text") <(seen)
            typed=$line text=''
            ;;
        *) text+=${text:+$'\n'}$line ;;
        esac
        case $line in
        'studio$ exit') plays here exit && n=$((n + 1)) && typed= ;;
        'studio$ '*) plays here "${line#*\$ }" studio && n=$((n + 1)) ;;
        '$ '*) type_line here "${line#\$ }" && wait_for_prompt here studio ;;
        esac
    done 9< <(sed -n '/^\$ scripts\/dev-studio$/,/^```$/p' README.md)
    [ "$n" -ge 7 ]
    # the shell has ended, and all of it is gone
    ! compgen -G "$BATS_TEST_TMPDIR/dev-studio-*"
}
