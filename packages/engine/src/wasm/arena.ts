import { ARENA } from '../../assembly/codes.js';

/** Lays out one memory from the bottom up; nothing is given back. */
export interface Arena {
  /** Address of so many bytes of zeros, on a cache line of their own. */
  allocate(bytes: number): number;
  /** Address of a table of whole numbers, which {@link Arena.fill} will write. */
  table(values: ArrayLike<number>): number;
  /** Bytes laid out so far, the fixed part included. */
  readonly size: number;
  /** Writes the tables into the memory that was made. */
  fill(memory: ArrayBufferLike): void;
}

export const createArena = (): Arena => {
  let size = ARENA;
  const tables: { readonly address: number; readonly values: Int32Array }[] = [];
  const allocate = (bytes: number): number => {
    const address = size;
    size += Math.ceil(bytes / 64) * 64;
    return address;
  };
  return {
    allocate,
    table: (values) => {
      const address = allocate(4 * values.length);
      tables.push({ address, values: Int32Array.from(values) });
      return address;
    },
    get size() {
      return size;
    },
    fill: (memory) => {
      for (const { address, values } of tables) new Int32Array(memory, address, values.length).set(values);
    },
  };
};
