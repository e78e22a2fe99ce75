// Learns Adult's income from 80 % of its rows and tells the rest: area, log loss, seconds of fitting, of each learner.
// Usage: ours.mjs TRAIN.csv HOLDOUT.csv RUNS
import { detectMetadata, tableMetadata } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { fitBoostedClassifier, fitLogisticRegression, logLoss, rocAuc, tableFeatures } from '@cvd/evaluation';

const [trainPath, holdoutPath, runs] = process.argv.slice(2);
const tables = [await readCsv(trainPath), await readCsv(holdoutPath)];
const metadata = tableMetadata(detectMetadata(tables[0]).metadata);
const { features } = tableFeatures(
  tables.map((table) => ({ table, side: 'real' })),
  metadata,
  ['income'],
);
const labels = tables.map((table) =>
  Int32Array.from({ length: table.rows }, (_, row) => Number(String(table.at(row, 'income')).trim() === '>50K')),
);
const target = { kind: 'classes', codes: labels[0], size: 2 };

const measured = async (learn) => {
  const seconds = [];
  let model;
  for (let run = 0; run < Number(runs); run++) {
    const started = performance.now();
    model = await learn(features[0], target);
    seconds.push((performance.now() - started) / 1000);
  }
  const probabilities = model.probabilities(features[1]);
  return { auc: rocAuc(labels[1], probabilities[1]), logLoss: logLoss(labels[1], probabilities), seconds };
};

console.log(
  JSON.stringify({
    rows: tables.map(({ rows }) => rows),
    boostedTrees: await measured(fitBoostedClassifier),
    linear: await measured(fitLogisticRegression),
    peakMB: process.resourceUsage().maxRSS / 1024,
  }),
);
