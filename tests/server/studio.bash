# SPDX-License-Identifier: GPL-3.0-or-later
# A studio of its own for a file of tests: a private PostgreSQL cluster on a Unix socket, and people
# with homes of their own. Load it, call studio_start in setup_file and studio_stop in
# teardown_file. Exports STUDIO (what clients connect with) and STUDIO_ADMIN (the superuser).
bats_require_minimum_version 1.5.0

postgres_bin()
{
    local folder
    for folder in /usr/lib/postgresql/*/bin; do echo "$folder"; done | sort -V | tail -n 1
}

# PostgreSQL refuses to run as root, so root lends it the user that Debian's package made.
as_postgres()
{
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# studio_cluster FOLDER [SETTING=VALUE…]: starts a cluster in a folder that is not there yet.
# Durability is off: no test needs it, and disks are slow.
studio_cluster()
{
    local folder=$1 bin setting options=
    shift
    bin=$(postgres_bin)
    mkdir -p "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres: "$folder"
    as_postgres "$bin/initdb" -D "$folder/data" -U practice --auth=trust --no-sync \
        --locale=C.UTF-8 -E UTF8 >"$folder.initdb" 2>&1 || return
    for setting in listen_addresses="''" unix_socket_directories="$folder" fsync=off \
        synchronous_commit=off max_connections=200 "$@"; do
        options+=" -c $setting"
    done
    as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s -t 60 -o "$options" start \
        >/dev/null 2>&1 3>&-
}

studio_start()
{
    # Socket paths are short, so not below the test's own folder.
    STUDIO_FOLDER=$(mktemp -d /tmp/studio-XXXXXX)
    chmod 755 "$STUDIO_FOLDER"
    studio_cluster "$STUDIO_FOLDER/s" "$@" || {
        cat "$STUDIO_FOLDER/s.initdb" "$STUDIO_FOLDER/s/log"
        return 1
    }
    export STUDIO_FOLDER
    export STUDIO_ADMIN="host=$STUDIO_FOLDER/s user=practice dbname=studio"
    export STUDIO="host=$STUDIO_FOLDER/s user=practice_client dbname=studio"
    psql -qX "host=$STUDIO_FOLDER/s user=practice dbname=postgres" -c 'CREATE DATABASE studio' &&
        "$BUILD/tests/server/prepare" "$STUDIO_ADMIN"
}

studio_stop()
{
    [ -n "${STUDIO_FOLDER:-}" ] || return 0
    as_postgres "$(postgres_bin)/pg_ctl" -D "$STUDIO_FOLDER/s/data" -m immediate -w -s stop \
        >/dev/null 2>&1
    rm -rf "$STUDIO_FOLDER"
}

# sql STATEMENT [psql's options]: as the superuser; unaligned rows without a header.
sql()
{
    psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO_ADMIN" -c "$@"
}

# Where a person's things are.
home_of() { echo "$BATS_FILE_TMPDIR/people/$1"; }

# person NAME ARGUMENT…: `practice` as that person, remembering $status, $output and $stderr. A first
# argument -N is the exit code that is expected (default 0). A crash or a sanitizer's report fails.
person()
{
    local name=$1 expected=0
    shift
    if [[ $1 =~ ^-[0-9]+$ ]]; then
        expected=${1#-}
        shift
    fi
    mkdir -p "$(home_of "$name")"
    run --separate-stderr env -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME \
        -u XDG_CACHE_HOME -u PRACTICE_JOURNAL HOME="$(home_of "$name")" LC_ALL=C.UTF-8 \
        TZ="${TZ:-Asia/Seoul}" "${BUILD:?}/practice" "$@"
    # shellcheck disable=SC2154
    if [[ $status -ge 128 || $stderr == *Sanitizer* || $stderr == *"runtime error"* ||
        $status -ne $expected ]]; then
        printf '%s: practice %q\nexit %s, expected %s\n%s\n%s\n' "$name" "$*" "$status" "$expected" \
            "$output" "$stderr"
        return 1
    fi
}
