// One fit of ours, and the quality of as many rows as it learned from. Prints one JSON line.
// usage: quality.mjs METHOD TRAIN.csv EPOCHS SEED [OPTIONS as JSON [THREADS]]

import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { bootstrapRows, independentColumns } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { scores } from '../lib/scores.mjs';

const [method, path, epochsText, seedText, options = '{}', threadsText] = process.argv.slice(2);
const [epochs, seed] = [Number(epochsText), Number(seedText)];
const train = await readCsv(path);
const isBaseline = method === independentColumns.name || method === bootstrapRows.name;
const model = createRegistry(ctgan, tvae, independentColumns, bootstrapRows).create(method, {
  seed,
  ...(!isBaseline && { epochs }),
  ...JSON.parse(options),
});
const started = performance.now();
const { metadata, details, warnings } = await model.fit(train, threadsText ? { threads: Number(threadsText) } : {});
const fitSeconds = (performance.now() - started) / 1000;
const synthetic = await model.sample(train.rows).toTable();
model.dispose();
console.log(
  JSON.stringify({
    versions: { node: process.version },
    method,
    rows: train.rows,
    epochs,
    seed,
    fitSeconds,
    scores: await scores(train, synthetic, metadata),
    details,
    warnings,
  }),
);
