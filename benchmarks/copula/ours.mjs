// The same measurement as peer.py for @cvd/copula. Prints one JSON line.
// usage: ours.mjs FILE.csv ROWS_TO_SAMPLE table|stream

import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { csvSource, readCsv } from '@cvd/core/node';

const [path, rowsText, mode] = process.argv.slice(2);
const rows = Number(rowsText);
const seconds = async (work) => {
  const started = performance.now();
  const value = await work();
  return [(performance.now() - started) / 1000, value];
};

const [readSeconds, data] = await seconds(() => (mode === 'stream' ? csvSource(path) : readCsv(path)));
const model = createRegistry(copula).create('copula', { seed: 0 });
const [fitSeconds, report] = await seconds(() => model.fit(data));

/** Median and all of three rates. */
const rates = async (count, work) => {
  const runs = [];
  for (let run = 0; run < 3; run++) runs.push(count / (await seconds(work))[0]);
  runs.sort((a, b) => a - b);
  return { median: runs[1], runs };
};
const drain = async (sample) => {
  for await (const _ of sample);
};

await model.sample(100).toTable();
const toTable = await rates(rows, () => model.sample(rows, { execution: 'inline' }).toTable());
const inWorkers = await rates(10 * rows, () => drain(model.sample(10 * rows)));
console.log(
  JSON.stringify({
    versions: { node: process.version },
    rows: report.rows,
    readSeconds,
    phases: report.seconds,
    totalFitSeconds: fitSeconds,
    sampledRows: rows,
    sampleRowsPerSecond: toTable.median,
    sampleRowsPerSecondRuns: toTable.runs,
    bulkRowsPerSecond: inWorkers.median,
    bulkRowsPerSecondRuns: inWorkers.runs,
    peakMB: process.resourceUsage().maxRSS / 1024,
  }),
);
