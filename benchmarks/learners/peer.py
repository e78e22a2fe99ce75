"""scikit-learn's learners on the same rows: area, log loss, seconds of fitting. Prints one JSON line.

usage: peer.py TRAIN.csv HOLDOUT.csv RUNS
"""
import json
import resource
import sys
import time

import pandas as pd
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

runs = int(sys.argv[3])
train, holdout = (pd.read_csv(path, skipinitialspace=True) for path in sys.argv[1:3])
labels = [table.pop("income") == ">50K" for table in (train, holdout)]
texts = [name for name in train if train[name].dtype == object]
for name in texts:
    known = pd.CategoricalDtype(sorted(train[name].unique()))
    train[name], holdout[name] = train[name].astype(known), holdout[name].astype(known)


def measured(model):
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        model.fit(train, labels[0])
        seconds.append(time.perf_counter() - started)
    p = model.predict_proba(holdout)[:, 1]
    return {"auc": roc_auc_score(labels[1], p), "logLoss": log_loss(labels[1], p), "seconds": seconds}


encode = make_column_transformer(
    (OneHotEncoder(handle_unknown="ignore"), texts),
    (StandardScaler(), [name for name in train if name not in texts]),
)
print(json.dumps({
    "version": sklearn.__version__,
    "boostedTrees": measured(HistGradientBoostingClassifier(early_stopping=False, categorical_features="from_dtype")),
    "linear": measured(make_pipeline(encode, LogisticRegression(max_iter=1000))),
    "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
