// What the engine keeps to itself, compiled from its source.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns the exports of src/wasm modules by the names given */
export const internals = async () => {
  const folder = `${root}benchmarks/.cache/internal/`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}engine-${process.pid}.mjs`;
  const wasm = `${root}packages/engine/src/wasm`;
  await build({
    stdin: {
      contents: `
        export { wasmModule, canRun } from '${wasm}/binary.ts';
        export { lowerProgram } from '${wasm}/lowering/lower-program.ts';
        export { createLoadedProgram } from '${wasm}/loaded-program.ts';
        export { createProgram } from '${root}packages/engine/src/program/builder.ts';
        export { rowsOf } from '${root}packages/engine/src/program/rows-of.ts';`,
      resolveDir: `${root}packages/engine`,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['@cvd/*'],
    logLevel: 'error',
  });
  return import(outfile);
};
