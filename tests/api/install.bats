#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The library as others meet it: installed somewhere, found with pkg-config, linked both ways.
bats_require_minimum_version 1.5.0

setup_file()
{
    cd "$BATS_TEST_DIRNAME/../.." || return 1
    export prefix=$BATS_FILE_TMPDIR/prefix
    export recording=testdata/audio/lesson.flac
    make -s install PREFIX="$prefix" BUILD="$BUILD" CC="${CC:-gcc}" SANITIZE="${SANITIZE:-}"
    export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
}

setup()
{
    cd "$BATS_TEST_DIRNAME/../.." || return 1
}

# Prints what the example says; the program's own words must agree with it.
build_example()
{
    # shellcheck disable=SC2046,SC2086 # flags are words
    ${CC:-gcc} -std=c17 -Wall -Wextra -Werror ${SANITIZE:-} -o "$BATS_TEST_TMPDIR/example" \
        tests/api/example.c "$@"
}

@test "a program links with the installed shared library and tells the play time" {
    build_example $(pkg-config --cflags --libs practice)
    LD_LIBRARY_PATH=$prefix/lib run --separate-stderr "$BATS_TEST_TMPDIR/example" "$recording"
    [ "$status" -eq 0 ]
    [[ $output =~ ^[0-9]+\.[0-9]{2}\ of\ [0-9]+\.[0-9]{2}\ s\ played$ ]]
    [ -z "$stderr" ]
    readelf -d "$BATS_TEST_TMPDIR/example" >"$BATS_TEST_TMPDIR/needed"
    grep -q 'NEEDED.*libpractice\.so\.0' "$BATS_TEST_TMPDIR/needed"
}

@test "the same program links with the installed static library and gives the same answer" {
    build_example $(pkg-config --cflags practice) "$prefix/lib/libpractice.a" \
        $(pkg-config --libs --static practice | sed 's/-lpractice//')
    run -0 "$BATS_TEST_TMPDIR/example" "$recording"
    static=$output
    build_example $(pkg-config --cflags --libs practice)
    LD_LIBRARY_PATH=$prefix/lib run -0 "$BATS_TEST_TMPDIR/example" "$recording"
    [ "$output" = "$static" ]
}

@test "the example tells what is wrong with a file that is not there" {
    build_example $(pkg-config --cflags --libs practice)
    LD_LIBRARY_PATH=$prefix/lib run -1 "$BATS_TEST_TMPDIR/example" /nonexistent.wav
    [[ $output == *nonexistent.wav* ]]
}

@test "what only the start needed is given back, but nothing that the linker changed" {
    cd "$BATS_TEST_TMPDIR"
    printf '.text\n.globl where\n.balign 8\nwhere: .quad where\n' >changed.s
    ${CC:-gcc} -shared -Wl,-z,notext -o changed.so changed.s
    readelf -d changed.so >changed.txt
    grep -q TEXTREL changed.txt
    cd "$OLDPWD"
    # shellcheck disable=SC2046 # flags are words
    ${CC:-gcc} -std=c17 -Wall -Wextra -Werror -o "$BATS_TEST_TMPDIR/trim" tests/api/trim.c \
        $(pkg-config --cflags --libs practice)
    LD_LIBRARY_PATH=$prefix/lib run -0 "$BATS_TEST_TMPDIR/trim" "$recording" \
        "$BATS_TEST_TMPDIR/changed.so"
    read -r before after ratio <<<"$output"
    [ "$before" = "$after" ]
    [ "$ratio" -ge 2 ]
}

@test "install puts manual and completion where the system looks, below DESTDIR" {
    make -s install DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr BUILD="$BUILD"
    cd "$BATS_TEST_TMPDIR/root/usr"
    [ -x bin/practice ]
    [ -s share/man/man1/practice.1 ]
    bash -n share/bash-completion/completions/practice
    grep -q '^#compdef practice' share/zsh/site-functions/_practice
    grep -q 'complete -c practice' share/fish/vendor_completions.d/practice.fish
    [ "$(readlink lib/libpractice.so)" = libpractice.so.0 ]
    grep -qx 'prefix=/usr' lib/pkgconfig/practice.pc
}

@test "uninstall leaves no file behind" {
    make -s install DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr BUILD="$BUILD"
    make -s uninstall DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr BUILD="$BUILD"
    run -0 find "$BATS_TEST_TMPDIR/root" ! -type d
    [ -z "$output" ]
}

@test "dist packs the same commit into the same bytes" {
    git rev-parse HEAD >/dev/null 2>&1 || skip "not a git work tree"
    make -s dist BUILD="$BATS_TEST_TMPDIR/a" >/dev/null
    sleep 1.1
    make -s dist BUILD="$BATS_TEST_TMPDIR/b" >/dev/null
    cmp "$BATS_TEST_TMPDIR"/a/*.tar.gz "$BATS_TEST_TMPDIR"/b/*.tar.gz
}
