// Trains for some seconds and is stopped; where the folder has a checkpoint, goes on from it. Prints one JSON line: the first step
// that progress told of, milliseconds from the call of fit to it, and the last one.
// usage: resume.mjs METHOD TRAIN.csv FOLDER SECONDS

import { createRegistry } from '@cvd/core';
import { checkpointFolder, readCsv } from '@cvd/core/node';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';

const [method, path, folder, secondsText] = process.argv.slice(2);
const train = await readCsv(path);
const model = createRegistry(ctgan, tvae).create(method, { seed: 0, epochs: 10_000 });
const stop = new AbortController();
let [first, last] = [null, null];
const started = performance.now();
const onProgress = ({ phase, step }) => {
  if (phase !== 'training' || !step) return;
  const milliseconds = performance.now() - started;
  first ??= { step, milliseconds };
  last = step;
  if (milliseconds - first.milliseconds >= 1000 * Number(secondsText)) stop.abort();
};
const fit = model.fit(train, {
  checkpoints: checkpointFolder(folder),
  resume: 'if-present',
  signal: stop.signal,
  onProgress,
});
await fit.catch((error) => {
  if (error.code !== 'CVD_ABORTED') throw error;
});
console.log(JSON.stringify({ first, last }));
