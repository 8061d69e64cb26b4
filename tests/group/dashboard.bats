#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What a group's dashboard tells: numbers against sums that Python makes of the sessions themselves,
# pictures, and that it stays quick over many years of many people.
load common

# Sessions of the last 100 days, of one for 400, with holes, several a day, some that nobody measured,
# and one tomorrow, where it is tomorrow already.
practise()
{
    sql "INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone,
            start_minute, claimed_ms, measured_ms, source, title, instrument, notes, field_clocks)
        SELECT gen_random_uuid(), user_id, day, day + interval '9 hours', day + interval '11 hours',
            'Asia/Seoul', 540, 7200000,
            CASE WHEN luck % 11 > 0 THEN (luck % 1000) * 6007 END, 'manual', '무반주 ' || n, 'cello',
            'secret', '{}'
        FROM users, generate_series(current_date - CASE nickname WHEN 'bo' THEN 400 ELSE 100 END, current_date + 1,
                interval '1 day') AS day,
            generate_series(1, 2) AS n,
            LATERAL (SELECT abs(hashtext(nickname || day || n)) AS luck) AS dice
        WHERE luck % 5 > 1 AND (nickname <> 'lazy' OR day < current_date - 3)"
}

setup_file()
{
    studio_start
    newcomer 민지 minji@example.org
    extras bo '첼로 부는 아이' lazy silent stranger idle
    person 민지 group create '현악 앙상블' --public --max-members 50
    local name
    for name in bo '첼로 부는 아이' lazy silent idle; do
        keep_as "$name" "group_join(TOKEN, '현악 앙상블')" >/dev/null
    done
    keep_as silent "group_share(TOKEN, '현악 앙상블', false, false, false, NULL)" >/dev/null
    practise
    sql "DELETE FROM practice_sessions WHERE user_id = (SELECT user_id FROM users WHERE nickname = 'idle')"
}
teardown_file() { studio_stop; }

json() { jq -r "$1" <<<"$output"; }

# The same sums from the sessions, by nobody's SQL: checks the JSON in `board`.
check_sums()
{
    sql "SELECT nickname, practice_date, coalesce(measured_ms / 1000, 0) FROM practice_sessions
        JOIN users USING (user_id)" >sessions
    /usr/bin/python3 - <<'END'
import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

board = json.load(open('board'))
here = datetime.now(ZoneInfo('Asia/Seoul')).date()
today = date.fromisoformat(board['today'])
assert today in (here, here - timedelta(1)), (today, here)  # midnight may have passed meanwhile
monday = today - timedelta(today.weekday())
assert board['monday'] == str(monday)
played = defaultdict(lambda: defaultdict(int))
for line in open('sessions'):
    name, day, seconds = line.rsplit('|', 2)
    played[name][date.fromisoformat(day)] += int(seconds)

def streak(days):
    last = max((d for d in days if days[d] > 0 and d <= today + timedelta(1)), default=None)
    if last is None or last < today - timedelta(1):
        return 0
    n = 0
    while days.get(last - timedelta(n), 0) > 0:
        n += 1
    return n

names = [m['nickname'] for m in board['members']]
assert sorted(names) == sorted(['민지', 'bo', '첼로 부는 아이', 'lazy', 'silent', 'idle']), names
n_weeks = board['n_weeks']
sums = [0] * n_weeks
for member in board['members']:
    days = played[member['nickname']]
    if member['nickname'] == 'silent':
        assert not member['shares_totals'] and 'weeks_s' not in member and 'last_day' not in member
        continue
    weeks = [sum(days.get(monday + timedelta(7 * (w - n_weeks + 1) + d), 0) for d in range(7))
             for w in range(n_weeks)]
    assert member['weeks_s'] == weeks, (member['nickname'], member['weeks_s'], weeks)
    assert member['this_week_s'] == weeks[-1]
    assert member['days_s'] == [days.get(monday + timedelta(d), 0) for d in range(7)]
    assert member['streak_days'] == streak(days), (member['nickname'], member['streak_days'])
    sums = [a + b for a, b in zip(sums, weeks)]
assert board['weeks_s'] == sums and board['this_week_s'] == sums[-1]
assert board['n_sharing'] == 5 and board['n_members'] == 6
assert sum(sums) > 0 and any(m.get('streak_days', 0) > 0 for m in board['members'])

whole = sums[:-1]                       # the trend: a line through the whole weeks
while whole and whole[0] == 0:
    whole.pop(0)
n = len(whole)
if n >= 3:
    middle = (n - 1) / 2
    slope = sum((i - middle) * w for i, w in enumerate(whole)) / (n * (n * n - 1) / 12)
    change = slope * (n - 1) / (sum(whole) / n)
    word = 'up' if change >= 0.1 else 'down' if change <= -0.1 else 'steady'
    assert board['trend']['direction'] == word and abs(board['trend']['slope_s'] - slope) <= 1
    assert board['trend']['n_weeks'] == n
else:
    assert board['trend']['direction'] == 'unknown'
END
}

@test "the numbers are those of the sessions, for one week, for twelve and for a year" {
    local weeks
    for weeks in 1 2 12 53; do
        person 민지 group dashboard --weeks $weeks --json
        echo "$output" >board
        [ "$(json .n_weeks)" -eq $weeks ]
        check_sums
    done
}

@test "a Monday far from now begins its week, and a Sunday ends it" {
    local day number
    for day in 2026-03-02 2026-03-08; do
        number=$(ask_as bo "group_dashboard(TOKEN, '현악 앙상블', '$day', 3)" | head -n 1 | cut -d'|' -f9)
        [ "$number" = "$(ask_as bo "group_dashboard(TOKEN, '현악 앙상블', '2026-03-04', 3)" |
            head -n 1 | cut -d'|' -f9)" ]
    done
    [ "$number" != "$(ask_as bo "group_dashboard(TOKEN, '현악 앙상블', '2026-03-09', 3)" |
        head -n 1 | cut -d'|' -f9)" ]
}

@test "in the terminal it is a row a member, and who shares nothing has no numbers" {
    person 민지 group dashboard '현악 앙상블'
    [[ $output == '현악 앙상블'* ]]
    [[ $output =~ $'\n'silent\ +-$'\n' ]]
    [[ $output =~ $'\n''첼로 부는 아이 ' ]]
    [[ $output =~ $'\n'together ]]
    [[ $output == *'1 member shares no totals here'* ]]
    # the same minutes as JSON's seconds
    local week row
    week=$(person 민지 group dashboard --json && json '.members[] | select(.nickname == "bo").this_week_s')
    person 민지 group dashboard
    row=$(grep '^bo ' <<<"$output")
    printf -v week '%d h %02d min' $(((week + 30) / 3600)) $(((week + 30) % 3600 / 60))
    [[ $row == *"$week"* ]]
}

@test "on a narrow terminal the days give way" {
    person 민지 group dashboard
    [[ $output =~ Mo\ +Tu\ +We ]]
    COLUMNS=60 script -qec "HOME=$(home_of 민지) LC_ALL=C.UTF-8 TERM=xterm COLUMNS=60 \
        $BUILD/practice group dashboard" look.out </dev/null >/dev/null
    run ! grep -q 'Mo  *Tu' look.out
    grep -q '첼로 부는 아이' look.out
}

@test "sharing is for each group, and ends with the membership" {
    person 민지 group create Duo --public
    keep_as bo "group_join(TOKEN, 'Duo')" >/dev/null
    keep_as bo "group_share(TOKEN, 'Duo', false, false, false, NULL)" >/dev/null
    person 민지 group dashboard Duo --json
    [ "$(json '[.members[] | select(.shares_totals).nickname] | join(" ")')" = 민지 ]
    person 민지 group dashboard '현악 앙상블' --json
    [ "$(json '.members[] | select(.nickname == "bo").weeks_s | length')" -eq 12 ]
    keep_as bo "group_leave(TOKEN, '현악 앙상블')" >/dev/null
    person 민지 group dashboard '현악 앙상블' --json
    [ "$(json '[.members[].nickname] | index("bo")')" = null ]
    [ "$(ask_as bo "group_dashboard(TOKEN, '현악 앙상블', '2026-03-02', 3)")" = PR404 ]
    [ "$(ask_as bo "group_leaderboard(TOKEN, '현악 앙상블', NULL, NULL)")" = PR404 ]
    keep_as bo "group_join(TOKEN, '현악 앙상블')" >/dev/null
    person 민지 group delete Duo --yes
}

@test "sessions are shown of those who share them, without notes" {
    person 민지 group sessions
    [[ $stderr == *"nobody shares sessions here yet"* ]]
    keep_as bo "group_share(TOKEN, '현악 앙상블', NULL, true, NULL, NULL)" >/dev/null
    keep_as '첼로 부는 아이' "group_share(TOKEN, '현악 앙상블', NULL, true, NULL, NULL)" >/dev/null
    person 민지 group sessions --limit 500 --json
    [[ $output != *secret* && $output != *notes* ]]
    jq -r '[.nickname, .practice_date, .measured_ms // ""] | join("|")' <<<"$output" >got
    [ "$(wc -l <got)" -eq 500 ]
    sql "SELECT nickname, practice_date, measured_ms FROM practice_sessions JOIN users USING (user_id)
        WHERE nickname IN ('bo', '첼로 부는 아이')
        ORDER BY practice_date DESC, start_time DESC, session_id LIMIT 500" | diff - got
    person 민지 group sessions --person '첼로 부는 아이' --limit 3
    [ "$(grep -c '첼로 부는 아이' <<<"$output")" -eq 3 ]
    [[ $output == *'무반주'* ]]
    person 민지 -1 group sessions --person stranger
    [[ $stderr == *"there is no member 'stranger'"* ]]
}

@test "the leaderboard ranks those who want it, by the days of the period" {
    keep_as bo "group_share(TOKEN, '현악 앙상블', NULL, NULL, NULL, true)" >/dev/null
    keep_as lazy "group_share(TOKEN, '현악 앙상블', NULL, NULL, NULL, true)" >/dev/null
    keep_as idle "group_share(TOKEN, '현악 앙상블', NULL, NULL, NULL, true)" >/dev/null
    person 민지 group leaderboard --join '현악 앙상블' last-month --json
    jq -r '.members[] | [.place, .nickname, .played_s, .n_days] | join("|")' <<<"$output" >got
    sql "WITH days AS (SELECT user_id, practice_date, sum(measured_ms / 1000) AS s FROM practice_sessions
            WHERE practice_date BETWEEN '$(json .first)' AND '$(json .last)' GROUP BY 1, 2)
        SELECT rank() OVER (ORDER BY coalesce(sum(s), 0) DESC), nickname, coalesce(sum(s), 0),
            count(*) FILTER (WHERE s > 0)
        FROM users LEFT JOIN days USING (user_id) WHERE nickname IN ('민지', 'bo', 'lazy', 'idle')
        GROUP BY nickname ORDER BY 1" | diff - got
    [ "$(wc -l <got)" -eq 4 ]
    person 민지 group leaderboard --leave '현악 앙상블'
    [[ $output != *민지* ]]
    [[ $output == *lazy* ]]
}

@test "titles are there for those who share them" {
    sql "INSERT INTO user_achievements (user_id, achievement_id, earned_at, earned_on)
        SELECT user_id, achievement_id, now(), current_date FROM users, achievements
        WHERE nickname IN ('bo', 'lazy') AND achievement_id = (SELECT achievement_id FROM achievements
            ORDER BY title LIMIT 1) ON CONFLICT DO NOTHING"
    keep_as bo "group_share(TOKEN, '현악 앙상블', NULL, NULL, true, NULL)" >/dev/null
    person 민지 group dashboard --json
    [[ $(json '.members[] | select(.nickname == "bo").titles | join(";")') == \
        *"$(sql 'SELECT title FROM achievements ORDER BY title LIMIT 1')"* ]]
    [ "$(json '.members[] | select(.nickname == "lazy").titles')" = null ]
}

@test "the picture is PNG, SVG or PDF, light or dark, with Korean names whole" {
    person 민지 group dashboard --plot board.png
    [ -z "$output" ]
    [[ $(file -b board.png) == 'PNG image data, 1600 x '* ]]
    person 민지 group dashboard --plot dark.png --theme dark --weeks 53
    [ "$(pixel board.png)" = '255 255 255' ]
    [ "$(pixel dark.png)" = '17 21 22' ]
    person 민지 group dashboard --plot board.svg
    grep -q '^<svg\|<svg ' board.svg
    person 민지 group dashboard --plot board.pdf
    pdftotext board.pdf text.txt
    grep -q '첼로 부는 아이' text.txt
    grep -q '현악 앙상블' text.txt
    grep -q 'shares no totals' text.txt
    person 민지 -2 group dashboard --plot board.gif
    person 민지 -1 group dashboard --plot /nowhere/board.png
    person 민지 group dashboard --plot both.png --json
    [ "$(json .schema)" = practice.group-dashboard/1 ]
    [ -s both.png ]
}

# The colour of the first pixel.
pixel()
{
    ffmpeg -v error -i "$1" -vf crop=1:1:0:0 -f rawvideo -pix_fmt rgb24 - | od -An -tu1 | xargs
}

@test "over years of many people it reads by the indexes" {
    sql "SET session_replication_role = replica;
        INSERT INTO users (email, password_hash, nickname)
        SELECT 'crowd' || n || '@example.org', 'none', 'crowd' || n FROM generate_series(1, 200) AS n;
        INSERT INTO daily_statistics (user_id, practice_date, sessions_count, total_recording_time, total_play_time)
        SELECT user_id, day, 1, 3600, 1800 FROM users, generate_series(current_date - 699, current_date, interval '1 day') AS day
        WHERE nickname LIKE 'crowd%';
        INSERT INTO group_members (group_id, user_id)
        SELECT group_id, user_id FROM groups, users WHERE group_name = '현악 앙상블' AND nickname LIKE 'crowd%'
        ORDER BY user_id LIMIT 140"
    sql 'ANALYZE'
    sql "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
        SET client_min_messages = log;
        SELECT * FROM api.group_dashboard('token-bo', '현악 앙상블', current_date, 12);
        SELECT * FROM api.group_leaderboard('token-bo', '현악 앙상블', '2026-01-01', '2026-12-31');
        SELECT * FROM api.group_sessions('token-bo', '현악 앙상블', NULL, 30)" >plan 2>&1
    [ "$(grep -c 'daily_statistics_pkey' plan)" -ge 5 ]
    grep -q 'practice_sessions_day' plan
    run ! grep -E 'Seq Scan on (public\.)?(daily_statistics|practice_sessions)' plan
    person 민지 group dashboard --json
    [ "$(json '[.members[] | select(.nickname | startswith("crowd")).streak_days] | min')" -eq 700 ]
    # a picture of them has a hundred rows, and says how many more there are
    person 민지 group dashboard --plot many.pdf
    pdftotext many.pdf text.txt
    grep -q 'and 46 more' text.txt
    person 민지 group dashboard --plot many.png
    [[ $(file -b many.png) == 'PNG image data, 1600 x 5'* ]]
}
