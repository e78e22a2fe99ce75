"""The Python package `ctgan` on one CSV file: seconds of preparation, milliseconds a training step, rows/s of sampling, peak
memory. The training stops after STEPS steps (a fifth of them more to warm up). Prints one JSON line.

usage: peer-speed.py ctgan|tvae TRAIN.csv STEPS

Nothing of the package is changed: its DataTransformer is timed from outside, steps are counted by PyTorch's own hook.
"""
import json
import os
import pathlib
import resource
import statistics
import sys
import threading
import time
import warnings

warnings.filterwarnings("ignore")
import ctgan  # noqa: E402
import pandas as pd  # noqa: E402
import torch  # noqa: E402
from ctgan.data_transformer import DataTransformer  # noqa: E402
from torch.optim.optimizer import register_optimizer_step_post_hook  # noqa: E402

method, path, steps = sys.argv[1], sys.argv[2], int(sys.argv[3])
warm_up = max(1, steps // 5)
# CTGAN's step is one of the critic's optimizer and one of the generator's.
per_step = 2 if method == "ctgan" else 1

seconds = {}


def timed(name, function):
    def wrapper(*args, **kwargs):
        started = time.perf_counter()
        result = function(*args, **kwargs)
        seconds[name] = time.perf_counter() - started
        return result
    return wrapper


DataTransformer.fit = timed("mixtures", DataTransformer.fit)
transform = DataTransformer.transform
DataTransformer.transform = timed("encoding", transform)


class Enough(Exception):
    pass


ends = []


def count(optimizer, args, kwargs):
    ends.append(time.perf_counter())
    if len(ends) == per_step * (warm_up + steps):
        raise Enough


def family():
    """This process and all below it, by Linux's list of processes."""
    parents = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:  # Ended meanwhile.
            pass
    members, grown = {os.getpid()}, True
    while grown:
        found = {process for process, parent in parents.items() if parent in members} - members
        members |= found
        grown = bool(found)
    return members


def kilobytes(process, key):
    for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1])
    return 0


peak = {"Rss:": 0, "Pss:": 0}


def poll():
    """Memory of this process and of the workers it starts, twice a second, up to the first step."""
    while not ends:
        for key in peak:
            try:
                peak[key] = max(peak[key], sum(kilobytes(process, key) for process in family()))
            except OSError:
                pass
        time.sleep(0.5)


data = pd.read_csv(path)
discrete = [name for name in data.columns if data[name].dtype == object]
threading.Thread(target=poll, daemon=True).start()
register_optimizer_step_post_hook(count)
model = (ctgan.CTGAN if method == "ctgan" else ctgan.TVAE)(epochs=10**6, enable_gpu=False)
started = time.perf_counter()
try:
    model.fit(data, discrete)
except Enough:
    pass

own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
at = ends[per_step - 1::per_step]
times = [1000 * (after - before) for before, after in zip(at[warm_up - 1:], at[warm_up:])]


def rates(rows):
    found = []
    for _ in range(3):
        before = time.perf_counter()
        model.sample(rows)
        found.append(rows / (time.perf_counter() - before))
    return {"median": statistics.median(found), "runs": found}


model.sample(100)
print(json.dumps({
    "versions": {"ctgan": ctgan.__version__, "torch": torch.__version__, "python": sys.version.split()[0]},
    "method": method, "rows": len(data), "columns": len(data.columns), "threads": torch.get_num_threads(),
    "prepareSeconds": {**seconds, "all": ends[0] - started - statistics.median(times) / 1000},
    "steps": len(times), "mean": statistics.fmean(times), "median": statistics.median(times), "min": min(times),
    "rowsPerSecond": {str(rows): rates(rows) for rows in (1_000, 10_000, 100_000)},
    "peakMB": {"process": own, "treeRSS": max(peak["Rss:"] / 1024, own), "treePSS": peak["Pss:"] / 1024},
}))
