# SPDX-License-Identifier: GPL-3.0-or-later
# A studio of its own for a file of tests: a private PostgreSQL cluster on a Unix socket, and people
# with homes of their own. Load it, call studio_start in setup_file and studio_stop in
# teardown_file. Exports STUDIO (what clients connect with) and STUDIO_ADMIN (the superuser).
bats_require_minimum_version 1.5.0

studio_tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

postgres_bin() { printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1; }

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
studio_cluster()
{
    cluster_folder "$1"
    as_postgres "$(postgres_bin)/initdb" -D "$1/data" -U practice --auth=trust --no-sync \
        --locale=C.UTF-8 -E UTF8 >"$1.initdb" 2>&1 && cluster_run "$@"
}

cluster_folder()
{
    mkdir -p "$1"
    [ "$(id -u)" -ne 0 ] || chown postgres: "$1"
}

# cluster_run FOLDER [SETTING=VALUE…]: one that was made. Durability is off: no test needs it, and
# disks are slow.
cluster_run()
{
    local folder=$1 setting options=
    shift
    for setting in listen_addresses="''" unix_socket_directories="$folder" fsync=off \
        synchronous_commit=off max_connections=200 "$@"; do
        options+=" -c $setting"
    done
    as_postgres "$(postgres_bin)/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s -t 60 \
        -o "$options" start >/dev/null 2>&1 3>&-
}

# cluster_end FOLDER HOW: HOW is pg_ctl's mode.
cluster_end()
{
    as_postgres "$(postgres_bin)/pg_ctl" -D "$1/data" -m "$2" -w -s stop >/dev/null 2>&1
}

# studio_restart: the studio goes down, as for an upgrade, and comes back.
studio_restart() { cluster_end "$STUDIO_FOLDER/s" fast && cluster_run "$STUDIO_FOLDER/s"; }

# passwords_cost N [ADDRESS]: 2^N rounds of bcrypt. A studio's own 12 are half a second for everybody
# who signs up, so most files do with the fewest; those of passwords and guessing ask for all.
passwords_cost()
{
    local sql=$studio_tests/../../cli/server/sql/functions/auth cost
    cost=$(printf %02d "$1")
    sed "s/'bf', 12)/'bf', $1)/; s/'[$]2a[$]12[$]/'\$2a\$$cost\$/" \
        "$sql/password_hash.sql" "$sql/try_password.sql" >"$STUDIO_FOLDER/passwords.sql"
    [ "$(grep -cE "'bf', $1\)|'[$]2a[$]${cost}[$]" "$STUDIO_FOLDER/passwords.sql")" -eq 2 ] &&
        psql -qX -v ON_ERROR_STOP=1 -f "$STUDIO_FOLDER/passwords.sql" "${2:-$STUDIO_ADMIN}"
}

# studio_make FOLDER: a cluster with a studio in it, and left running.
studio_make()
{
    studio_cluster "$1" || {
        cat "$1.initdb" "$1/log"
        return 1
    }
    psql -qX "host=$1 user=practice dbname=postgres" -c 'CREATE DATABASE studio' &&
        "$BUILD/tests/server/prepare" "host=$1 user=practice dbname=studio" &&
        passwords_cost 4 "host=$1 user=practice dbname=studio"
}

# studio_copy FOLDER: the same from what the first file of this run of scripts/run-tests made; that
# takes a tenth of the time.
studio_copy()
{
    (
        flock 9
        [ -d "$RESULTS/studio" ] && exit
        studio_make "$1.first" && cluster_end "$1.first" fast &&
            mv "$1.first/data" "$RESULTS/studio.part" &&
            mv "$RESULTS/studio.part" "$RESULTS/studio"
    ) 9>"$RESULTS/studio.lock" >"$1.copy" 2>&1 || {
        cat "$1.copy"
        return 1
    }
    cluster_folder "$1"
    cp -a "$RESULTS/studio" "$1/data"
}

# studio_start [SETTING=VALUE…]
studio_start()
{
    local s
    # Socket paths are short, so not below the test's own folder.
    STUDIO_FOLDER=$(mktemp -d /tmp/studio-XXXXXX)
    s=$STUDIO_FOLDER/s
    chmod 755 "$STUDIO_FOLDER"
    # Debian's psql is a script that looks for the real one, which takes longer than most questions.
    mkdir "$STUDIO_FOLDER/bin"
    ln -s "$(postgres_bin)/psql" "$STUDIO_FOLDER/bin/psql"
    export STUDIO_FOLDER PATH=$STUDIO_FOLDER/bin:$PATH
    export STUDIO_ADMIN="host=$s user=practice dbname=studio"
    export STUDIO="host=$s user=practice_client dbname=studio"
    if [ -n "${RESULTS:-}" ]; then
        studio_copy "$s" || return
    else
        studio_make "$s" && cluster_end "$s" fast || return
    fi
    cluster_run "$s" "$@" || {
        cat "$s/log"
        return 1
    }
}

studio_stop()
{
    [ -n "${STUDIO_FOLDER:-}" ] || return 0
    cluster_end "$STUDIO_FOLDER/s" immediate
    rm -rf "$STUDIO_FOLDER"
}

# sql STATEMENT [psql's options]: as the superuser; unaligned rows without a header.
sql()
{
    psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO_ADMIN" -c "$@"
}

# Where a person's things are.
home_of() { echo "$BATS_FILE_TMPDIR/people/$1"; }

# at_home FOLDER COMMAND…: becomes that command, in a home of its own.
at_home()
{
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME PRACTICE_JOURNAL
    export HOME=$1 LC_ALL=C.UTF-8 TZ="${TZ:-Asia/Seoul}"
    exec "${@:2}"
}

# person NAME ARGUMENT…: `practice` as that person, remembering $status, $output and $stderr. A first
# argument -N is the exit code that is expected (default 0). A crash or a sanitizer's report fails.
person()
{
    local name=$1 expected=0 home
    shift
    if [[ $1 =~ ^-[0-9]+$ ]]; then
        expected=${1#-}
        shift
    fi
    home=$(home_of "$name")
    [ -d "$home" ] || mkdir -p "$home"
    # run keeps the errors in the test's folder, and in setup_file there is none yet
    local BATS_TEST_TMPDIR=${BATS_TEST_TMPDIR:-$BATS_FILE_TMPDIR}
    run --separate-stderr at_home "$home" "${BUILD:?}/practice" "$@"
    # shellcheck disable=SC2154
    if [[ $status -ge 128 || $stderr == *Sanitizer* || $stderr == *"runtime error"* ||
        $status -ne $expected ]]; then
        printf '%s: practice %q\nexit %s, expected %s\n%s\n%s\n' "$name" "$*" "$status" "$expected" \
            "$output" "$stderr"
        return 1
    fi
}
