#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench-accuracy: how well play time is known, by `practice` and by its peers, in one table.

Every session has exact truth (see sessions.py) and none of its sources was trained on. Sessions in
which hardly anybody plays have no relative error; the time wrongly counted in them is a column.
Plain sessions are of a player near the microphone in a quiet room; harsh ones are meant to fail.
"""
import argparse
import collections
import json
import multiprocessing
import os
import statistics
import sys

import numpy as np

import methods
import scoring
import sessions

MIN_TRUTH_S = 10.0  # below it a relative error says nothing
SHORT = {"ffmpeg silencedetect -40 dB 2 s": "silencedetect", "aubiopitch yinfft -l 0.3": "pitch 0.3",
         "aubiopitch yinfft -l 0.7": "pitch 0.7", "aubionotes, union of notes": "aubionotes"}


def tally(truth, played, steps):
    """Seconds (there, counted as play) of each instrument's play and of each thing that is not play."""
    want, counts = scoring.bridged(truth["play"]), {}
    for name, start_s, end_s in played:
        part = np.zeros_like(want)
        part[int(start_s / scoring.STEP_S):int(end_s / scoring.STEP_S)] = True
        there, counted = counts.get(name, (0.0, 0.0))
        part &= want
        counts[name] = (there + part.sum() * scoring.STEP_S,
                        counted + (part & steps).sum() * scoring.STEP_S)
    speech, other = truth["speech"] & ~want, truth["other"] & ~want & ~truth["speech"]
    for name, part in (("(talk)", speech), ("(noises, metronome)", other),
                       ("(nothing)", ~(want | speech | other))):
        counts[name] = (part.sum() * scoring.STEP_S, (part & steps).sum() * scoring.STEP_S)
    return counts


def spans_of(name, path, seconds):
    """What a method finds; a peer's answer is kept beside the session, because peers do not change."""
    kept = "%s.%s.json" % (path, "".join(c for c in name if c.isalnum()))
    if name == "practice":
        return methods.practice(path, seconds)
    if os.path.exists(kept):
        with open(kept, encoding="utf-8") as text:
            return json.load(text)
    spans = methods.METHODS[name](path, seconds)
    with open(kept, "w", encoding="utf-8") as text:
        json.dump(spans, text)
    return spans


def judge(task):
    """One session by every method: {method: score}."""
    seed, seconds, kind, names = task
    path, truth, played = sessions.build(seed, seconds, kind)
    answers = {}
    for name in names:
        answer = scoring.score(truth["play"], spans_of(name, path, seconds))
        answer["tally"] = tally(truth, played, answer.pop("steps"))
        answer["file"], answer["seconds"] = os.path.basename(path), seconds
        answers[name] = answer
    return answers


def error(answer):
    return abs(answer["found_s"] - answer["truth_s"]) / answer["truth_s"]


def summary(name, answers):
    """The row of one method."""
    judged = [a for a in answers if a["truth_s"] >= MIN_TRUTH_S]
    idle = [a for a in answers if a["truth_s"] < MIN_TRUTH_S]
    wrong = 60 * sum(a["found_s"] for a in idle) / max(sum(a["seconds"] for a in idle), 1)
    errors = sorted(error(a) for a in judged)
    borders = [b for a in judged for b in a["borders"]]
    starts, ends = zip(*borders) if borders else ((float("nan"),), (float("nan"),))
    total = sum(abs(a["found_s"] - a["truth_s"]) for a in judged) / sum(a["truth_s"] for a in judged)
    layout = ("| %-34s | %6.2f %% | %6.2f %% | %6.1f %% | %6.2f %% | %.4f | %5.0f ms | %5.0f ms | %3.0f %% "
              "| %s |")
    return layout % (
        name, 100 * statistics.mean(errors), 100 * statistics.median(errors), 100 * errors[-1], 100 * total,
        statistics.mean(a["f1"] for a in judged), 1000 * statistics.median(starts),
        1000 * statistics.median(ends), 100 * len(borders) / sum(a["n_spans"] for a in judged),
        "%10.1f" % wrong if idle else "         -")


def print_methods(results, names):
    print("| method                             | mean err | median   | worst    | of total | F1     "
          "| start    | end      | spans | idle min/h |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in names:
        print(summary(name, [r[name] for r in results]))


def print_shares(results, names):
    """Of each instrument's play time the share that was counted; of everything else, likewise."""
    totals = {name: collections.defaultdict(lambda: [0.0, 0.0]) for name in names}
    for result in results:
        for name in names:
            for what, (there, counted) in result[name]["tally"].items():
                totals[name][what][0] += there
                totals[name][what][1] += counted
    print("\nShare of the time counted as play: 100 % is right for instruments, 0 % for what is in"
          " brackets\n")
    print("| %-20s | minutes | %s |" % ("what", " | ".join(SHORT.get(name, name.split()[0]) for name in names)))
    print("|---|---|" + "---|" * len(names))
    order = sorted(totals[names[0]], key=lambda w: (w[0] == "(", -totals[names[0]][w][0]))
    for what in order:
        there = totals[names[0]][what][0]
        if there >= 1.0:
            shares = ["%5.1f %%" % (100 * totals[n][what][1] / there) for n in names]
            print("| %-20s | %7.1f | %s |" % (what, there / 60, " | ".join(shares)))


def print_worst(results, name):
    judged = sorted((r[name] for r in results if r[name]["truth_s"] >= MIN_TRUTH_S), key=error)
    print("\nWorst sessions of %s:" % name)
    for answer in judged[:-4:-1]:
        print("  %s: %.1f s played, %.1f s found, F1 %.3f" % (
            answer["file"], answer["truth_s"], answer["found_s"], answer["f1"]))


def compare(pool, kind, names, asked):
    """Print all there is to say of the sessions of one kind."""
    tasks = [(asked.first + i, asked.seconds, kind, names) for i in range(asked.sessions)]
    results = []
    for number, result in enumerate(pool.imap_unordered(judge, tasks), 1):
        results.append(result)
        print("\r%d of %d sessions" % (number, len(tasks)), end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print("\nPlay time, %d %s sessions of %d s, sources never trained on\n" % (
        len(tasks), kind, asked.seconds))
    print_methods(results, names)
    print_shares(results, names)
    print_worst(results, names[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=int(os.environ.get("SESSIONS", "40")))
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--kinds", default="plain,harsh")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="", help="names of the methods to run, comma-separated parts")
    asked = parser.parse_args()
    names = [n for n in methods.METHODS if any(o in n for o in asked.only.split(","))]
    sessions.forget_old()
    with multiprocessing.Pool(asked.jobs) as pool:
        for kind in asked.kinds.split(","):
            compare(pool, kind, names, asked)


if __name__ == "__main__":
    main()
