# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is heard in a practice room and is not playing.

Metronomes, tuners and telephones are synthesised, since they are synthetic in life; talk and
household sounds are recordings, varied in speed and band so that no clip is heard twice alike.
Each function returns a dry mono array; the scene sets its level and its room.
"""
import numpy as np
from scipy.signal import butter, lfilter, sosfilt

from synth import change_speed, lay


def band(audio, low_hz, high_hz, rate_hz):
    """Keep a band: a telephone, a small loudspeaker, a door between."""
    high_hz = min(high_hz, 0.45 * rate_hz)
    sos = butter(2, [low_hz / (rate_hz / 2), high_hz / (rate_hz / 2)], "band", output="sos")
    return sosfilt(sos, audio).astype(np.float32)


def excerpt(rng, audio, rate_hz, seconds):
    """A random part of at most `seconds`, with 20 ms fades where it was cut."""
    count = int(seconds * rate_hz)
    if len(audio) <= count:
        return np.array(audio, np.float32)
    start = int(rng.integers(len(audio) - count))
    part, fade = np.array(audio[start:start + count], np.float32), int(0.02 * rate_hz)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    part[:fade] *= ramp
    part[-fade:] *= ramp[::-1]
    return part


def talk(rng, library, seconds):
    """One talker for about `seconds`: teacher, player counting, telephone, loudspeaker."""
    labels = library.labels("speech")
    weights = np.array([{"espeak": 30.0, "flite": 6.0, "asterisk-fr": 14.0, "asterisk-it": 12.0,
                         "festival": 2.0}.get(l, 0.6) for l in labels])
    label = labels[rng.choice(len(labels), p=weights / weights.sum())]
    clips, rate_hz = library.clips("speech", label), library.rate_hz
    parts, total, ratio = [], 0.0, 2 ** rng.uniform(-0.3, 0.3) if rng.random() < 0.6 else 1.0
    words = rng.random() < 0.2  # single words, as in counting or calling
    while total < seconds and len(parts) < (30 if words else 12):
        clip = clips[rng.integers(len(clips))]
        span = rng.uniform(0.15, 0.8) if words else seconds - total + 0.3
        part = change_speed(excerpt(rng, library.audio(clip), rate_hz, span), ratio)
        gap_s = rng.uniform(0.2, 1.5) if words else rng.uniform(0.02, 0.7)
        gap = np.zeros(int(gap_s * rate_hz), np.float32)
        parts += [part, gap]
        total += (len(part) + len(gap)) / rate_hz
        if not words and rng.random() < 0.3:
            break
    audio = np.concatenate(parts)
    if rng.random() < 0.12:
        audio = band(audio, rng.uniform(150, 500), rng.uniform(2500, 5000), rate_hz)
    return audio


def again_and_again(rng, library, seconds):
    """Steps, blows and handling: short sounds of one folder at uneven distances, now and then evenly."""
    labels, rate_hz = library.labels("game"), library.rate_hz
    clips = library.clips("game", labels[rng.integers(len(labels))])
    first = int(rng.integers(len(clips)))
    near = clips[max(first - 2, 0):first + 3]  # by name: takes of the same sound
    pause, evenness, ratio = rng.uniform(0.15, 1.2), rng.choice([0.05, 0.3, 0.8]), 2 ** rng.uniform(-.4, .4)
    notes, now = [], 0.0
    while now < seconds:
        audio = change_speed(excerpt(rng, library.audio(near[rng.integers(len(near))]), rate_hz, 2.0), ratio)
        notes.append((now, audio * np.float32(rng.uniform(0.4, 1.0))))
        now += max(pause * (1 + evenness * rng.normal()), 0.08)
    return lay(notes, rate_hz, seconds)[:int(seconds * rate_hz)]


def game(rng, library, seconds):
    """The noises of games, which are those of life: one, or the same again and again."""
    if rng.random() < 0.4:
        return again_and_again(rng, library, min(seconds, rng.uniform(1, 8)))
    clips = library.clips("game")
    return excerpt(rng, library.audio(clips[rng.integers(len(clips))]), library.rate_hz, seconds)


def household(rng, library, seconds):
    if library.labels("game") and rng.random() < 0.45:
        return game(rng, library, seconds)
    clips = library.clips("household")
    if not clips:
        return burst(rng, library.rate_hz, seconds)
    clip = clips[rng.integers(len(clips))]
    ratio = 2 ** rng.uniform(-0.5, 0.5) if rng.random() < 0.5 else 1.0
    audio = change_speed(excerpt(rng, library.audio(clip), library.rate_hz, seconds * ratio), ratio)
    if rng.random() < 0.15:
        audio = band(audio, rng.uniform(60, 400), rng.uniform(2000, 8000), library.rate_hz)
    return audio


def burst(rng, rate_hz, seconds):
    """Bumps, rattles, rustling, steps: shaped noise bursts with an occasional resonance."""
    count = int(min(seconds, rng.uniform(0.2, 6)) * rate_hz) + 1
    out, where = np.zeros(count, np.float32), 0.0
    rhythmic, pause = rng.random() < 0.4, rng.uniform(0.08, 0.8)
    if rhythmic and pause < 0.35:  # knocking is short; what goes on as fast as that is drumming
        count = min(count, int(rng.integers(2, 6) * pause * rate_hz))
        out = out[:count]
    while where < count:
        size = int(rng.uniform(0.02, 0.4) * rate_hz)
        piece = rng.standard_normal(size) * np.exp(-np.arange(size) / (rate_hz * rng.uniform(.003, .08)))
        pole, angle = rng.uniform(0.5, 0.995), rng.uniform(0.02, 1.5)
        piece = lfilter([1.0], [1, -2 * pole * np.cos(angle), pole * pole], piece)
        piece = piece[:count - int(where)]
        out[int(where):int(where) + len(piece)] += piece / (np.abs(piece).max() + 1e-9) * rng.uniform(.2, 1)
        where += rate_hz * (pause if rhythmic else rng.exponential(pause) + 0.02)
    return out


def steady(rng, rate_hz, seconds):
    """Fans, motors, water, traffic: coloured noise with slow swell, perhaps a harmonic hum."""
    count = int(seconds * rate_hz)
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequency = np.fft.rfftfreq(count, 1 / rate_hz) + 20
    shape = frequency ** rng.uniform(-1.2, 0.3)
    for _ in range(int(rng.integers(0, 4))):
        centre = rng.uniform(80, 4000)
        shape *= 1 + rng.uniform(0, 6) / (1 + ((frequency - centre) / (centre * rng.uniform(.02, .4))) ** 2)
    audio = np.fft.irfft(spectrum * shape, count)
    audio /= audio.std() + 1e-9
    time = np.arange(count) / rate_hz
    if rng.random() < 0.4:
        base = rng.choice([50, 60, 100, 120, rng.uniform(25, 300)])
        for number in range(1, int(rng.integers(2, 12))):
            audio += rng.uniform(0, 0.8) / number * np.sin(2 * np.pi * base * number * time + number)
    audio *= 1 + rng.uniform(0, 0.5) * np.sin(2 * np.pi * rng.uniform(0.05, 6) * time)
    if rng.random() < 0.3:  # wind, surf, passing cars
        knots = np.arange(0, seconds + 2, rng.uniform(0.3, 3))
        audio *= np.interp(time, knots, 10 ** (rng.uniform(-25, 0, len(knots)) / 20))
    fade = np.minimum(np.minimum(time, time[::-1]) / rng.uniform(0.02, 0.8), 1)
    return (audio * fade).astype(np.float32)


def tick(rng, rate_hz):
    """One metronome sound: click, wood, beep, cowbell, or a short sampled-like knock."""
    kind, count = rng.integers(5), int(rng.uniform(0.012, 0.13) * rate_hz)
    time = np.arange(count) / rate_hz
    pitch = rng.uniform(300, 4500)
    fall = np.exp(-time / rng.uniform(0.002, 0.035))
    if kind == 0:
        sound = rng.standard_normal(count) * fall
    elif kind == 1:
        sound = np.sin(2 * np.pi * pitch * time) * np.minimum((count - np.arange(count)) / 40, 1)
    elif kind == 2:
        sound = (np.sin(2 * np.pi * pitch * time) + .6 * np.sin(2 * np.pi * pitch * 2.76 * time)) * fall
    elif kind == 3:
        sound = np.sign(np.sin(2 * np.pi * pitch * time)) * fall
    else:
        sound = (np.sin(2 * np.pi * pitch * time) + 0.5 * rng.standard_normal(count)) * fall
    return sound.astype(np.float32)


def metronome(rng, rate_hz, seconds):
    """Beats at 40 to 208 a minute with accents or subdivisions."""
    beat = 60.0 / rng.uniform(40, 208) / rng.choice([1, 1, 1, 2])
    weak = tick(rng, rate_hz)
    accent = change_speed(weak, rng.uniform(1.1, 2.1)) if rng.random() < 0.7 else tick(rng, rate_hz)
    bar = int(rng.choice([1, 2, 3, 4, 4, 6]))
    out = np.zeros(int(seconds * rate_hz) + 1, np.float32)
    gain = rng.uniform(0.3, 1.0)
    for index in range(int(seconds / beat)):
        sound = accent * 1.0 if bar > 1 and index % bar == 0 else weak * gain
        first = int(index * beat * rate_hz)
        piece = sound[:len(out) - first]
        out[first:first + len(piece)] += piece
    return out


def beeps(rng, rate_hz, seconds):
    """Tuner reference tones, telephones, alarms, appliances, keys of a telephone."""
    count, kind = int(seconds * rate_hz), rng.integers(5)
    time = np.arange(count) / rate_hz
    base = rng.uniform(350, 3200)
    if kind == 0:
        base = 440.0 * 2 ** (rng.integers(-24, 13) / 12.0) * rng.uniform(0.99, 1.01)
        tone = np.sin(2 * np.pi * base * time)
        for number in range(2, int(rng.integers(2, 6))):
            tone += rng.uniform(0, 0.5) * np.sin(2 * np.pi * base * number * time)
        fade = np.minimum(np.minimum(time, time[::-1]) / 0.02, 1)
        return (tone * fade).astype(np.float32)
    gate_s, pause_s = rng.uniform(0.05, 0.6), rng.uniform(0.05, 1.0)
    gate = ((time % (gate_s + pause_s)) < gate_s).astype(float)
    if kind == 1:
        tone = np.sin(2 * np.pi * base * time)
    elif kind == 2:
        tone = np.sin(2 * np.pi * base * time) + np.sin(2 * np.pi * base * rng.uniform(1.1, 1.6) * time)
    elif kind == 3:
        warble = np.where((time * rng.uniform(8, 30)) % 1 < 0.5, base, base * rng.uniform(1.1, 1.5))
        tone = np.sin(2 * np.pi * np.cumsum(warble) / rate_hz)
    else:
        step = (time / (gate_s + pause_s)).astype(int)
        tone = np.sin(2 * np.pi * time * np.array(rng.uniform(600, 1500, step.max() + 1))[step])
    if rng.random() < 0.3:
        tone = np.sign(tone) * 0.5
    return (tone * np.convolve(gate, np.ones(60) / 60, "same")).astype(np.float32)


def babble(rng, library, seconds):
    """A room full of people, from several talkers at once."""
    out = np.zeros(int(seconds * library.rate_hz), np.float32)
    for _ in range(int(rng.integers(3, 8))):
        voice = talk(rng, library, seconds)[:len(out)]
        out[:len(voice)] += voice / (voice.std() + 1e-6) * rng.uniform(0.2, 1.0)
    return out


def creatures(rng, rate_hz, seconds):
    """Birds, crickets, squeaking hinges: chirps, which are tones that nobody plays."""
    count = int(seconds * rate_hz)
    out, where = np.zeros(count, np.float32), 0.0
    base, calls = rng.uniform(1200, 6000), int(rng.integers(1, 5))
    shapes = [(rng.uniform(0.6, 1.6, int(rng.integers(2, 6))), rng.uniform(0.02, 0.4)) for _ in range(calls)]
    rest, cricket = rng.uniform(0.02, 1.5), rng.random() < 0.25
    while where < count:
        bends, length = shapes[rng.integers(calls)]
        size = max(int(length * rate_hz), 64)
        bend = np.interp(np.linspace(0, 1, size), np.linspace(0, 1, len(bends)), bends)
        pitch = np.minimum(base * (np.ones(size) if cricket else bend), 0.45 * rate_hz)
        call = np.sin(2 * np.pi * np.cumsum(pitch) / rate_hz)
        if cricket or rng.random() < 0.2:
            call = call * (0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(25, 70) * np.arange(size) / rate_hz))
        call = (call * np.hanning(size))[:count - int(where)]
        out[int(where):int(where) + len(call)] += call * rng.uniform(0.3, 1)
        where += size + rate_hz * rng.exponential(rest)
    return out


def event(rng, library, seconds):
    """A random non-played, non-spoken sound: (kind name, audio)."""
    draw, rate_hz = rng.random(), library.rate_hz
    if draw < 0.52:
        return "household", household(rng, library, seconds)
    if draw < 0.62:
        return "metronome", metronome(rng, rate_hz, seconds)
    if draw < 0.71:
        return "bumps", burst(rng, rate_hz, seconds)
    if draw < 0.74:
        return "babble", babble(rng, library, seconds)
    if draw < 0.79:
        return "creatures", creatures(rng, rate_hz, seconds)
    if draw < 0.90:
        return "steady", steady(rng, rate_hz, seconds)
    return "beeps", beeps(rng, rate_hz, min(seconds, rng.uniform(0.5, 8)))
