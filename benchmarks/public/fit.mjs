// One fit of ours, or of a baseline, in a process of its own; writes as many rows as it learned from. Prints one JSON line, as peer.py;
// RATE_ROWS 0 leaves the sampling speed out.
// usage: fit.mjs METHOD TRAIN.csv METADATA.json EPOCHS|- SEED RATE_ROWS OUT.csv
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { readCsv, writeCsv } from '@cvd/core/node';
import { bootstrapRows, independentColumns } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { median } from '../lib/format.mjs';
import { createNearCopy } from './near-copy.mjs';

const [method, trainPath, metadataPath, epochsText, seedText, rateText, out] = process.argv.slice(2);
const rateRows = Number(rateText);
const train = await readCsv(trainPath);
const metadata = JSON.parse(readFileSync(metadataPath, 'utf8'));
const options = epochsText === '-' ? {} : { epochs: Number(epochsText) };
const methods = createRegistry(copula, ctgan, tvae, independentColumns, bootstrapRows);
const seed = Number(seedText);
const model = method === 'nearCopy' ? createNearCopy({ seed }) : methods.create(method, { seed, ...options });

const before = loadavg()[0];
const [started, used] = [performance.now(), process.cpuUsage()];
await model.fit(train, { metadata });
const [seconds, { user, system }] = [(performance.now() - started) / 1000, process.cpuUsage(used)];
const fit = { seconds, cpuSeconds: (user + system) / 1e6, peakMB: process.resourceUsage().maxRSS / 1024 };
const loadAverages = [before, loadavg()[0]];

await writeCsv(await model.sample(train.rows).toTable(), out);
const runs = [];
for (let run = 0; run < (rateRows > 0 ? 3 : 0); run++) {
  const from = performance.now();
  await model.sample(rateRows).toTable();
  runs.push(rateRows / ((performance.now() - from) / 1000));
}
model.dispose();
console.log(
  JSON.stringify({
    versions: { node: process.version },
    options: { ...options, otherwise: 'defaults' },
    seed,
    rows: train.rows,
    fit,
    ...(runs.length > 0 && { sampling: { rows: rateRows, rowsPerSecond: median(runs), runs } }),
    loadAverages,
  }),
);
