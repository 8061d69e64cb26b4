# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms, microphones and recorders: what lies between a sound and its recording.

All classes pass through the same room, noise, band limits, gain and codec, drawn anew for each scene,
because otherwise a model learns how music and talk happened to be recorded instead of what they are.
"""
import os
import subprocess
import tempfile

import numpy as np
import soundfile
from scipy import fft
from scipy.signal import resample_poly

CODECS = [("mp3", ["-c:a", "libmp3lame"], (24, 32, 48, 64, 96, 128)),
          ("m4a", ["-c:a", "aac"], (24, 32, 48, 64, 96)),
          ("ogg", ["-c:a", "libopus"], (12, 16, 24, 32, 64)), ("ogg", ["-c:a", "libvorbis"], (48, 64, 96))]


def impulse(rng, library):
    """A room: recorded, made, or none. Unit energy, direct sound first, so that levels stay."""
    draw, rate_hz = rng.random(), library.rate_hz
    clips = library.clips("room")
    if draw < 0.25:
        return np.ones(1, np.float32)
    if draw < 0.33 and clips:
        ir = np.array(library.audio(clips[rng.integers(len(clips))]), np.float32)
        ir = ir[max(int(np.argmax(np.abs(ir))) - 20, 0):]
        ir *= 10 ** (-np.arange(len(ir)) / rate_hz * rng.uniform(0, 3))
        ir[0] += np.sqrt((ir ** 2).sum()) * rng.uniform(0.3, 3)
        return (ir / np.sqrt((ir ** 2).sum() + 1e-12)).astype(np.float32)
    rt60 = np.exp(min(rng.normal(np.log(0.4), 0.6), np.log(2.2)))
    rt60 = max(rt60, 0.08)
    count = int(min(rt60, 2.0) * rate_hz) + 200
    time = np.arange(count) / rate_hz
    bright = rng.standard_normal(count) * 10 ** (-3 * time / (rt60 * rng.uniform(0.3, 0.9)))
    dull = np.convolve(rng.standard_normal(count), np.ones(6) / 6, "same") * 10 ** (-3 * time / rt60)
    tail = bright + rng.uniform(0.5, 3) * dull
    tail[:int(rng.uniform(0.001, 0.02) * rate_hz)] = 0
    for _ in range(int(rng.integers(0, 8))):
        tail[int(rng.uniform(0.001, 0.04) * rate_hz) % count] += rng.uniform(-1, 1) * np.abs(tail).max() * 3
    tail /= np.sqrt((tail ** 2).sum() + 1e-12)
    tail *= 10 ** (-rng.uniform(-3, 18) / 20)
    tail[0] += 1.0
    return (tail / np.sqrt((tail ** 2).sum())).astype(np.float32)


def small(rng, rate_hz):
    """No room at all, or a small one that is softer than the direct sound. Unit energy."""
    if rng.random() < 0.5:
        return np.ones(1, np.float32)
    rt60 = rng.uniform(0.15, 0.5)
    time = np.arange(int(rt60 * rate_hz)) / rate_hz
    tail = rng.standard_normal(len(time)) * 10 ** (-3 * time / rt60)
    tail[:100] = 0
    tail *= 10 ** (-rng.uniform(6, 18) / 20) / np.sqrt((tail ** 2).sum())
    tail[0] += 1
    return (tail / np.sqrt((tail ** 2).sum())).astype(np.float32)


def channel_shape(rng, frequency):
    """Magnitude response of a microphone and recorder over `frequency` in hertz."""
    shape = np.ones_like(frequency)
    octaves = np.log2(np.maximum(frequency, 20) / 1000.0)
    shape *= 10 ** (rng.normal(0, 2.5) * octaves / 20)
    for _ in range(int(rng.integers(0, 4))):
        centre, width = rng.uniform(-3.5, 3), rng.uniform(0.3, 1.5)
        shape *= 10 ** (rng.normal(0, 5) * np.exp(-((octaves - centre) / width) ** 2) / 20)
    if rng.random() < 0.6:
        corner = np.exp(rng.uniform(np.log(20), np.log(300)))
        shape *= 1 / np.sqrt(1 + (corner / np.maximum(frequency, 1)) ** (2 * rng.choice([1, 2, 4])))
    if rng.random() < 0.5:
        corner = np.exp(rng.uniform(np.log(3000), np.log(16000)))
        shape *= 1 / np.sqrt(1 + (frequency / corner) ** (2 * rng.choice([1, 2, 4, 12])))
    return shape.astype(np.float32)


def floor_shape(rng, frequency):
    """Spectrum of the room's own noise, hum lines included."""
    shape = (np.maximum(frequency, 30) / 1000.0) ** rng.uniform(-1.3, 0.3)
    for _ in range(int(rng.integers(0, 3))):
        centre = rng.uniform(60, 5000)
        shape *= 1 + rng.uniform(0, 5) / (1 + ((frequency - centre) / (0.2 * centre)) ** 2)
    if rng.random() < 0.3:
        base, strength = rng.choice([50.0, 60.0]), rng.uniform(5, 200)
        spacing = frequency[1]
        for number in range(1, int(rng.integers(2, 14))):
            line = int(base * number / spacing)
            if line < len(shape):
                shape[line] += strength * shape[line] * rng.uniform(0, 1) * np.sqrt(base / spacing)
    return shape.astype(np.float32)


def record(rng, stems, floor_db, library):
    """Stems ((audio, room) pairs of one length) through their rooms, plus noise, plus microphone."""
    count = len(stems[0][0])
    size = fft.next_fast_len(count + max(len(room) for _, room in stems), real=True)
    total = np.zeros(size // 2 + 1, np.complex64)
    for audio, room in stems:
        if np.any(audio):
            spectrum = fft.rfft(audio, size)
            total += spectrum if len(room) == 1 else spectrum * fft.rfft(room, size)
    frequency = np.linspace(0, library.rate_hz / 2, size // 2 + 1, dtype=np.float32)
    if floor_db > -110:
        shape = floor_shape(rng, frequency)
        noise = rng.standard_normal((2, len(shape)), np.float32)
        noise = (noise[0] + 1j * noise[1]) * shape
        rms = np.sqrt(2 * (np.abs(noise) ** 2).sum()) / size
        total += noise * np.float32(10 ** (floor_db / 20) / rms)
    total *= channel_shape(rng, frequency)
    return fft.irfft(total, size)[:count].astype(np.float32)


def level_control(rng, audio, rate_hz):
    """The automatic gain of a telephone: slow release, fast attack."""
    hop = int(0.01 * rate_hz)
    frames = np.sqrt((audio[:len(audio) // hop * hop].reshape(-1, hop) ** 2).mean(1)) + 1e-5
    target, release, state, gains = 10 ** (rng.uniform(-26, -14) / 20), rng.uniform(0.002, 0.03), 1e-3, []
    ratio = rng.uniform(0.2, 0.8)
    for value in frames:
        state += (value - state) * (0.3 if value > state else release)
        gains.append(min((target / state) ** ratio, 30.0))
    at = np.arange(len(audio)) / hop - 0.5
    return (audio * np.interp(at, np.arange(len(gains)), gains)).astype(np.float32)


def through_codec(rng, audio, rate_hz):
    """Encode and decode with ffmpeg at a low bit rate; the original length is kept."""
    ending, arguments, rates = CODECS[rng.integers(len(CODECS))]
    bit_rate = "%dk" % rng.choice(rates)
    with tempfile.TemporaryDirectory() as folder:
        wav, coded, back = (os.path.join(folder, n) for n in ("a.wav", "b." + ending, "c.wav"))
        soundfile.write(wav, np.clip(audio, -1, 1), rate_hz, subtype="PCM_16")
        quiet = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-threads", "1", "-i"]
        for command in (quiet + [wav] + arguments + ["-b:a", bit_rate, coded],
                        quiet + [coded, "-ar", str(rate_hz), back]):
            if subprocess.run(command, check=False, capture_output=True).returncode:
                return audio
        decoded, _ = soundfile.read(back, dtype="float32")
    return np.pad(decoded, (0, max(len(audio) - len(decoded), 0)))[:len(audio)]


def to_rate(audio, rate_from_hz, rate_to_hz):
    common = np.gcd(int(rate_from_hz), int(rate_to_hz))
    return resample_poly(audio, rate_to_hz // common, rate_from_hz // common).astype(np.float32)
