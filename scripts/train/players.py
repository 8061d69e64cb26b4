# SPDX-License-Identifier: GPL-3.0-or-later
"""Players: each yields dry phrases of one instrument or voice, from recordings or synthesis.

A scene asks `choose()` for a player and the player for phrases of some seconds. The weights follow
what the model is to be good at: real phrases and singing count more than their share of minutes.
"""
import numpy as np

import singing
import synth
from compose import compose, tremolo, two_hands
from drumming import choose_kit, drumming
from noises import excerpt

# General MIDI programs: (weight, lowest, highest note, chords, programs)
FAMILIES = [(3, 30, 90, True, (0, 1, 2, 3, 4, 5, 6, 7)), (1, 55, 96, False, (8, 9, 10, 11, 12, 13, 14)),
            (2, 40, 88, True, (16, 17, 18, 19, 20, 21, 22, 23)),
            (4, 40, 84, True, (24, 25, 26, 27, 28, 29, 30, 31)),
            (5, 26, 60, False, (32, 32, 33, 34, 35, 36, 37)),
            (5, 55, 98, False, (40, 40, 40, 45, 110)), (3, 48, 84, False, (41,)),
            (4, 36, 76, False, (42,)), (4, 26, 60, False, (43,)), (2, 36, 84, True, (44, 46, 48, 49, 51)),
            (3, 48, 80, True, (52, 53, 54, 85, 91)), (5, 50, 88, False, (56, 59, 57, 60, 61, 69, 68)),
            (2, 26, 58, False, (58, 57, 70, 67)), (5, 46, 84, False, (64, 65, 66, 67, 71, 71, 68)),
            (4, 60, 98, False, (72, 73, 73, 74, 75, 77, 78, 79)), (2, 40, 90, True, (80, 81, 82, 87, 88, 90)),
            (2, 45, 84, False, (104, 105, 106, 107, 109, 111)), (1, 48, 84, False, (108, 114, 112, 47))]
FAMILY_NAMES = ["keys", "mallets", "organ", "guitar", "bass", "violin", "viola", "cello", "double-bass",
                "strings-harp", "choir", "brass", "low-brass", "reeds", "flute", "synth", "world",
                "tuned-percussion"]
PHRASE_WEIGHTS = {"double-bass": 2.0, "cello": 2.0, "flute": 1.3, "clarinet": 1.5, "saxophone": 1.8,
                  "contrabassoon": 0.7, "bass-clarinet": 0.8}


def unit(audio):
    """Bring the loud parts (95th percentile of short levels) of a phrase to 0 dBFS RMS."""
    hop = 256
    if len(audio) < 2 * hop:
        return audio / (np.sqrt((np.asarray(audio) ** 2).mean()) + 1e-9)
    power = (np.asarray(audio[:len(audio) // hop * hop]).reshape(-1, hop) ** 2).mean(1)
    loud = power[power > power.max() * 1e-6]
    return (audio / np.sqrt(np.percentile(loud, 95) + 1e-12)).astype(np.float32) if len(loud) else audio


def weighted(rng, labels, weights):
    weights = np.array(weights, float)
    return labels[rng.choice(len(labels), p=weights / weights.sum())]


class Players:
    """All players of one split; `choose` draws one."""

    def __init__(self, library):
        self.library, self.rate_hz = library, library.rate_hz
        self.font = synth.SoundFont(library.sound_font, library.rate_hz)
        self.drum_fonts = [(self.font, True)] + [(synth.SoundFont(p, library.rate_hz), False)
                                                 for p in library.drum_fonts]
        kinds = [("phrases", 0.22, "phrase"), ("notes", 0.12, "note"), ("piano", 0.06, "note"),
                 ("singing", 0.15, "singing"), ("vocoder", 0.13, "speech"), ("drums", 0.14, "drum"),
                 ("font", 0.22, None), ("font_drums", 0.06, None), ("made", 0.07, None),
                 ("made_voice", 0.05, None), ("loose", 0.02, "loose"), ("tremolo", 0.05, "note")]
        if library.split != "train":
            judged = {"phrases": 0.18, "notes": 0.12, "singing": 0.22, "drums": 0.13, "font": 0.32,
                      "font_drums": 0.03}
            kinds = [(k, judged[k], source) for k, _, source in kinds if k in judged]
        kinds = [k for k in kinds if k[2] is None or library.labels(k[2])]
        self.kinds, self.weights = [k[0] for k in kinds], [k[1] for k in kinds]

    def choose(self, rng, kind=None):
        """A player: (name, function of seconds that returns a dry phrase)."""
        kind = kind or weighted(rng, self.kinds, self.weights)
        name, play = getattr(self, "player_" + kind)(rng)
        return name, lambda seconds: unit(play(seconds))

    def player_phrases(self, rng):
        labels = self.library.labels("phrase")
        clips = {l: self.library.clips("phrase", l) for l in labels}
        label = weighted(rng, labels, [PHRASE_WEIGHTS.get(l, 1.0) * min(len(clips[l]), 20) / 20
                                       for l in labels])
        ratio = 2 ** (rng.uniform(-4, 4) / 12) if rng.random() < 0.6 else 1.0

        def play(seconds):
            parts = []
            while sum(map(len, parts)) < seconds * self.rate_hz * 0.6:
                clip = clips[label][rng.integers(len(clips[label]))]
                parts.append(synth.change_speed(excerpt(rng, self.library.audio(clip), self.rate_hz,
                                                        seconds * ratio), ratio))
            return np.concatenate(parts)[:int(seconds * self.rate_hz)]
        return label, play

    def recordings(self, label):
        return [(c.midi, self.library.audio(c)) for c in self.library.clips("note", label)
                if c.midi is not None]

    def player_notes(self, rng, label=None):
        labels = [l for l in self.library.labels("note") if l != "piano"]
        pitched = [l for l in labels if self.library.clips("note", l)[0].midi is not None]
        if label is None and rng.random() < 0.12:
            unpitched = [l for l in labels if l not in pitched]
            if unpitched:
                hits = [self.library.audio(c) for c in self.library.clips("note", unpitched[
                    rng.integers(len(unpitched))])]
                return "percussion", self.drummer(rng, hits)
        label = label or weighted(rng, pitched, [PHRASE_WEIGHTS.get(l, 1.0) for l in pitched])
        notes = self.recordings(label)
        low, high = min(m for m, _ in notes) - 3, max(m for m, _ in notes) + 3
        ring = label in ("guitar", "banjo", "mandolin") and rng.random() < 0.6
        chords = label in ("guitar", "banjo", "mandolin")
        return label, lambda seconds: synth.sampled(rng, compose(rng, seconds, low, high, chords), notes,
                                                    self.rate_hz, seconds, ring)

    def player_piano(self, rng):
        notes = self.recordings("piano")
        pedal = rng.random() < 0.5
        low, high = (24, 60) if rng.random() < 0.25 else (36, 96)
        score = (lambda s: two_hands(rng, s, 28, 96)) if rng.random() < 0.5 else \
            (lambda s: compose(rng, s, low, high, True))
        return "piano", lambda seconds: synth.sampled(rng, score(seconds), notes, self.rate_hz, seconds, pedal)

    def player_loose(self, rng):
        clips = self.library.clips("loose")
        notes = [(60, self.library.audio(clips[rng.integers(len(clips))]))]
        return "synth", lambda seconds: synth.sampled(rng, compose(rng, seconds, 52, 70), notes,
                                                      self.rate_hz, seconds)

    def player_singing(self, rng):
        labels = self.library.labels("singing")
        clips = self.library.clips("singing", labels[rng.integers(len(labels))])
        ratio = 2 ** (rng.uniform(-4, 5) / 12) if rng.random() < 0.7 else 1.0

        def play(seconds):
            audio = self.library.audio(clips[rng.integers(len(clips))])
            return synth.change_speed(excerpt(rng, audio, self.rate_hz, seconds * ratio), ratio)
        return "voice", play

    def player_vocoder(self, rng):
        labels = [l for l in self.library.labels("speech") if l.isdigit()]  # recorded talkers
        if not labels or rng.random() < 0.15:
            labels = ["espeak"]
        clips = self.library.clips("speech", labels[rng.integers(len(labels))])
        low = rng.integers(43, 62)

        def play(seconds):
            speech = self.library.audio(clips[rng.integers(len(clips))])
            start = int(rng.integers(max(len(speech) - 2 * self.rate_hz, 1)))
            return singing.sing(rng, speech[start:], compose(rng, seconds, low, low + 18), seconds,
                                self.rate_hz)
        return "voice", play

    def player_made_voice(self, rng):
        low = rng.integers(43, 64)
        make = singing.whistle if rng.random() < 0.25 else singing.hum_vowels
        return "voice", lambda seconds: make(rng, compose(rng, seconds, low, low + 18), seconds,
                                             self.rate_hz)

    def drummer(self, rng, hits):
        kit = choose_kit(rng, [h for h in hits if len(h) > 400], self.rate_hz)
        return lambda seconds: drumming(rng, kit, self.rate_hz, seconds)

    def player_drums(self, rng):
        labels = self.library.labels("drum")
        clips = self.library.clips("drum", labels[rng.integers(len(labels))])
        hits = [self.library.audio(clips[i])[:4 * self.rate_hz] for i in rng.integers(len(clips), size=10)]
        return "drums", self.drummer(rng, hits)

    def player_font_drums(self, rng):
        font, channel_10 = self.drum_fonts[rng.integers(len(self.drum_fonts))]
        program = int(rng.choice([0, 8, 16, 24, 25, 32, 40])) if channel_10 else 0
        keys, strength = rng.integers(35, 76 if channel_10 else 62, 8), rng.uniform(0.3, 1.0)
        hits = [font.play([(0.0, 0.1, key, strength)], program, channel_10) for key in keys]
        return "drums", self.drummer(rng, [h for h in hits if np.abs(h).max() > 1e-3] or hits)

    def player_font(self, rng):
        index = FAMILIES.index(weighted(rng, FAMILIES, [f[0] for f in FAMILIES]))
        _, low, high, chords, programs = FAMILIES[index]
        program, sway = programs[rng.integers(len(programs))], rng.random() < 0.4
        hands = chords and high - low > 40 and rng.random() < 0.5

        def play(seconds):
            controls = [(0.0, 64, 127 if chords and rng.random() < 0.4 else 0)]
            if sway:
                controls += [(t, 1, rng.integers(0, 100)) for t in np.arange(0.2, seconds, 0.7)]
                controls += [(t, 11, rng.integers(60, 127)) for t in np.arange(0.1, seconds, 0.4)]
            score = two_hands(rng, seconds, low, high) if hands else compose(rng, seconds, low, high, chords)
            return self.font.play(score, program, False, controls)
        return FAMILY_NAMES[index], play

    def player_made(self, rng):
        low = rng.integers(26, 66)
        make = synth.plucked if rng.random() < 0.45 else synth.additive
        chords = rng.random() < 0.3
        return "synthetic", lambda seconds: make(rng, compose(rng, seconds, low, low + 26, chords),
                                                 self.rate_hz, seconds)

    def player_tremolo(self, rng):
        """Picked strings again and again: recorded ones, a sound font's, or made ones."""
        low, draw = int(rng.integers(45, 72)), rng.random()
        if draw < 0.4:
            notes = self.recordings(str(rng.choice(["banjo", "guitar"])))
            return "picked", lambda seconds: synth.sampled(rng, tremolo(rng, seconds, low, low + 20),
                                                           notes, self.rate_hz, seconds, True)
        if draw < 0.7:
            program = int(rng.choice([12, 15, 24, 25, 26, 45, 46, 104, 105, 106, 107]))
            return "picked", lambda seconds: self.font.play(tremolo(rng, seconds, low, low + 20), program,
                                                            False)
        return "picked", lambda seconds: synth.plucked(rng, tremolo(rng, seconds, low, low + 20),
                                                       self.rate_hz, seconds)
