#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Profiles: one's own, others', and what hostile ones may not do.
load common

@test "a profile has tags of instruments, kind and hashtags, each once" {
    signs_up mia 미아
    person mia account profile edit --instrument Cello --instrument 'double  bass' --instrument CELLO \
        --kind student --hashtag '#Bach' --hashtag student --bio $'I play.\nEvery day.' \
        --image https://example.org/mia.png
    person mia account profile
    [ "${lines[0]}" = 미아 ]
    [ "${lines[1]}" = "#cello #double-bass #student #bach" ]
    [ "${lines[2]}" = "I play." ]
    [ "${lines[3]}" = "Every day." ]
    [ "${lines[4]}" = "https://example.org/mia.png" ]
    [[ ${lines[5]} =~ ^here\ since\ 20[0-9-]{8}$ ]]
    person mia account profile --json
    has '.schema == "practice.profile/1" and .nickname == "미아" and .kind == "student" and .is_me'
    has '.instruments == ["Cello", "double bass"] and .hashtags == ["bach", "student"]'
    has '.bio == "I play.\nEvery day." and .titles == [] and .image == "https://example.org/mia.png"'
}

@test "what is not said stays, and what is said to be empty goes" {
    signs_up noa
    person noa account profile edit --instrument piano --kind hobby --bio words --hashtag jazz \
        --image https://example.org/
    person noa account profile edit --bio 'other words'
    person noa account profile --json
    has '.instruments == ["piano"] and .kind == "hobby" and .hashtags == ["jazz"] and .bio == "other words"'
    person noa account profile edit --instrument '' --kind none --bio '' --hashtag '' --image ''
    person noa account profile --json
    has '.instruments == [] and .kind == null and .hashtags == [] and .bio == null and .image == null'
    person noa account profile
    [ "${#lines[@]}" -eq 2 ]
}

@test "others are shown by their nickname, whatever its capitals" {
    signs_up ola Ola
    signs_up pia
    person ola account profile edit --instrument oboe
    person pia account profile show oLA --json
    has '.nickname == "Ola" and .instruments == ["oboe"] and (.is_me | not)'
    lacks "$output" example.org # nobody's e-mail is shown
    person pia -1 account profile show nobody
    contains "$stderr" "nobody here is called 'nobody'"
    sql "UPDATE users SET is_active = false WHERE nickname = 'Ola'"
    person pia -1 account profile show Ola
    person nobody -1 account profile show pia
    contains "$stderr" "you have no account"
}

@test "a new nickname is told to the others and kept here, and one that is taken is refused" {
    signs_up quin
    signs_up rita
    person quin -1 account profile edit --nickname RITA
    contains "$stderr" "is taken"
    person quin account profile edit --nickname 'Quin  the 2nd'
    [ "$(sed -n 's/^nickname //p' "$(identity_of quin)")" = "Quin the 2nd" ]
    person rita account profile show 'quin the 2nd'
    person quin account profile edit --nickname 'QUIN the 2nd' # one's own may change its capitals
    person quin account profile
    [ "${lines[0]}" = "QUIN the 2nd" ]
}

@test "titles earned stand beside the name" {
    signs_up sam
    sql "INSERT INTO user_achievements (user_id, achievement_id, earned_on, earned_at)
        SELECT '$(user_of sam)', achievement_id, '2026-03-05', now() FROM achievements ORDER BY title LIMIT 2"
    person sam account profile
    [ "${lines[0]}" = "sam  $(sql "SELECT string_agg(title, ' · ' ORDER BY title)
        FROM (SELECT title FROM achievements ORDER BY title LIMIT 2) a")" ]
    person sam account profile --json
    has '.titles | length == 2'
}

@test "values that are none are refused, and nothing is changed" {
    signs_up tea
    local many=() i
    person tea -1 account profile edit --bio "$(printf 'x%.0s' {1..1001})"
    contains "$stderr" "at most 1000 characters"
    person tea -1 account profile edit --image 'javascript:alert(1)'
    person tea -1 account profile edit --image 'https://example.org/a b'
    person tea -1 account profile edit --hashtag 'two words'
    person tea -1 account profile edit --hashtag 'a,b'
    person tea -1 account profile edit --instrument "$(printf 'x%.0s' {1..41})" --bio changed
    person tea -1 account profile edit --bio $'\e[2Jgone'
    contains "$stderr" "no control characters"
    for i in {1..21}; do many+=(--hashtag "t$i"); done
    person tea -1 account profile edit "${many[@]}"
    contains "$stderr" "20 at most"
    person tea -2 account profile edit --kind wizard
    person tea -2 account profile edit
    person tea -2 account profile --bio words
    person tea -2 account profile look
    person tea -2 account profile show tea mia
    run as_client -c "SELECT api.profile_edit('$(token_of tea)', NULL, NULL, NULL, 'wizard', NULL, NULL)"
    contains "$output" PR422
    person tea account profile --json
    has '.bio == null and .hashtags == [] and .instruments == [] and .kind == null'
    person tea account profile edit --bio "$(printf '가%.0s' {1..1000})"
}

@test "quotes, braces and commas of a list come back as they were" {
    signs_up uli
    person uli account profile edit --instrument 'a "b" \ {c}, d' --instrument NULL
    person uli account profile --json
    has '.instruments == ["a \"b\" \\ {c}, d", "NULL"]'
}

@test "what a damaged studio says of somebody cannot reach the terminal" {
    signs_up vic
    sql "UPDATE users SET nickname = E'\e]0;owned\a\u202evic' WHERE nickname = 'vic'"
    sql "UPDATE user_profiles SET bio = E'\e[2J\u009b31mboo', hashtags = '{\"\e[1mx\"}',
        instruments = ARRAY[E'a\u2066b\r'] WHERE user_id = '$(user_of vic)'"
    person vic account profile
    python3 - "$output" <<'PY'
import sys
bad = [c for c in sys.argv[1] if c != '\n' and (ord(c) < 32 or 127 <= ord(c) < 160 or c in '\u202e\u2066')]
sys.exit(f'harmful: {bad!r}' if bad else 0)
PY
    person vic account whoami
    lacks "$output" $'\e'
    sql "UPDATE users SET nickname = 'vic' WHERE nickname LIKE '%owned%'"
}

# Behind a pooler the session is somebody else's next: what its first call means stays.
@test "a session's settings do not change what the studio's functions mean" {
    signs_up yan
    local token
    token=$(token_of yan)
    run as_client -c "SET standard_conforming_strings = off" -c "SET transform_null_equals = on" \
        -c "SET array_nulls = off" -c "SET DateStyle = 'German'" -c "SET bytea_output = escape" \
        -c "SET quote_all_identifiers = on" \
        -c "SELECT api.profile_edit('$token', NULL, NULL, '{\"bassoon  d  soprano\"}', NULL, NULL, '{\"#slow\"}')" \
        -c "RESET ALL" -c "SELECT instruments, hashtags FROM api.profile_show('$token', NULL)"
    [ "$output" = $'\n{"bassoon d soprano"}|{slow}' ]
}

@test "SQL in every text stays text" {
    signs_up wim
    local evil="'; DROP TABLE users; --"
    person wim account profile edit --nickname "$evil" --bio "$evil" --instrument "$evil"
    person wim account profile show "$evil" --json
    has '.nickname == "'"$evil"'" and .bio == "'"$evil"'" and .instruments == ["'"$evil"'"]'
    person wim -1 account devices revoke "$evil"
    [ "$(sql "SELECT count(*) > 0 FROM users")" = t ]
}
