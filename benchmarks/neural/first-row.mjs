// Milliseconds from a model file to its first row, everything imported. Prints one JSON line.
// usage: first-row.mjs MODEL.cvd

import { createRegistry } from '@cvd/core';
import { load } from '@cvd/core/node';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';

const methods = createRegistry(ctgan, tvae);
const started = performance.now();
const model = await load(process.argv[2], methods);
const { rows } = await model.sample(1).toTable();
console.log(JSON.stringify({ rows, milliseconds: performance.now() - started }));
