import { HEADER } from '../../../assembly/codes.js';
import type { Program } from '../../program/program.js';
import type { View } from '../../program/view.js';
import { type Arena, createArena } from '../arena.js';
import { bytesOf, type Matrix, panelsOf } from '../matrix.js';
import type { LoweredRecord, LoweringContext, Tile } from './context.js';
import { lowerOperation } from './lower-operation.js';
import { emitTranspose } from './matrix-products.js';
import { type Access, conflict } from './region.js';

export interface LoweredRoutine {
  /** Addresses of its first record and behind its last one. */
  readonly start: number;
  readonly end: number;
  /** Words to set after a run: whether a kept transpose has become stale (1) or fresh (0). */
  readonly settles: readonly (readonly [address: number, stale: 0 | 1])[];
}

export interface LoweredProgram {
  readonly arena: Arena;
  /** By buffer. */
  readonly addresses: readonly number[];
  readonly routines: Readonly<Record<string, LoweredRoutine>>;
  /** By buffer: words that say that a transpose of it is stale. */
  readonly staleWords: ReadonlyMap<number, readonly number[]>;
}

export interface LoweringOptions {
  readonly threads: number;
  readonly tile: Tile;
}

/** The transpose of a view, made again where its source was written. */
interface KeptTranspose {
  readonly source: Matrix;
  readonly matrix: Matrix;
  /** Address of the word that is 1 while it is stale. */
  readonly word: number;
}

/** Records of a routine as words, with barriers where a thread would meet what another one did. */
const encode = (records: readonly (LoweredRecord & { readonly index: number })[], threads: number): number[] => {
  let sinceBarrier: Access[] = [];
  return records.flatMap(({ code, index, shares, args, accesses }) => {
    const barrier = accesses.some((later) => sinceBarrier.some((earlier) => conflict(earlier, later)));
    if (barrier) sinceBarrier = [];
    sinceBarrier.push(...accesses);
    const length = HEADER + 8 * threads + 4 * args.values.length;
    return [code, barrier ? 1 : 0, length, index, ...shares.flat(), ...args.values];
  });
};

/** A program as tables and addresses of one memory. */
export const lowerProgram = (program: Program, { threads, tile }: LoweringOptions): LoweredProgram => {
  const arena = createArena();
  const addresses = program.buffers.map((spec) => arena.allocate(bytesOf(spec)));
  const kept = new Map<string, KeptTranspose>();
  const strips = new Map<number, readonly [number, number]>();
  let room: readonly [number, number, number] | null = null;
  let ownBuffers = program.buffers.length;

  const matrix = ({ buffer, row, rows, cols }: View): Matrix => {
    const spec = program.buffers[buffer]!;
    const real = spec.type === 'f32';
    return {
      buffer,
      row,
      rows,
      cols,
      address: addresses[buffer]! + row * (real ? 64 : 4 * cols),
      stride: real ? spec.rows * 64 : 0,
    };
  };
  const scratch = (rows: number, cols: number): Matrix => ({
    buffer: ownBuffers++,
    row: 0,
    rows,
    cols,
    address: arena.allocate(bytesOf({ rows, cols, type: 'f32' })),
    stride: rows * 64,
  });

  const lowerRoutine = (name: string): LoweredRoutine => {
    const records: (LoweredRecord & { readonly index: number })[] = [];
    /** Of kept transposes and buffers, in terms of records: when last made and last written. */
    const made = new Map<KeptTranspose, number>();
    const written = new Map<number, number>();
    let index = 0;

    const context: LoweringContext = {
      arena,
      threads,
      tile,
      matrix,
      scratch,
      productRoom: (right, left) => {
        room ??= [arena.allocate(threads * (right + left)), right + left, right];
        return room;
      },
      strips: (cols) => {
        const known = strips.get(panelsOf(cols));
        if (known) return known;
        const bytes = panelsOf(cols) * 256;
        const added = [arena.allocate(3 * threads * bytes), bytes] as const;
        strips.set(panelsOf(cols), added);
        return added;
      },
      emit: (record) => {
        for (const { buffer, write } of record.accesses) if (write) written.set(buffer, records.length);
        records.push({ ...record, index });
      },
      transposed: (view) => {
        const key = `${view.buffer} ${view.row} ${view.rows}`;
        let entry = kept.get(key);
        if (!entry) {
          const source = matrix(view);
          entry = { source, matrix: scratch(view.cols, view.rows), word: arena.table([1]) };
          kept.set(key, entry);
        }
        const lastMade = made.get(entry) ?? -1;
        const lastWritten = written.get(view.buffer) ?? -1;
        if (lastMade < 0 || lastMade < lastWritten) {
          const condition = lastWritten < 0 ? entry.word : 0;
          emitTranspose(entry.matrix, entry.source, condition, context);
          made.set(entry, records.length - 1);
        }
        return entry.matrix;
      },
    };
    for (const operation of program.routines[name]!) {
      lowerOperation(operation, context);
      index++;
    }
    const encoded = encode(records, threads);
    const start = arena.table(encoded);
    return {
      start,
      end: start + 4 * encoded.length,
      get settles() {
        return [...kept.values()].flatMap((entry): [number, 0 | 1][] => {
          const lastMade = made.get(entry) ?? -1;
          const lastWritten = written.get(entry.source.buffer) ?? -1;
          if (lastMade > lastWritten) return [[entry.word, 0]];
          return lastWritten >= 0 ? [[entry.word, 1]] : [];
        });
      },
    };
  };

  const routines = Object.fromEntries(Object.keys(program.routines).map((name) => [name, lowerRoutine(name)]));
  // Only now every kept transpose is known, and with it what each routine does to them.
  const settled = Object.fromEntries(Object.entries(routines).map(([name, routine]) => [name, { ...routine }]));
  const staleWords = new Map<number, number[]>();
  for (const { source, word } of kept.values()) {
    staleWords.set(source.buffer, [...(staleWords.get(source.buffer) ?? []), word]);
  }
  return { arena, addresses, routines: settled, staleWords };
};
