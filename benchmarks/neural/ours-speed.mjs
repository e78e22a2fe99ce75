// The same measurement as peer-speed.py for @cvd/ctgan and @cvd/tvae. Prints one JSON line.
// usage: ours-speed.mjs ctgan|tvae TRAIN.csv STEPS THREADS strict|default|revectorize [SAMPLE]
// With SAMPLE (any word) it also samples.

import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';

const [method, path, stepsText, threadsText, build, sampling] = process.argv.slice(2);
const [steps, threads] = [Number(stepsText), Number(threadsText)];
const table = await readCsv(path);
const stepsPerEpoch = method === 'ctgan' ? Math.max(1, Math.floor(table.rows / 500)) : Math.ceil(table.rows / 500);
// A fifth more to warm up, as for the peer.
const warmUp = Math.ceil(steps / 5);
const epochs = Math.ceil((warmUp + steps) / stepsPerEpoch);
const model = createRegistry(ctgan, tvae).create(method, {
  seed: 0,
  epochs,
  deterministic: build === 'strict',
  revectorize: build === 'revectorize',
});

/** When which number of steps was done, as progress told. */
const seen = [];
const started = performance.now();
const report = await model.fit(table, {
  threads,
  onProgress: ({ step, phase }) => {
    if (step !== undefined && step > 0 && step !== seen.at(-1)?.step) seen.push({ step, phase, at: performance.now() });
  },
});
const fitSeconds = (performance.now() - started) / 1000;
const peakMB = process.resourceUsage().maxRSS / 1024;

// Windows of at least 20 steps, or what progress was told less often than that.
const windows = [];
let from = seen.find(({ step }) => step >= warmUp);
const first = from;
for (const to of seen) {
  if (to.step - from.step < 20) continue;
  windows.push((to.at - from.at) / (to.step - from.step));
  from = to;
}
windows.sort((a, b) => a - b);
const last = seen.at(-1);
const mean = (last.at - first.at) / (last.step - first.step);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rates = async (rows, options) => {
  const runs = [];
  for (let run = 0; run < 3; run++) {
    const before = performance.now();
    await model.sample(rows, options).toTable();
    runs.push((1000 * rows) / (performance.now() - before));
  }
  return { median: median(runs), runs };
};
const rowsPerSecond = {};
const rowsPerSecondInline = {};
if (sampling) {
  await model.sample(100).toTable();
  for (const rows of [1_000, 10_000, 100_000]) {
    rowsPerSecond[rows] = await rates(rows, { workers: 2 });
    rowsPerSecondInline[rows] = await rates(rows, { execution: 'inline' });
  }
}
const parameters = Object.values(model.toModel().tensors).reduce((bytes, { data }) => bytes + data.byteLength, 0);
model.dispose();

console.log(
  JSON.stringify({
    versions: { node: process.version },
    method,
    rows: table.rows,
    columns: table.names.length,
    threads,
    build,
    details: report.details,
    warnings: report.warnings,
    phases: report.seconds,
    // Everything up to the first step: metadata, mixtures, encoding, starting the threads.
    prepareSeconds: { all: (seen[0].at - started - seen[0].step * mean) / 1000 },
    fitSeconds,
    epochs,
    steps: last.step - first.step,
    mean,
    median: median(windows) ?? mean,
    min: windows[0] ?? mean,
    rowsPerSecond,
    rowsPerSecondInline,
    peakMB,
    modelMB: parameters / 2 ** 20,
  }),
);
