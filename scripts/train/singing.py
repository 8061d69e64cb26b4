# SPDX-License-Identifier: GPL-3.0-or-later
"""Singers made from talkers: recorded speech is sung onto notes by a spectral-envelope vocoder.

Recorded singing is scarce while talkers are many. The envelope of real speech keeps each speaker's
vowels and consonants; a new source with a sung pitch (portamento, vibrato, jitter) replaces the
voice, vowels are stretched, so that what differs from talk is only what makes it singing.
"""
import numpy as np
from scipy.ndimage import uniform_filter1d

from synth import hertz

WINDOW, HOP = 1024, 256


def frames_of(audio):
    padded = np.pad(audio, (WINDOW // 2, WINDOW))
    count = 1 + (len(padded) - WINDOW) // HOP
    view = np.lib.stride_tricks.as_strided(padded, (count, WINDOW), (padded.strides[0] * HOP,
                                                                     padded.strides[0]))
    return np.fft.rfft(view * np.hanning(WINDOW), axis=1)


def smooth_envelope(spectra, rate_hz):
    """Cepstrally smoothed magnitudes: the vocal tract without the voice."""
    log = np.log(np.abs(spectra) + 1e-6)
    cepstrum = np.fft.irfft(log, axis=1)
    keep = int(rate_hz / 450)
    lifter = np.zeros(cepstrum.shape[1])
    lifter[:keep] = 1
    lifter[-keep + 1:] = 1
    return np.exp(np.fft.rfft(cepstrum * lifter, axis=1).real)


def voicing(spectra, rate_hz):
    """0..1 for each frame: how much of it is low-band energy, loud against the clip."""
    power = np.abs(spectra) ** 2
    split = int(2500 * WINDOW / rate_hz)
    low, total = power[:, 3:split].sum(1), power[:, 3:].sum(1) + 1e-9
    loud = total / (np.percentile(total, 90) + 1e-9)
    return np.clip((low / total - 0.6) / 0.3, 0, 1) * np.clip(loud * 8 - 0.1, 0, 1)


def pitch_track(rng, events, count, rate_hz):
    """A sung pitch in hertz for each sample: notes joined by portamento, vibrato on long ones."""
    events = sorted(events)
    starts = np.array([e[0] for e in events])
    time = np.arange(0, count, 64) / rate_hz
    which = np.clip(np.searchsorted(starts, time, "right") - 1, 0, len(events) - 1)
    target = np.array([e[2] for e in events], float)[which]
    glide = max(int(rng.uniform(0.02, 0.15) * rate_hz / 64), 1)
    track = uniform_filter1d(uniform_filter1d(target, glide), glide)
    depth = rng.uniform(0.1, 0.9) if rng.random() < 0.6 else rng.uniform(0, 0.1)
    speed = rng.uniform(4.2, 7.0)
    age = np.clip((time - starts[which]) * 3 - 0.5, 0, 1)
    track = track + depth * age * np.sin(2 * np.pi * speed * time + rng.uniform(0, 6))
    track = track + uniform_filter1d(rng.normal(0, 0.6, len(time)), 12)
    return hertz(np.interp(np.arange(count), np.arange(len(time)) * 64, track))


def source(rng, pitch, rate_hz):
    """Band-limited pulses at a varying pitch, with breath."""
    phase = np.cumsum(pitch) / rate_hz
    width = np.clip(1.5 * pitch / rate_hz, 0.002, 0.3)
    distance = np.abs(phase - np.round(phase)) / width
    pulses = np.where(distance < 1, 0.5 + 0.5 * np.cos(np.pi * np.minimum(distance, 1)), 0) / np.sqrt(width)
    return pulses - pulses.mean(), rng.standard_normal(len(pitch)) * rng.uniform(0.05, 0.4)


def overlap_add(spectra):
    frames = np.fft.irfft(spectra, axis=1) * np.hanning(WINDOW)
    count = len(frames)
    out = np.zeros(count * HOP + WINDOW)
    for quarter in range(WINDOW // HOP):
        part = frames[:, quarter * HOP:(quarter + 1) * HOP].reshape(-1)
        out[quarter * HOP:quarter * HOP + count * HOP] += part
    return out[WINDOW // 2:]


def time_map(rng, voiced, seconds, rate_hz):
    """Which speech frame sounds in each output frame: vowels stretched, consonants kept."""
    stretch = 0.9 + voiced * rng.uniform(0.5, 5.0)
    position = np.cumsum(stretch)
    wanted = np.arange(int(seconds * rate_hz / HOP))
    wanted = wanted[wanted < position[-1]]
    return np.clip(np.searchsorted(position, wanted), 0, len(voiced) - 1)


def shift_formants(envelope, ratio):
    bins = np.arange(envelope.shape[1])
    at = np.clip(bins / ratio, 0, len(bins) - 1)
    low = at.astype(int)
    return envelope[:, low] * (1 - (at - low)) + envelope[:, np.minimum(low + 1, len(bins) - 1)] * (at - low)


def sing(rng, speech, events, seconds, rate_hz):
    """Speech sung onto notes; at most `seconds` long."""
    spectra = frames_of(np.asarray(speech, np.float64))
    envelope, voiced = smooth_envelope(spectra, rate_hz), voicing(spectra, rate_hz)
    envelope = shift_formants(envelope, rng.uniform(0.88, 1.15))
    mapped = time_map(rng, uniform_filter1d(voiced, 3), seconds, rate_hz)
    count = len(mapped) * HOP
    if count < WINDOW:
        return np.zeros(1, np.float32)
    pulses, breath = source(rng, pitch_track(rng, events, count, rate_hz), rate_hz)
    v = uniform_filter1d(voiced, 3)[mapped][:, None]
    mixed = frames_of(pulses)[:len(mapped)] * v[:, :] + frames_of(breath)[:len(mapped)] * (1 - 0.8 * v)
    tilt = (np.arange(mixed.shape[1]) + 8.0) ** -rng.uniform(0.0, 0.9)
    shape = uniform_filter1d(envelope[mapped], 3, axis=0) * tilt
    return overlap_add(mixed * shape[:len(mixed)]).astype(np.float32)


VOWELS = [(800, 1200, 2600), (400, 2000, 2600), (300, 2300, 3000), (450, 800, 2600), (325, 700, 2500),
          (600, 1700, 2500), (250, 1000, 2300)]


def hum_vowels(rng, events, seconds, rate_hz):
    """Vowels or humming from three resonances: nobody's voice, plainly sung."""
    count = int(seconds * rate_hz)
    pulses, breath = source(rng, pitch_track(rng, events, count, rate_hz), rate_hz)
    sounding = np.zeros(count)
    for start, duration, _, velocity in events:
        sounding[int(start * rate_hz):int((start + duration) * rate_hz)] = velocity
    sounding = uniform_filter1d(sounding, int(0.04 * rate_hz))
    spectra = frames_of((pulses + 0.1 * breath) * sounding)
    frequency = np.fft.rfftfreq(WINDOW, 1 / rate_hz)
    tract, humming, shape = rng.uniform(0.85, 1.2), rng.random() < 0.25, []
    for vowel in [VOWELS[i] for i in rng.integers(len(VOWELS), size=8)]:
        gains = [1 / (1 + ((frequency - f * tract) / (60 + 0.06 * f)) ** 2) * 0.6 ** k
                 for k, f in enumerate(vowel)]
        shape.append(sum(gains) + 0.02 * np.exp(-frequency / 2000))
    if humming:
        shape = [np.exp(-frequency / 350) + 0.003] * 8
    turn = np.searchsorted([e[0] for e in events], np.arange(len(spectra)) * HOP / rate_hz) % 8
    smooth = uniform_filter1d(np.array(shape)[turn], 5, axis=0)
    return overlap_add(spectra * smooth).astype(np.float32)


def whistle(rng, events, seconds, rate_hz):
    """Whistling: a breathy sine with a wavering pitch."""
    count = int(seconds * rate_hz)
    pitch = pitch_track(rng, [(s, d, m + 24 if m < 72 else m + 12, v) for s, d, m, v in events], count,
                        rate_hz)
    sounding = np.zeros(count)
    for start, duration, _, velocity in events:
        sounding[int(start * rate_hz):int((start + duration) * rate_hz)] = velocity
    sounding = uniform_filter1d(sounding, int(0.04 * rate_hz))
    tone = np.sin(2 * np.pi * np.cumsum(pitch) / rate_hz) + 0.05 * rng.standard_normal(count)
    return (tone * sounding).astype(np.float32)
