import type { SpanTable } from '@cvd/core';
import type { Backend, BufferValues } from '@cvd/engine';
import { decoderParameters, SIGMA } from '../network/parameters.js';
import { routineOf, SAMPLING_ROWS, samplingProgram } from '../network/sampling-program.js';
import type { Shape } from '../network/shape.js';
import type { CategorySampling } from '../options.js';

/** Weights by name, row-major. */
export type Weights = Readonly<Record<string, BufferValues>>;

/** Makes rows, each a function of the key, its index and the attempt. */
export interface RowMaker {
  make(rows: Float64Array, attempt: number): Promise<SpanTable>;
  /** Takes other weights of the same shape. */
  setWeights(weights: Weights): void;
  dispose(): void;
}

const choicesOf = (width: number, rows: number): Uint8Array | Uint16Array | Int32Array => {
  if (width <= 256) return new Uint8Array(rows);
  return width <= 65_536 ? new Uint16Array(rows) : new Int32Array(rows);
};

const emptyTable = ({ spans }: Shape, rows: number): SpanTable => ({
  rows,
  choices: spans.filter(({ activation }) => activation === 'softmax').map(({ width }) => choicesOf(width, rows)),
  scalars: spans.filter(({ activation }) => activation === 'tanh').map(() => new Float32Array(rows)),
});

/** Routines to run for so many rows, as [first row, rows of the routine]: the large one as long as it is filled, then what fits best. */
const pieces = (rows: number): { from: number; size: number }[] => {
  const [large, small] = SAMPLING_ROWS;
  const all: { from: number; size: number }[] = [];
  let from = 0;
  while (from < rows) {
    const left = rows - from;
    // Small pieces as long as there are few of them: a small routine has the overhead of a large one.
    const size = left > 4 * small ? large : small;
    all.push({ from, size });
    from += size;
  }
  return all;
};

/**
 * @param key - two words that all random numbers depend on
 */
export const createRowMaker = async (
  backend: Backend,
  shape: Shape,
  sampling: CategorySampling,
  weights: Weights,
  key: readonly [number, number],
): Promise<RowMaker> => {
  const program = await backend.load(samplingProgram(shape, sampling), { key });
  const most = SAMPLING_ROWS[0];
  const indices = new Int32Array(2 * most);
  let sigma: BufferValues = new Float32Array(shape.scalars.length);
  const setWeights = (given: Weights): void => {
    for (const { name } of decoderParameters(shape)) {
      if (name === SIGMA) sigma = given[name]!;
      else program.write(name, given[name]!);
    }
  };
  setWeights(weights);

  const writeIndices = (rows: Float64Array, from: number, count: number): void => {
    for (let r = 0; r < count; r++) {
      const row = rows[from + r]!;
      indices[2 * r] = row % 2 ** 32 | 0;
      indices[2 * r + 1] = Math.floor(row / 2 ** 32);
    }
    program.write('rows', indices);
  };

  const readCodes = async (table: SpanTable, from: number, count: number): Promise<void> => {
    const codes = (await program.read('codes')) as Int32Array;
    const width = table.choices.length;
    for (const [c, column] of table.choices.entries()) {
      for (let r = 0, at = c; r < count; r++, at += width) column[from + r] = codes[at]!;
    }
  };

  /** A scalar is drawn from N(tanh, sigma), then brought into [−1, 1], beyond which there is nothing to decode. */
  const readScalars = async (table: SpanTable, from: number, count: number): Promise<void> => {
    const means = await program.read('means');
    const deviates = await program.read('deviates');
    const width = table.scalars.length;
    for (const [t, column] of table.scalars.entries()) {
      const deviation = sigma[t]!;
      for (let r = 0, at = t; r < count; r++, at += width) {
        const value = means[at]! + deviation * deviates[at]!;
        column[from + r] = value < -1 ? -1 : value > 1 ? 1 : value;
      }
    }
  };

  return {
    setWeights,
    make: async (rows, attempt) => {
      const table = emptyTable(shape, rows.length);
      for (const { from, size } of pieces(rows.length)) {
        const count = Math.min(size, rows.length - from);
        writeIndices(rows, from, count);
        await program.run(routineOf(size), { step: 0, attempt });
        if (table.choices.length > 0) await readCodes(table, from, count);
        if (table.scalars.length > 0) await readScalars(table, from, count);
      }
      return table;
    },
    dispose: () => program.dispose(),
  };
};
