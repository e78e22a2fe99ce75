"""Nearest rows by Gower distance in NumPy, or SDMetrics' DCR, on the tables of one folder. Prints one JSON line.

usage: peer.py numpy|sdmetrics FOLDER

The NumPy twin takes the queries in chunks of 64: categories as int32 codes, numbers as floats in shares of the range, one column after the
other into a matrix of float32 sums (float64 takes a third longer). It uses one thread, as NumPy does for such operations.
"""
import json
import resource
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

kind, folder = sys.argv[1], sys.argv[2]
reference = pd.read_csv(f"{folder}/reference.csv")
queries = pd.read_csv(f"{folder}/queries.csv")
with open(f"{folder}/metadata.json") as file:
    table = next(iter(json.load(file)["tables"].values()))
CHUNK = 64


def with_numpy():
    pairs = []
    for name, column in table["columns"].items():
        if column["sdtype"] == "numerical":
            spread = reference[name].max() - reference[name].min()
            pairs.append((True, *((frame[name].to_numpy() / spread).astype(np.float32) for frame in (queries, reference))))
        else:
            codes, _ = pd.factorize(pd.concat([reference[name], queries[name]]))
            codes = codes.astype(np.int32)
            pairs.append((False, codes[len(reference):], codes[:len(reference)]))
    nearest = np.empty(len(queries))
    for start in range(0, len(queries), CHUNK):
        end = min(start + CHUNK, len(queries))
        sums = np.zeros((end - start, len(reference)), dtype=np.float32)
        scratch = np.empty_like(sums)
        for number, a, b in pairs:
            if number:
                np.subtract(a[start:end, None], b[None, :], out=scratch)
                np.abs(scratch, out=scratch)
                np.minimum(scratch, 1, out=scratch)
                sums += scratch
            else:
                sums += a[start:end, None] != b[None, :]
        nearest[start:end] = sums.min(axis=1) / len(pairs)
    return nearest


def with_sdmetrics():
    from sdmetrics.single_table.privacy.dcr_utils import calculate_dcr
    return calculate_dcr(queries, reference, table).to_numpy()


started = time.perf_counter()
nearest = {"numpy": with_numpy, "sdmetrics": with_sdmetrics}[kind]()
seconds = time.perf_counter() - started
versions = {"numpy": np.__version__, "python": sys.version.split()[0]}
if kind == "sdmetrics":
    import sdmetrics
    versions["sdmetrics"] = sdmetrics.__version__
print(json.dumps({
    "rows": [len(queries), len(reference)], "seconds": seconds, "meanDistance": float(nearest.mean()),
    "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "versions": versions,
}))
