import type { Noise } from '../../program/operation.js';
import type { View } from '../../program/view.js';
import type { Arena } from '../arena.js';
import type { Matrix } from '../matrix.js';
import type { Access, Share } from './region.js';
import type { Words } from './words.js';

/** One entry of the table that the interpreter runs. */
export interface LoweredRecord {
  readonly code: number;
  /** By thread. */
  readonly shares: readonly Share[];
  readonly args: Words;
  readonly accesses: readonly Access[];
}

/** Which kernel makes the tiles of matrix products: its number in scripts/kernels.mjs, rows and vectors of four columns. */
export interface Tile {
  readonly kernel: number;
  readonly rows: number;
  readonly vectors: number;
}

/** What the lowering of an operation may use. */
export interface LoweringContext {
  readonly arena: Arena;
  readonly threads: number;
  readonly tile: Tile;
  matrix(view: View): Matrix;
  /** A matrix of the backend's own. */
  scratch(rows: number, cols: number): Matrix;
  emit(record: LoweredRecord): void;
  /** Room for the strips of products, right then left, for each thread: address, bytes in all, bytes of the right ones. */
  productRoom(right: number, left: number): readonly [address: number, bytes: number, right: number];
  /** Strips of four rows of a matrix of so many columns, three for each thread: address and bytes of one. */
  strips(cols: number): readonly [address: number, bytes: number];
}

/** Kind, stream, rows list, values; and what is read. */
export interface LoweredNoise {
  readonly values: readonly number[];
  readonly reads: readonly Matrix[];
}

export type LowerNoise = (noise: Noise | null) => LoweredNoise;
