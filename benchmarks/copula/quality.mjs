// Quality of the copula on two real tables, mean of five seeds, beside the two baselines and SDV on the same split:
// as many rows are sampled as were learned from, and compared with those. Prints one JSON line a data set.
// usage: quality.mjs NAME TRAIN.csv [SYNTHETIC-OF-SDV.csv]

import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { bootstrapRows, independentColumns } from '@cvd/core/testing';
import { scores, summary } from '../lib/scores.mjs';

const [name, trainPath, peerPath] = process.argv.slice(2);
const methods = createRegistry(copula, independentColumns, bootstrapRows);
const train = await readCsv(trainPath);
const seeds = [0, 1, 2, 3, 4];

const results = { name, rows: train.rows, methods: {} };
let metadata;
for (const method of methods.names) {
  const runs = [];
  for (const seed of seeds) {
    const model = methods.create(method, { seed });
    ({ metadata } = await model.fit(train));
    runs.push(await scores(train, await model.sample(train.rows).toTable(), metadata));
  }
  results.methods[method] = summary(runs);
}
if (peerPath) {
  const types = Object.fromEntries(train.names.map((column) => [column, train.column(column).type]));
  results.methods['SDV GaussianCopula'] = summary([await scores(train, await readCsv(peerPath, { types }), metadata)]);
}
console.log(JSON.stringify(results));
