# SPDX-License-Identifier: GPL-3.0-or-later
# Somebody at a terminal: types what the README says, waits for the shell, and reads the screen. The
# file that loads this starts a tmux server of its own, $server, with a session for each person.

screen_of() { tmux -L "$server" capture-pane -p -J -t "$1" -S -200; }

type_line()
{
    tmux -L "$server" send-keys -t "$1" -l "$2"
    tmux -L "$server" send-keys -t "$1" Enter
}

# wait_for_prompt NAME [PROMPT]: until that person's shell asks for the next command, with the name
# or the prompt before "$ "; types the password when that is asked for. What came since the command
# stands in $answer then.
wait_for_prompt()
{
    local name=$1 prompt=${2:-$1} screen='' last asked typed=0 until=$((SECONDS + 240))
    while [ "$SECONDS" -lt "$until" ]; do
        screen=$(screen_of "$name" | sed 's/ *$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}')
        last=${screen##*$'\n'}
        if [ "$last" = "$prompt\$" ]; then
            answer=$screen
            return
        fi
        asked=$(grep -cE '(assword|Once more):$' <<<"$screen") || true
        if [ "$asked" -gt "$typed" ]; then
            type_line "$name" 'a password that is long'
            typed=$asked
        fi
        sleep 0.1
    done
    printf 'no prompt:\n%s\n' "$screen"
    return 1
}

# plays NAME LINE [PROMPT]: types it, waits for the prompt, and fails when the command did.
plays()
{
    local name=$1 line=$2
    echo "$name: $line"
    tmux -L "$server" send-keys -t "$name" -R
    tmux -L "$server" clear-history -t "$name"
    type_line "$name" "$line; [ \$? = 0 ] || echo 'it FAILED'"
    sleep 0.2
    wait_for_prompt "$name" "${3:-$name}"
    [[ $(grep -v 'it FAILED.$' <<<"$answer") != *"it FAILED"* ]] || {
        printf '%s\n' "$answer"
        return 1
    }
    printf '%s\n' "$answer" >>"$BATS_TEST_TMPDIR/$name.log"
}

