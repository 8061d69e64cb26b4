# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a list of played spans is from the truth, on a grid of 10 ms.

Both sides are bridged over rests up to 2 s first, because that is what play time means; a peer that
finds single notes is not punished for the gaps between them.
"""
import numpy as np

STEP_S = 0.01
MAX_REST_S = 2.0
MIN_OVERLAP = 0.5  # of the union: below it two spans are not the same span


def to_steps(spans, n_steps):
    steps = np.zeros(n_steps, bool)
    for start_s, end_s in spans:
        steps[max(int(round(start_s / STEP_S)), 0):max(int(round(end_s / STEP_S)), 0)] = True
    return steps


def runs(steps):
    """(first, end) of each run of true steps."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], steps.astype(np.int8), [0]])))
    return edges.reshape(-1, 2)


def bridged(steps):
    filled = steps.copy()
    found = runs(steps)
    for (_, end), (start, _) in zip(found[:-1], found[1:]):
        if (start - end) * STEP_S <= MAX_REST_S + 1e-9:
            filled[end:start] = True
    return filled


def boundaries(truth, found):
    """|start| and |end| errors in seconds of the spans that match one to one, and how many should."""
    mine, errors = runs(found), []
    for start, end in runs(truth):
        for a, b in mine:
            shared = min(end, b) - max(start, a)
            if shared > MIN_OVERLAP * (max(end, b) - min(start, a)):
                errors.append((abs(a - start) * STEP_S, abs(b - end) * STEP_S))
    return errors, len(runs(truth))


def score(truth, spans):
    """All measures of one session; `truth` is the sounding time, bool per 10 ms."""
    want, have = bridged(truth), bridged(to_steps(spans, len(truth)))
    both = int(np.sum(want & have))
    errors, n_spans = boundaries(want, have)
    return {
        "truth_s": want.sum() * STEP_S, "found_s": have.sum() * STEP_S,
        "f1": 2 * both / max(int(want.sum() + have.sum()), 1),
        "borders": errors, "n_spans": n_spans, "steps": have,
    }
