# SPDX-License-Identifier: GPL-3.0-or-later
"""Train the activity network on shards of features: `train.py NAME --steps N --minutes M`.

The rate follows one cycle over the steps or the minutes, whichever ends first, and the kept weights are
a moving average. Changes that are exact on log-mel power (gain, tone, another scene's noise) are made
here, so that a few dozen hours of scenes are never heard twice alike.
"""
import argparse
import concurrent.futures
import glob
import os
import time

import numpy as np
import torch
from torch import nn

from model import LIVE_DELAY, REST_STEPS, Activity, widened
from sources import BUILD

CROP_FRAMES = 1100
FLOOR = 1e-10


class Shards:
    """Random access to all finished shards; new ones are picked up by `refresh`."""

    def __init__(self, rng, batch_size):
        self.rng, self.batch_size = rng, batch_size
        self.bands, self.targets, self.seen = [], [], set()
        self.weights = np.zeros(0)
        self.refresh()

    def refresh(self):
        for path in sorted(glob.glob(os.path.join(BUILD, "shards", "*.bands.npy"))):
            if path not in self.seen:
                self.seen.add(path)
                self.bands.append(np.load(path, mmap_mode="r"))
                self.targets.append(np.load(path.replace("bands", "targets")))
        size = sum(len(b) for b in self.bands)
        self.weights = np.concatenate([self.weights, np.ones(size - len(self.weights))])
        self.quiet = [(s, i) for s, t in enumerate(self.targets)
                      for i in np.flatnonzero(t[:, :, 0].mean(1) < 0.02)]

    def crop(self, shard, index):
        """Bands [CROP_FRAMES][48] and targets of a part of a scene, at another speed now and then."""
        rng, speed = self.rng, 1.0
        if rng.random() < 0.4:
            speed = np.exp(rng.uniform(np.log(0.8), np.log(1.25)))
        length = min(2 * int(CROP_FRAMES * speed / 2), self.bands[shard].shape[1])
        start = 2 * int(rng.integers((self.bands[shard].shape[1] - length) // 2 + 1))
        bands = self.bands[shard][index, start:start + length].astype(np.float32)
        targets = self.targets[shard][index, start // 2:(start + length) // 2].astype(np.float32) / 4.0
        if length != CROP_FRAMES:
            bands, targets = at_speed(bands, CROP_FRAMES), at_speed(targets, CROP_FRAMES // 2)
        return bands, targets

    def batch(self):
        chosen = self.rng.choice(len(self.weights), self.batch_size, p=self.weights / self.weights.sum())
        size, pairs = len(self.bands[0]), []
        for number in chosen:
            pairs.append(self.vary(*self.crop(number // size, number % size)))
        return chosen, torch.from_numpy(np.stack([p[0] for p in pairs])), \
            torch.from_numpy(np.stack([p[1] for p in pairs]))

    def vary(self, bands, targets):
        rng = self.rng
        if rng.random() < 0.4:
            bands = transposed(bands, rng.uniform(-2.5, 2.5))
        power = np.exp(bands)
        if rng.random() < 0.3 and self.quiet:
            other, heard = self.crop(*self.quiet[rng.integers(len(self.quiet))])
            gain_db = rng.uniform(-30, 3)
            power += np.exp(other) * 10 ** (gain_db / 10)
            if gain_db > -22:
                targets = np.concatenate([targets[:, :1], np.maximum(targets[:, 1:], heard[:, 1:])], 1)
        if rng.random() < 0.5:
            at = np.linspace(0, 47, int(rng.integers(2, 8)))
            curve = np.interp(np.arange(48), at, rng.normal(0, 4, len(at)))
            power *= 10 ** (curve.astype(np.float32) / 10)
        if rng.random() < 0.5:
            power *= 10 ** (rng.uniform(-22, 8) / 10)
        return np.log(power + FLOOR).astype(np.float32), with_playing(targets)


def at_speed(rows, count):
    """Rows [n][…] told in `count` rows."""
    place = np.linspace(0, len(rows) - 1, count)
    before = np.minimum(place.astype(int), len(rows) - 2)
    part = (place - before).astype(np.float32)[:, None]
    return rows[before] * (1 - part) + rows[before + 1] * part


def transposed(bands, n_bands):
    """Everything higher or lower by a few bands, as another instrument or voice would sound."""
    place = np.clip(np.arange(48) - n_bands, 0, 47)
    before = np.minimum(place.astype(int), 46)
    part = (place - before).astype(np.float32)
    return bands[:, before] * (1 - part) + bands[:, before + 1] * part


def with_playing(targets):
    """Targets [steps][3] and the fourth, play time: NaN where the rest's end is not in the crop."""
    sounds = np.flatnonzero(targets[:, 0] >= 0.5)
    playing = targets[:, 0].copy()
    if len(sounds):
        for before, after in zip(sounds[:-1], sounds[1:]):
            if 1 < after - before <= REST_STEPS + 1:
                playing[before:after] = 1.0
        playing[max(sounds[0] - REST_STEPS, 0):sounds[0]] = \
            np.nan if sounds[0] <= REST_STEPS else 0.0
        playing[sounds[-1] + 1:] = np.nan if len(playing) - sounds[-1] <= REST_STEPS else 0.0
    return np.concatenate([targets, playing[:, None]], 1)


def scene_losses(final, live, targets):
    """Weighted cross-entropy of each scene of a batch."""
    entropy = nn.functional.binary_cross_entropy_with_logits
    heads = torch.tensor([1.0, 0.25, 0.25, 0.7])
    known = ~torch.isnan(targets)
    targets = torch.nan_to_num(targets)
    now = (entropy(final, targets, reduction="none") * known * heads).sum(2).mean(1) / 3
    past = targets[:, :-LIVE_DELAY, :3]
    late = (entropy(live[:, LIVE_DELAY:], past, reduction="none") * heads[:3]).mean((1, 2))
    return now + 0.4 * late


def update_average(average, model, step):
    decay = min(0.998, (step + 1) / (step + 20))
    with torch.no_grad():
        for kept, new in zip(average.state_dict().values(), model.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.lerp_(new, 1 - decay)
            else:
                kept.copy_(new)


def rate_at(progress, peak):
    """One cycle: a short rise, a cosine fall."""
    if progress < 0.12:
        return peak * (0.05 + 0.95 * progress / 0.12)
    return peak * (0.002 + 0.998 * (0.5 + 0.5 * np.cos(np.pi * (progress - 0.12) / 0.88)))


def train(options):
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    shards = Shards(np.random.default_rng(options.seed), options.batch)
    model, average = Activity(), Activity()
    if options.start:
        kept = torch.load(options.start)
        model.load_state_dict(widened(kept["state"], model))
        options.before = kept.get("before", []) + [kept["steps"]]
    average.load_state_dict(model.state_dict())
    optimizer = torch.optim.AdamW(model.parameters(), options.rate, (0.9, 0.99), weight_decay=1e-3)
    begun, running, step, progress = time.time(), None, 0, 0.0
    maker = concurrent.futures.ThreadPoolExecutor(1)
    coming = maker.submit(shards.batch)
    while progress < 1.0:
        progress = max((step + 1) / options.steps, (time.time() - begun) / 60 / options.minutes)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(min(progress, 1.0), options.rate)
        chosen, bands, targets = coming.result()
        if step % 200 == 199:
            shards.refresh()
        coming = maker.submit(shards.batch)
        losses = scene_losses(*model(bands), targets)
        optimizer.zero_grad()
        losses.mean().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        update_average(average, model, step)
        known = losses.detach().numpy()
        shards.weights[chosen] = np.clip(known / 0.12, 0.5, 4.0) if options.mine else 1.0
        running = known.mean() if running is None else 0.98 * running + 0.02 * known.mean()
        step += 1
        if step % 100 == 0:
            print("step %d loss %.4f scenes %d %.0f s" % (step, running, len(shards.weights),
                                                          time.time() - begun), flush=True)
        if step % 500 == 0 or progress >= 1.0:
            keep(options, average, step, len(shards.weights))


def keep(options, average, step, n_scenes):
    path = os.path.join(BUILD, options.name + ".pt")
    torch.save({"state": average.state_dict(), "steps": step, "scenes": n_scenes, "seed": options.seed,
                "batch": options.batch, "before": options.before},
               path + ".part")
    os.replace(path + ".part", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--batch", type=int, default=16, help="crops a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", help="go on from this .pt file, of the same or a narrower network")
    parser.add_argument("--mine", action="store_true", help="draw scenes the model finds hard more often")
    parser.set_defaults(before=[])  # the steps of the runs that this one goes on from
    train(parser.parse_args())


if __name__ == "__main__":
    main()
