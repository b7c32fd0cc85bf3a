#!/usr/bin/env python3
"""Fits the fluency models and prints the tables of Sources/Scoring/Fluency/FluencyModel.swift.

  script/fit-fluency [--data ../shared/data/so762-train] [--product .build/release/vivavoce]

The data folder holds labels.csv (id, speaker, age, gender, text, fluency_raw: the experts' scores) and in
audio/ the recordings of speechocean762's train split; without it there is nothing to fit, and the script says so.
Needs numpy and scipy. Speakers are never shared by a fit and its test: five folds by speaker.

Fitted are the sentences, each alone, and answers that are made of four and of ten sentences of one speaker: their
syllables, times and pauses added up and their scores averaged, as a session adds up its answers. Without those the
fit would take the length of a read sentence, which slow readers need longer for, for fluency.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

RATE_KNOTS = [1.0, 2.0, 2.6, 3.2, 3.8, 4.4, 5.6]
PAUSE_KNOTS = [0.0, 0.05, 0.1, 0.2]
END_SYLLABLES, SHORTEST_SECONDS = 3.0, 5.0  # FluencyModel.endSyllables, .answerSeconds
FOLDS = 5
JOINED = (4, 10)


@dataclass
class Row:
    """A sentence, or an answer joined of several."""

    speaker: str
    adult: bool
    man: bool
    score: float  # mean of the experts, 0-10
    syllables: dict  # by model
    seconds: float
    pause_seconds: float


def labelled(folder):
    """(recording, label) of every labelled recording that is there."""
    recordings = {path.stem: path for path in (folder / "audio").rglob("*") if path.is_file()}
    with open(folder / "labels.csv", newline="") as file:
        return [(recordings[row["id"]], row) for row in csv.DictReader(file) if row["id"] in recordings]


def measured(product, path, label):
    """The row of one recording, or None under half a second of speech."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as script:
        script.write(label["text"] + "\n")
        script.flush()
        command = [product, "score", "--json", "--transcript", script.name, str(path)]
        done = subprocess.run(command, capture_output=True, text=True)
    record = json.loads(done.stdout) if done.stdout else {}
    if not record.get("fluency"):
        return None
    text, sound = record["fluency"]["measures"], record["measures"]
    seconds = text["answer_length_s"]
    scores = [float(value) for value in label["fluency_raw"].split()]
    return Row(
        speaker=label["speaker"],
        adult=int(label["age"]) >= 18,
        man=label["gender"].lower().startswith("m"),
        score=sum(scores) / len(scores),
        syllables={"audio": sound["syllable_count"], "text": text["speech_rate_syll_s"] * seconds},
        seconds=seconds,
        pause_seconds=text["pause_share"] * seconds,
    )


def joined(rows, size):
    """Answers of `size` sentences each, of one speaker, in the order of the recordings."""
    for speaker in sorted({row.speaker for row in rows}):
        own = [row for row in rows if row.speaker == speaker]
        for start in range(0, len(own) - size + 1, size):
            part = own[start : start + size]
            total = lambda pick: sum(pick(row) for row in part)
            yield Row(
                speaker=speaker,
                adult=part[0].adult,
                man=part[0].man,
                score=total(lambda row: row.score) / size,
                syllables={model: total(lambda row: row.syllables[model]) for model in part[0].syllables},
                seconds=total(lambda row: row.seconds),
                pause_seconds=total(lambda row: row.pause_seconds),
            )


def steps(values, knots):
    import numpy as np

    knots = np.asarray(knots)
    return np.clip((values[:, None] - knots[:-1]) / (knots[1:] - knots[:-1]), 0, 1)


def design(rows, model):
    """What each weight is multiplied with, all weights at least 0; the last two are the constant's."""
    import numpy as np

    syllables = np.array([row.syllables[model] for row in rows])
    seconds = np.array([row.seconds for row in rows])
    shares = np.array([row.pause_seconds for row in rows]) / seconds
    ends = END_SYLLABLES / np.minimum(seconds, SHORTEST_SECONDS) - END_SYLLABLES / SHORTEST_SECONDS
    ones = np.ones((len(rows), 1))
    return np.hstack([steps(syllables / seconds + ends, RATE_KNOTS), -steps(shares, PAUSE_KNOTS), ones, -ones])


def report(model, rows):
    """Prints what speakers who were left out get, and the table fitted on all."""
    import numpy as np
    from scipy.optimize import nnls
    from scipy.stats import spearmanr

    speakers = sorted({row.speaker for row in rows}, key=lambda name: (zlib.crc32(name.encode()), name))
    fold_of = {name: place % FOLDS for place, name in enumerate(speakers)}
    sets = {1: rows} | {size: list(joined(rows, size)) for size in JOINED}
    everything = [row for part in sets.values() for row in part]
    fold = np.array([fold_of[row.speaker] for row in everything])
    matrix, truth = design(everything, model), np.array([row.score for row in everything])
    held_out = np.zeros(len(truth))
    for k in range(FOLDS):
        weights, _ = nnls(matrix[fold != k], truth[fold != k])
        held_out[fold == k] = matrix[fold == k] @ weights
    start = 0
    for size, part in sets.items():
        here = slice(start, start + len(part))
        start += len(part)
        found, due = held_out[here], truth[here]
        adult, man = np.array([row.adult for row in part]), np.array([row.man for row in part])
        plain = np.array([row.syllables[model] / row.seconds for row in part])
        for group, mask in {"all": adult | True, "adults": adult, "children": ~adult}.items():
            gap = (found - due)[mask & man].mean() - (found - due)[mask & ~man].mean()
            print(
                f"{model:5} {size:2} sentence(s), {group:8} n {mask.sum():4}: "
                f"r {np.corrcoef(found[mask], due[mask])[0, 1]:.3f}, "
                f"rank r {spearmanr(found[mask], due[mask])[0]:.3f} "
                f"(of the rate alone {spearmanr(plain[mask], due[mask])[0]:.3f}), "
                f"mean error {(found - due)[mask].mean():+.2f}, men less women {gap:+.3f}"
            )
    low, high = np.percentile((truth - held_out)[: len(rows)], [10, 90])
    weights, _ = nnls(matrix, truth)
    rise, fall = weights[: len(RATE_KNOTS) - 1], weights[len(RATE_KNOTS) - 1 : -2]
    numbers = lambda values: "[" + ", ".join(f"{value:.2f}" for value in values) + "]"
    print(f"  constant: {weights[-2] - weights[-1]:.2f}")
    print(f"  rate: knots {RATE_KNOTS}, weights {numbers(rise)}")
    print(f"  pauses: knots {PAUSE_KNOTS}, weights {numbers(fall)}")
    print(f"  interval: {low:.2f}...{high:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/so762-train"))
    parser.add_argument("--product", default=".build/release/vivavoce")
    arguments = parser.parse_args()
    if not (arguments.data / "labels.csv").is_file():
        print(f"fit-fluency: no {arguments.data}/labels.csv, so there is nothing to fit", file=sys.stderr)
        return 2
    wanted = labelled(arguments.data)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda pair: measured(arguments.product, *pair), wanted))
    rows = [row for row in found if row]
    print(f"{len(rows)} of {len(wanted)} recordings measured")
    for model in ("audio", "text"):
        report(model, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
