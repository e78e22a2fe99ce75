import type { WasmBuild } from './binary.js';
import type { Tile } from './lowering/context.js';

/** The kernel of matrix products that runs fastest; all of them give the same bytes. Numbers and shapes are those of scripts/kernels.mjs. */
export const tileOf = (build: WasmBuild, revectorize: boolean): Tile => {
  if (revectorize) return { kernel: 1, rows: 4, vectors: 4 };
  return { kernel: 0, rows: build === 'relaxed' ? 6 : 5, vectors: 2 };
};
