# SPDX-License-Identifier: GPL-3.0-or-later
# Microphones for tests: a file that is read much faster than time, bit by bit (ALSA's file
# plugin), and a PulseAudio server of our own whose source we play into, in real time.

# A home of its own, so that no journal, no setting and no sound of the user is touched.
own_home()
{
    export HOME=$BATS_TEST_TMPDIR/home TZ=UTC
    unset PRACTICE_JOURNAL XDG_STATE_HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_MUSIC_DIR PULSE_SERVER
    export XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR
    # ALSA's plugs are unloaded before leaks are looked for: only slow stacks still name who leaked.
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:fast_unwind_on_malloc=0"
    mkdir -p "$HOME"
    takes=$HOME/.local/state/practice/takes
}

# The default microphone reads a file of 32-bit samples: file_microphone RAW
file_microphone()
{
    cat >"$HOME/.asoundrc" <<ASOUND
pcm.infile { type file slave.pcm "null" file "/dev/null" infile "$1" format "raw" }
pcm.!default { type plug slave { pcm "infile" format S32_LE rate 44100 channels 1 } }
ASOUND
}

# One that ALSA does not list by its own name, behind a default that answers with an error of the
# kernel from the n-th opening on: refusing_microphone RAW CODE N
refusing_microphone()
{
    cat >"$HOME/.asoundrc" <<ASOUND
pcm_type.refusing { lib "$BUILD/tests/recorder/librefusing.so" }
pcm.!shm {
    type plug
    slave.pcm { type file slave.pcm "null" file "/dev/null" infile "$1" format "raw" }
    slave { format S32_LE rate 44100 channels 1 }
}
pcm.!default { type refusing code $2 after $3 slave "shm" }
ASOUND
}

no_microphone()
{
    printf 'pcm.!default { type null }\n' >"$HOME/.asoundrc"
}

# Starts a PulseAudio server with one source that hears what is played. The socket's path is short.
pulse_microphone()
{
    command -v pulseaudio >/dev/null && command -v paplay >/dev/null || skip "no PulseAudio here"
    pulse=$(mktemp -d /tmp/pulse-XXXXXX)
    cat >"$pulse/config" <<PULSE
load-module module-native-protocol-unix socket=$pulse/socket auth-anonymous=1
load-module module-null-sink sink_name=fake
set-default-source fake.monitor
PULSE
    HOME=$pulse XDG_RUNTIME_DIR=$pulse pulseaudio -n -F "$pulse/config" --daemonize=no \
        --exit-idle-time=-1 --disable-shm=yes --use-pid-file=no --realtime=no \
        --high-priority=no >"$pulse/log" 2>&1 3>&- &
    pulse_pid=$!
    export PULSE_SERVER=unix:$pulse/socket
    printf 'pcm.!default { type pulse }\n' >"$HOME/.asoundrc"
    wait_until pactl info
}

end_pulse()
{
    [ -z "${pulse_pid:-}" ] || kill -9 "$pulse_pid" 2>/dev/null || true
    [ -z "${pulse:-}" ] || rm -rf "$pulse"
}

# Waits at most 30 s for a command to succeed.
wait_until()
{
    local turn
    for ((turn = 0; turn < 300; turn++)); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "in vain: $*"
    return 1
}

# Milliseconds since the epoch. A slow machine's pauses take what they take: tests measure them.
now_ms() { date +%s%3N; }

# A line of the state of the only take: state_of clock_s
state_of()
{
    sed -n "s/^$1 //p" "$takes"/*.state
}

is_running() { "$practice" record status >/dev/null; }
is_not_running() { ! is_running; }

# A fact of the newest session as the journal has it: fact SQL-EXPRESSION
fact()
{
    python3 - "$HOME/.local/share/practice/journal.db" "$1" <<'PYTHON'
import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(
        f"select {sys.argv[2]} from session order by start_ms desc limit 1"):
    print(*("" if value is None else value for value in row), sep="|")
PYTHON
}
