#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Signing up, in and out, and the devices: against a real studio.
load common

@test "who signs up is signed in, and whoami tells it" {
    signs_up mia Mia
    contains "$stderr" "signed up as 'Mia'"
    person mia account
    contains "$output" "Mia"
    contains "$output" "mia@example.org"
    contains "$output" "mia's laptop"
    person mia account whoami --json
    has '.schema == "practice.account/1" and .nickname == "Mia" and .email == "mia@example.org"'
    has '.is_admin == false and .device.name == "mia'"'"'s laptop"'
    has '.since | test("^20[0-9-]{8}T[0-9:.]{12}\\+09:00$")'
    [ "$(sql "SELECT count(*) FROM user_profiles WHERE user_id = '$(user_of mia)'")" = 1 ]
}

@test "without an account the program says how to get one" {
    person nobody -1 account whoami
    contains "$stderr" "you have no account"
    contains "$stderr" "account sign-up"
    person nobody -1 account sign-up
    contains "$stderr" "which studio?"
}

@test "the studio may be told by PRACTICE_STUDIO" {
    PRACTICE_STUDIO=$STUDIO person env account sign-up --email env@example.org --nickname Env \
        --password-fd 0 <<<"$secret"
    person env account whoami
}

@test "nicknames may be of any language, and are one however they are typed" {
    signs_up sumi 수미
    person sumi account whoami --json
    has '.nickname == "수미"'
    local apart
    apart=$(python3 -c 'import unicodedata; print(unicodedata.normalize("NFD", "수미"))')
    [ "$apart" != 수미 ]
    person other -1 account sign-up --studio "$STUDIO" --email other@example.org \
        --nickname "$apart" --password-fd 0 <<<"$secret"
    contains "$stderr" "the nickname '수미' is taken"
    person other -1 account sign-up --studio "$STUDIO" --email other@example.org \
        --nickname ' mIA ' --password-fd 0 <<<"$secret"
    contains "$stderr" "is taken"
    [ "$(sql "SELECT count(*) FROM users WHERE email = 'other@example.org'")" = 0 ]
}

@test "nicknames that pass for others, or for nobody, are refused" {
    local bad
    for bad in $'a\u200bb' $'\u202eabc' $'a\u2066b' $'\u3164' $'x\u00ad' $'a\tb' $'a\e[31mb' \
        'Deleted User' '   ' "$(printf 'x%.0s' {1..41})"; do
        person bad -1 account sign-up --studio "$STUDIO" --email bad@example.org \
            --nickname "$bad" --password-fd 0 <<<"$secret"
        contains "$stderr" nickname
        lacks "$stderr" $'\e'
    done
    [ "$(sql "SELECT count(*) FROM users WHERE email = 'bad@example.org'")" = 0 ]
    signs_up long "$(printf '가%.0s' {1..40})"
}

@test "e-mails are one whatever their capitals, and have to look like e-mails" {
    local bad good
    signs_up Lea
    [ "$(sql "SELECT email FROM users WHERE nickname = 'Lea'")" = lea@example.org ]
    person lea2 -1 account sign-up --studio "$STUDIO" --email LEA@EXAMPLE.ORG --nickname Lea2 \
        --password-fd 0 <<<"$secret"
    contains "$stderr" "there is an account with this e-mail"
    for bad in mia '@example.org' mia@ mia@localhost 'a b@example.org' a@b@example.org \
        .a@example.org a..b@example.org 'a@-x.org' "$(printf 'x%.0s' {1..65})@example.org" \
        $'a\nb@example.org' 'a@example.org>' $'a\u202e@example.org'; do
        run as_client -v bad="$bad" <<<"SELECT api.sign_up('', :'bad', 'long enough', 'N', 'D')"
        contains "$output" PR422
    done
    for good in o\'neil@example.org a+b@sub.example.co.kr 수미@예시.한국 A.B@EXAMPLE.ORG; do
        run as_client -v good="$good" <<<"SELECT api.sign_up('', :'good', 'long enough', 'N', 'D')"
        contains "$output" PR401 # the e-mail is fine, only the ticket is missing
    done
}

@test "of many who sign up with one e-mail at once one gets it, and the others are told" {
    local i pids=() won=0 status
    for i in 1 2 3 4 5 6; do
        mkdir -p "$(home_of "twin$i")"
        HOME=$(home_of "twin$i") "$BUILD/practice" account sign-up --studio "$STUDIO" \
            --email twin@example.org --nickname "Twin $i" --password-fd 0 <<<"$secret" \
            >"out$i" 2>"err$i" 3>&- &
        pids+=($!)
    done
    for i in 1 2 3 4 5 6; do
        status=0
        wait "${pids[i - 1]}" || status=$?
        if [ "$status" -eq 0 ]; then
            won=$((won + 1))
        else
            [ "$status" -eq 1 ]
            grep -q 'there is an account with this e-mail' "err$i"
            run ! grep -q 'constraint' "err$i"
        fi
    done
    [ "$won" -eq 1 ]
    [ "$(sql "SELECT count(*) FROM users WHERE email = 'twin@example.org'")" = 1 ]
}

@test "the token stands in a file that nobody else can read, and nowhere in the studio" {
    signs_up tom
    local file token
    file=$(identity_of tom)
    token=$(token_of tom)
    [[ $token =~ ^[0-9a-f]{64}$ ]]
    [ "$(stat -c %a "$file")" = 600 ]
    [ "$(stat -c %a "$(dirname "$file")")" = 700 ]
    [ "$(sql "SELECT count(*) FROM auth.tokens WHERE token_hash = sha256('$token')")" = 1 ]
    [ "$(sql "SELECT count(*) FROM auth.tokens t WHERE t::text LIKE '%$token%'")" = 0 ]
    chmod 755 "$(dirname "$file")"
    person tom account profile edit --nickname Tommy
    [ "$(stat -c %a "$file")$(stat -c %a "$(dirname "$file")")" = 600700 ]
}

@test "a file that others can read, or that is none, is refused" {
    signs_up una
    local file
    file=$(identity_of una)
    chmod 640 "$file"
    person una -1 account whoami
    contains "$stderr" "others may read"
    chmod 600 "$file"
    person una account whoami
    head -c 1M /dev/urandom >"$file"
    person una -1 account whoami
    contains "$stderr" "does not say who you are"
    printf 'practice account 1\naddress %s\ntoken %s\n' "$STUDIO" "$(printf 'a%.0s' {1..99})" >"$file"
    person una -1 account whoami
    : >"$file"
    person una -1 account whoami
    signs_in una una
}

@test "signing out ends the token itself, not only the file" {
    signs_up vera
    cp "$(identity_of vera)" stolen
    person vera account sign-out
    lacks "$(cat "$(identity_of vera)")" "$(sed -n 's/^token //p' stolen)"
    person vera -1 account whoami
    contains "$stderr" "you are signed out"
    cp stolen "$(identity_of vera)"
    person vera -1 account whoami
    contains "$stderr" "not signed in to the studio"
    run as_client -c "SELECT * FROM api.account_show('$(sed -n 's/^token //p' stolen)')"
    contains "$output" PR401
    # and whoever has a token that ended can sign in again, without saying where
    person vera account sign-in --email vera@example.org --password-fd 0 <<<"$secret"
    person vera account whoami
}

@test "a machine that signs in again is the same device, and another machine is another" {
    signs_up walt
    local device
    device=$(sed -n 's/^device //p' "$(identity_of walt)")
    person walt account sign-out
    person walt account sign-in --email walt@example.org --password-fd 0 <<<"$secret"
    [ "$(sed -n 's/^device //p' "$(identity_of walt)")" = "$device" ]
    signs_in phone walt
    person phone account devices --json
    [ "$(jq -s length <<<"$output")" = 2 ]
    [ "$(jq -s '[.[] | select(.is_this)] | length' <<<"$output")" = 1 ]
    person walt -1 account sign-in --email walt@example.org --password-fd 0 <<<"$secret"
    contains "$stderr" "you are signed in already, as 'walt'"
    # a device of somebody else is not taken over
    signs_up xena
    device=$(sed -n 's/^device //p' "$(identity_of xena)")
    person phone account sign-out
    sed -i "s/^device .*/device $device/" "$(identity_of phone)"
    signs_in phone walt
    [ "$(sed -n 's/^device //p' "$(identity_of phone)")" != "$device" ]
    person xena account whoami
}

@test "a device is revoked by its name, by its id, or with all others" {
    signs_up yuri
    signs_in tablet yuri
    signs_in lost yuri
    person yuri account devices
    contains "$output" "this one"
    contains "$output" "tablet"
    person yuri account devices revoke tablet
    contains "$stderr" "signed out 'tablet'"
    person tablet -1 account whoami
    local id
    id=$(sed -n 's/^device //p' "$(identity_of lost)")
    person yuri -1 account devices revoke "${id: -3}"
    person yuri account devices revoke "${id: -6}"
    person lost -1 account whoami
    person yuri -1 account devices revoke "$id"
    contains "$stderr" "no device of yours"
    signs_in a yuri
    signs_in b yuri
    person yuri account devices revoke others
    person a -1 account whoami
    person b -1 account whoami
    person yuri account whoami
    person yuri account devices revoke others
    contains "$stderr" "there are no others"
    # somebody else's devices are not mine to end, nor to know of
    signs_up zoe
    person zoe -1 account devices revoke "$(sed -n 's/^device //p' "$(identity_of yuri)")"
    person yuri account whoami
    person yuri account devices revoke "yuri's laptop"
    person yuri -1 account whoami
    contains "$stderr" "you are signed out"
}

@test "of two devices of one name neither is revoked by it" {
    signs_up adam
    person adam2 account sign-in --studio "$STUDIO" --email adam@example.org --device "adam's laptop" \
        --password-fd 0 <<<"$secret"
    person adam -1 account devices revoke "Adam's Laptop"
    contains "$stderr" "more than one device"
    person adam2 account whoami
}

@test "a token that was not used for a year is none, and use is noted once an hour" {
    signs_up bea
    local mine="user_id = '$(user_of bea)'" before
    sql "UPDATE auth.tokens SET last_used_at = now() - interval '59 minutes' WHERE $mine"
    before=$(sql "SELECT last_used_at FROM auth.tokens WHERE $mine")
    person bea account whoami
    [ "$(sql "SELECT last_used_at FROM auth.tokens WHERE $mine")" = "$before" ]
    sql "UPDATE auth.tokens SET last_used_at = now() - interval '61 minutes',
        expires_at = now() + interval '1 day' WHERE $mine"
    person bea account whoami
    [ "$(sql "SELECT last_used_at > now() - interval '1 minute'
        AND expires_at > now() + interval '364 days' FROM auth.tokens WHERE $mine")" = t ]
    sql "UPDATE auth.tokens SET expires_at = now() - interval '1 second' WHERE $mine"
    person bea -1 account whoami
    contains "$stderr" "not signed in"
}

@test "a disabled account is told so with the right password only" {
    signs_up cleo
    sql "UPDATE users SET is_active = false WHERE nickname = 'cleo'"
    person cleo -1 account whoami
    contains "$stderr" "not signed in"
    person cleo2 -1 account sign-in --studio "$STUDIO" --email cleo@example.org --password-fd 0 <<<"$secret"
    contains "$stderr" "this account is disabled"
    person cleo2 -1 account sign-in --studio "$STUDIO" --email cleo@example.org --password-fd 0 <<<"guess"
    contains "$stderr" "the e-mail or the password is wrong"
}

@test "signing out waits for the studio, unless it is told not to" {
    signs_up dora
    sed -i "s,^address .*,address host=$STUDIO_FOLDER/nowhere dbname=studio," "$(identity_of dora)"
    person dora -5 account whoami
    person dora -5 account sign-out
    [ -n "$(token_of dora)" ]
    person dora account sign-out --force
    contains "$stderr" "end this device elsewhere"
    [ -z "$(token_of dora)" ]
}

@test "the password in a studio's address is not shown" {
    person eli account sign-up --studio "$STUDIO password=hidden port=5432" --email eli@example.org \
        --nickname Eli --password-fd 0 <<<"$secret"
    lacks "$stderr" hidden
    person eli account whoami
    lacks "$output" hidden
    person eli account whoami --json
    lacks "$output" hidden
    contains "$(cat "$(identity_of eli)")" hidden
}

@test "a file in the way of the folder stops a sign-up before the account is made" {
    mkdir -p "$(home_of block)/.local/share/practice"
    : >"$(home_of block)/.local/share/practice/account"
    person block -5 account sign-up --studio "$STUDIO" --email block@example.org --nickname Block \
        --password-fd 0 <<<"$secret"
    contains "$stderr" "account"
    [ "$(sql "SELECT count(*) FROM users WHERE nickname = 'Block'")" = 0 ]
}

@test "one person has 100 devices at most, and the one used least gives way" {
    signs_up many
    sql "INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at, last_used_at)
        SELECT sha256(i::text::bytea), '$(user_of many)', gen_random_uuid(), 'd' || i,
            now() + interval '1 year', now() - i * interval '1 minute' FROM generate_series(1, 120) i"
    signs_in many2 many
    [ "$(sql "SELECT count(*) FROM auth.tokens WHERE user_id = '$(user_of many)'")" = 100 ]
    person many account whoami
    [ "$(sql "SELECT count(*) FROM auth.tokens WHERE device_name = 'd120'")" = 0 ]
}
