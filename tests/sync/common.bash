# SPDX-License-Identifier: GPL-3.0-or-later
# For the files of this folder: people with devices, and a pooler.
load ../server/studio

# people FIRST LAST: persons pFIRST … with tokens, as tests/sync/devices.c wants them.
people()
{
    psql -qX -v ON_ERROR_STOP=1 -v first="$1" -v last="$2" "$STUDIO_ADMIN" \
        -f "$BATS_TEST_DIRNAME/sql/people.sql"
}

# pooler_start: pgbouncer in transaction mode before the studio, with POOL_SIZE (10) connections to it;
# exports POOLED, an address.
pooler_start()
{
    local folder=$STUDIO_FOLDER/pool bouncer=(pgbouncer) tries
    mkdir -p "$folder"
    ulimit -Sn "$(ulimit -Hn)"
    cat >"$folder/pgbouncer.ini" <<INI
[databases]
studio = host=$STUDIO_FOLDER/s dbname=studio
[pgbouncer]
listen_addr =
unix_socket_dir = $folder
listen_port = 6432
auth_type = trust
auth_file = $folder/users
pool_mode = transaction
default_pool_size = ${POOL_SIZE:-10}
max_client_conn = 1100
logfile = $folder/log
pidfile = $folder/pid
ignore_startup_parameters = extra_float_digits
INI
    echo '"practice_client" ""' >"$folder/users"
    if [ "$(id -u)" -eq 0 ]; then
        chown -R postgres: "$folder"
        bouncer=(runuser -u postgres -- pgbouncer)
    fi
    (cd / && "${bouncer[@]}" -d "$folder/pgbouncer.ini") >/dev/null 2>&1 3>&-
    for tries in {1..100}; do
        [ -S "$folder/.s.PGSQL.6432" ] && [ -s "$folder/pid" ] && break
        sleep 0.1
    done
    [ -s "$folder/pid" ] || { echo "no pooler after $tries tries"; return 1; }
    export POOLED="host=$folder port=6432 user=practice_client dbname=studio"
}

pooler_stop()
{
    [ ! -s "$STUDIO_FOLDER/pool/pid" ] || kill "$(cat "$STUDIO_FOLDER/pool/pid")"
}

# run_seeds ADDRESS FIRST LAST DEVICES STEPS: two at a time; tells those that failed, and how.
run_seeds()
{
    local address=$1 first=$2 last=$3
    people "$first" "$last"
    export SYNC_SQL=$BATS_TEST_DIRNAME/sql
    seq "$first" "$last" | xargs -P 2 -I{} bash -c '
        "$BUILD/tests/sync/devices" "$1" "$STUDIO_ADMIN" "$2" "$3" "$4" "$5" >"$5/$2.out" 2>&1 \
            || { echo "seed $2: exit $?"; cat "$5/$2.out"; exit 1; }
        rm -f "$5/$2-"*' run "$address" {} "$4" "$5" "$BATS_TEST_TMPDIR"
}
