// Nearest rows by @cvd/evaluation: each row of FOLDER/queries.csv in FOLDER/reference.csv. Prints one JSON line.
// usage: ours.mjs FOLDER RUNS WORKERS
import { readFileSync } from 'node:fs';
import { columnSpecs, parseMetadata } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { fitGowerScale, nearestRows } from '@cvd/evaluation';

const [folder, runs, workers] = process.argv.slice(2);
const metadata = parseMetadata(readFileSync(`${folder}/metadata.json`, 'utf8'));
const reference = await readCsv(`${folder}/reference.csv`);
const queries = await readCsv(`${folder}/queries.csv`, { types: columnSpecs(reference) });

const before = process.resourceUsage().maxRSS;
const seconds = [];
let found;
for (let run = 0; run < Number(runs); run++) {
  const started = performance.now();
  const scale = fitGowerScale(reference, metadata);
  found = await nearestRows(scale, { queries, reference }, { workers: Number(workers) });
  seconds.push((performance.now() - started) / 1000);
}
console.log(
  JSON.stringify({
    rows: [queries.rows, reference.rows],
    columns: reference.names.length,
    workers: Number(workers),
    seconds,
    meanDistance: found.distances.reduce((sum, distance) => sum + distance, 0) / queries.rows,
    addedMB: (process.resourceUsage().maxRSS - before) / 1024,
  }),
);
