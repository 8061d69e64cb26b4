# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the sounds come from: Debian packages, and `../shared/data` when it is there.

Every sound is a Clip that knows its source, and `held_out()` decides by source, never by file, so
that nothing evaluated was ever trained on. Decoded audio is kept in one flat file below `build/train`
that all processes map, because decoding thousands of small files for each scene would be the wall.
"""
import collections
import functools
import json
import os
import re
import subprocess

import numpy as np
import soundfile
from scipy.signal import resample_poly

import voices

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SHARED = os.path.normpath(os.path.join(ROOT, "..", "shared", "data"))
BUILD = os.path.join(ROOT, "build", "train")
CACHE_RATE_HZ = 22050
ASTERISK = "/usr/share/asterisk/sounds"
HYDROGEN = "/usr/share/hydrogen/data/drumkits"
LMMS = "/usr/share/lmms/samples"
FREEDESKTOP = "/usr/share/sounds/freedesktop/stereo"
GAMES = "/usr/share/games"
GAME_SOUNDS = ["wesnoth/1.16/data/core/sounds", "lincity-ng/sounds", "colobot/sounds", "freedroid/sound",
               "minetest/games/minetest_game/mods", "megaglest/tilesets", "megaglest/data/core/water_sounds",
               "megaglest/techs/megapack/commondata/sounds", "hedgewars/Data/Sounds"]
NO_NOISE = re.compile(  # what is spoken or played among them
    r"/voices/|_ack|_select|horn|fanfare|heal|holy|chant|valkyr|whistle|/[1-9][A-G]\.", re.I)

Clip = collections.namedtuple("Clip", "path kind label source midi")

# Whole sources kept away from training. Reserved ones (see ../shared/data/README.md) are not read at
# all, and neither are their relatives: the English prompts share a speaker with reserved Spanish
# ones, the Audiophob kit shares its origin with a reserved set.
HELD_OUT_INSTRUMENTS = {"oboe", "french-horn", "mandolin"}
HELD_OUT_SINGERS = {"barbaros", "guelcin"}
HELD_OUT_KITS = {"BJA_Pacific", "Millo_MultiLayered3", "circAfrique v4"}
HELD_OUT_HOUSEHOLD = {"vacuum-dryer", "chair", "cloth-zip", "clock-alarm", "stairs-walking"}
HELD_OUT_ROOMS = {"reverb_matrix-reverb5.ogg", "reverb_matrix-reverb6.ogg", "reverb_spatialized3.ogg"}
HELD_OUT_SOURCES = {"asterisk-it", "festival", "freedesktop"}  # and one sound font, below
SOUND_FONTS = {"train": "/usr/share/sounds/sf2/FluidR3_GM.sf2",
               "held-out": "/usr/share/sounds/sf2/TimGM6mb.sf2"}
DRUM_FONTS = {"train": ["/usr/share/sounds/sf2/Black_Pearl_4_LV2.sf2",
                        "/usr/share/sounds/sf2/Red_Zeppelin_4_LV2.sf2"], "held-out": []}
PITCH_NAMES = {"c": 0, "cs": 1, "d": 2, "ds": 3, "e": 4, "f": 5, "fs": 6, "g": 7, "gs": 8, "a": 9,
               "as": 10, "b": 11}


def held_out(clip):
    """Whether a clip belongs to the sources that training never sees."""
    name = os.path.basename(clip.path)
    if clip.source in HELD_OUT_SOURCES:
        return True
    if clip.kind in ("phrase", "note"):
        return clip.label in HELD_OUT_INSTRUMENTS
    if clip.kind == "singing":
        return clip.label in HELD_OUT_SINGERS
    if clip.kind == "drum":
        return clip.source in HELD_OUT_KITS
    if clip.source == "librispeech":
        return int(re.search(r"\d+", name).group()) % 5 == 0
    if clip.source == "esc10":
        return name.startswith("5-")
    if clip.source == "olpc":
        return clip.label in HELD_OUT_HOUSEHOLD
    if clip.kind == "room":
        return name in HELD_OUT_ROOMS
    return False


def midi_of_name(name):
    """MIDI note in a name such as cello_as3_... or piano_c4, or None."""
    found = re.search(r"_([a-g]s?)(\d)(?:[_.]|$)", name)
    return 12 * (int(found.group(2)) + 1) + PITCH_NAMES[found.group(1)] if found else None


def walk(folder, endings=(".wav", ".flac", ".ogg", ".oga", ".aiff", ".aif")):
    for base, folders, names in sorted(os.walk(folder)):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(endings):
                yield os.path.join(base, name)


def shared_clips():
    clips = []
    for path in walk(SHARED):
        name, parts = os.path.basename(path), os.path.relpath(path, SHARED).split(os.sep)
        folder = "/".join(parts[:2])
        label = name.split("_")[0].rsplit(".", 1)[0]
        if folder == "playing/phrases":
            clips.append(Clip(path, "phrase", label, "philharmonia", midi_of_name(name)))
        elif folder == "playing/notes":
            clips.append(Clip(path, "note", label, "philharmonia", midi_of_name(name)))
        elif folder == "playing/piano-notes":
            clips.append(Clip(path, "note", "piano", "salamander", midi_of_name(name)))
        elif folder == "playing/singing":
            clips.append(Clip(path, "singing", name.split("_")[1], "makam", None))
        elif folder == "household/esc10":
            clips.append(Clip(path, "household", parts[2], "esc10", None))
        elif parts[0] == "household":
            clips.append(Clip(path, "household", label, "olpc", None))
        elif parts[0] == "speech":
            clips.append(Clip(path, "speech", name.split("-")[1], "librispeech", None))
        elif parts[0] == "rooms" and not name.startswith("effect_"):
            clips.append(Clip(path, "room", "room", "rooms", None))
    return clips


def debian_clips():
    clips = []
    for folder, source in (("fr_CA_f_June", "asterisk-fr"), ("it_IT_m_Carlo", "asterisk-it")):
        clips += [Clip(p, "speech", source, source, None) for p in walk(os.path.join(ASTERISK, folder))
                  if "/silence/" not in p and os.path.getsize(p) > 8000]
    for path in walk(HYDROGEN):
        kit = os.path.relpath(path, HYDROGEN).split(os.sep)[0]
        if kit != "Audiophob":
            clips.append(Clip(path, "drum", kit, kit, None))
    clips += [Clip(p, "drum", "lmms", "lmms", None) for p in walk(os.path.join(LMMS, "drums"))]
    for folder in ("instruments", "stringsnpads"):
        clips += [Clip(p, "loose", "lmms", "lmms", None) for p in walk(os.path.join(LMMS, folder))]
    clips += [Clip(p, "household", "effects", "lmms", None) for p in walk(os.path.join(LMMS, "effects"))
              if "chimes" not in p]
    clips += [Clip(os.path.join(LMMS, "misc", n + ".ogg"), "household", "effects", "lmms", None)
              for n in ("applause01", "raving_crowd01", "breath01", "snaph01")]
    clips += [Clip(p, "household", "freedesktop", "freedesktop", None) for p in walk(FREEDESKTOP)]
    for folder in GAME_SOUNDS:  # steps, doors, blows, machines, weather, towns
        clips += [Clip(p, "game", folder.split("/", maxsplit=1)[0], "games", None)
                  for p in walk(os.path.join(GAMES, folder)) if not NO_NOISE.search(p)]
    clips += [Clip(p, "speech", os.path.basename(p).split("_")[0], os.path.basename(p).split("_")[0],
                   None) for p in walk(voices.folder(BUILD))]
    return [c for c in clips if os.path.exists(c.path)]


def decode(path, rate_hz):
    """Mono float32 at `rate_hz`, with the mean removed."""
    try:
        audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError:
        return np.zeros(1, np.float32)
    audio = audio.mean(axis=1)
    if rate != rate_hz:
        common = np.gcd(int(rate), int(rate_hz))
        audio = resample_poly(audio, rate_hz // common, rate // common).astype(np.float32)
    return audio - audio.mean() if audio.size else audio


class Library:
    """The clips of one split, by kind and label, with their audio at one rate."""

    def __init__(self, split, rate_hz=CACHE_RATE_HZ):
        self.split, self.rate_hz = split, rate_hz
        wanted = split != "train"
        self.by_kind = collections.defaultdict(lambda: collections.defaultdict(list))
        for clip in catalogue():
            if held_out(clip) == wanted:
                self.by_kind[clip.kind][clip.label].append(clip)
        self.sound_font = SOUND_FONTS[split]
        self.drum_fonts = [p for p in DRUM_FONTS[split] if os.path.exists(p)]
        self.flat, self.index = open_cache() if rate_hz == CACHE_RATE_HZ else (None, {})

    def labels(self, kind):
        return sorted(self.by_kind[kind])

    def clips(self, kind, label=None):
        groups = self.by_kind[kind]
        return groups[label] if label else [c for g in sorted(groups) for c in groups[g]]

    def audio(self, clip):
        if clip.path in self.index:
            start, length = self.index[clip.path]
            return self.flat[start:start + length]
        return decode_kept(clip.path, self.rate_hz)


@functools.lru_cache(maxsize=400)
def decode_kept(path, rate_hz):
    return decode(path, rate_hz)


@functools.lru_cache(maxsize=1)
def catalogue():
    voices.prepare(BUILD)
    return shared_clips() + debian_clips()


@functools.lru_cache(maxsize=1)
def open_cache():
    """Map the decoded audio, after decoding what is not in it yet."""
    flat_path, index_path = (os.path.join(BUILD, "audio" + e) for e in (".f32", ".json"))
    index = {}
    if os.path.exists(index_path):
        with open(index_path, encoding="utf-8") as handle:
            index = json.load(handle)
    missing = [c for c in catalogue() if c.path not in index]
    with open(flat_path, "ab") as out:
        out.truncate(4 * max((start + length for start, length in index.values()), default=0))
        for clip in missing:
            audio = decode(clip.path, CACHE_RATE_HZ)
            index[clip.path] = (out.tell() // 4, len(audio))
            out.write(np.asarray(audio, np.float32).tobytes())
    if missing:
        with open(index_path + ".part", "w", encoding="utf-8") as handle:
            json.dump(index, handle)
        os.replace(index_path + ".part", index_path)
    return np.memmap(flat_path, np.float32, "r"), index


def commit_id():
    done = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short=12", "HEAD"], capture_output=True,
                          text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    counts = collections.Counter((c.kind, c.source, "held-out" if held_out(c) else "train")
                                 for c in catalogue())
    for key, count in sorted(counts.items()):
        print(count, *key)
    print(len(open_cache()[0]) / CACHE_RATE_HZ / 60, "minutes")
