# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorded hits played as drummers practise: beats with fills, rudiments, rolls, patterns, let ring.

A score is a list of (start_s, drum, strength 0..1), drums being numbered from the lowest sound to the
highest. `drumming()` makes one and plays it on a kit of few hits, a little differently at each stroke.
"""
import numpy as np
from scipy.signal import lfilter

from synth import change_speed, lay

SWING_S = 0.006  # a hand's uncertainty


def brightness(hit, rate_hz):
    """Centre of gravity of the spectrum in hertz, which orders bass drum, snare drum and cymbals."""
    power = np.abs(np.fft.rfft(hit[:rate_hz // 4])) ** 2
    return float((power * np.linspace(0, rate_hz / 2, len(power))).sum() / (power.sum() + 1e-12))


def choose_kit(rng, hits, rate_hz):
    """One to six of the hits, the lowest sound first, each now and then tuned, damped or filtered."""
    count = int(rng.choice([1, 1, 2, 3, 4, 5, 6]))
    kit = [varied(rng, hits[i], rate_hz) for i in rng.integers(len(hits), size=count)]
    return sorted(kit, key=lambda hit: brightness(hit, rate_hz))


def varied(rng, hit, rate_hz):
    """Another drum of the same family."""
    if rng.random() < 0.6:
        hit = change_speed(hit, 2 ** (rng.uniform(-5, 5) / 12))
    if rng.random() < 0.3:  # a cloth on the skin, a hand on the cymbal
        hit = hit * np.exp(-np.arange(len(hit)) / (rate_hz * rng.uniform(0.03, 0.4)))
    if rng.random() < 0.3:
        hit = lfilter([1.0], [1.0, -rng.uniform(-0.6, 0.7)], hit)
    return np.asarray(hit / (np.abs(hit).max() + 1e-6), np.float32)


def beat(rng, seconds, n_drums):
    """Bars of sixteenths: low drums on the strong beats, high ones steadily, a fill now and then."""
    step, now, score = 60.0 / rng.uniform(55, 180) / 4, 0.0, []
    low, high, middle = 0, n_drums - 1, n_drums // 2
    steady = int(rng.choice([1, 2, 2, 4]))
    kicks = [0, 8] + [int(k) for k in rng.integers(16, size=int(rng.integers(0, 4)))]
    backbeats, ghosts = [4, 12], rng.uniform(0, 0.3)
    bar = 0
    while now < seconds:
        is_fill = bar % 4 == 3 and rng.random() < 0.6
        for place in range(16):
            start = now + place * step
            if is_fill and place >= 8:
                score.append((start, int(rng.integers(n_drums)), rng.uniform(0.5, 1.0)))
                continue
            if place in kicks:
                score.append((start, low, rng.uniform(0.7, 1.0)))
            if place in backbeats:
                score.append((start, middle, rng.uniform(0.7, 1.0)))
            elif rng.random() < ghosts:
                score.append((start, middle, rng.uniform(0.08, 0.3)))
            if place % steady == 0:
                score.append((start, high, rng.uniform(0.25, 0.8)))
        now += 16 * step
        bar += 1
    return score


def rudiment(rng, seconds, n_drums):
    """Even strokes with accents, perhaps faster and faster, on one drum or wandering."""
    step = max(60.0 / rng.uniform(40, 140) / int(rng.choice([1, 2, 3, 4, 4, 6])), 0.05)
    drift, accent = rng.choice([1.0, 1.0, rng.uniform(0.99, 1.01)]), int(rng.integers(2, 9))
    soft, drum = rng.uniform(0.15, 0.9), int(rng.integers(n_drums))
    wander, now, score = rng.choice([0.0, 0.1, 0.4]), 0.0, []
    rests = rng.choice([0.0, 0.0, 0.08])
    while now < seconds:
        if rng.random() < wander:
            drum = int(rng.integers(n_drums))
        if rng.random() >= rests:
            loud = 1.0 if len(score) % accent == 0 else soft
            score.append((now, drum, loud * rng.uniform(0.8, 1.0)))
        step = min(max(step * drift, 0.05), 1.5)
        now += step
    return score


def roll(rng, seconds, n_drums):
    """Rolls that swell or fade, with short rests between them."""
    now, score = 0.0, []
    while now < seconds:
        drum, length, step = int(rng.integers(n_drums)), rng.uniform(0.2, 4.0), rng.uniform(0.035, 0.09)
        ends = rng.uniform(0.1, 1.0, 2)
        count = int(length / step) + 1
        for index in range(count):
            strength = ends[0] + (ends[1] - ends[0]) * index / count
            score.append((now + index * step, drum, strength * rng.uniform(0.75, 1.0)))
        now += count * step + rng.uniform(0.1, 1.6)
    return score


def pattern(rng, seconds, n_drums):
    """A figure of any drums, again and again, as on congas, a cajon or a frame drum."""
    step = float(np.clip(60.0 / rng.uniform(60, 170) / rng.choice([1, 2, 2, 4]), 0.07, 0.5))
    length = int(rng.choice([4, 6, 8, 12, 16]))
    loud, score, grid = rng.uniform(0.3, 1.0, n_drums), [], None
    for index in range(int(seconds / step)):
        if grid is None or rng.random() < 0.03:
            grid = rng.random((n_drums, length)) < rng.uniform(0.15, 0.7, (n_drums, 1))
            grid[0, ::max(int(1.5 / step), 1)] = True
        for drum in np.flatnonzero(grid[:, index % length]):
            score.append((index * step, int(drum), loud[drum] * rng.uniform(0.4, 1.0)))
    return score


def ring(rng, seconds, n_drums):
    """Single strokes that are listened to: cymbals, gongs, trying the sound."""
    now, score = 0.0, []
    while now < seconds:
        score.append((now, int(rng.integers(n_drums)), rng.uniform(0.2, 1.0)))
        now += rng.uniform(0.4, 1.9)
    return score


STYLES, WEIGHTS = (beat, rudiment, roll, pattern, ring), (0.32, 0.24, 0.12, 0.22, 0.10)


def drumming(rng, kit, rate_hz, seconds):
    """A phrase of about `seconds` on a kit of choose_kit()."""
    score = STYLES[rng.choice(len(STYLES), p=WEIGHTS)](rng, seconds, len(kit))
    notes = []
    for start, drum, strength in score:
        hit = kit[drum] if rng.random() < 0.5 else change_speed(kit[drum], rng.uniform(0.985, 1.015))
        notes.append((max(start + rng.normal(0, SWING_S), 0.0), hit * np.float32(strength)))
    return lay(notes, rate_hz, seconds)
