#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What day and hour it was somewhere, and back. Berlin goes forward at 02:00 on 2026-03-29 and back at
# 03:00 on 2026-10-25; Apia had no 2011-12-30.
load common

minute() { echo $(($1 * 60 + $2)); }

@test "zone: an instant on the walls of the world" {
    answers "2026-03-05 23:30:00.250 +09:00" local Asia/Seoul 1772721000250
    answers "2026-03-05 09:30:00.250 -05:00" local America/New_York 1772721000250
    answers "2026-03-05 14:30:00.250 +00:00" local UTC 1772721000250
    answers "2026-03-05 11:00:00.250 -03:30" local -03:30 1772721000250
    answers "1969-12-31 23:59:59.999 +00:00" local UTC -1
    answers "1988-06-01 10:00:00.000 +10:00" local Asia/Seoul 581126400000
}

@test "zone: a time that clocks skip is told, and moved on by what they skip" {
    answers "1774747800000 never, day starts 1774738800000" utc Europe/Berlin 2026-03-29 "$(minute 2 30)"
    answers "1774746000000 once, day starts 1774738800000" utc Europe/Berlin 2026-03-29 "$(minute 3 0)"
    answers "1774742400000 once, day starts 1774738800000" utc Europe/Berlin 2026-03-29 "$(minute 1 0)"
    answers "1772955000000 never, day starts 1772946000000" utc America/New_York 2026-03-08 "$(minute 2 30)"
}

@test "zone: of a time that clocks show twice the first is meant" {
    answers "1792888200000 twice, day starts 1792879200000" utc Europe/Berlin 2026-10-25 "$(minute 2 30)"
    answers "1792893600000 once, day starts 1792879200000" utc Europe/Berlin 2026-10-25 "$(minute 3 0)"
    answers "1793511000000 twice, day starts 1793505600000" utc America/New_York 2026-11-01 "$(minute 1 30)"
}

@test "zone: a day that never was starts with the next" {
    answers "1325239200000 never, day starts 1325239200000" utc Pacific/Apia 2011-12-30 0
    answers "1325239200000 once, day starts 1325239200000" utc Pacific/Apia 2011-12-31 0
    answers "2011-12-29 23:59:59.999 -10:00
2011-12-31 00:00:00.000 +14:00" local Pacific/Apia 1325239199999 1325239200000
}

@test "zone: a day whose midnight is skipped starts after it" {
    # Beirut went forward at 00:00 on 2022-03-27, Havana at 00:00 on 2026-03-08.
    answers "1648333800000 never, day starts 1648332000000" utc Asia/Beirut 2022-03-27 30
    answers "1772946000000 never, day starts 1772946000000" utc America/Havana 2026-03-08 0
}

@test "zone: offsets and the way back agree with Python's zoneinfo, to the second of each change" {
    python3 - "$probe" <<'PYTHON'
import datetime as d, random, subprocess, sys, zoneinfo
zones = """Europe/Berlin America/New_York Asia/Seoul Pacific/Apia Australia/Lord_Howe Asia/Kathmandu
    Africa/Casablanca America/St_Johns Asia/Pyongyang Europe/London America/Caracas Pacific/Chatham
    Asia/Gaza America/Sao_Paulo Antarctica/Troll Africa/Monrovia America/Recife""".split()
random.seed(1)
utc = d.timezone.utc
for name in zones:
    zone = zoneinfo.ZoneInfo(name)
    offset = lambda at: int(d.datetime.fromtimestamp(at, utc).astimezone(zone).utcoffset().total_seconds())
    instants = [random.randrange(0, 4102444800) for _ in range(300)]
    day = 86400
    for at in range(0, 4102444800, 5 * day):
        if offset(at) != offset(at + 5 * day):
            low, high = at, at + 5 * day
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            instants += [low, high, low - 1800, high + 1800]
    asked = "".join(f"{at}\n" for at in instants)
    lines = subprocess.run([sys.argv[1], "offsets", name], input=asked, capture_output=True,
                           text=True, check=True).stdout.splitlines()
    assert len(lines) == len(instants), name
    for at, line in zip(instants, lines):
        got, match, back = map(int, line.split())
        assert got == offset(at), (name, at, got, offset(at))
        wall = d.datetime.fromtimestamp(at, utc).astimezone(zone).replace(tzinfo=None)
        first, second = (int(wall.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (0, 1))
        assert match == (0 if first == second else 2), (name, at, match)
        assert back == first, (name, at, back, first)
PYTHON
}

@test "zone: what is none is refused, whatever the C library would make of it" {
    for name in "" Asia/Soul Moon ../../etc/passwd /etc/localtime KST-9 "EST5EDT,M3.2.0" +9 +09:60 +25:00 \
        "+ 9:00" +0900 "Asia/Seoul;" Asia zone.tab; do
        answers "'$name' is no time zone known here
hint: write a name like Asia/Seoul, UTC, or an offset like +09:00" local "$name" 0
    done
}

@test "zone: the system's own is found in TZ, else by /etc/localtime, and always opens" {
    TZ=Asia/Seoul answers Asia/Seoul system
    TZ=:Asia/Seoul answers Asia/Seoul system
    TZ=/usr/share/zoneinfo/Europe/Berlin answers Europe/Berlin system
    TZ=KST-9 answers +09:00 system
    TZ=NST3:30 answers -03:30 system
    TZ='' answers +00:00 system
    TZ=no/such answers +00:00 system
    run "$probe" system
    run "$probe" local "$output" 0
    [ "$status" -eq 0 ]
}
