# SPDX-License-Identifier: GPL-3.0-or-later
"""Log-mel bands from the product's own front end, so that training hears what the product hears."""
import ctypes
import functools
import os
import subprocess

import numpy as np

from sources import ROOT

LIBRARY = os.path.join("build", "train", "libfrontend.so")
FLOAT_POINTER = ctypes.POINTER(ctypes.c_float)


@functools.lru_cache(maxsize=1)
def frontend():
    path = os.path.join(ROOT, LIBRARY)
    if not os.path.exists(path):
        subprocess.run(["make", "-C", ROOT, LIBRARY], check=True, stdout=subprocess.DEVNULL)
    function = ctypes.CDLL(path).train_frontend
    function.restype = ctypes.c_long
    function.argtypes = [FLOAT_POINTER, ctypes.c_long, ctypes.c_double, FLOAT_POINTER, FLOAT_POINTER,
                         ctypes.c_long]
    return function


def bands(audio, rate_hz):
    """Mono audio -> [frames][48], 50 frames a second."""
    audio = np.ascontiguousarray(audio, np.float32)
    room = int(len(audio) / rate_hz * 50) + 8
    out, levels = np.zeros((room, 48), np.float32), np.zeros(room, np.float32)
    count = frontend()(*(a.ctypes.data_as(FLOAT_POINTER) if isinstance(a, np.ndarray) else a for a in
                         (audio, len(audio), float(rate_hz), out, levels, room)))
    if count < 0:
        raise RuntimeError("no front end at %g Hz" % rate_hz)
    return out[:count]
