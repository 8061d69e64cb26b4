# SPDX-License-Identifier: GPL-3.0-or-later
# All helps of a file of tests. The program is asked once for each, since asking takes longer than
# comparing.
helps=$BATS_FILE_TMPDIR/helps

setup_file()
{
    local name
    mkdir "$helps"
    "$BUILD/practice" help >"$helps/help" || return
    for name in $(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' "$helps/help"); do
        keep_help "$name" && keep_helps "$name" || return
    done
}

keep_helps()
{
    local verb
    for verb in $(verbs "$1"); do keep_help "$1" "$verb" || return; done
}

# Also says in which order they are, under the name "all".
keep_help()
{
    local IFS=:
    "$BUILD/practice" "$@" -h >"$helps/$*" || return
    echo "$*" >>"$helps/all"
}

# help_of "COMMAND[:VERB]"
help_of() { cat "$helps/$1"; }

commands() { grep -v : "$helps/all"; }

# The verbs of a noun; nothing for other commands.
verbs() { sed -n '/^Verbs:/,/^$/s/^  \([a-z-]*\) .*/\1/p' "$helps/$1"; }

# Every command, and every noun with each of its verbs, as "noun:verb".
whole_commands() { cat "$helps/all"; }
