"""SDV's GaussianCopulaSynthesizer on one CSV file: seconds of fit, rows/s of sampling, peak memory. Prints one JSON line.

usage: peer.py FILE.csv ROWS_TO_SAMPLE [OUT.csv]
"""
import json
import resource
import statistics
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import pandas as pd  # noqa: E402
import sdv  # noqa: E402
from sdv.metadata import Metadata  # noqa: E402
from sdv.single_table import GaussianCopulaSynthesizer  # noqa: E402

path, rows = sys.argv[1], int(sys.argv[2])
data = pd.read_csv(path)
metadata = Metadata.detect_from_dataframes({'table': data}, infer_keys=None)
model = GaussianCopulaSynthesizer(metadata)

started = time.perf_counter()
# SDV 2 takes and gives one table as a dictionary of one.
processed = model.preprocess({'table': data})
prepared = time.perf_counter()
model.fit_processed_data(processed)
fitted = time.perf_counter()

model.sample(100)
rates = []
for _ in range(3):
    before = time.perf_counter()
    sample = model.sample(rows)
    rates.append(rows / (time.perf_counter() - before))
if len(sys.argv) > 3:
    model.sample(len(data))['table'].to_csv(sys.argv[3], index=False)

print(json.dumps({
    "versions": {"sdv": sdv.__version__, "pandas": pd.__version__, "python": sys.version.split()[0]},
    "options": "defaults (beta marginals)",
    "rows": len(data),
    "prepareSeconds": prepared - started,
    "fitSeconds": fitted - prepared,
    "totalFitSeconds": fitted - started,
    "sampledRows": rows,
    "sampleRowsPerSecond": statistics.median(rates),
    "sampleRowsPerSecondRuns": rates,
    "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
