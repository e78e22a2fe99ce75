"""Anonymeter's nearest neighbours of 500 training rows, and its linkability evaluation with 500 attacks. Prints one JSON line.

usage: peer.py FOLDER RUNS JOBS ATTACKS

The compiler of its inner loop is run once before anything is timed.
"""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from anonymeter.evaluators import LinkabilityEvaluator  # noqa: E402
from anonymeter.neighbors.mixed_types_kneighbors import MixedTypeKNeighbors  # noqa: E402

folder, runs, jobs, attacks = sys.argv[1], *(int(text) for text in sys.argv[2:5])
real, synthetic = pd.read_csv(f"{folder}/reference.csv"), pd.read_csv(f"{folder}/queries.csv")
cut = int(len(real) * 0.8)
training, holdout = real.iloc[:cut], real.iloc[cut:]
columns = list(real.columns)
halves = columns[0::2], columns[1::2]


def nearest(count):
    found = MixedTypeKNeighbors(n_neighbors=1, n_jobs=jobs).fit(synthetic)
    return found.kneighbors(training.iloc[:count], return_distance=True)[0]


def linkability(count):
    LinkabilityEvaluator(training, synthetic, halves, n_attacks=count, control=holdout).evaluate(n_jobs=jobs)


seconds = {"nearest": [], "linkability": []}
nearest(5)
linkability(5)
for _ in range(runs):
    started = time.perf_counter()
    distances = nearest(attacks)
    seconds["nearest"].append(time.perf_counter() - started)
    started = time.perf_counter()
    linkability(attacks)
    seconds["linkability"].append(time.perf_counter() - started)
versions = {"anonymeter": "1.1.0", "numpy": np.__version__, "pandas": pd.__version__, "python": sys.version.split()[0]}
print(json.dumps({
    "rows": [len(synthetic), len(training), len(holdout)], "attacks": attacks, "jobs": jobs, "seconds": seconds,
    "meanDistance": float(distances.mean() / len(columns)), "versions": versions,
}))
