// A CTGAN training step by operation: for each one the least of its times over many steps, so that a busy machine shows
// less; their sum is what a step would take undisturbed.
// usage: operations.mjs cvd|adult THREADS strict|relaxed|auto [STEPS] [--all] [--revectorize]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRandomSource } from '@cvd/core';
import * as engine from '@cvd/engine';
import { build } from 'esbuild';
import { fillAtRandom } from '../neural/random-inputs.mjs';
import { shapeOfTable } from '../neural/shapes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [table = 'cvd', threads = '1', wanted = 'auto', stepsText = '200'] = process.argv
  .slice(2)
  .filter((text) => !text.startsWith('--'));
const steps = Number(stepsText);

const folder = `${root}benchmarks/.cache/internal/`;
mkdirSync(folder, { recursive: true });
const outfile = `${folder}record-ctgan-${process.pid}.mjs`;
await build({
  entryPoints: [`${root}packages/ctgan/src/program/record-ctgan.ts`],
  outfile,
  bundle: true,
  format: 'esm',
  external: ['@cvd/*'],
  logLevel: 'error',
});
const { recordCtgan } = await import(outfile);
const program = recordCtgan({
  ...shapeOfTable(table),
  batchSize: 500,
  pac: 10,
  embeddingDim: 128,
  generatorDim: [256, 256],
  discriminatorDim: [256, 256],
  generatorDecay: 1e-6,
  discriminatorDecay: 0,
});
const routines = ['critic', 'generator'];

const revectorize = process.argv.includes('--revectorize');
const backend = await engine.createWasmBackend({ threads: Number(threads), build: wanted, revectorize });
const random = createRandomSource(0).child('benchmark');
let drawn = 0;
const load = async (profile) => {
  const loaded = await backend.load(program, { key: [1, 2], profile });
  fillAtRandom(program, loaded, () => random.uniform(drawn++));
  return loaded;
};

const timed = await load(false);
const profiled = await load(true);
const least = new Map();
let best = Infinity;
let before = new Map();
for (let step = 0; step < steps; step++) {
  const started = performance.now();
  for (const routine of routines) timed.run(routine, { step });
  best = Math.min(best, performance.now() - started);
  for (const routine of routines) profiled.run(routine, { step });
  const now = new Map(profiled.profile().map((time) => [`${time.routine} ${time.index}`, time]));
  for (const [key, time] of now) {
    const spent = time.milliseconds - (before.get(key)?.milliseconds ?? 0);
    const known = least.get(key);
    if (known === undefined || spent < known.spent) least.set(key, { ...time, spent });
  }
  before = now;
}

const describe = ({ routine, index, kind }) => {
  const operation = program.routines[routine][index];
  if (kind !== 'matmul') {
    const view = operation.out ?? operation.table ?? operation.parameter ?? operation.gradient;
    return { name: kind, shape: view ? `${view.rows}x${view.cols}` : '', flop: 0 };
  }
  const { out, terms, transposeA, transposeB } = operation;
  const inner = terms.map(({ a }) => (transposeA ? a.rows : a.cols));
  const sum = inner.reduce((total, k) => total + k, 0);
  return {
    name: `matmul ${transposeA ? 'T' : 'N'}${transposeB ? 'T' : 'N'}`,
    shape: `${out.rows}x${inner.join('+')}x${out.cols}`,
    flop: 2 * out.rows * out.cols * sum,
  };
};

const print = (rows) => {
  for (const [name, { count, spent, flop }] of rows) {
    const rate = flop > 0 ? `${(flop / spent / 1e6).toFixed(1)} GFLOPS` : '';
    console.log(name.padEnd(44), String(count).padStart(3), spent.toFixed(3).padStart(8), 'ms ', rate);
  }
};
const group = (label) => {
  const groups = new Map();
  for (const time of least.values()) {
    const { name, shape, flop } = describe(time);
    const key = label(name, shape, time);
    const entry = groups.get(key) ?? { count: 0, spent: 0, flop: 0 };
    groups.set(key, { count: entry.count + 1, spent: entry.spent + time.spent, flop: entry.flop + flop });
  }
  return [...groups].sort(([, a], [, b]) => b.spent - a.spent);
};
if (process.argv.includes('--all')) print(group((name, shape, { routine }) => `${routine} ${name} ${shape}`));
console.log();
print(group((name) => name));
const total = [...least.values()].reduce((sum, { spent }) => sum + spent, 0);
const { build: ran, threads: used, warnings } = backend.description;
console.log(
  `${table} ${ran}, ${used} threads, Node ${process.versions.node}: operations ${total.toFixed(2)} ms, best step ${best.toFixed(2)} ms`,
  ...warnings,
);
backend.dispose();
