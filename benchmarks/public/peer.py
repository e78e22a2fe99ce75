"""SDV's synthesizer on one CSV file: fits, samples, writes as many rows as it learned from. Prints one JSON line.

usage: peer.py copula|ctgan|tvae TRAIN.csv METADATA.json EPOCHS|- SEED RATE_ROWS OUT.csv [THREADS]
"""
import json
import os
import resource
import statistics
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import rdt  # noqa: E402
import sdv  # noqa: E402
import torch  # noqa: E402
from sdv.metadata import Metadata  # noqa: E402
from sdv.single_table import CTGANSynthesizer, GaussianCopulaSynthesizer, TVAESynthesizer  # noqa: E402

method, train_path, metadata_path, out = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[7]
seed, rate_rows = int(sys.argv[5]), int(sys.argv[6])
if len(sys.argv) > 8:
    torch.set_num_threads(int(sys.argv[8]))

train = pd.read_csv(train_path)
with open(metadata_path) as file:
    metadata = Metadata.load_from_dict(json.load(file))

np.random.seed(seed)
torch.manual_seed(seed)
if method == "copula":
    options, model = {}, GaussianCopulaSynthesizer(metadata)
else:
    options = {"epochs": int(sys.argv[4]), "enable_gpu": False}
    model = (CTGANSynthesizer if method == "ctgan" else TVAESynthesizer)(metadata, **options)

load = os.getloadavg()
wall, cpu = time.perf_counter(), time.process_time()
# SDV 2 takes and gives one table as a dictionary of one.
model.fit({"table": train})
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
loads = [load[0], os.getloadavg()[0]]

model.sample(len(train))["table"].to_csv(out, index=False)
rates = []
for _ in range(3):
    started = time.perf_counter()
    model.sample(rate_rows)
    rates.append(rate_rows / (time.perf_counter() - started))

print(json.dumps({
    "versions": {
        "sdv": sdv.__version__, "rdt": rdt.__version__, "torch": torch.__version__, "numpy": np.__version__,
        "pandas": pd.__version__, "python": sys.version.split()[0],
    },
    "options": {**options, "otherwise": "defaults"}, "seed": seed, "rows": len(train), "threads": torch.get_num_threads(),
    "fit": {"seconds": wall, "cpuSeconds": cpu, "peakMB": peak},
    "sampling": {"rows": rate_rows, "rowsPerSecond": statistics.median(rates), "runs": rates},
    "loadAverages": loads,
}))
