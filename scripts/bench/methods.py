# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way of finding the played spans of a file that the bench compares, each as one function.

The peers are what a musician could script today: a level gate, a pitch gate (at the tolerance that
its help names and at a loose one, a clarity of 0.3), the union of notes, onsets. Each function takes a path and gives (start_s, end_s) spans; the
scoring bridges rests for all of them alike.
"""
import json
import os
import re
import subprocess

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
PRACTICE = os.environ.get("PRACTICE", os.path.join(BUILD, "practice"))
PITCH_HOP_S = 256 / 44100


def output(*command):
    """What a tool prints, on either stream; a tool that fails stops the bench."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError("'%s' ended with %d: %s" % (
            " ".join(command), done.returncode, done.stderr[-300:]))
    return done.stdout, done.stderr


def practice(path, _seconds):
    answer = json.loads(output(PRACTICE, "analyze", "--json", path)[0])
    return [(s["start_s"], s["end_s"]) for s in answer["segments"] if s["kind"] == "play"]


def silencedetect(path, seconds):
    text = output("ffmpeg", "-nostdin", "-hide_banner", "-threads", "1", "-i", path, "-af",
                  "silencedetect=n=-40dB:d=2", "-f", "null", "-")[1]
    edges = [0.0]
    for found in re.finditer(r"silence_(?:start|end): (-?[\d.]+)", text):
        edges.append(max(float(found.group(1)), 0.0))
    if len(edges) % 2:
        edges.append(seconds)
    return [(a, b) for a, b in zip(edges[0::2], edges[1::2]) if b > a]


def aubioquiet(path, seconds):
    spans, start = [], None
    for line in output("aubioquiet", "-s", "-50", "-i", path)[0].splitlines():
        word, when = line.split()
        if word == "NOISY:":
            start = float(when)
        elif start is not None:
            spans.append((start, float(when)))
            start = None
    return spans + ([(start, seconds)] if start is not None else [])


def aubiopitch(path, tolerance):
    lines = output("aubiopitch", "-p", "yinfft", "-l", tolerance, "-i", path)[0].splitlines()
    frames = [line.split() for line in lines]
    return [(float(t), float(t) + PITCH_HOP_S * 1.01) for t, hertz in frames if float(hertz) > 0]


def aubionotes(path, _seconds):
    rows = [line.split() for line in output("aubionotes", "-i", path)[0].splitlines()]
    return [(float(r[1]), float(r[2])) for r in rows if len(r) == 3]


def aubioonset(path, _seconds):
    return [(float(t), float(t) + 0.01) for t in output("aubioonset", "-i", path)[0].split()]


METHODS = {
    "practice": practice,
    "ffmpeg silencedetect -40 dB 2 s": silencedetect,
    "aubioquiet -50 dB": aubioquiet,
    "aubiopitch yinfft -l 0.3": lambda path, _: aubiopitch(path, "0.3"),
    "aubiopitch yinfft -l 0.7": lambda path, _: aubiopitch(path, "0.7"),
    "aubionotes, union of notes": aubionotes,
    "aubioonset": aubioonset,
}
