"""Trains the Python package `ctgan` on one CSV file and writes as many artificial rows as it learned from.

usage: peer-rows.py ctgan|tvae TRAIN.csv EPOCHS SEED OUT.csv [THREADS]

OUT.csv holds the rows as the package gives them, OUT.rounded.csv the same rows as SDV gives them: numbers rounded to the
decimals of the training column and kept inside its range (the package alone cuts the decimals of whole numbers off). Prints one JSON line.
"""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import ctgan  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import torch  # noqa: E402

method, train_path, epochs, seed, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
if len(sys.argv) > 6:
    torch.set_num_threads(int(sys.argv[6]))

train = pd.read_csv(train_path)
discrete = [name for name in train.columns if train[name].dtype == object]
numeric = [name for name in train.columns if name not in discrete]


def decimals(values):
    """The fewest decimals that write every value."""
    known = values.dropna()
    for places in range(15):
        if (known.round(places) == known).all():
            return places
    return None


np.random.seed(seed)
torch.manual_seed(seed)
model = (ctgan.CTGAN if method == "ctgan" else ctgan.TVAE)(epochs=epochs, enable_gpu=False)
model.set_random_state(seed)
started = time.perf_counter()
# As floats, so that both forms can be made of one training; the package casts back to the training type itself otherwise.
model.fit(train.astype({name: float for name in numeric}), discrete)
fitted = time.perf_counter()
rows = model.sample(len(train))
sampled = time.perf_counter()

plain, rounded = rows.copy(), rows.copy()
for name in numeric:
    plain[name] = rows[name].astype(train[name].dtype)
    places = decimals(train[name])
    values = rows[name] if places is None else rows[name].round(places)
    rounded[name] = values.clip(train[name].min(), train[name].max()).astype(train[name].dtype)
plain.to_csv(out, index=False)
rounded.to_csv(out.replace(".csv", ".rounded.csv"), index=False)

print(json.dumps({
    "versions": {"ctgan": ctgan.__version__, "torch": torch.__version__, "python": sys.version.split()[0]},
    "method": method, "rows": len(train), "epochs": epochs, "seed": seed, "threads": torch.get_num_threads(),
    "fitSeconds": fitted - started, "sampleSeconds": sampled - fitted,
}))
