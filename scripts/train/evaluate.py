# SPDX-License-Identifier: GPL-3.0-or-later
"""Play-time error of a trained model on held-out sessions, and what its errors are made of.

Five-minute sessions of one player each are made from sources training never saw; their features are
kept, so that judging a model takes seconds. The steps after the network here are the ones of the
engine: mean, thresholds with hysteresis, islands dropped, rests up to 2 s bridged.
"""
import argparse
import collections
import itertools
import os

import numpy as np
import torch
from scipy.ndimage import uniform_filter1d

import features
import rooms
import scenes
from model import Activity
from sources import BUILD, CACHE_RATE_HZ

SESSION_S = 300.0
BRIDGE_S = 2.0
SMOOTHING = {"window": 3, "on": 0.35, "off": 0.22, "island_s": 0.0}
SURE = 0.8  # mean probability of an island that is kept however short


def make_session(studio, seed):
    """Features and truth of a held-out session, made once."""
    path = os.path.join(BUILD, "sessions", "%s-%d.npz" % (studio.library.split, seed))
    if not os.path.exists(path):
        audio, truth, played = scenes.build(studio, seed, SESSION_S, 0.3, 0.0)
        out_hz = (22050, 22050, 24000, 16000)[seed % 4]
        if out_hz != studio.rate_hz:
            audio = rooms.to_rate(audio, studio.rate_hz, out_hz)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        np.savez(path, bands=features.bands(audio, out_hz).astype(np.float16),
                 name=played[0][0] if played else "nothing", **truth)
    return dict(np.load(path))


def probabilities(model, bands):
    """Sigmoid outputs of `final` for each 40 ms step, [steps][3]."""
    bands = torch.from_numpy(bands[:len(bands) // 2 * 2].astype(np.float32))[None]
    with torch.no_grad():
        final, _ = model(bands)
    return torch.sigmoid(final)[0].numpy()


def runs(mask):
    """[start, end) of the true stretches of a mask."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return edges.reshape(-1, 2)


def bridged(mask, step_s, rest_s=BRIDGE_S):
    out, spans = mask.copy(), runs(mask)
    for (_, end), (start, _) in zip(spans[:-1], spans[1:]):
        if (start - end) * step_s <= rest_s + 1e-9:
            out[end:start] = True
    return out


def decide(play, window, on, off, island_s):
    """Play decisions per step from play probabilities per step, as engine/analysis/segment.c does."""
    smooth = uniform_filter1d(play.astype(np.float64), window, mode="nearest")
    mask = np.zeros(len(play), bool)
    for start, end in runs(smooth >= off):
        begun = np.flatnonzero(smooth[start:end] >= on)
        if len(begun):
            first = start + begun[0]
            mask[first:end] = (end - first) * 0.04 >= island_s or smooth[first:end].mean() > SURE
    return mask


def judge(session, play, smoothing):
    """Play-time error, F1 and the confusions of one session, after bridging."""
    estimate = bridged(np.repeat(decide(play, **smoothing), 4), 0.01)
    truth = bridged(session["play"], 0.01)
    count = min(len(truth), len(estimate))
    estimate, truth = estimate[:count], truth[:count]
    both = (estimate & truth).sum()
    wrong, missed = estimate & ~truth, truth & ~estimate
    return {"error": abs(estimate.sum() - truth.sum()) / truth.sum() if truth.sum() > 500 else np.nan,
            "signed": (estimate.sum() - truth.sum()) / truth.sum() if truth.sum() > 500 else np.nan,
            "f1": 2 * both / max(estimate.sum() + truth.sum(), 1) if truth.sum() > 500 else np.nan,
            "wrong_s": wrong.sum() / 100, "missed_s": missed.sum() / 100,
            "wrong_speech_s": (wrong & session["speech"][:count]).sum() / 100,
            "wrong_other_s": (wrong & session["other"][:count] & ~session["speech"][:count]).sum() / 100}


def summary(results):
    errors = np.array([r["error"] for r in results])
    mean = {k: np.nanmean([r[k] for r in results]) for k in results[0]}
    return ("error mean %.2f %% median %.2f %% worst %.1f %% signed %+.2f %% F1 %.4f wrong %.1f s "
            "(speech %.1f other %.1f) missed %.1f s" % (
                100 * np.nanmean(errors), 100 * np.nanmedian(errors), 100 * np.nanmax(errors),
                100 * mean["signed"], mean["f1"], mean["wrong_s"], mean["wrong_speech_s"],
                mean["wrong_other_s"], mean["missed_s"]))


def load_model(name):
    path = name if name.endswith(".pt") else os.path.join(BUILD, name + ".pt")
    state = torch.load(path)["state"]
    model = Activity(state["live.weight"].shape[1])
    model.load_state_dict(state)
    return model.eval()


def load_sessions(count, split="held-out"):
    studio = scenes.Studio(split, CACHE_RATE_HZ)
    return [make_session(studio, 900000 + seed) for seed in range(count)]


def score(name, count=40):
    """One line for provenance."""
    sessions, model = load_sessions(count), load_model(name)
    return summary([judge(s, probabilities(model, s["bands"])[:, 0], SMOOTHING) for s in sessions])


def tune(sessions, plays):
    """The best smoothing by mean error, a few lines of the grid."""
    rows = []
    for window, on, gap, island in itertools.product((5, 7, 11), (.25, .3, .35, .4, .5), (.05, .1, .2),
                                                     (.2, .4, .8)):
        smoothing = {"window": window, "on": on, "off": on - gap, "island_s": island}
        results = [judge(s, p, smoothing) for s, p in zip(sessions, plays)]
        value = np.nanmean([r["error"] for r in results]) + 0.5 * np.nanmean([1 - r["f1"] for r in results])
        rows.append((value, smoothing, summary(results)))
    for value, smoothing, text in sorted(rows, key=lambda r: r[0])[:8]:
        print("%.4f" % value, smoothing, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--split", default="held-out")
    parser.add_argument("--tune", action="store_true")
    options = parser.parse_args()
    sessions, model = load_sessions(options.sessions, options.split), load_model(options.name)
    plays = [probabilities(model, s["bands"])[:, 0] for s in sessions]
    results = [judge(s, p, SMOOTHING) for s, p in zip(sessions, plays)]
    groups = collections.defaultdict(list)
    for number, (session, result) in enumerate(zip(sessions, results)):
        groups[str(session["name"])].append(result)
        if not result["error"] < 0.05:
            print("session %d %s: error %+.1f %% F1 %.3f wrong %.1f s (speech %.1f other %.1f) missed "
                  "%.1f s" % (number, session["name"], 100 * result["signed"], result["f1"],
                              result["wrong_s"], result["wrong_speech_s"], result["wrong_other_s"],
                              result["missed_s"]))
    for name in sorted(groups):
        print("%-18s %2d %s" % (name, len(groups[name]), summary(groups[name])))
    print("all", summary(results))
    if options.tune:
        tune(sessions, plays)


if __name__ == "__main__":
    main()
