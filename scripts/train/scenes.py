# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice sessions with exact truth: phrases, pauses with talk and noise, metronomes, rooms.

`build()` makes a scene from a seed: audio, what sounded in each 10 ms step by the dry stems, and who
played when. Training uses many short ones at 22.05 kHz; the accuracy bench uses `session()`, minutes
at 44.1 kHz from held-out sources only. The same seed, split and class of scene always give the same
scene, but for the first samples of a sound font's phrase, where fluidsynth remembers the one before.
"""
import numpy as np
from scipy.signal import lfilter

import noises
import rooms
from players import Players, unit
from sources import Library

STEP_S = 0.01
AUDIBLE_DB = 42.0
BELOW_FLOOR_DB = 3.0


class Studio:
    """The sources of one split at one rate, loaded once for many scenes."""

    def __init__(self, split, rate_hz):
        self.library = Library(split, rate_hz)
        self.players = Players(self.library)
        self.rate_hz = rate_hz


def step_levels_db(stem, n_steps, rate_hz):
    """Level of each 10 ms step in dBFS."""
    edges = np.round(np.arange(n_steps) * STEP_S * rate_hz).astype(int)
    power = np.add.reduceat(np.square(stem, dtype=np.float64), edges)
    return 10 * np.log10(power / (STEP_S * rate_hz) + 1e-14)


def sounding(stem, n_steps, rate_hz, floor_db):
    """The definition of analysis.md: near the stem's own loud level and not lost in the room's noise."""
    levels = step_levels_db(stem, n_steps, rate_hz)
    heard = levels[levels > -110]
    if not len(heard):
        return np.zeros(n_steps, bool)
    return levels > max(np.percentile(heard, 95) - AUDIBLE_DB, floor_db - BELOW_FLOOR_DB)


class Scene:
    """Three dry stems under construction, and the list of who played when.

    Meant to be hard: soft or lost in noise, in any room, with many rests near the limit of what is
    bridged. PlainScene below is what a musician's own recording is more like.
    """

    controlled_share, clipped_share = 0.12, 0.06  # of the recordings, by automatic gain and by overload

    def __init__(self, studio, rng, seconds, change_share):
        self.studio, self.rng, self.seconds, self.change_share = studio, rng, seconds, change_share
        self.rate_hz = studio.rate_hz
        self.stems = {k: np.zeros(int(seconds * self.rate_hz), np.float32) for k in
                      ("play", "speech", "other")}
        self.played = []
        self.draw_levels(rng)

    def draw_levels(self, rng):
        self.play_db = rng.uniform(-46, -16)
        self.floor_db = max(self.play_db - rng.uniform(12, 62), -88)
        if rng.random() < 0.06:
            self.floor_db = -120.0
        self.speech_db = self.play_db + rng.uniform(-18, 8)
        self.other_db = self.play_db + rng.uniform(-28, 2)
        self.is_noisy = self.studio.library.split == "train" and rng.random() < 0.4
        if self.is_noisy:
            self.other_db = self.play_db + rng.uniform(-14, 6)

    def phrase_s(self):
        return np.exp(self.rng.uniform(np.log(0.8), np.log(25)))

    def softer_db(self):
        return self.rng.uniform(8, 22) if self.rng.random() < 0.1 else 0.0

    def rest_s(self):
        return self.rng.uniform(0.15, 2.2) if self.rng.random() < 0.4 else self.rng.uniform(1.5, 13)

    def room(self):
        return rooms.impulse(self.rng, self.studio.library)

    def put(self, stem, start_s, audio, level_db):
        """Add a sound with its loud parts at a level; returns where it ended, in seconds."""
        first = int(max(start_s, 0) * self.rate_hz)
        piece = self.hiss(unit(audio)[:max(len(self.stems[stem]) - first, 0)])
        peak = np.abs(piece).max() if len(piece) else 0
        if peak > 0:
            gain = 10 ** (level_db / 20)
            self.stems[stem][first:first + len(piece)] += piece * np.float32(min(gain, 4.0 / peak))
        return start_s + len(piece) / self.rate_hz

    def hiss(self, piece):
        """Sometimes the noise of a recording comes and goes with the recording."""
        rng = self.rng
        if rng.random() > 0.3 or len(piece) < 2:
            return piece
        noise = lfilter([1.0], [1.0, -rng.uniform(0, 0.97)], rng.standard_normal(len(piece)))
        return piece + (noise / noise.std() * 10 ** (-rng.uniform(46, 70) / 20)).astype(np.float32)

    def talk(self, start_s, seconds):
        level = self.speech_db + self.rng.normal(0, 3)
        self.put("speech", start_s, noises.talk(self.rng, self.studio.library, seconds), level)

    def noise(self, start_s, seconds, quieter_db=0.0):
        level = self.other_db + self.rng.normal(0, 7) - quieter_db
        _, audio = noises.event(self.rng, self.studio.library, seconds)
        self.put("other", start_s, audio[:int(seconds * self.rate_hz)], level)

    def pause(self, start_s, seconds):
        """Fill a pause with nothing, talk, noises, or both."""
        rng, draw = self.rng, self.rng.random()
        if self.is_noisy:
            draw = 0.45 + 0.5 * draw
        if seconds < 0.4:
            return
        if draw < 0.28:
            return
        if draw < 0.60 or draw > 0.90:
            self.talk(start_s + rng.uniform(0, seconds / 3), rng.uniform(0.5, 1.0) * seconds)
        if draw >= 0.60:
            for _ in range(int(rng.integers(1, 4))):
                begin = rng.uniform(0, seconds * 0.8)
                self.noise(start_s + begin, max(rng.uniform(0.3, 1.0) * (seconds - begin), 0.3))

    def phrases(self, share_playing):
        """Alternate phrases and pauses until the time is filled."""
        rng, now = self.rng, self.rng.uniform(0, 3) if self.rng.random() < 0.7 else 0.0
        self.pause(0, now)
        name, play = self.studio.players.choose(rng)
        while now < self.seconds - 0.3:
            if rng.random() < share_playing:
                if rng.random() < self.change_share:
                    name, play = self.studio.players.choose(rng)
                wanted = min(self.phrase_s(), self.seconds - now)
                softer_db = self.softer_db()
                level = self.play_db + rng.normal(0, 2.5) - softer_db
                end = self.put("play", now, play(wanted), level)
                self.played.append((name, now, end))
                now = end
            gap = self.rest_s()
            self.pause(now, min(gap, self.seconds - now))
            now += gap

    def overlays(self):
        """What goes on regardless of playing: metronome, fan, household, somebody talking over it."""
        rng, seconds = self.rng, self.seconds
        if rng.random() < (0.35 if self.studio.library.split == "train" else 0.22):
            start = rng.uniform(0, seconds / 2) * (rng.random() < 0.6)
            span = rng.uniform(0.3, 1.0) * (seconds - start)
            self.put("other", start, noises.metronome(rng, self.rate_hz, span),
                     self.play_db + rng.uniform(-26, 4))
        if rng.random() < 0.12:
            self.put("other", 0, noises.steady(rng, self.rate_hz, seconds),
                     self.play_db - rng.uniform(10, 40))
        if rng.random() < 0.25:
            for _ in range(rng.poisson(seconds / 8)):
                self.noise(rng.uniform(0, seconds), rng.uniform(0.5, 6), rng.uniform(0, 12))
        if rng.random() < 0.07:
            for _ in range(1 + rng.poisson(seconds / 20)):
                self.talk(rng.uniform(0, seconds), rng.uniform(1, 6))

    def truth(self):
        n_steps = int(round(self.seconds / STEP_S))
        return {k: sounding(s, n_steps, self.rate_hz, self.floor_db) for k, s in self.stems.items()}

    def record(self):
        """The three stems as the recorder hears them."""
        rng, library = self.rng, self.studio.library
        room = self.room()
        far = room if rng.random() < 0.3 else self.room()
        stems = [(self.stems["play"], room), (self.stems["speech"], far),
                 (self.stems["other"], far if rng.random() < 0.5 else self.room())]
        audio = rooms.record(rng, stems, self.floor_db, library)
        if rng.random() < self.controlled_share:
            audio = rooms.level_control(rng, audio, self.rate_hz)
        if rng.random() < self.clipped_share:
            audio = np.clip(audio * 10 ** (rng.uniform(0, 18) / 20), -1, 1)
        return np.clip(audio, -1, 1)


class PlainScene(Scene):
    """A player close to the microphone in a quiet room, who either breathes or pauses."""

    controlled_share, clipped_share = 0.0, 0.0

    def draw_levels(self, rng):
        self.play_db = rng.uniform(-30, -16)
        self.floor_db = rng.uniform(-75, -50)
        self.speech_db = self.play_db + rng.uniform(-10, 4)
        self.other_db = self.play_db + rng.uniform(-16, 0)
        self.is_noisy = False

    def phrase_s(self):
        return np.exp(self.rng.uniform(np.log(3), np.log(25)))

    def softer_db(self):
        return 0.0

    def rest_s(self):
        return self.rng.uniform(0.2, 1.5) if self.rng.random() < 0.3 else self.rng.uniform(2.5, 14)

    def room(self):
        return rooms.small(self.rng, self.rate_hz)


def build(studio, seed, seconds=32.0, coded_share=0.12, change_share=0.12, kind=Scene):
    """A scene: (mono float32, {"play","speech","other": bool per 10 ms}, [(instrument, start_s, end_s)])."""
    rng = np.random.default_rng([seed, 0 if studio.library.split == "train" else 1])
    scene = kind(studio, rng, seconds, change_share)
    draw = rng.random()
    silent = 0.45 if scene.is_noisy else 0.10
    scene.phrases(0.0 if draw < silent else 0.97 if draw < 0.9 else 0.6)
    scene.overlays()
    audio = scene.record()
    if rng.random() < coded_share:
        audio = rooms.through_codec(rng, audio, scene.rate_hz)
    return audio, scene.truth(), scene.played


_STUDIOS = {}


def session(seed, split="held-out", seconds=300.0, rate_hz=44100, kind=Scene):
    """A whole session of one player at `rate_hz` for the accuracy bench; the result is that of `build`."""
    if (split, rate_hz) not in _STUDIOS:
        _STUDIOS[split, rate_hz] = Studio(split, rate_hz)
    return build(_STUDIOS[split, rate_hz], seed, seconds, coded_share=0.3, change_share=0.0,
                 kind=kind)
