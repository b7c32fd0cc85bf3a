#!/usr/bin/env python3
"""The detector for turns beside WebRTC's strictest: speech missed and silence taken for speech, chunk by chunk.

  turn-detector.py ANCHORS BENCHMARK

ANCHORS is the folder with composites.py, degrade.py and anchors.py; BENCHMARK the scoring-benchmark executable, which
hears each recording in chunks of 20 ms and judges each chunk without waiting for the next. Material: one composite of
speech with planted silences for each adult. Chunks on an edge, and silences under 0.25 s, count for nothing.
"""

import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ANCHORS, BENCHMARK = sys.argv[1:3]
sys.path.insert(0, ANCHORS)

import numpy as np  # noqa: E402
import soundfile  # noqa: E402

import composites  # noqa: E402
import corpus  # noqa: E402
from anchors import webrtc_vad  # noqa: E402
from degrade import Babble, active_rms, degrade  # noqa: E402

RATE, CHUNK = 16_000, 320
CONDITIONS = ["clean", "white10", "babble20", "gain", "setting in", "clicks"]


def changed_gain(samples, rng):
    """Up and down by 12 dB every 1.5 to 4 s, within 100 ms."""
    gain, start, level = np.zeros(len(samples)), 0, 0
    while start < len(samples):
        end = start + int(RATE * rng.uniform(1.5, 4))
        gain[start:end] = level
        start, level = end, rng.choice([other for other in (-12, 0, 12) if other != level])
    return samples * 10 ** (np.convolve(np.pad(gain, (800, 799), "edge"), np.ones(1600) / 1600, "valid") / 20)


def with_late_noise(samples, rng):
    """White noise of 15 dB over the second half, the half that is counted."""
    noise = rng.standard_normal(len(samples)) * active_rms(samples) * 10 ** (-15 / 20)
    noise[: len(samples) // 2] = 0
    return samples + noise


def clicked(samples, rng):
    """A click of 0.5 ms every 0.3 to 1.2 s."""
    samples, place = samples.copy(), 0
    while place < len(samples) - 20:
        samples[place : place + 8] += 0.5 * np.array([1, -1] * 4)
        place += int(RATE * rng.uniform(0.3, 1.2))
    return samples


def material(composite, condition, babble):
    rng = np.random.default_rng(zlib.crc32(composite.id.encode()))
    special = {"gain": changed_gain, "setting in": with_late_noise, "clicks": clicked}.get(condition)
    if not special:
        return degrade(composite.samples, condition, composite.id, babble, composite.speaker)
    samples = special(composite.samples, rng)
    return samples / max(1, np.abs(samples).max() / 0.98)


def truth(composite):
    """1 speech, 0 silence, −1 neither, for each chunk."""
    length = len(composite.samples) / RATE
    marks = np.ones(len(composite.samples) // CHUNK, int)
    silences = [(0, composite.speech[0]), (composite.speech[1], length)] + composite.gaps()
    for start, end in silences:
        first, last = int(np.ceil(start * 50)), int(np.floor(end * 50))
        marks[first:last] = 0 if end - start >= 0.25 else -1
        for edge in (int(np.floor(start * 50)), int(np.ceil(end * 50)) - 1):
            if 0 <= edge < len(marks) and not first <= edge < last:
                marks[edge] = -1
    return marks


def main():
    speech = [u for u in corpus.speechocean() if u.adult] + corpus.librivox()
    found, babble = composites.first_of_each_speaker(speech), Babble()
    print(f"{len(found)} speakers; % of speech missed, % of silence taken for speech")
    for condition in CONDITIONS:
        counts = {"product": np.zeros(4), "webrtc 3": np.zeros(4)}
        with tempfile.TemporaryDirectory() as folder:
            paths = [str(Path(folder) / f"{index}.wav") for index in range(len(found))]
            for path, composite in zip(paths, found):
                soundfile.write(path, material(composite, condition, babble), RATE, subtype="PCM_16")
            done = subprocess.run([BENCHMARK, "--verdicts", *paths], capture_output=True, text=True, check=True)
            for path, composite, line in zip(paths, found, done.stdout.split()):
                verdicts = {"product": np.array([mark == "1" for mark in line])}
                verdicts["webrtc 3"] = webrtc_vad(soundfile.read(path)[0], 3, 20)[1]
                marks = truth(composite)
                if condition == "setting in":
                    marks[: len(marks) // 2] = -1
                for name, verdict in verdicts.items():
                    due, said = marks[: len(verdict)], verdict[: len(marks)]
                    speaks, rests = due == 1, due == 0
                    counts[name] += [speaks.sum(), (speaks & ~said).sum(), rests.sum(), (rests & said).sum()]
        shares = "   ".join(f"{name} {100 * c[1] / c[0]:4.1f} {100 * c[3] / c[2]:4.1f}" for name, c in counts.items())
        print(f"{condition:10}   {shares}", flush=True)


if __name__ == "__main__":
    main()
