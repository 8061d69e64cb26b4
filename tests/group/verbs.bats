#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# `practice group` as musicians meet it, each with a home and a journal of their own.
load common

setup_file()
{
    studio_start
    newcomer 민지 minji@example.org
    newcomer bo
    newcomer eve
}
teardown_file() { studio_stop; }

# What a JSON answer says.
json() { jq -r "$1" <<<"$output"; }

@test "who is in no group is told how to get into one" {
    person bo group
    [ -z "$output" ]
    [[ $stderr == *"you are in no group"*"practice group create"* ]]
    person bo -1 group dashboard
    [[ $stderr == *"you are in no group yet"* ]]
    person bo group list --json
    [ -z "$output" ]
}

@test "a group is made, found by its Korean name in any case, and shown" {
    person 민지 group create '  현악 4중주 QUARTET ' --max-members 4 --description 'Beethoven,
op. 18'
    [[ $output =~ ^[0-9a-f-]{36}$ ]]
    id=$output
    [[ $stderr == *"made the private group '현악 4중주 QUARTET'"* ]]
    person 민지 group show '현악 4중주 quartet' --json
    [ "$(json .group_id)" = "$id" ]
    [ "$(json '[.name, .role, .is_public, .n_members, .max_members, .owner] | join(" ")')" = \
        '현악 4중주 QUARTET owner false 1 4 민지' ]
    [ "$(json .description)" = $'Beethoven,\nop. 18' ]
    person 민지 group show "${id: -6}" --json # the end of its id, and the only group
    [ "$(json .group_id)" = "$id" ]
    person 민지 group show --json
    [ "$(json .group_id)" = "$id" ]
    person 민지 group
    [[ $output == *'현악 4중주 QUARTET  owner  민지    1 of 4  private'* ]]
    # the name composed of single letters, as files of a Mac have it
    person 민지 group show "$(python3 -c 'import unicodedata
print(unicodedata.normalize("NFD", "현악 4중주 quartet"))')" --json
    [ "$(json .group_id)" = "$id" ]
}

@test "a stranger learns nothing of a private group, and finds a public one" {
    person bo -1 group show '현악 4중주 QUARTET'
    [[ $stderr == *"there is no group '현악 4중주 QUARTET'"* ]]
    person bo -1 group join '현악 4중주 QUARTET'
    person bo group find quartet
    [ -z "$output" ]
    person 민지 group edit --public --description 'Beethoven in Seoul'
    person bo group find seoul QUARTET --json
    [ "$(json '[.name, .role, .n_members] | join(" ")')" = '현악 4중주 QUARTET  1' ]
    person bo group find seoul opera
    [ -z "$output" ]
    person 민지 group edit '현악 4중주 QUARTET' --private --name '현악 4중주'
    person bo group find
    [ -z "$output" ]
}

@test "an invitation to a person is accepted; it is in the inbox" {
    person 민지 group invite '현악 4중주' BO
    [[ $stderr == *"invited 'bo' to '현악 4중주' until 20"* ]]
    [ "$(sql "SELECT n.type, n.message FROM notifications n JOIN users USING (user_id)
        WHERE nickname = 'bo'")" = 'invitation|민지 invites you to 현악 4중주.' ]
    person bo group invitations
    [[ $output == *'현악 4중주  bo   민지'* ]]
    person bo group show '현악 4중주' # the door, not the inside
    [[ $output == *'you are not in it; its owner is 민지'* ]]
    [[ $output != *Role* ]]
    person bo group accept '현악 4중주'
    [[ $stderr == *"you are in '현악 4중주' now; it sees your totals"* ]]
    person bo group invitations
    [ -z "$output" ]
    person bo -1 group accept '현악 4중주'
    [[ $stderr == *"there is no invitation for you to '현악 4중주'"* ]]
}

@test "a code lets in who has it, and inviting says who cannot be invited" {
    person 민지 group invite --uses 1 --days 2
    code=$output
    [[ $code =~ ^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$ ]]
    [[ $stderr == *"whoever has this code can join '현악 4중주' until 20"*", for 1 person"* ]]
    person 민지 group invitations '현악 4중주'
    [[ $output == *"code -${code: -4}, 0 of 1 used"* ]]
    person eve group join "${code,,}"
    person eve -1 group join "$code"
    [[ $stderr == *"this invitation code is not valid, or no longer"* ]]
    person 민지 -1 group invite '현악 4중주' eve nobody
    [[ $stderr == *"'eve' is in this group already"*"there is nobody called 'nobody'"* ]]
    person 민지 group show
    [[ $output == *'3 of 4 places taken'* ]]
    [[ $(grep -c ' totals ' <<<"$output") -eq 4 ]] # three members, and what it sees of oneself
}

@test "each member chooses what the group sees" {
    person eve group share '현악 4중주' nothing
    [[ $stderr == *"'현악 4중주' sees nothing of yours"* ]]
    person eve -1 group leaderboard --join
    [[ $stderr == *"the leaderboard shows totals, and you do not share yours"* ]]
    person eve group share '현악 4중주' titles sessions
    [[ $stderr == *"sees totals, sessions, titles of yours"* ]]
    person eve group leaderboard --join --json
    [ "$(json '.members | length')" -eq 1 ]
    person eve group share '현악 4중주' totals --json
    [ "$(json '[.shares_totals, .shares_sessions, .shares_titles, .on_leaderboard] | join(" ")')" = \
        'true false false true' ]
    person eve group share '현악 4중주' nothing
    person eve group share --json
    [ "$(json '[.shares_totals, .on_leaderboard] | join(" ")')" = 'false false' ]
    person bo group leaderboard
    [[ $stderr == *"nobody is on this leaderboard"* ]]
    person eve -2 group share '현악 4중주' everything
    person eve -2 group share '현악 4중주' nothing totals
    person eve group share '현악 4중주' totals
}

@test "roles: admins send members away, owners hand over and cannot just go" {
    person bo -1 group kick '현악 4중주' eve
    [[ $stderr == *"only the owner and the admins can remove members"* ]]
    person 민지 group role '현악 4중주' bo admin
    [[ $stderr == *"'bo' is admin of '현악 4중주' now"* ]]
    person bo -1 group kick '현악 4중주' 민지
    person bo group kick '현악 4중주' eve
    [[ $stderr == *"removed 'eve' from '현악 4중주'"* ]]
    person eve -1 group dashboard '현악 4중주'
    [[ $stderr == *"there is no group of yours '현악 4중주'"* ]]
    person 민지 -1 group leave '현악 4중주'
    [[ $stderr == *"you own the group '현악 4중주' and cannot leave it"*"hint: hand it over"* ]]
    person 민지 -2 group role '현악 4중주' bo king
    person 민지 group role '현악 4중주' bo owner
    [[ $stderr == *"'bo' is owner of '현악 4중주' now, and you are an admin"* ]]
    person 민지 group leave '현악 4중주'
    [[ $stderr == *"it sees nothing of yours any more"* ]]
    person 민지 group
    [ -z "$output" ]
}

@test "who leaves is forgotten on their device at once, too" {
    local db=.local/share/practice/journal.db
    person eve session add --start 'yesterday 07:00' --duration 1h
    person bo group invite '현악 4중주' eve
    person eve group join '현악 4중주'
    id=$output
    person eve sync
    [ "$(sqlite3 "$(home_of eve)/$db" "SELECT count(*) FROM cache WHERE scope = '$id'")" -ge 3 ]
    person eve group leave '현악 4중주'
    [ "$(sqlite3 "$(home_of eve)/$db" "SELECT count(*) FROM cache WHERE scope = '$id'")" -eq 0 ]
    person bo group show --json
    [ "$(json '[.members[].nickname] | join(" ")')" = bo ]
}

@test "who is removed is forgotten on their device with the next sync" {
    local db=.local/share/practice/journal.db
    person bo group invite '현악 4중주' eve
    person eve group join '현악 4중주'
    id=$output
    person eve sync
    [ "$(sqlite3 "$(home_of eve)/$db" "SELECT count(*) FROM cache WHERE scope = '$id'")" -ge 3 ]
    person bo group kick '현악 4중주' eve
    person eve sync
    [ "$(sqlite3 "$(home_of eve)/$db" "SELECT count(*) FROM cache WHERE scope = '$id'")" -eq 0 ]
}

@test "deleting a group asks at a terminal, and elsewhere wants --yes" {
    person bo -2 group delete '현악 4중주'
    [[ $stderr == *"nobody can be asked here; --yes deletes the group"* ]]
    cat >ask <<END
HOME=$(home_of bo) LC_ALL=C.UTF-8 $BUILD/practice group delete '현악 4중주' 2>asked
END
    script -qec 'bash ask' /dev/null <<<'n' >/dev/null
    grep -q "'현악 4중주' ends for its 1 member" asked
    grep -q 'nothing was deleted' asked
    person bo group delete '현악 4중주' --yes
    [[ $stderr == *"deleted the group '현악 4중주'"* ]]
    [ "$(sql 'SELECT count(*) FROM groups')" -eq 0 ]
}

@test "two groups of one name are told apart by their ids" {
    person bo group create Duo
    first=$output
    person bo group create duo
    person bo -1 group show DUO
    [[ $stderr == *"more than one group may be meant by 'DUO'"*"name it by the end of its id"* ]]
    person bo -1 group dashboard
    [[ $stderr == *"you are in more than one group: say which"* ]]
    person bo group show "${first: -8}" --json
    [ "$(json .group_id)" = "$first" ]
    person bo -1 group show "${first: -3}"
    person bo group delete "$first" --yes
    person bo group delete duo --yes
}

@test "words that look like a code are a name all the same" {
    person bo group create stringensemble16 --public
    person eve group join stringensemble16
    person eve group leave stringensemble16
    person eve -1 group join 'AAAA-BBBB-CCCC-DDDD'
    [[ $stderr == *"this invitation code is not valid, or no longer"* ]]
    person bo group delete stringensemble16 --yes
}

@test "hostile names of others never reach the terminal as they are" {
    person bo group create Trap --public
    # past the studio's own checks, as somebody with the database in hand could
    sql "UPDATE groups SET group_name = E'Trap\x1b]0;owned\x07\u202e', description = E'\x1b[2J'"
    person eve group find
    [[ $output != *$'\x1b'* && $output != *$'\x07'* && $output != *$'\u202e'* ]]
    [[ $output == *Trap* ]]
    person eve -1 group show trap
    person eve group join "$(sql 'SELECT right(group_id::text, 8) FROM groups')"
    [[ $stderr != *$'\x1b'* ]]
    person eve group show
    [[ $output != *$'\x1b'* ]]
    person eve group dashboard
    [[ $output != *$'\x1b'* ]]
    person eve group show --json
    [[ $output != *$'\x1b'* ]]
}

@test "who is not signed in is told so, and a studio that is down is exit 5" {
    person nobody -1 group
    [[ $stderr == *"practice account"* ]]
    mkdir -p "$(home_of lost)"
    cp -r "$(home_of eve)/." "$(home_of lost)"
    sed -i "s,host=[^ ]*,host=/nowhere,g" "$(home_of lost)/.local/share/practice/account/identity"
    person lost -5 group list
}
