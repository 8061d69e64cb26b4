# SPDX-License-Identifier: GPL-3.0-or-later
"""The sessions that accuracy is measured on: files in several formats, with their truth beside them.

They come from the scene builder of scripts/train/, split "held-out": sources that training never
hears. They are kept below the build folder under a key made from the builder's own text, so that a
second run is quick and a changed builder never meets old sessions.
"""
import functools
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys

import numpy as np
import soundfile

from methods import BUILD, ROOT

TRAIN = os.path.join(ROOT, "scripts", "train")
RATE_HZ = 44100
FORMATS = [("wav", None), ("m4a", ["-c:a", "aac", "-b:a", "64k"]), ("flac", None),
           ("mp3", ["-c:a", "libmp3lame", "-b:a", "96k"]), ("wav", None),
           ("opus", ["-c:a", "libopus", "-b:a", "32k"])]


@functools.lru_cache(maxsize=1)
def key():
    """Changes whenever the modules that make scenes do."""
    digest = hashlib.sha256()
    for name in ("scenes", "compose", "drumming", "noises", "players", "rooms", "singing", "sources", "synth",
                 "voices"):
        for path in sorted(glob.glob(os.path.join(TRAIN, name + ".py"))):
            with open(path, "rb") as source:
                digest.update(source.read())
    return digest.hexdigest()[:12]


def folder():
    return os.path.join(BUILD, "bench", "sessions-" + key())


def forget_old():
    """Delete the sessions of earlier builders."""
    for old in glob.glob(os.path.join(BUILD, "bench", "sessions-*")):
        if old != folder():
            shutil.rmtree(old)


def write(path, audio, options):
    if options is None:
        soundfile.write(path, audio, RATE_HZ, subtype="PCM_16")
        return
    soundfile.write(path + ".wav", audio, RATE_HZ, subtype="PCM_16")
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-threads", "1", "-i", path + ".wav",
                    *options, path], check=True)
    os.remove(path + ".wav")


def build(seed, seconds, kind="harsh"):
    """A session, "harsh" or "plain": (path, {"play", "speech", "other": bool per 10 ms}, [(instrument, start_s, end_s)])."""
    os.makedirs(folder(), exist_ok=True)
    ending, options = FORMATS[seed % len(FORMATS)]
    stem = os.path.join(folder(), "%s-%05d-%ds" % (kind, seed, seconds))
    if not os.path.exists(stem + ".npz"):
        if TRAIN not in sys.path:
            sys.path.insert(0, TRAIN)
        import scenes  # pylint: disable=import-outside-toplevel
        made = {"harsh": scenes.Scene, "plain": scenes.PlainScene}[kind]
        audio, truth, played = scenes.session(seed, "held-out", float(seconds), RATE_HZ, made)
        write(stem + "." + ending, audio, options)
        names = json.dumps([[n, float(a), float(b)] for n, a, b in played])
        np.savez_compressed(stem + ".part.npz", played=names, **truth)
        os.replace(stem + ".part.npz", stem + ".npz")
    with np.load(stem + ".npz") as kept:
        truth = {kind: kept[kind] for kind in ("play", "speech", "other")}
        return stem + "." + ending, truth, json.loads(str(kept["played"]))
