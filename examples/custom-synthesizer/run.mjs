// A method from outside this repository's packages, used like those inside: node examples/custom-synthesizer/run.mjs
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { evaluate, formatReport } from '@cvd/evaluation';
import { chain } from './chain.mjs';

const methods = createRegistry(chain);
const real = await readCsv(new URL('../data/cvd_small.csv', import.meta.url).pathname);
const model = methods.create('chain', { bins: 30, seed: 7 });
const { metadata } = await model.fit(real);
const synthetic = await model.sample(real.rows).toTable();
console.log(formatReport(await evaluate(real, synthetic, { metadata, baselines: true }), { pairs: 5 }));
