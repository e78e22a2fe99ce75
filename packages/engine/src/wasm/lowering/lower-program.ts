import { HEADER } from '../../../assembly/codes.js';
import type { Program } from '../../program/program.js';
import { type Arena, createArena } from '../arena.js';
import { bytesOf, panelsOf } from '../matrix.js';
import type { LoweredRecord, LoweringContext, Tile } from './context.js';
import { lowerOperation } from './lower-operation.js';
import { type Access, conflict } from './region.js';

/** Addresses of a routine's first record and behind its last one. */
export interface LoweredRoutine {
  readonly start: number;
  readonly end: number;
}

export interface LoweredProgram {
  readonly arena: Arena;
  /** By buffer. */
  readonly addresses: readonly number[];
  readonly routines: Readonly<Record<string, LoweredRoutine>>;
}

export interface LoweringOptions {
  readonly threads: number;
  readonly tile: Tile;
}

/** A record with its operation's place in the routine. */
type PlacedRecord = LoweredRecord & { readonly index: number };

/** Records of a routine as words, with barriers where a thread would meet what another one did. */
const encode = (records: readonly PlacedRecord[], threads: number): number[] => {
  let sinceBarrier: Access[] = [];
  return records.flatMap(({ code, index, shares, args, accesses }) => {
    const barrier = accesses.some((later) => sinceBarrier.some((earlier) => conflict(earlier, later)));
    if (barrier) sinceBarrier = [];
    sinceBarrier.push(...accesses);
    const length = HEADER + 8 * threads + 4 * args.values.length;
    return [code, barrier ? 1 : 0, length, index, ...shares.flat(), ...args.values];
  });
};

/** What lowerings share over all routines: matrices, and room that each thread has once. */
const createContext = (
  program: Program,
  addresses: readonly number[],
  arena: Arena,
  { threads, tile }: LoweringOptions,
): Omit<LoweringContext, 'emit'> => {
  const strips = new Map<number, readonly [number, number]>();
  let room: readonly [number, number, number] | null = null;
  let ownBuffers = program.buffers.length;
  return {
    arena,
    threads,
    tile,
    matrix: ({ buffer, row, rows, cols }) => {
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
    },
    scratch: (rows, cols) => ({
      buffer: ownBuffers++,
      row: 0,
      rows,
      cols,
      address: arena.allocate(bytesOf({ rows, cols, type: 'f32' })),
      stride: rows * 64,
    }),
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
  };
};

/** A program as tables and addresses of one memory. */
export const lowerProgram = (program: Program, options: LoweringOptions): LoweredProgram => {
  const arena = createArena();
  const addresses = program.buffers.map((spec) => arena.allocate(bytesOf(spec)));
  const context = createContext(program, addresses, arena, options);
  const routines: Record<string, LoweredRoutine> = {};
  for (const [name, operations] of Object.entries(program.routines)) {
    const records: PlacedRecord[] = [];
    for (const [index, operation] of operations.entries()) {
      lowerOperation(operation, { ...context, emit: (record) => void records.push({ ...record, index }) });
    }
    const encoded = encode(records, options.threads);
    const start = arena.table(encoded);
    routines[name] = { start, end: start + 4 * encoded.length };
  }
  return { arena, addresses, routines };
};
