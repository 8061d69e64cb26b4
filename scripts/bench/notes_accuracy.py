#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well onsets, pitch and notes are found, against the aubio tools, in one table.

Melodies are written as MIDI, so the truth is exact, and rendered with a sound font: dry and in a
room with noise. Onset F counts matches within 50 ms, raw pitch accuracy the share of sounding
frames within 50 cents, note F notes whose onset is within 50 ms and pitch within 50 cents.
"""
import argparse
import json
import os
import random
import struct
import subprocess
import sys
import tempfile

import numpy
import soundfile

RATE = 44100
TICKS = 480
SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
ONSET_TOLERANCE_S = 0.05
PITCH_TOLERANCE_CENTS = 50
FRAME_S = 0.01
AUBIONOTES_LATE_S = 0.05
# name, General MIDI program (-1: drums), lowest and highest note, notes at once
INSTRUMENTS = [
    ("violin", 40, 55, 93, 1), ("viola", 41, 48, 84, 1), ("cello", 42, 36, 74, 1),
    ("contrabass", 43, 28, 60, 1), ("flute", 73, 60, 96, 1), ("clarinet", 71, 50, 86, 1),
    ("saxophone", 65, 49, 80, 1), ("trumpet", 56, 54, 82, 1), ("trombone", 57, 40, 70, 1),
    ("guitar", 24, 40, 80, 1), ("steel guitar", 25, 40, 80, 1), ("bass guitar", 33, 28, 55, 1),
    ("voice", 53, 45, 76, 1), ("reed organ", 20, 36, 84, 1), ("accordion", 21, 53, 88, 1),
    ("piano", 0, 28, 108, 1), ("piano chords", 0, 40, 84, 3), ("drums", -1, 35, 51, 1),
]


def frequency(midi):
    return 440.0 * 2 ** ((midi - 69) / 12)


def compose(generator, low, high, voices, seconds):
    """Notes (start, end, midi, velocity): a walk through a scale in changing tempi and touches."""
    notes, time_s, midi = [], 0.5, generator.randint(low, high)
    scale = [0, 2, 4, 5, 7, 9, 11]
    while time_s < seconds - 3:
        beat_s = 60 / generator.uniform(60, 132)
        touch = generator.choice(["legato", "legato", "detached", "staccato"])
        low_loud = generator.randint(45, 85)
        for _ in range(generator.randint(5, 12)):
            length_s = beat_s * generator.choice([0.25, 0.5, 0.5, 0.5, 1, 1, 2])
            length_s = max(length_s, 0.13)
            share = {"legato": 1.0, "detached": 0.85, "staccato": 0.5}[touch]
            if generator.random() > 0.15:  # otherwise the same note again
                midi += generator.choice([-7, -5, -4, -3, -2, -2, -1, 1, 2, 2, 3, 4, 5, 7, 12, -12])
            while midi < low or midi > high:
                midi += 12 if midi < low else -12
            while midi % 12 not in scale and midi < high:
                midi += 1
            velocity = low_loud + generator.randint(0, 35)
            for voice in range(voices):
                notes.append((time_s, time_s + length_s * share, midi + 4 * voice, velocity))
            time_s += length_s
        time_s += generator.choice([0, 0, 0.5, 1.0])
    return notes


def variable_length(value):
    data = bytes([value & 0x7F])
    while value > 0x7F:
        value >>= 7
        data = bytes([value & 0x7F | 0x80]) + data
    return data


def write_midi(path, program, notes):
    """A format 0 file at 120 beats a minute: 960 ticks are one second."""
    channel = 9 if program < 0 else 0
    events = []
    for start_s, end_s, midi, velocity in notes:
        events.append((round(start_s * 2 * TICKS), 1, bytes([0x90 | channel, midi, velocity])))
        events.append((round(end_s * 2 * TICKS), 0, bytes([0x80 | channel, midi, 0])))
    track = b"" if program < 0 else b"\0" + bytes([0xC0 | channel, program])
    now = 0
    for tick, _, message in sorted(events):
        track += variable_length(tick - now) + message
        now = tick
    track += b"\x8f\x00\xff\x2f\x00"
    with open(path, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS))
        file.write(b"MTrk" + struct.pack(">I", len(track)) + track)


def render(midi_path, wav_path, soundfont):
    subprocess.run(["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.6", "-r", str(RATE),
                    "-O", "float", "-T", "wav", "-F", wav_path, soundfont, midi_path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    samples, _ = soundfile.read(wav_path, dtype="float32", always_2d=True)
    return samples.mean(axis=1)


def in_room(samples, noise_generator):
    """An exponential room of 0.5 s, 8 dB below the direct sound, and noise 45 dB below it."""
    n = RATE // 2
    tail = noise_generator.standard_normal(n) * 10 ** (-3 * numpy.arange(n) / n)
    tail *= 10 ** (-8 / 20) / numpy.sqrt((tail ** 2).sum())
    tail[0] += 1
    size = 1 << (len(samples) + n - 1).bit_length()
    wet = numpy.fft.irfft(numpy.fft.rfft(samples, size) * numpy.fft.rfft(tail, size), size)
    wet = wet[:len(samples)]
    noise = noise_generator.standard_normal(len(wet))
    return wet + noise * numpy.sqrt((wet ** 2).mean()) * 10 ** (-45 / 20)


def truth_of(notes, samples):
    """Onsets, notes, and the pitch (0: not judged) of every frame that sounds on one note."""
    onsets = sorted({start for start, _, _, _ in notes})
    n_frames = int(len(samples) / RATE / FRAME_S)
    step = int(RATE * FRAME_S)
    level = numpy.sqrt((samples[:n_frames * step].reshape(n_frames, step) ** 2).mean(axis=1))
    audible = level > numpy.percentile(level, 95) * 10 ** (-40 / 20)
    pitch = numpy.zeros(n_frames)
    for start_s, end_s, midi, _ in notes:
        first, last = int((start_s + 0.03) / FRAME_S) + 1, int(end_s / FRAME_S)
        pitch[first:last] = frequency(midi)
    return onsets, [(n[0], n[2]) for n in notes], numpy.where(audible, pitch, 0)


def matches(truth, found, fits):
    """Pairs in time order: the largest matching, as windows of equal width do not nest."""
    count, j = 0, 0
    taken = [False] * len(found)
    for item in truth:
        while j < len(found) and found[j][0] < item[0] - ONSET_TOLERANCE_S:
            j += 1
        k = j
        while k < len(found) and found[k][0] <= item[0] + ONSET_TOLERANCE_S:
            if not taken[k] and fits(item, found[k]):
                taken[k] = True
                count += 1
                break
            k += 1
    return count


def f_measure(hits, n_truth, n_found):
    return 2 * hits / (n_truth + n_found) if n_truth + n_found else 1.0


def onset_score(truth, found):
    hits = matches([(t,) for t in truth], [(t,) for t in found], lambda a, b: True)
    return f_measure(hits, len(truth), len(found))


def note_score(truth, found):
    hits = matches(truth, found, lambda a, b: abs(a[1] - b[1]) <= PITCH_TOLERANCE_CENTS / 100)
    return f_measure(hits, len(truth), len(found))


def pitch_score(truth_hz, times_s, found_hz):
    """The track is held until its next point."""
    judged = numpy.nonzero(truth_hz)[0]
    if len(judged) == 0 or len(times_s) == 0:
        return 0.0
    centres = (judged + 0.5) * FRAME_S
    nearest = numpy.clip(numpy.searchsorted(times_s, centres), 1, len(times_s) - 1)
    nearest -= centres - times_s[nearest - 1] < times_s[nearest] - centres
    hz = numpy.maximum(numpy.asarray(found_hz)[nearest], 1e-3)
    return float((abs(1200 * numpy.log2(hz / truth_hz[judged])) <= PITCH_TOLERANCE_CENTS).mean())


def lines_of(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
                          stdin=subprocess.DEVNULL)
    rows = []
    for line in done.stdout.decode().splitlines():
        try:
            rows.append([float(word) for word in line.split()])
        except ValueError:
            continue
    return [row for row in rows if row]


def aubio_chain(wav_path):
    """aubioonset, aubiopitch and aubionotes as they come; the notes, always told 50 ms late, are
    given that back."""
    onsets = [row[0] for row in lines_of(["aubioonset", "-i", wav_path])]
    track = [row for row in lines_of(["aubiopitch", "-i", wav_path]) if len(row) == 2]
    notes = [row for row in lines_of(["aubionotes", "-i", wav_path]) if len(row) == 3]
    return {"onsets": onsets, "times": numpy.array([r[0] for r in track]),
            "pitch": [r[1] for r in track], "notes": [(r[1] - AUBIONOTES_LATE_S, r[0]) for r in notes]}


def practice_json(program):
    """The product's answer; its notes, held over their length, are its pitch."""
    def run(wav_path):
        done = subprocess.run([program, "analyze", "--json", "--notes", wav_path], check=True,
                              stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        answer = json.loads(done.stdout)
        times = numpy.arange(0, answer["duration_s"], FRAME_S)
        pitch = numpy.zeros(len(times))
        notes = []
        for note in answer["notes"]:
            exact = note["midi"] + note["cents"] / 100
            notes.append((note["start_s"], exact))
            pitch[(times >= note["start_s"]) & (times < note["end_s"])] = frequency(exact)
        return {"onsets": answer["onsets_s"], "times": times, "pitch": pitch, "notes": notes}
    return run


def driver_lines(program):
    """The test driver's answer: rows 'onset S', 'note START END PITCH', 'pitch S HZ'."""
    def run(wav_path):
        samples, _ = soundfile.read(wav_path, dtype="float32")
        raw_path = wav_path + ".raw"
        half_band(samples).astype("<f4").tofile(raw_path)
        done = subprocess.run([program, str(RATE // 2), raw_path], check=True,
                              stdout=subprocess.PIPE)
        os.unlink(raw_path)
        rows = [line.split() for line in done.stdout.decode().splitlines()]
        track = [(float(r[1]), float(r[2])) for r in rows if r[0] == "pitch"]
        return {"onsets": [float(r[1]) for r in rows if r[0] == "onset"],
                "times": numpy.array([t for t, _ in track]), "pitch": [p for _, p in track],
                "notes": [(float(r[1]), float(r[3])) for r in rows if r[0] == "note"]}
    return run


def half_band(samples):
    """Every second sample after a linear-phase low pass of 127 taps, without delay."""
    k = numpy.arange(-63, 64)
    taps = 0.48 * numpy.sinc(0.48 * k) * numpy.kaiser(127, 8)
    return numpy.convolve(samples, taps, mode="same")[::2]


def make_recordings(folder, arguments):
    """Yields (instrument, condition, path, truth, voices); renders what is not there yet."""
    for index, (name, program, low, high, voices) in enumerate(INSTRUMENTS):
        if arguments.only and name not in arguments.only:
            continue
        generator = random.Random(arguments.seed * 1000 + index)
        notes = compose(generator, low, high, voices, arguments.seconds)
        base = os.path.join(folder, f"{name.replace(' ', '_')}-{arguments.seed}")
        write_midi(base + ".mid", program, notes)
        dry = render(base + ".mid", base + ".wav", arguments.soundfont)
        truth = truth_of(notes, dry)
        noise_generator = numpy.random.default_rng(arguments.seed * 1000 + index)
        for condition, samples in (("dry", dry), ("room", in_room(dry, noise_generator))):
            path = f"{base}-{condition}.wav"
            samples = samples * (0.5 / max(1e-9, abs(samples).max()))
            soundfile.write(path, samples, RATE, subtype="PCM_16")
            yield name, condition, path, truth, program >= 0 and voices == 1


def scores_of(answer, truth, has_pitch):
    onsets, notes, pitch = truth
    scores = [onset_score(onsets, sorted(answer["onsets"])), None, None]
    if has_pitch:
        scores[1] = pitch_score(pitch, answer["times"], answer["pitch"])
        scores[2] = note_score(notes, sorted(answer["notes"]))
    return scores


def print_table(methods, table):
    """table: (instrument, method) -> list of [onset F, pitch, note F]."""
    names = list(dict.fromkeys(name for name, _ in table))
    head = "".join(f"{m + ' onset F':>19}{'pitch':>8}{'note F':>8}" for m in methods)
    print(f"{'instrument':<16}{head}")

    def row(label, picked):
        cells = ""
        for method in methods:
            rows = [scores for name in picked for scores in table[name, method]]
            for column, width in ((0, 19), (1, 8), (2, 8)):
                values = [r[column] for r in rows if r[column] is not None]
                cells += f"{numpy.mean(values):{width}.3f}" if values else " " * (width - 1) + "-"
        print(f"{label:<16}{cells}")

    for name in names:
        row(name, [name])
    pitched = [name for name in names if table[name, methods[0]][0][1] is not None]
    if pitched:
        row("mean, melodies", pitched)
    row("mean, all", names)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--practice", help="the program, judged through analyze --json --notes")
    parser.add_argument("--driver", help="the test driver melody_dump, judged directly")
    parser.add_argument("--no-peers", action="store_true", help="leave the aubio tools out")
    parser.add_argument("--seconds", type=float, default=40, help="length of each recording")
    parser.add_argument("--seed", type=int, default=1, help="other melodies")
    parser.add_argument("--soundfont", default=SOUNDFONT)
    parser.add_argument("--only", action="append", help="this instrument; may be repeated")
    parser.add_argument("--work", help="keep the recordings in this folder")
    arguments = parser.parse_args()
    methods = {}
    if arguments.practice:
        methods["practice"] = practice_json(arguments.practice)
    if arguments.driver:
        methods["melody"] = driver_lines(arguments.driver)
    if not arguments.no_peers:
        methods["aubio"] = aubio_chain
    if not methods:
        parser.error("nothing to judge: give --practice or --driver, or leave --no-peers out")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.work or scratch
        os.makedirs(folder, exist_ok=True)
        table = {}
        for name, condition, path, truth, has_pitch in make_recordings(folder, arguments):
            print(f"{name}, {condition}", file=sys.stderr)
            for method, run in methods.items():
                scores = scores_of(run(path), truth, has_pitch)
                table.setdefault((name, method), []).append(scores)
        print_table(list(methods), table)


if __name__ == "__main__":
    main()
