// Nearest synthetic rows of 500 training rows, and linkability with 500 attacks, by @cvd/evaluation. Prints one JSON line.
// usage: ours.mjs FOLDER RUNS WORKERS
// FOLDER is make-tables.mjs's: reference.csv is real, four fifths of it training and the rest holdout; queries.csv is synthetic.
import { readFileSync } from 'node:fs';
import { columnSpecs, parseMetadata } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { fitGowerScale, nearestRows } from '@cvd/evaluation';
import { linkability } from '@cvd/evaluation/attacks';

const [folder, runs, workersText] = process.argv.slice(2);
const workers = Number(workersText);
const metadata = parseMetadata(readFileSync(`${folder}/metadata.json`, 'utf8'));
const real = await readCsv(`${folder}/reference.csv`);
const synthetic = await readCsv(`${folder}/queries.csv`, { types: columnSpecs(real) });
const cut = Math.floor(real.rows * 0.8);
const [training, holdout] = [real.slice(0, cut), real.slice(cut, real.rows)];
const attacks = Math.min(500, Math.floor(holdout.rows / 2));

const timed = async (work) => {
  const started = performance.now();
  const result = await work();
  return [(performance.now() - started) / 1000, result];
};
const seconds = { nearest: [], linkability: [] };
let nearest;
let linked;
for (let run = 0; run < Number(runs); run++) {
  const queries = training.slice(0, attacks);
  const [first, found] = await timed(() =>
    nearestRows(fitGowerScale(real, metadata), { queries, reference: synthetic }, { workers }),
  );
  nearest = found;
  seconds.nearest.push(first);
  const tables = { training, synthetic, holdout };
  const [second, risk] = await timed(() => linkability(tables, { metadata, targets: 2 * attacks, workers }));
  linked = risk;
  seconds.linkability.push(second);
}
console.log(
  JSON.stringify({
    rows: [synthetic.rows, training.rows, holdout.rows],
    attacks,
    workers,
    seconds,
    meanDistance: nearest.distances.reduce((sum, distance) => sum + distance, 0) / attacks,
    // One evaluation for each split that is tried, and one for the worst of them.
    evaluations: linked.tried + 1,
  }),
);
