# SPDX-License-Identifier: GPL-3.0-or-later
"""Random notes as people practise them: scales, arpeggios, studies, long tones, trills, chords.

A phrase is a list of (start_s, duration_s, midi, velocity 0..1), the score for every synthesiser and
sampler here, so that all of them share one idea of what playing is.
"""
import numpy as np

SCALES = [(0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 11), (0, 2, 4, 7, 9), tuple(range(12)),
          (0, 2, 3, 5, 7, 9, 10), (0, 4, 7), (0, 3, 7), (0, 4, 7, 10)]
STYLES = ["scale", "walk", "repeat", "long", "trill", "pattern", "leaps", "chords"]


def ladder(rng, low, high):
    """The allowed pitches of a random key between two MIDI notes."""
    scale, key = SCALES[rng.integers(len(SCALES))], rng.integers(12)
    notes = [m for m in range(int(low), int(high) + 1) if (m - key) % 12 in scale]
    return notes if len(notes) > 2 else list(range(int(low), int(high) + 1))


def walk_degrees(rng, style, count, size):
    """Positions on the ladder for `count` notes."""
    here = int(rng.integers(size))
    if style == "scale":
        path = np.arange(count) + here
        period = max(2 * size - 2, 1)
        return size - 1 - np.abs((path % period) - (size - 1))
    if style in ("repeat", "long"):
        steps = rng.choice([0, 0, 0, 0, 1, -1], count) if style == "repeat" else rng.integers(-2, 3, count)
    elif style == "trill":
        return np.clip(here + (np.arange(count) % 2) + (np.arange(count) // 16), 0, size - 1)
    elif style == "pattern":
        shape = rng.integers(-3, 4, int(rng.integers(3, 7)))
        steps = np.tile(shape, count // len(shape) + 1)[:count]
    elif style == "leaps":
        return rng.integers(size, size=count)
    else:
        steps = rng.choice([-2, -1, -1, 0, 1, 1, 2, 3, -3], count)
    return np.abs((here + np.cumsum(steps)) % (2 * size) - size).clip(0, size - 1)


def durations(rng, style, seconds):
    """Lengths of successive notes, in seconds."""
    beat = 60.0 / rng.uniform(45, 160)
    if style == "long":
        units = rng.uniform(1.5, 6.0, 60)
    elif style == "trill":
        units = np.full(600, rng.uniform(0.07, 0.16)) * rng.uniform(0.9, 1.1, 600)
    elif rng.random() < 0.5:
        units = np.full(600, max(beat * rng.choice([0.25, 0.5, 1.0, 2.0]), 0.08))
    else:
        units = np.maximum(beat * rng.choice([0.25, 0.5, 0.5, 1.0, 1.0, 2.0], 600), 0.08)
    units = units * rng.normal(1.0, 0.02, len(units)).clip(0.8, 1.2)
    count = int(np.searchsorted(np.cumsum(units), seconds)) + 1
    return units[:count]


def compose(rng, seconds, low, high, chords=False):
    """A phrase of about `seconds` between two MIDI notes; `chords` allows several notes at once."""
    style = STYLES[rng.integers(len(STYLES) - (0 if chords else 1))]
    span = int(rng.integers(5, 25))
    bottom = int(rng.integers(low, max(high - span, low) + 1))
    notes = ladder(rng, bottom, min(bottom + span, high))
    units = durations(rng, style, seconds)
    degrees = walk_degrees(rng, style, len(units), len(notes))
    gate = rng.uniform(0.25, 0.8) if rng.random() < 0.3 else rng.uniform(0.85, 1.12)
    rest_share = rng.choice([0.0, 0.0, 0.05, 0.15])
    loudness = rng.uniform(0.15, 1.0)
    swell = 0.25 * np.sin(np.arange(len(units)) * rng.uniform(0.05, 0.6) + rng.uniform(0, 6))
    events, now = [], 0.0
    for index, unit in enumerate(units):
        if rng.random() < rest_share:
            now += min(rng.uniform(0.3, 1.8), seconds / 4)
        if now >= seconds:
            break
        velocity = float(np.clip(loudness + swell[index] + rng.normal(0, 0.05), 0.05, 1.0))
        voices = 1 + (int(rng.integers(1, 4)) if style == "chords" or (chords and rng.random() < .2) else 0)
        for voice in range(voices):
            midi = notes[min(degrees[index] + 2 * voice, len(notes) - 1)]
            spread = rng.uniform(0, 0.02) * voice
            events.append((now + spread, max(unit * gate, 0.04), int(midi), velocity))
        now += unit
    return events


def two_hands(rng, seconds, low, high):
    """A keyboard's texture: a line above, chords or another line below."""
    middle = int(rng.integers(low + 12, high - 11))
    below = compose(rng, seconds, low, middle, True)
    return sorted(below + compose(rng, seconds, middle, high, rng.random() < 0.5))


def tremolo(rng, seconds, low, high):
    """One note struck again and again, 6 to 15 times a second, as on a mandolin, then the next."""
    notes = ladder(rng, low, high)
    here, now, events = int(rng.integers(len(notes))), 0.0, []
    while now < seconds:
        period, loud = 1.0 / rng.uniform(6, 15), rng.uniform(0.2, 0.9)
        for _ in range(int(rng.integers(1, 16)) if rng.random() < 0.8 else 1):
            strength = np.clip(loud + rng.normal(0, 0.06), 0.05, 1.0)
            events.append((now, period * rng.uniform(0.9, 3.0), notes[here], float(strength)))
            now += period * rng.normal(1.0, 0.04)
        now += rng.uniform(0, 0.6) if rng.random() < 0.3 else 0.0
        here = int(np.clip(here + rng.integers(-3, 4), 0, len(notes) - 1))
    return [e for e in events if e[0] < seconds]
