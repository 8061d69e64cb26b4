# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes turned into features, in shards on disk: `dataset.py SHARD...` makes those not yet there.

Making scenes and training on them are separate, so that one core can make while the other trains and
each scene is used many times with changes that are cheap on features.
"""
import os
import sys

import numpy as np

import features
import rooms
import scenes
from sources import BUILD, CACHE_RATE_HZ

SCENES_PER_SHARD = 200
SCENE_S = 32.0
N_FRAMES = 1600
PLAIN_EACH = 3  # every third scene is a plain one
RATES_HZ = ([CACHE_RATE_HZ] * 13) + [24000] * 3 + [16000] * 3 + [8000, 32000]


def scene_features(rng, audio, rate_hz):
    """Bands [N_FRAMES][48] of a scene as a recorder at a random rate would deliver it."""
    audio = np.concatenate([audio, audio[:-int(0.1 * rate_hz):-1]])
    out_hz = int(rng.choice(RATES_HZ))
    if out_hz != rate_hz:
        audio = rooms.to_rate(audio, rate_hz, out_hz)
    return features.bands(audio, out_hz)[:N_FRAMES]


def step_targets(truth):
    """Truth per 10 ms -> quarters of each 40 ms step, [steps][3], 0..4."""
    stacked = np.stack([truth[k] for k in ("play", "speech", "other")], 1)
    return stacked[:len(stacked) // 4 * 4].reshape(-1, 4, 3).sum(1).astype(np.uint8)


def shard_path(number, what):
    return os.path.join(BUILD, "shards", "%04d.%s.npy" % (number, what))


def make_shard(studio, number):
    bands = np.zeros((SCENES_PER_SHARD, N_FRAMES, 48), np.float16)
    targets = np.zeros((SCENES_PER_SHARD, N_FRAMES // 2, 3), np.uint8)
    for index in range(SCENES_PER_SHARD):
        seed = number * SCENES_PER_SHARD + index
        kind = scenes.PlainScene if seed % PLAIN_EACH == 0 else scenes.Scene
        audio, truth, _ = scenes.build(studio, seed, SCENE_S, kind=kind)
        rng = np.random.default_rng([seed, 2])
        bands[index] = scene_features(rng, audio, studio.rate_hz)
        targets[index] = step_targets(truth)
    os.makedirs(os.path.join(BUILD, "shards"), exist_ok=True)
    np.save(shard_path(number, "targets"), targets)
    np.save(shard_path(number, "part"), bands)
    os.replace(shard_path(number, "part"), shard_path(number, "bands"))


def main():
    studio = scenes.Studio("train", CACHE_RATE_HZ)
    for number in range(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])):
        if not os.path.exists(shard_path(number, "bands")):
            make_shard(studio, number)
            print("shard", number, flush=True)


if __name__ == "__main__":
    main()
