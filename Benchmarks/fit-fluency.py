#!/usr/bin/env python3
"""Fits the fluency models and prints the tables of Sources/Scoring/Fluency/FluencyModel.swift.

  script/fit-fluency [--data ../shared/data/so762-train] [--product .build/release/vivavoce]

The data folder holds labels.csv (id, speaker, age, gender, text, fluency_raw: the experts' scores) and in
audio/ the recordings of speechocean762's train split; without it there is nothing to fit, and the script says so.
Needs numpy and scipy. Speakers are never shared by a fit and its test: five folds by speaker.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RATE_KNOTS = [0.8, 1.6, 2.4, 3.2, 4.0, 4.8]
PAUSE_KNOTS = [0.0, 0.05, 0.1, 0.2, 0.3]
FOLDS = 5


def rows_of(folder):
    """(recording, text, speaker, age, gender, mean of the experts) of every labelled recording that is there."""
    recordings = {path.stem: path for path in (folder / "audio").rglob("*") if path.is_file()}
    with open(folder / "labels.csv", newline="") as file:
        for row in csv.DictReader(file):
            scores = [float(value) for value in row["fluency_raw"].split()]
            path = recordings.get(row["id"])
            if path:
                yield path, row["text"], row["speaker"], int(row["age"]), row["gender"], sum(scores) / len(scores)


def measured(product, path, text):
    """{model: (rate, pause share)} of one recording, from sound alone and with its text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as script:
        script.write(text + "\n")
        script.flush()
        found = {}
        for model, options in (("audio", []), ("text", ["--transcript", script.name])):
            done = subprocess.run([product, "score", "--json", *options, str(path)], capture_output=True, text=True)
            fluency = json.loads(done.stdout).get("fluency") if done.stdout else None
            if fluency:
                values = fluency["measures"]
                found[model] = (values["speech_rate_syll_s"], values["brief_pause_share"])
        return found


def steps(values, knots):
    import numpy as np

    knots = np.asarray(knots)
    return np.clip((values[:, None] - knots[:-1]) / (knots[1:] - knots[:-1]), 0, 1)


def fit(rates, shares, truth):
    """(constant, rate weights, pause weights) by non-negative least squares."""
    import numpy as np
    from scipy.optimize import nnls

    rise, fall = steps(rates, RATE_KNOTS), steps(shares, PAUSE_KNOTS)
    ones = np.ones((len(truth), 1))
    weights, _ = nnls(np.hstack([rise, -fall, ones, -ones]), truth)
    cut = rise.shape[1]
    return weights[-2] - weights[-1], weights[:cut], weights[cut:-2]


def predict(model, rates, shares):
    constant, rise, fall = model
    return constant + steps(rates, RATE_KNOTS) @ rise - steps(shares, PAUSE_KNOTS) @ fall


def report(name, rates, shares, truth, fold, adult, man):
    import numpy as np

    held_out = np.zeros(len(truth))
    for k in range(FOLDS):
        model = fit(rates[fold != k], shares[fold != k], truth[fold != k])
        held_out[fold == k] = predict(model, rates[fold == k], shares[fold == k])
    groups = {"all": adult | True, "adults": adult, "children": ~adult}
    for group, mask in groups.items():
        r = np.corrcoef(held_out[mask], truth[mask])[0, 1]
        rest = held_out - truth
        gap = rest[mask & man].mean() - rest[mask & ~man].mean()
        print(f"{name:6} {group:9} speakers left out: r {r:.3f}, men less women {gap:+.3f}, n {mask.sum()}")
    low, high = np.percentile(truth - held_out, [10, 90])
    constant, rise, fall = fit(rates, shares, truth)
    numbers = lambda values: "[" + ", ".join(f"{value:.2f}" for value in values) + "]"
    print(f"  constant: {constant:.2f}, rate weights: {numbers(rise)}, pause weights: {numbers(fall)}")
    print(f"  interval: {low:.2f}...{high:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/so762-train"))
    parser.add_argument("--product", default=".build/release/vivavoce")
    arguments = parser.parse_args()
    if not (arguments.data / "labels.csv").is_file():
        print(f"fit-fluency: no {arguments.data}/labels.csv, so there is nothing to fit", file=sys.stderr)
        return 2
    import numpy as np

    rows = list(rows_of(arguments.data))
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda row: measured(arguments.product, row[0], row[1]), rows))
    speakers = sorted({row[2] for row in rows}, key=lambda name: (zlib.crc32(name.encode()), name))
    fold_of = {name: place % FOLDS for place, name in enumerate(speakers)}
    for model in ("audio", "text"):
        kept = [(row, values[model]) for row, values in zip(rows, found) if model in values]
        print(f"{model}: {len(kept)} of {len(rows)} recordings measured")
        column = lambda pick: np.array([pick(row, value) for row, value in kept])
        report(
            model,
            column(lambda row, value: value[0]),
            column(lambda row, value: value[1]),
            column(lambda row, value: row[5]),
            column(lambda row, value: fold_of[row[2]]),
            column(lambda row, value: row[3] >= 18),
            column(lambda row, value: row[4].lower().startswith("m")),
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
