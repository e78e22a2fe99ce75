"""Writes breast_cancer.csv and diabetes.csv from scikit-learn's package, values as they come (diabetes unscaled).

usage: make-data.py FOLDER
"""
import csv
import sys
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes


def text(value):
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write(name, columns, rows):
    with open(Path(sys.argv[1]) / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


cancer = load_breast_cancer()
names = [name.replace(" ", "_") for name in cancer.feature_names]
labels = cancer.target_names[cancer.target]
write("breast_cancer", [*names, "diagnosis"], ([*map(text, row), label] for row, label in zip(cancer.data, labels)))

diabetes = load_diabetes(scaled=False)
progression = diabetes.target
write(
    "diabetes",
    [*diabetes.feature_names, "progression"],
    ([*map(text, row), text(target)] for row, target in zip(diabetes.data, progression)),
)
