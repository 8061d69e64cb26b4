# SPDX-License-Identifier: GPL-3.0-or-later
# What the project needs of Debian 12, by purpose, and how to get it with as few questions as
# possible. Sourced by quickstart and test: packages that are there already cost one dpkg-query,
# so the second run is instant and needs neither root nor network.
# shellcheck shell=bash

packages_build='gcc libc6-dev make pkg-config libsndfile1-dev libfftw3-dev
    libavformat-dev libavcodec-dev libavutil-dev libswresample-dev libcairo2-dev libpango1.0-dev
    libssl-dev libsqlite3-dev portaudio19-dev libglib2.0-dev libjansson-dev
    libpq-dev libarchive-dev libcurl4-openssl-dev libexpat1-dev
    libmicrohttpd-dev'
packages_tests='git bats tmux jq python3 python3-numpy python3-soundfile sox libsox-fmt-mp3 ffmpeg
    flac vorbis-tools opus-tools lame fluidsynth fluid-soundfont-gm espeak-ng file xxd procps
    python3-icalendar poppler-utils librsvg2-bin fonts-dejavu-core fonts-nanum curl
    pulseaudio pulseaudio-utils libasound2-plugins sqlite3
    libsecret-1-0 libsecret-tools gnome-keyring dbus-daemon dbus-bin
    postgresql-15 postgresql-15-pgtap libtap-parser-sourcehandler-pgtap-perl pgbouncer
    swift-proxy swift-account swift-container swift-object python3-swift memcached openssl prometheus'
# A node of another origin brings its own npm, beside which Debian's cannot be installed.
command -v npm >/dev/null || packages_tests+=' nodejs npm'
packages_lint='clang libclang-rt-14-dev clang-format clang-tidy cppcheck shellcheck mandoc g++
    binutils'

# The libraries under the names that pkg-config knows on every system.
libraries='sndfile fftw3f libavformat libavcodec libavutil libswresample cairo pangocairo
    libcrypto sqlite3 libpq libarchive portaudio-2.0 glib-2.0 jansson libcurl expat
    libmicrohttpd'

is_debian_12()
{
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null && (
        . /etc/os-release
        [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ]
    ) 2>/dev/null
}

# Prints those of the given packages that are not installed.
missing_packages()
{
    comm -23 <(printf '%s\n' "$@" | sort -u) <(dpkg-query -W \
        -f '${db:Status-Abbrev}${binary:Package}\n' "$@" 2>/dev/null \
        | sed -n 's/^ii *//p' | sed 's/:.*//' | sort -u)
}

# Runs a command as root: directly, or through sudo, which asks only when someone is there.
as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ] && [ -t 2 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root()
{
    [ "$(id -u)" -eq 0 ] && return
    command -v sudo >/dev/null || return
    [ -t 0 ] && [ -t 2 ] && return
    sudo -n true 2>/dev/null
}

apt()
{
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q -y \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

tell_what_to_install()
{
    echo "This is not Debian 12. What is needed, by Debian's names of packages:" >&2
    printf '  to build: %s\n' "$(xargs <<<"$packages_build")" >&2
    printf '  to test:  %s\n' "$(xargs <<<"$packages_tests")" >&2
    printf '  to lint:  %s\n' "$(xargs <<<"$packages_lint")" >&2
}

# On a system we do not know: fine when compiler and libraries are there, whatever their packages.
check_libraries()
{
    local name missing=()
    for name in gcc make pkg-config; do
        command -v "$name" >/dev/null || missing+=("$name")
    done
    for name in $libraries; do
        pkg-config --exists "$name" 2>/dev/null || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "missing: ${missing[*]}" >&2
    return 1
}

# Old or absent package lists are renewed once, since a fresh machine has none and an old one
# points at versions that are gone. What apt says is shown only when it fails.
install_packages()
{
    local log status=0
    log=$(mktemp)
    {
        apt install --no-install-recommends "$@" \
            || { apt update && apt install --no-install-recommends "$@"; }
    } >"$log" 2>&1 || status=$?
    [ "$status" -eq 0 ] || tail -n 20 "$log" >&2
    rm -f "$log"
    return "$status"
}

# Sees to it that the given packages are there, or says what to do.
need_packages()
{
    local missing=()
    if is_debian_12; then
        mapfile -t missing < <(missing_packages "$@")
        [ ${#missing[@]} -eq 0 ] && return
        if can_be_root; then
            echo "installing: ${missing[*]}"
            install_packages "${missing[@]}"
            return
        fi
        echo "This user cannot install packages. As root: apt-get install ${missing[*]}" >&2
    else
        tell_what_to_install
    fi
    check_libraries
}
