# SPDX-License-Identifier: GPL-3.0-or-later
"""The mean of the weights of runs that go back to one: `average.py NAME RUN RUN...`.

A run that went on from another on other scenes forgets a little of what the first knew; their mean
judged held-out sessions better than either.
"""
import os
import sys

import torch

from sources import BUILD


def main():
    runs = [torch.load(os.path.join(BUILD, name + ".pt")) for name in sys.argv[2:]]
    mean = dict(runs[-1])
    mean["state"] = {key: (sum(run["state"][key].double() for run in runs) / len(runs)).to(value.dtype)
                     for key, value in runs[-1]["state"].items()}
    mean["averaged"] = [run["steps"] for run in runs]
    torch.save(mean, os.path.join(BUILD, sys.argv[1] + ".pt"))


if __name__ == "__main__":
    main()
