// Quality of the copula on two real tables, mean of five seeds, beside the two baselines and SDV on the same split:
// as many rows are sampled as were learned from, and compared with those. Prints one JSON line a data set.
// usage: quality.mjs NAME TRAIN.csv [SYNTHETIC-OF-SDV.csv]

import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { bootstrapRows, independentColumns } from '@cvd/core/testing';
import { evaluate } from '@cvd/evaluation';

const [name, trainPath, peerPath] = process.argv.slice(2);
const methods = createRegistry(copula, independentColumns, bootstrapRows);
const train = await readCsv(trainPath);
const seeds = [0, 1, 2, 3, 4];

const scores = async (synthetic, metadata) => {
  const score = async (correlation, association) =>
    (await evaluate(train, synthetic, { metadata, pairThresholds: { correlation, association } })).quality;
  const [all, strong] = [await score(0, 0), await score(0.5, 0.3)];
  return {
    overall0: all.score,
    shapes: all.columnShapes.score,
    pairs0: all.columnPairTrends.score,
    pairTrends: strong.columnPairTrends.score,
  };
};

const summary = (runs) =>
  Object.fromEntries(
    Object.keys(runs[0]).map((key) => {
      const values = runs.map((run) => run[key]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const sd = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1),
      );
      return [key, { mean, sd }];
    }),
  );

const results = { name, rows: train.rows, methods: {} };
let metadata;
for (const method of methods.names) {
  const runs = [];
  for (const seed of seeds) {
    const model = methods.create(method, { seed });
    ({ metadata } = await model.fit(train));
    runs.push(await scores(await model.sample(train.rows).toTable(), metadata));
  }
  results.methods[method] = summary(runs);
}
if (peerPath) {
  const types = Object.fromEntries(train.names.map((column) => [column, train.column(column).type]));
  results.methods['SDV GaussianCopula'] = summary([await scores(await readCsv(peerPath, { types }), metadata)]);
}
console.log(JSON.stringify(results));
