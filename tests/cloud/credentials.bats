#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Each link of the credential chain against the place that it asks, and hostile files.

load servers

setup_file()
{
    cloud_start
    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_ENDPOINT_URL
}
teardown_file() { cloud_stop; }
setup()
{
    givers '{}'
    export HOME=$BATS_TEST_TMPDIR
    mkdir -p "$HOME/.aws"
    cd "$HOME"
}

of_role()
{
    printf 'the.web+token\n' >token
    export AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/token AWS_ENDPOINT_URL_STS=http://127.0.0.1:$GIVERS \
        AWS_ROLE_ARN=arn:aws:iam::123456789012:role/worker
}

of_container()
{
    export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:$GIVERS/container \
        AWS_CONTAINER_AUTHORIZATION_TOKEN=container-token
}

of_metadata()
{
    unset AWS_EC2_METADATA_DISABLED
    export AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:$GIVERS/
}

@test "without any credentials, that is told, with what to do" {
    cloud -refused credentials
    [[ $stderr == *"there are no AWS credentials"*"AWS_PROFILE"* ]]
}

@test "keys of the environment, with and without a session token" {
    AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b cloud credentials
    [ "$output" = "environment: a b -" ]
    AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_SESSION_TOKEN=c cloud credentials
    [ "$output" = "environment: a b c" ]
    AWS_ACCESS_KEY_ID=a cloud -refused credentials
    long=$(printf 'k%.0s' {1..9000})
    AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b AWS_SESSION_TOKEN=$long cloud -refused credentials
    [[ $stderr != *kkk* ]]
}

@test "profiles of both files, by name, by variable, and the default" {
    cat >.aws/credentials <<'EOF'
# a comment
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key=s/e+c=ret
[school]
aws_access_key_id	=	AKIASCHOOL
aws_secret_access_key = school
aws_session_token = token
EOF
    printf '[profile band]\r\nregion = eu-west-3\r\naws_access_key_id = AKIABAND\r\naws_secret_access_key = band\r\ns3 =\n  aws_access_key_id = nested\n[default]\nregion = eu-west-3\n' >.aws/config
    cloud credentials
    [ "$output" = "profile: AKIADEFAULT s/e+c=ret -" ]
    AWS_PROFILE=school cloud credentials
    [ "$output" = "profile: AKIASCHOOL school token" ]
    AWS_PROFILE=band cloud credentials
    [ "$output" = "profile: AKIABAND band -" ]
    # A profile by name goes before the environment, one by variable does not.
    export AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b
    AWS_PROFILE=school cloud credentials
    [ "$output" = "environment: a b -" ]
    CLOUD_PROFILE=school cloud credentials
    [ "$output" = "profile: AKIASCHOOL school token" ]
    CLOUD_PROFILE=nobody cloud -refused credentials
    [[ $stderr == *"no AWS profile 'nobody'"* ]]
    mv .aws/credentials elsewhere
    AWS_SHARED_CREDENTIALS_FILE=$HOME/elsewhere CLOUD_PROFILE=school cloud credentials
    [ "$output" = "profile: AKIASCHOOL school token" ]
}

@test "region and endpoint of a profile are used" {
    printf '[profile here]\nregion = eu-west-3\nendpoint_url = http://127.0.0.1:%s\n' "$GATE" >.aws/config
    export AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=test/secret+key
    AWS_REGION= AWS_PROFILE=here cloud queue-create by-profile
    AWS_REGION= AWS_PROFILE=here AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true \
        AWS_ENDPOINT_URL=http://127.0.0.1:$GATE CLOUD_TRIES=1 http_proxy=http://127.0.0.1:1 \
        https_proxy=http://127.0.0.1:1 cloud -passing queue-url by-profile
    [[ $stderr == *"https://sqs.eu-west-3.amazonaws.com/"* ]]
}

@test "files that are none are refused, not obeyed" {
    mkdir .aws/config
    cloud -refused credentials
    [[ $stderr == *"not a regular file"* ]]
    rmdir .aws/config
    mkfifo .aws/config
    cloud -refused credentials
    rm .aws/config
    head -c 2000000 /dev/zero | tr '\0' '\n' >.aws/config
    cloud -refused credentials
    [[ $stderr == *"too long"* ]]
    head -c 20000 /dev/zero | tr '\0' x >.aws/config
    cloud -refused credentials
    {
        echo '[default]'
        for i in {1..100}; do echo "k$i = v"; done
    } >.aws/config
    cloud -refused credentials
    [[ $stderr == *"more than 64"* ]]
    head -c 100000 /dev/urandom >.aws/config
    run "$BUILD/tests/cloud/cloud" credentials
    [ "$status" -ge 20 ] && [ "$status" -lt 40 ]
    printf '[default\n]\n[]\n=\n[default]\naws_access_key_id\n= x\naws_access_key_id=\n' >.aws/config
    cloud -refused credentials
}

@test "a profile that signs in by a program or a browser is told as such" {
    printf '[default]\ncredential_process = touch %s/ran\n' "$HOME" >.aws/config
    cloud -refused credentials
    [[ $stderr == *"does not do"* ]]
    [ ! -e ran ]
}

@test "a web identity becomes a role by STS" {
    of_role
    cloud credentials
    [ "$output" = "web identity: ASIAGIVEN1 secret1 token1" ]
    log=$(say "$GIVERS" GET /_log)
    [[ $log == *"Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fworker"*"&WebIdentityToken=the.web%2Btoken"* ]]
    AWS_ROLE_ARN=arn:aws:iam::1:role/other cloud -refused credentials
    [[ $stderr == *"AccessDenied (403): not this role"* ]]
    echo wrong >token
    cloud -refused credentials
    [[ $stderr == *InvalidIdentityToken* ]]
    head -c 70000 /dev/zero | tr '\0' x >token
    cloud -refused credentials
    AWS_WEB_IDENTITY_TOKEN_FILE=/dev/zero cloud -refused credentials
    AWS_WEB_IDENTITY_TOKEN_FILE=$HOME/none cloud -refused credentials
}

@test "a profile's role is assumed by a web identity, by another profile, by a container" {
    of_role
    unset AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN
    cat >.aws/config <<EOF
[profile web]
role_arn = arn:aws:iam::123456789012:role/worker
web_identity_token_file = $HOME/token
role_session_name = me
[profile keys]
aws_access_key_id = AKIAKEYS
aws_secret_access_key = keys
[profile role]
role_arn = arn:aws:iam::123456789012:role/worker
source_profile = keys
external_id = an id
[profile from-container]
role_arn = arn:aws:iam::123456789012:role/worker
credential_source = EcsContainer
[profile circle]
role_arn = arn:aws:iam::123456789012:role/worker
source_profile = circle
EOF
    CLOUD_PROFILE=web cloud credentials
    [ "$output" = "profile: ASIAGIVEN1 secret1 token1" ]
    [[ $(say "$GIVERS" GET /_log) == *"RoleSessionName=me&"* ]]
    givers '{}'
    CLOUD_PROFILE=role cloud credentials
    log=$(say "$GIVERS" GET /_log)
    [[ $log == *"Credential=AKIAKEYS/"*"/eu-west-3/sts/aws4_request"*"Action=AssumeRole&"*"ExternalId=an%20id"* ]]
    of_container
    CLOUD_PROFILE=from-container cloud credentials
    [[ $output == "profile: ASIAGIVEN"* ]]
    CLOUD_PROFILE=circle cloud -refused credentials
}

@test "a container's endpoint gives a key, with its token from a variable or a file" {
    of_container
    cloud credentials
    [ "$output" = "container: ASIAGIVEN1 secret1 token1" ]
    printf container-token >authorization
    AWS_CONTAINER_AUTHORIZATION_TOKEN=wrong AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=$HOME/authorization cloud credentials
    AWS_CONTAINER_AUTHORIZATION_TOKEN=wrong cloud -refused credentials
    AWS_CONTAINER_AUTHORIZATION_TOKEN=$'a\r\nx: y' cloud -refused credentials
    for address in http://example.org/ http://127.evil.example/ http://169.254.170.2.evil.example/x \
        http://localhost@evil.example/ ftp://127.0.0.1/ file:///etc/passwd http://192.168.0.1/; do
        AWS_CONTAINER_CREDENTIALS_FULL_URI=$address cloud -refused credentials
        [[ $stderr == *"may not give credentials"* ]]
    done
}

@test "the instance's metadata give a key and the region, by version 2 only" {
    of_metadata
    cloud credentials
    [ "$output" = "instance metadata: ASIAGIVEN1 secret1 token1" ]
    [[ $(say "$GIVERS" GET /_log) == "PUT /latest/api/token"*"GET /latest/meta-data/iam/security-credentials/"* ]]
    export AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=test/secret+key
    AWS_REGION= AWS_ENDPOINT_URL=http://127.0.0.1:$GATE cloud queue-create by-metadata
    read -r port < <(free_ports 1)
    unset AWS_ACCESS_KEY_ID
    AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:$port cloud -refused credentials
}

@test "a giver that fails in passing is asked again; one that talks nonsense is refused" {
    of_container
    givers '{"fail": 2}'
    cloud credentials
    [[ $output == "container: "* ]]
    givers '{"fail": 99}'
    cloud -passing credentials
    for body in '' '{}' '[]' 'null' '{"AccessKeyId": 1}' '{"AccessKeyId":"a","SecretAccessKey":""}' \
        '{"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"soon"}' \
        "{\"AccessKeyId\":\"$(printf 'k%.0s' {1..200})\",\"SecretAccessKey\":\"b\"}"; do
        givers "$(jq -cn --arg body "$body" '{body: $body}')"
        cloud -refused credentials
    done
    givers "$(head -c 100000 /dev/zero | tr '\0' x | jq -cRs '{body: .}')"
    cloud -too_big credentials
    unset AWS_CONTAINER_CREDENTIALS_FULL_URI
    of_role
    givers '{"body": "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials></Credentials>"}'
    cloud -passing credentials
    givers '{"body": "<a><Credentials><AccessKeyId>a</AccessKeyId></Credentials></a>"}'
    cloud -refused credentials
}

@test "a key is kept while it is good, and renewed before it expires" {
    of_container
    cloud credentials 3
    [ "$(sort -u <<<"$output")" = "container: ASIAGIVEN1 secret1 token1" ]
    # It ends within five minutes: asked anew, but not at every call.
    givers '{"expires_s": 60}'
    cloud credentials 3
    [ "$(sort -u <<<"$output" | wc -l)" -eq 1 ]
    # It is over at once.
    givers '{"expires_s": 0}'
    cloud credentials 2
    [ "$output" = $'container: ASIAGIVEN1 secret1 token1\ncontainer: ASIAGIVEN2 secret2 token2' ]
}

@test "a key that AWS calls expired is asked for anew, once" {
    of_container
    export AWS_ENDPOINT_URL=http://127.0.0.1:$GATE
    givers "$(jq -cn --arg e "$(date -u -d '+1 hour' +%FT%TZ)" \
        '{body: ({AccessKeyId: "ASIAOLD", SecretAccessKey: "session-secret", Token: "old", Expiration: $e} | tojson)}')"
    cloud -refused queue-url x
    [[ $stderr == *ExpiredToken* ]]
    [ "$(say "$GIVERS" GET /_log | grep -c 'GET /container')" -eq 2 ]
    givers "$(jq -cn --arg e "$(date -u -d '+1 hour' +%FT%TZ)" \
        '{body: ({AccessKeyId: "ASIAROLE", SecretAccessKey: "role-secret", Token: "role-token", Expiration: $e} | tojson)}')"
    cloud queue-create by-role
    [ "$(say "$GIVERS" GET /_log | grep -c 'GET /container')" -eq 1 ]
}
