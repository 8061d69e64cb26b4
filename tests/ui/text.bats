#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Text from outside: measured, made harmless, cut.
load common

@test "text: widths are those of the screen, in any locale" {
    for LC_ALL in C C.UTF-8; do
        answers 5 width "hello"
        answers 4 width "연습"
        answers 4 width $'\u1112\u1161\u11ab\u1100\u1173\u11af' # the same letters taken apart
        answers 4 width "練習"
        answers 1 width $'e\u0301'
        answers 2 width "🎻"
        answers 4 width "ｱｲｳｴ"
        answers 0 width ""
        answers 3 width $'a\u200db\u00ad'
    done
}

@test "text: what could drive a terminal is replaced, one mark for each" {
    answers "a�[31mb" clean utf8 100 $'a\e[31mb'
    answers "a�b�c" clean utf8 100 $'a\nb\tc'
    answers "�2J" clean utf8 100 $'\xc2\x9b2J'
    answers "abc�gpj.exe" clean utf8 100 $'abc\u202egpj.exe'
    answers "�x" clean utf8 100 $'\u2067x'
}

@test "text: invalid UTF-8 is replaced, valid text stays" {
    answers "a�b" clean utf8 100 $'a\xffb'
    answers "�" clean utf8 100 $'\xe2\x82'
    answers "��" clean utf8 100 $'\xc0\xaf'
    answers "�" clean utf8 100 $'\xed\xa0\x80'
    answers "바흐 – Suite № 1" clean utf8 100 "바흐 – Suite № 1"
}

@test "text: where the charset is not UTF-8 only ASCII passes" {
    answers "?? x?" clean ascii 100 $'연습 x\xff'
    answers "?31m" clean ascii 100 $'\xc2\x9b31m'
}

@test "text: a short buffer ends at a whole character" {
    answers "연" clean utf8 6 "연습"
    answers "연습" clean utf8 7 "연습"
    answers "" clean utf8 3 "연습"
}

@test "text: only UTF-8 counts as UTF-8, a written U+FFFD does" {
    answers yes utf8 "연습 �"
    answers no utf8 $'a\xffb'
    answers no utf8 $'\xc0\x80'
    answers no utf8 $'\xf4\x90\x80\x80'
}

@test "text: cutting keeps the end, the start or both" {
    answers "A long t…" fit 9 end utf8 "A long title"
    answers "…ng title" fit 9 start utf8 "A long title"
    answers "A lo…itle" fit 9 middle utf8 "A long title"
    answers "A long..." fit 9 end ascii "A long title"
    answers "A long title" fit 12 end utf8 "A long title"
}

@test "text: a wide letter is never halved and accents stay with their letter" {
    answers "한국…" fit 6 end utf8 "한국어 연습"
    answers "한국…" fit 5 end utf8 "한국어 연습"
    answers $'e\u0301…' fit 2 end utf8 $'e\u0301e\u0301e\u0301'
    answers "…" fit 1 end utf8 "한국어"
    answers "" fit 0 end utf8 "한국어"
}

@test "text: no fit is ever wider than asked, whatever the bytes" {
    python3 - "$probe" <<'PYTHON'
import random, subprocess, sys
random.seed(7)
pieces = [b"a", "연".encode(), b"\x1b[31m", b"\xff", "e\u0301".encode(), "🎻".encode(), b"\xc2\x9b",
          "\u202e".encode(), b"\n", b" ", "\u200d".encode(), b"\xe2\x82", b"\x7f", b"'"]
for _ in range(60):
    text = b"".join(random.choice(pieces) for _ in range(random.randint(0, 30)))
    columns = random.randint(0, 20)
    cut = random.choice(["end", "start", "middle"])
    charset = random.choice(["utf8", "ascii"])
    run = subprocess.run([sys.argv[1], "fit", str(columns), cut, charset, text],
                         capture_output=True, check=True)
    shown = run.stdout[:-1].decode("utf-8")
    assert all(ord(c) >= 32 and not 0x7f <= ord(c) < 0xa0 and c != "\u202e" for c in shown), shown
    width = subprocess.run([sys.argv[1], "width", shown], capture_output=True, check=True).stdout
    assert int(width) <= columns, (text, columns, cut, shown)
PYTHON
}
