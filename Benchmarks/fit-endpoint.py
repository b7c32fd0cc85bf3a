#!/usr/bin/env python3
"""Fits the end-of-turn weights and prints the table of Sources/VoiceEngine/Turns/EndOfTurnWeights.swift.

  script/fit-endpoint [--data ../shared/data/so762-train] [--product .build/release/vivavoce] [--pauses FILE]

The data folder is one that `vivavoce bench endpoint` reads; only its half "fit" of the speakers is looked at.
Needs numpy. Without the data there is nothing to fit, and the script says so.

Every pause is followed for as long as it lasts: at each of a row of silences there is one example, an end or not.
A logistic function is fitted to them in two steps, sound first and words on top, so that it stands without words.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

SILENCES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.2, 1.5, 2.0]
# Cue, key, and the range beyond which it counts as its bound; finalLengthening is a logarithm.
CUES = [
    ("pitchMovement", "pitch_movement_st", -6, 6),
    ("finalLengthening", "final_lengthening", -1.5, 1.5),
    ("levelMovement", "level_movement_db", -20, 0),
    ("voicelessTail", "voiceless_tail_s", 0, 0.3),
    ("syllables", "syllables", 0, 8),
]
WORDS = ["clause", "fragment", "open"]


def newton(x, y, offset, ridge):
    """Weights of a logistic regression with a ridge per column."""
    import numpy as np

    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(offset + x @ weights)))
        gradient = x.T @ (y - p) - ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def cue_values(pauses):
    """Typical values and what each pause is above them; what is unknown is typical."""
    import numpy as np

    columns, typical = [], []
    for name, key, low, high in CUES:
        raw = np.array([np.nan if pause.get(key) is None else pause[key] for pause in pauses], float)
        if name == "finalLengthening":
            raw = np.log(np.maximum(raw, 1e-3))
        values = np.clip(raw, low, high)
        typical.append(round(float(np.nanmean(values)), 2))
        columns.append(np.nan_to_num(values - typical[-1]))
    return np.stack(columns, 1), typical


def fit(pauses):
    import numpy as np

    cues, typical = cue_values(pauses)
    scale = cues.std(0)
    per_turn = np.log([pause["pauses_per_turn"] for pause in pauses])
    usual = np.array([pause["typical_pause_s"] for pause in pauses])
    ended = np.array([pause["is_end"] for pause in pauses], float)
    lasted = np.array([np.inf if pause["is_end"] else pause["silence_s"] for pause in pauses])
    pick, log_ratio = [], []
    for silence in SILENCES:
        there = np.where(lasted > silence)[0]
        pick.append(there)
        log_ratio.append(np.log(silence / usual[there]))
    pick, log_ratio = np.concatenate(pick), np.concatenate(log_ratio)
    x = np.column_stack([np.ones(len(pick)), log_ratio, per_turn[pick], (cues / scale)[pick]])
    ridge = np.array([0.0, 0.0, 0.0] + [1.0] * len(CUES))
    weights = newton(x, ended[pick], np.zeros(len(pick)), ridge)
    sound = x @ weights
    kind = [pause.get("words") or "" for pause in pauses]
    kinds = np.array([[word == name for name in WORDS] for word in kind], float)
    known = kinds[pick].any(1)
    words = newton(kinds[pick][known], ended[pick][known], sound[known], np.full(len(WORDS), 1.0))
    return weights[0], weights[1], weights[2], weights[3:] / scale, typical, words


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/so762-train"))
    parser.add_argument("--product", default=".build/release/vivavoce")
    parser.add_argument("--pauses", type=Path, help="what `bench endpoint DIR --split fit --pauses` printed")
    arguments = parser.parse_args()
    if arguments.pauses:
        lines = arguments.pauses.read_text()
    elif not (arguments.data / "labels.csv").is_file():
        print(f"fit-endpoint: no {arguments.data}/labels.csv, so there is nothing to fit", file=sys.stderr)
        return 2
    else:
        command = [arguments.product, "bench", "endpoint", str(arguments.data), "--split", "fit", "--pauses"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pauses = [json.loads(line) for line in lines.splitlines()]
    # Where neither an end nor more speech follows, the analyser and the detector disagree about what was said.
    pauses = [pause for pause in pauses if pause["is_end"] or pause.get("silence_s") is not None]
    constant, log_silence, per_turn, cues, typical, words = fit(pauses)
    ends = sum(pause["is_end"] for pause in pauses)
    print(f"// {len(pauses)} pauses of {len({pause['speaker'] for pause in pauses})} speakers, {ends} of them ends")
    print(f"constant: {constant:.2f},")
    print(f"logSilence: {log_silence:.2f},")
    print(f"logPausesPerTurn: {per_turn:.2f},")
    for (name, _, low, high), value, weight in zip(CUES, typical, cues):
        print(f"{name}: Cue(typical: {value:g}, range: {low:g}...{high:g}, weight: {weight:.3f}),")
    for name, weight in zip(WORDS, words):
        print(f"{name}: {weight:.2f},")
    return 0


if __name__ == "__main__":
    sys.exit(main())
