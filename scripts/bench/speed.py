#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: seconds of audio per CPU second, peak memory, growth with length, start-up time.

CPU is user + system time of the process itself (wait4), so other load on the machine matters little;
the contestants take turns and medians are shown, so that a slow minute hits all of them. Only the
standard library is used: a child's peak memory is never below that of the process that started it,
and a small parent keeps that floor low.
"""
import argparse
import collections
import contextlib
import os
import statistics
import subprocess
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
WORK = os.path.join(BUILD, "bench")
AUDIO = os.path.join(ROOT, "testdata", "audio")
PRACTICE = os.environ.get("PRACTICE", os.path.join(BUILD, "practice"))
FFMPEG = ("ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-threads", "1")
MATERIAL = ("lesson", "violin", "speech-english", "cello", "rustle", "flute-metronome", "drums",
            "speech-korean", "guitar", "lesson", "piano", "silence", "saxophone", "metronome", "singing",
            "noise", "contrabass")
CODECS = {"wav": ("-c:a", "pcm_s16le"), "flac": ("-c:a", "flac"),
          "mp3": ("-c:a", "libmp3lame", "-b:a", "128k"), "m4a": ("-c:a", "aac", "-b:a", "96k")}
CONTESTANTS = {
    "practice, everything": [(PRACTICE, "analyze", "--json", "--notes", "FILE")],
    "practice, play time only": [(PRACTICE, "analyze", "--json", "--play-time-only", "FILE")],
    "aubio chain (onset, pitch, quiet)": [("aubioonset", "-i", "FILE"), ("aubiopitch", "-i", "FILE"),
                                          ("aubioquiet", "-i", "FILE")],
    "ffmpeg silencedetect": [("ffmpeg", "-nostdin", "-threads", "1", "-i", "FILE", "-af",
                              "silencedetect=n=-40dB:d=2", "-f", "null", "-")],
}
MINE = [name for name in CONTESTANTS if name.startswith("practice")]

Cost = collections.namedtuple("Cost", "cpu_s memory_mib wall_s")


def is_newer(path, names):
    """Whether a made file is there and newer than the recordings it is made of."""
    made = os.path.getmtime(path) if os.path.exists(path) else 0.0
    return all(os.path.getmtime(os.path.join(AUDIO, name + ".flac")) < made for name in names)


def session(minutes, ending="wav"):
    """A stereo practice session of 44.1 kHz and 16 bits, made of the project's own recordings."""
    os.makedirs(WORK, exist_ok=True)
    path = os.path.join(WORK, "speed-%d.%s" % (minutes, ending))
    if is_newer(path, MATERIAL):
        return path
    if ending != "wav":
        source = ("-i", session(minutes))
    else:
        listing = os.path.join(WORK, "speed.txt")
        with open(listing, "w", encoding="utf-8") as out:
            out.writelines("file '%s'\n" % part(name) for name in MATERIAL)
        source = ("-stream_loop", "-1", "-f", "concat", "-safe", "0", "-i", listing, "-t", str(60 * minutes))
    # Large files have 64-bit lengths only in RF64; ffmpeg chooses by itself with "auto".
    large = ("-rf64", "auto") if ending == "wav" else ()
    partial = path + ".part." + ending
    subprocess.run([*FFMPEG, *source, "-fflags", "+bitexact", *large, *CODECS[ending], partial], check=True)
    os.replace(partial, path)
    return path


@contextlib.contextmanager
def looped(minutes, ending):
    """Ten minutes over and over, without encoding them again; the file goes when it was used."""
    short = session(10, ending)
    path = os.path.join(WORK, "speed-%d.%s" % (minutes, ending))
    try:
        subprocess.run([*FFMPEG, "-stream_loop", "-1", "-i", short, "-t", str(60 * minutes), "-c", "copy", path],
                       check=True)
        yield path
    finally:
        if os.path.exists(path):
            os.remove(path)


def part(name):
    """One recording in stereo at 44.1 kHz, the right side a little later and softer."""
    path = os.path.join(WORK, "part-%s.wav" % name)
    if not is_newer(path, [name]):
        subprocess.run([*FFMPEG, "-i", os.path.join(AUDIO, name + ".flac"), "-ar", "44100", "-af",
                        "aresample=44100,pan=stereo|c0=c0|c1=0.8*c0,adelay=0|0.4", "-c:a", "pcm_s16le", path],
                       check=True)
    return path


def run(command, path):
    """The cost of one command on one file."""
    command = [path if word == "FILE" else word for word in command]
    null = os.open(os.devnull, os.O_RDWR)
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ,
                            file_actions=[(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)])
    _, status, usage = os.wait4(child, 0)
    wall_s = time.perf_counter() - start
    os.close(null)
    if status:
        raise RuntimeError("'%s' ended with %d" % (" ".join(command),
                                                   os.waitstatus_to_exitcode(status)))
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, wall_s)


def chain(commands, path):
    costs = [run(command, path) for command in commands]
    return Cost(sum(c.cpu_s for c in costs), max(c.memory_mib for c in costs), sum(c.wall_s for c in costs))


def race(names, path, rounds):
    """Median cost of each contestant; they take turns."""
    costs = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            costs[name].append(chain(CONTESTANTS[name], path))
    return {name: Cost(*map(statistics.median, zip(*found))) for name, found in costs.items()}


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    return "%d x %s" % (os.cpu_count(), names[0] if names else "unknown processor")


def print_formats(minutes, rounds):
    print("%s\n\nSeconds of audio per CPU second, and peak memory: %d minutes of stereo at 44.1 kHz,"
          " medians of %d rounds\n" % (processor(), minutes, rounds))
    print("| method | %s |" % " | ".join("%s | ratio | MiB" % e.upper() for e in CODECS))
    print("|---|" + "---|" * 3 * len(CODECS))
    tables = {ending: race(CONTESTANTS, session(minutes, ending), rounds) for ending in CODECS}
    for name in CONTESTANTS:
        cells = []
        for ending in CODECS:
            costs = tables[ending]
            cells.append("%6.0f | %5.2f | %5.1f" % (60 * minutes / costs[name].cpu_s,
                         costs["aubio chain (onset, pitch, quiet)"].cpu_s / costs[name].cpu_s,
                         costs[name].memory_mib))
        print("| %-33s | %s |" % (name, " | ".join(cells)))
    print("\nratio: how many times the speed of the aubio chain on the same file in the same run")


def print_growth(lengths, rounds):
    print("\nGrowth with the length (WAV; CPU seconds, seconds of audio per CPU second, peak MiB)\n")
    print("| method | %s |" % " | ".join("%d min" % m for m in lengths))
    print("|---|" + "---|" * len(lengths))
    tables = {m: race(MINE, session(m), rounds if m < 60 else 1) for m in lengths}
    for name in MINE:
        cells = ["%7.2f s %6.0f x %5.1f MiB" % (c.cpu_s, 60 * m / c.cpu_s, c.memory_mib)
                 for m, c in ((m, tables[m][name]) for m in lengths)]
        print("| %-33s | %s |" % (name, " | ".join(cells)))


def print_memory(lengths):
    """Once each, since memory does not vary; everything is asked for, with every note."""
    print("\nPeak memory of long recordings, their notes told (MiB, CPU seconds)\n")
    print("| format | %s |" % " | ".join("%d min" % m for m in lengths))
    print("|---|" + "---|" * len(lengths))
    for ending in ("mp3", "m4a"):
        cells = []
        for minutes in lengths:
            with looped(minutes, ending) if minutes > 10 else contextlib.nullcontext(session(10, ending)) as path:
                cost = chain(CONTESTANTS[MINE[0]], path)
            cells.append("%5.1f MiB %6.2f s" % (cost.memory_mib, cost.cpu_s))
        print("| %-6s | %s |" % (ending.upper(), " | ".join(cells)))


def print_start(rounds):
    short = os.path.join(AUDIO, "formats", "pcm-s16.wav")
    print("\nStart-up, medians of %d (wall, CPU)\n" % rounds)
    for title, command in (("practice --version", (PRACTICE, "--version")),
                           ("practice analyze, 4 s of WAV", (PRACTICE, "analyze", "FILE")),
                           ("aubioquiet, 4 s of WAV", ("aubioquiet", "-i", "FILE")),
                           ("nothing (true)", ("true",))):
        costs = [run(command, short) for _ in range(rounds)]
        print("| %-30s | %5.1f ms | %5.1f ms | %4.1f MiB |" % (
            title, 1000 * statistics.median(c.wall_s for c in costs),
            1000 * statistics.median(c.cpu_s for c in costs), statistics.median(c.memory_mib for c in costs)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=int, default=10, help="length for the table of formats")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", default=bool(os.environ.get("QUICK")),
                        help="no recording longer than ten minutes")
    asked = parser.parse_args()
    print_formats(asked.minutes, asked.rounds)
    print_growth([1, 10] if asked.quick else [1, 10, 60, 180], asked.rounds)
    print_memory([10] if asked.quick else [10, 180, 719])  # the longest allowed are 720
    print_start(20)
    for minutes in (60, 180):  # 0.6 and 1.9 GB
        if os.path.exists(os.path.join(WORK, "speed-%d.wav" % minutes)):
            os.remove(os.path.join(WORK, "speed-%d.wav" % minutes))


if __name__ == "__main__":
    main()
