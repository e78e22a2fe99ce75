import { decodeSpans, type EncodedSchema, type EncodedValues, type GatheredColumn, type RandomSource } from '@cvd/core';
import { createEncodedQuality } from '@cvd/core/metrics';
import { type Backend, countProgram, keyOf, type Snapshot } from '@cvd/engine';
import type { TvaeModel } from '../model.js';
import { routineOf, SAMPLING_ROWS, samplingProgram } from '../network/sampling-program.js';
import { createRowMaker } from '../sampling/row-maker.js';

/** What comparing a pair of columns costs by row, in operations of a step on two threads that take as long: measured once. */
const COMPARING = 1000;

/** Quality of rows that weights sample, against rows held out. */
export interface HeldOutQuality {
  measure(weights: Snapshot): Promise<number>;
  /** What one measurement costs, in floating-point operations. */
  readonly work: number;
}

const rowsOf = (column: GatheredColumn, rows: Int32Array): EncodedValues =>
  column instanceof Float64Array
    ? Float64Array.from(rows, (row) => column[row]!)
    : Int32Array.from(rows, (row) => column[row]!);

/**
 * Samples as many rows as are held out, always from the same random numbers, so that two measurements differ by their weights.
 * @param columns - of the whole table
 * @param held - rows held out
 */
export const heldOutQuality = async (
  backend: Backend,
  { layout, shape, sampling, weights }: TvaeModel,
  { schema, columns, held }: { schema: EncodedSchema; columns: readonly GatheredColumn[]; held: Int32Array },
  { random, pause }: { random: RandomSource; pause: () => Promise<void> },
): Promise<HeldOutQuality> => {
  const real = columns.map((column) => rowsOf(column, held));
  const quality = await createEncodedQuality(schema, real, { pause });
  const maker = await createRowMaker(backend, shape, sampling, weights, keyOf(random));
  const rows = Float64Array.from(held.keys());
  const attempts = new Uint8Array(rows.length);
  const piece = countProgram(samplingProgram(shape, sampling)).routines[routineOf(SAMPLING_ROWS[0])]!.flop;
  return {
    measure: async (present) => {
      maker.setWeights(present);
      const { codes, scalars } = await maker.make(rows, attempts);
      return quality.compare(decodeSpans(layout, codes, scalars)).score;
    },
    work:
      (piece * held.length) / SAMPLING_ROWS[0] + (COMPARING * held.length * columns.length * (columns.length + 1)) / 2,
  };
};
