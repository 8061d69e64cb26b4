# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthesisers that turn a phrase of notes into sound: sound fonts, samplers, strings, additive.

Fluidsynth is called in process, because starting it for each phrase would take longer than playing it.
The physical and additive voices have random timbres on purpose: breadth teaches what instruments have
in common, where any one set of samples teaches that set.
"""
import ctypes
import ctypes.util

import numpy as np
from scipy.signal import lfilter

BLOCK = 64  # samples, fluidsynth's own


def hertz(midi):
    return 440.0 * 2.0 ** ((np.asarray(midi, float) - 69.0) / 12.0)


class SoundFont:
    """One fluidsynth with one sound font, rendering phrases dry."""

    def __init__(self, path, rate_hz):
        name = ctypes.util.find_library("fluidsynth") or "libfluidsynth.so.3"
        self.lib, self.rate_hz = ctypes.CDLL(name), rate_hz
        for function in ("new_fluid_settings", "new_fluid_synth"):
            getattr(self.lib, function).restype = ctypes.c_void_p
        self.settings = ctypes.c_void_p(self.lib.new_fluid_settings())
        self.set_number("synth.sample-rate", rate_hz)
        self.set_number("synth.gain", 0.5)
        for key in ("synth.reverb.active", "synth.chorus.active"):
            self.lib.fluid_settings_setint(self.settings, key.encode(), 0)
        self.synth = ctypes.c_void_p(self.lib.new_fluid_synth(self.settings))
        if self.lib.fluid_synth_sfload(self.synth, path.encode(), 1) < 0:
            raise RuntimeError("cannot load '%s'" % path)

    def set_number(self, key, value):
        self.lib.fluid_settings_setnum(self.settings, key.encode(), ctypes.c_double(value))

    def play(self, events, program, drums=False, controls=(), tail_s=2.0):
        """Render events; `controls` are (start_s, controller, value)."""
        channel = 9 if drums else 0
        self.lib.fluid_synth_system_reset(self.synth)
        self.lib.fluid_synth_program_change(self.synth, channel, int(program))
        messages = []
        for start, duration, midi, velocity in events:
            messages.append((start, 1, int(midi), int(1 + 126 * velocity)))
            messages.append((start + duration, 0, int(midi), 0))
        messages += [(start, 2, int(number), int(value)) for start, number, value in controls]
        messages.sort()
        # Whole blocks of fluidsynth, so that the next phrase does not begin within one.
        length = -(-int((max(e[0] + e[1] for e in events) + tail_s) * self.rate_hz) // BLOCK) * BLOCK
        left, right = np.zeros(length + BLOCK, np.float32), np.zeros(length + BLOCK, np.float32)
        here = 0
        for when, what, first, second in messages + [((length + 0.5) / self.rate_hz, -1, 0, 0)]:
            here = self.render(left, right, here, min(int(when * self.rate_hz), length))
            if what == 1:
                self.lib.fluid_synth_noteon(self.synth, channel, first, second)
            elif what == 0:
                self.lib.fluid_synth_noteoff(self.synth, channel, first)
            elif what == 2:
                self.lib.fluid_synth_cc(self.synth, channel, first, second)
        return (left + right)[:length]

    def render(self, left, right, here, there):
        if there > here:
            at = [a.ctypes.data_as(ctypes.c_void_p) for a in (left, right)]
            self.lib.fluid_synth_write_float(self.synth, there - here, at[0], here, 1, at[1], here, 1)
        return max(here, there)


def change_speed(audio, ratio):
    """Play faster (ratio > 1, pitch up) or slower by linear interpolation."""
    if abs(ratio - 1.0) < 1e-4 or len(audio) < 2:
        return np.asarray(audio)
    count = int((len(audio) - 1) / ratio)
    return np.interp(np.arange(count) * ratio, np.arange(len(audio)), audio).astype(np.float32)


def lay(notes, rate_hz, seconds):
    """Sum (start_s, audio) pairs into one array long enough for all of them, at most `seconds` + 6."""
    end = max([start * rate_hz + len(audio) for start, audio in notes], default=0)
    out = np.zeros(int(min(end, (seconds + 6) * rate_hz)) + 1, np.float32)
    for start, audio in notes:
        first = int(start * rate_hz)
        piece = audio[:max(len(out) - first, 0)]
        out[first:first + len(piece)] += piece
    return out


def release(audio, duration_s, fade_s, rate_hz):
    """End a note after its duration with a smooth fade."""
    keep, fade = int(duration_s * rate_hz), max(int(fade_s * rate_hz), 8)
    if len(audio) <= keep:
        return audio
    audio = np.array(audio[:keep + fade], np.float32)
    span = len(audio) - keep
    audio[keep:] *= np.linspace(1.0, 0.0, span, dtype=np.float32) ** 2
    return audio


def sampled(rng, events, recordings, rate_hz, seconds, ring=False):
    """Play events with recorded notes: (midi, audio) pairs, the nearest few by pitch at random."""
    pitches = np.array([m for m, _ in recordings], float)
    notes, fade = [], rng.uniform(0.03, 0.25)
    for start, duration, midi, velocity in events:
        order = np.argsort(np.abs(pitches - midi) + rng.uniform(0, 2.5, len(pitches)))
        pitch, audio = recordings[order[0]]
        ratio = 2.0 ** (np.clip(midi - pitch, -7, 7) / 12.0)
        note = change_speed(audio[:int((duration + 1.0 if not ring else 8.0) * rate_hz * ratio) + 2], ratio)
        if not ring:
            note = release(note, duration, fade, rate_hz)
        notes.append((start, note * (0.15 + 0.85 * velocity)))
    return lay(notes, rate_hz, seconds)


def plucked(rng, events, rate_hz, seconds):
    """Karplus-Strong strings: guitar, bass, harp and relatives that were never built."""
    damping, bright = rng.uniform(0.99, 0.9995), rng.uniform(0.1, 0.9)
    position, notes = rng.uniform(0.08, 0.4), []
    for start, duration, midi, velocity in events:
        period = rate_hz / hertz(midi)
        size = max(int(period - 0.5), 2)
        burst = rng.uniform(-1, 1, size).astype(np.float32)
        burst = lfilter([1 - bright * velocity * .9], [1, -bright * velocity * .9], burst[::-1])
        burst = burst - np.roll(burst, int(size * position))
        length = int(min(duration + 1.5, 7.0) * rate_hz)
        excitation = np.zeros(length, np.float32)
        excitation[:min(size, length)] = burst[:length]
        loss = damping ** (period / 100.0)
        stretch = rng.uniform(0.35, 0.65)
        feedback = np.zeros(size + 2)
        feedback[0], feedback[size], feedback[size + 1] = 1, -loss * (1 - stretch), -loss * stretch
        note = lfilter([1.0], feedback, excitation).astype(np.float32)
        notes.append((start, release(note, duration, 0.12, rate_hz) * velocity))
    return lay(notes, rate_hz, seconds)


def envelope(rng, count, rate_hz, attack, decay_s, sustained):
    time = np.arange(count, dtype=np.float32) / rate_hz
    rise = np.minimum(time / attack, 1.0)
    fall = np.minimum((count / rate_hz - time) / 0.06, 1.0)
    body = 1.0 + 0.2 * np.sin(time * rng.uniform(0.5, 3) + rng.uniform(0, 6)) if sustained else \
        np.exp(-time / decay_s)
    return (rise * fall * body).astype(np.float32)


def additive(rng, events, rate_hz, seconds):
    """A random wind, bow, organ or bell: harmonics, vibrato, a little breath."""
    harmonics = np.arange(1, int(rng.integers(2, 26)))
    slope, odd = rng.uniform(0.3, 2.2), rng.uniform(0.05, 1.0) if rng.random() < 0.3 else 1.0
    weights = harmonics ** -slope * rng.uniform(0.3, 1.0, len(harmonics)) * np.where(harmonics % 2, 1, odd)
    stretch = rng.uniform(0, 4e-4) if rng.random() < 0.3 else 0.0
    sustained, attack, decay = rng.random() < 0.7, rng.uniform(0.005, 0.12), rng.uniform(0.2, 2.0)
    depth, speed = rng.uniform(0, 0.4) * (rng.random() < 0.6), rng.uniform(3.5, 7.5)
    breath, notes = rng.uniform(0, 0.05) * (rng.random() < 0.6), []
    for start, duration, midi, velocity in events:
        count = int((duration if sustained else min(duration + 1.0, 5.0)) * rate_hz) + 1
        time = np.arange(count) / rate_hz
        pitch = midi + depth * np.sin(2 * np.pi * speed * time) * np.minimum(time * 3, 1)
        phase = 2 * np.pi * np.cumsum(hertz(pitch)) / rate_hz
        note = np.zeros(count, np.float32)
        for number, weight in zip(harmonics, weights):
            partial = number * np.sqrt(1 + stretch * number * number)
            if partial * hertz(midi) < min(0.45 * rate_hz, 8000):
                note += (weight * np.sin(partial * phase)).astype(np.float32)
        note += (breath * rng.standard_normal(count)).astype(np.float32)
        notes.append((start, note * envelope(rng, count, rate_hz, attack, decay, sustained) * velocity))
    return lay(notes, rate_hz, seconds)
