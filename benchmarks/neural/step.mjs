// The training step alone, on numbers at random in the shape of a real table: milliseconds a step, and where they go, by
// operation. No table, no host work between steps. Prints a table for people to standard error and one JSON line.
// usage: step.mjs ctgan|tvae cvd|adult THREADS default|strict|relaxed|reference [STEPS] [--revectorize]

import { mkdirSync } from 'node:fs';
import { createRandomSource } from '@cvd/core';
import * as engine from '@cvd/engine';
import { build } from 'esbuild';
import { root } from '../lib/data.mjs';
import { fillAtRandom } from './random-inputs.mjs';
import { shapeOfTable } from './shapes.mjs';

const [method, table, threadsText, buildName, stepsText] = process.argv
  .slice(2)
  .filter((text) => !text.startsWith('--'));
const revectorize = process.argv.includes('--revectorize');
const [threads, steps] = [Number(threadsText), Number(stepsText ?? 200)];
const WARM_UP = Math.ceil(steps / 4);

/** What a package keeps to itself, compiled from its source. */
const internal = async (entry, name) => {
  const folder = `${root}benchmarks/.cache/internal/`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}${name}-${process.pid}.mjs`;
  await build({
    entryPoints: [`${root}${entry}`],
    outfile,
    bundle: true,
    format: 'esm',
    external: ['@cvd/*'],
    logLevel: 'error',
  });
  return import(outfile);
};

const shape = shapeOfTable(table);
const recordProgram = {
  ctgan: async () => {
    const { recordCtgan } = await internal('packages/ctgan/src/program/record-ctgan.ts', 'record-ctgan');
    return recordCtgan({
      ...shape,
      batchSize: 500,
      pac: 10,
      embeddingDim: 128,
      generatorDim: [256, 256],
      discriminatorDim: [256, 256],
      generatorDecay: 1e-6,
      discriminatorDecay: 1e-6,
    });
  },
  tvae: async () => {
    const { trainingProgram } = await internal('packages/tvae/src/network/training-program.ts', 'training-program');
    const { shapeOf } = await internal('packages/tvae/src/network/shape.ts', 'shape');
    const sizes = { embeddingDim: 128, compressDims: [128, 128], decompressDims: [128, 128] };
    return trainingProgram(shapeOf(shape, sizes), { batchRows: 500, tailRows: 0, lossFactor: 2, l2scale: 1e-5 });
  },
};

const backendOf = () =>
  buildName === 'reference'
    ? engine.createReferenceBackend()
    : engine.createWasmBackend({ threads, build: buildName === 'default' ? 'auto' : buildName, revectorize });

const program = await recordProgram[method]();
const routines = ['step', 'critic', 'generator'].filter((routine) => Object.hasOwn(program.routines, routine));

/** Milliseconds of each step after the warm-up. */
const timesOf = async (profile) => {
  const backend = await backendOf();
  const loaded = await backend.load(program, { key: [1, 2], profile });
  fillAtRandom(program, loaded, uniforms());
  const times = [];
  for (let step = 0; step < WARM_UP + steps; step++) {
    const started = performance.now();
    for (const routine of routines) await loaded.run(routine, { step });
    if (step >= WARM_UP) times.push(performance.now() - started);
  }
  const operations = loaded.profile();
  const { description } = backend;
  backend.dispose();
  return { times, operations, description };
};

function uniforms() {
  const random = createRandomSource(0).child('benchmark');
  let next = 0;
  return () => random.uniform(next++);
}

/** 'matmul NT', 'adam', …; transposes tell the matrix products apart. */
const kindOf = ({ routine, index, kind }) => {
  if (kind !== 'matmul') return kind;
  const { transposeA, transposeB } = program.routines[routine][index];
  return `matmul ${transposeA ? 'T' : 'N'}${transposeB ? 'T' : 'N'}`;
};

/** Floating-point operations of one matrix product. */
const flopOf = ({ routine, index, kind }) => {
  if (kind !== 'matmul') return 0;
  const { out, terms, transposeA } = program.routines[routine][index];
  const inner = terms.reduce((sum, { a }) => sum + (transposeA ? a.rows : a.cols), 0);
  return 2 * out.rows * out.cols * inner;
};

const { times, description } = await timesOf(false);
const profiled = await timesOf(true);
const byKind = {};
for (const operation of profiled.operations) {
  if (operation.runs === 0) continue;
  const entry = (byKind[kindOf(operation)] ??= { operations: 0, milliseconds: 0, flop: 0 });
  entry.operations += 1;
  entry.milliseconds += operation.milliseconds / operation.runs;
  entry.flop += flopOf(operation);
}
const sum = (values) => values.reduce((total, value) => total + value, 0);
const sorted = times.toSorted((a, b) => a - b);
const result = {
  versions: { node: process.version },
  method,
  table,
  ...description,
  operations: sum(routines.map((routine) => program.routines[routine].length)),
  steps,
  mean: sum(times) / times.length,
  median: sorted[Math.floor(sorted.length / 2)],
  min: sorted[0],
  matmulFlop: sum(Object.values(byKind).map(({ flop }) => flop)),
  profiledMean: sum(profiled.times) / profiled.times.length,
  byKind,
};

const entries = Object.entries(byKind).toSorted(([, a], [, b]) => b.milliseconds - a.milliseconds);
const total = sum(entries.map(([, { milliseconds }]) => milliseconds));
for (const [kind, { operations, milliseconds, flop }] of entries) {
  const share = `${((100 * milliseconds) / total).toFixed(1)} %`.padStart(7);
  const speed = flop > 0 ? `  ${(flop / milliseconds / 1e6).toFixed(1)} GFLOPS` : '';
  console.error(
    `${kind.padEnd(24)} ${String(operations).padStart(3)} × ${milliseconds.toFixed(3).padStart(9)} ms ${share}${speed}`,
  );
}
const of = (key) => `${key} ${result[key].toFixed(2)} ms`;
console.error(
  `${method} ${table} ${description.build}, ${description.threads} threads: ${of('mean')}, ${of('median')}, ${of('min')}`,
);
console.log(JSON.stringify(result));
