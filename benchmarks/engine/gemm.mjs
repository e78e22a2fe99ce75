// Matrix products by themselves: GFLOPS of one thread by shape and tile, the best of many short runs.
// usage: gemm.mjs strict|relaxed [KERNEL:ROWSxVECTORS ...] [--revectorize] [--seconds=S]
import { setFlagsFromString } from 'node:v8';
import { internals } from './internals.mjs';

const args = process.argv.slice(2);
const build = args[0] ?? 'strict';
const tiles = args.filter((text) => /^\d:\d+x\d+$/.test(text)).map((text) => text.split(/[:x]/).map(Number));
const seconds = Number(args.find((text) => text.startsWith('--seconds='))?.slice(10) ?? 0.3);
if (args.includes('--revectorize')) setFlagsFromString('--experimental-wasm-revectorize');

/** The products of a CTGAN step (batch 500, pac 10) on the tables of benchmarks/neural/shapes.mjs. */
const shapes = [
  ['NN 500x128x256', 'N', 500, [128], 256],
  ['NN 500x384x256', 'N', 500, [256, 128], 256],
  ['NN 500x640x107', 'N', 500, [256, 256, 128], 107],
  ['NN 50x10*107x256', 'N', 50, Array(10).fill(107), 256],
  ['NN 50x1500x256', 'N', 50, [1500], 256],
  ['NN 150x256x256', 'N', 150, [256], 256],
  ['NN 50x256x107', 'N', 50, [256], 107],
  ['NN 50x256x1500', 'N', 50, [256], 1500],
  ['TN 256x500x256', 'T', 256, [500], 256],
  ['TN 256x500x107', 'T', 256, [500], 107],
  ['TN 107x50x256', 'T', 107, [50], 256],
  ['TN 1500x50x256', 'T', 1500, [50], 256],
  ['TN 256x150x256', 'T', 256, [150], 256],
];

const own = args.find((text) => text.startsWith('--shape='))?.slice(8);
if (own) {
  const [kind, sizes] = own.split(':');
  const [rows, inner, cols] = sizes.split('x').map(Number);
  shapes.splice(0, shapes.length, [own, kind, rows, [inner], cols]);
}

const { wasmModule, lowerProgram, createProgram } = await internals();
const module = await wasmModule(build, false);

const measure = async ([, kind, rows, inner, cols], tile) => {
  const program = createProgram((define) => {
    const terms = inner.map((k, i) => ({
      a: kind === 'T' ? define.input(`a${i}`, k, rows) : define.input(`a${i}`, rows, k),
      b: define.input(`b${i}`, k, cols),
    }));
    const out = define.output('out', rows, cols);
    define.routine('run', (op) => op.matmul({ out, terms, transposeA: kind === 'T' }));
  });
  const lowered = lowerProgram(program, { threads: 1, tile });
  const pages = Math.ceil(lowered.arena.size / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const floats = new Float32Array(memory.buffer);
  for (const [index, { role }] of program.buffers.entries()) {
    if (role !== 'input') continue;
    const start = lowered.addresses[index] / 4;
    const end = (lowered.addresses[index + 1] ?? lowered.arena.size) / 4;
    for (let i = start; i < end; i++) floats[i] = (i % 17) / 17 - 0.5;
  }
  lowered.arena.fill(memory.buffer);
  const instance = await WebAssembly.instantiate(module, {
    env: { memory },
    index: { now: () => performance.now() },
  });
  const { start, end } = lowered.routines.run;
  const run = () => instance.exports.run(start, end, 0, 1, 0);
  const flop = 2 * rows * cols * inner.reduce((sum, k) => sum + k, 0);
  const repeats = Math.max(1, Math.round(1e6 / flop));
  let best = Infinity;
  for (const began = performance.now(); performance.now() - began < seconds * 1000; ) {
    const started = performance.now();
    for (let i = 0; i < repeats; i++) run();
    best = Math.min(best, (performance.now() - started) / repeats);
  }
  return flop / best / 1e6;
};

const wanted = tiles.length > 0 ? tiles : [build === 'strict' ? [0, 5, 2] : [0, 6, 2]];
console.log(''.padEnd(18), ...wanted.map(([kernel, rows, vectors]) => `${kernel}:${rows}x${vectors}`.padStart(6)));
for (const shape of shapes) {
  const row = [];
  for (const [kernel, rows, vectors] of wanted) {
    row.push((await measure(shape, { kernel, rows, vectors })).toFixed(1).padStart(6));
  }
  console.log(shape[0].padEnd(18), ...row);
}
