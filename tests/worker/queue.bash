# SPDX-License-Identifier: GPL-3.0-or-later
# The SQL of jobs, driven as clients and as workers do: through their logins and nothing else.
# shellcheck source=/dev/null
source "$BATS_TEST_DIRNAME/../server/studio.bash"

# member NAME: a person with a token; both are made as the superuser, since sign-up is another
# test's. The token is the SHA-256 of the name.
member()
{
    sql "WITH person AS (INSERT INTO users (email, password_hash, nickname)
            VALUES (lower('$1') || '@example.org', 'x', '$1') RETURNING user_id)
        INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
        SELECT sha256(convert_to('$(token_of "$1")', 'UTF8')), user_id, gen_random_uuid(), 'test', now() + interval '1 year'
        FROM person"
}

token_of() { printf %s "$1" | sha256sum | cut -d ' ' -f 1; }
id_of() { sql "SELECT user_id FROM users WHERE nickname = '$1'"; }

# api SQL, work SQL: as the login of clients and of workers.
api() { psql -qXAt -v ON_ERROR_STOP=1 -v VERBOSITY=verbose "$STUDIO" -c "$1"; }
work()
{
    psql -qXAt -v ON_ERROR_STOP=1 -v VERBOSITY=verbose \
        "host=$STUDIO_FOLDER/s user=practice_worker dbname=studio" -c "$1"
}

# asked WHAT [MEMBERS]: what api.job_create() is told of a recording whose content is WHAT.
asked()
{
    printf '{"sha256": "%s", "size": 1000, "type": "audio/wav", "name": "%s.wav", "zone": "Asia/Seoul", "recorded_ms": 1770000000000%s}' \
        "$(printf %s "$1" | sha256sum | cut -d ' ' -f 1)" "$1" "${2:+, $2}"
}

# create NAME WHAT [MEMBERS]: hands in; prints the job's id.
create()
{
    api "SELECT job_id FROM api.job_create('$(token_of "$1")', '$(asked "$2" "${3:-}")')"
}

# job_in STATE [NAME] [WHAT]: a job of that state; prints its id. Running ones have attempt 1. The
# roles are those of the logins; one connection is quicker than five.
job_in()
{
    local token
    token=$(token_of "${2:-ana}")
    {
        echo 'SET ROLE practice_client;'
        echo "SELECT job_id FROM api.job_create('$token', '$(asked "${3:-$RANDOM$RANDOM$RANDOM}")') \\gset"
        [ "$1" = CREATED ] || [ "$1" = CANCELLED ] || echo "SELECT FROM api.job_uploaded('$token', :'job_id');"
        [ "$1" != CANCELLED ] || echo "SELECT FROM api.job_cancel('$token', :'job_id');"
        case $1 in
        QUEUED | RUNNING | SUCCEEDED | FAILED)
            echo 'RESET ROLE;'
            echo "SELECT message_id FROM public.job_messages WHERE job_id = :'job_id' \\gset"
            echo 'SET ROLE practice_worker; SELECT FROM work.message_sent(:message_id);'
            ;;
        esac
        case $1 in
        RUNNING | SUCCEEDED | FAILED) echo "SELECT FROM work.claim(:'job_id', 'w1', 1, 60);" ;;
        esac
        case $1 in
        SUCCEEDED) echo "SELECT FROM work.finish(:'job_id', 1, '$(result)');" ;;
        FAILED) echo "SELECT FROM work.fail(:'job_id', 1, 'passing', 'the net is down', true);" ;;
        esac
        printf '%s\n' '\echo :job_id'
    } | psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO_ADMIN"
}

# send ID: what a dispatcher does with a message.
send()
{
    local number
    number=$(sql "SELECT message_id FROM job_messages WHERE job_id = '$1'")
    work "SELECT FROM work.message_sent($number)"
}

# claim ID [WORKER] [LEASE]: prints verdict|attempt.
claim() { work "SELECT verdict, attempt FROM work.claim('$1', '${2:-w1}', 1, ${3:-60})"; }

# result [PLAYED SECONDS]: of ten minutes.
result()
{
    echo "{\"schema\": \"practice.analysis/1\", \"duration_s\": 600, \"play_time_s\": ${1:-300}.25, \"longest_run_s\": 60}"
}

# finish ID ATTEMPT [PLAYED SECONDS]: prints the verdict.
finish() { work "SELECT verdict FROM work.finish('$1', $2, '$(result "${3:-300}")')"; }

state_of() { sql "SELECT status FROM jobs WHERE job_id = '$1'"; }
