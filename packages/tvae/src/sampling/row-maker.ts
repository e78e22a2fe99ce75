import type { Backend, BufferValues, Snapshot } from '@cvd/engine';
import { decoderParameters, SIGMA } from '../network/parameters.js';
import { routineOf, SAMPLING_ROWS, samplingProgram } from '../network/sampling-program.js';
import type { Shape } from '../network/shape.js';
import type { CategorySampling } from '../options.js';

/** Rows as the decoder gives them, row-major: what `decodeSpans` of core takes. */
export interface DrawnRows {
  /** Rows × softmax spans, counted from the span's start. */
  readonly codes: Int32Array;
  /** Rows × tanh spans. */
  readonly scalars: Float32Array;
}

/** Makes rows, each a function of the key, its index and the attempt. */
export interface RowMaker {
  make(rows: Float64Array, attempt: number): Promise<DrawnRows>;
  /** Takes other weights of the same shape. */
  setWeights(weights: Snapshot): void;
  dispose(): void;
}

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
  weights: Snapshot,
  key: readonly [number, number],
): Promise<RowMaker> => {
  const program = await backend.load(samplingProgram(shape, sampling), { key });
  const most = SAMPLING_ROWS[0];
  const indices = new Int32Array(2 * most);
  let sigma: BufferValues = new Float32Array(shape.scalars.length);
  const setWeights = (given: Snapshot): void => {
    for (const { name } of decoderParameters(shape)) {
      const values = given[name]!.data as BufferValues;
      if (name === SIGMA) sigma = values;
      else program.write(name, values);
    }
  };
  setWeights(weights);

  const writeIndices = (rows: Float64Array, from: number, count: number): void => {
    for (let r = 0; r < count; r++) {
      const row = rows[from + r]!;
      indices[2 * r] = (row % 2 ** 32) | 0;
      indices[2 * r + 1] = Math.floor(row / 2 ** 32);
    }
    program.write('rows', indices);
  };

  /** Scalars are drawn from N(tanh, sigma), then brought into [−1, 1], beyond which there is nothing to decode. */
  const drawScalars = (means: BufferValues, deviates: BufferValues, into: Float32Array): void => {
    const width = sigma.length;
    for (let t = 0; t < width; t++) {
      const deviation = sigma[t]!;
      for (let at = t; at < into.length; at += width) {
        into[at] = Math.max(-1, Math.min(1, means[at]! + deviation * deviates[at]!));
      }
    }
  };

  return {
    setWeights,
    make: async (rows, attempt) => {
      const widths = { codes: shape.choices.length, scalars: shape.scalars.length };
      const codes = new Int32Array(rows.length * widths.codes);
      const scalars = new Float32Array(rows.length * widths.scalars);
      for (const { from, size } of pieces(rows.length)) {
        const count = Math.min(size, rows.length - from);
        writeIndices(rows, from, count);
        const running = program.run(routineOf(size), { step: 0, attempt });
        if (running) await running;
        const drawn = (await program.read('codes')) as Int32Array;
        codes.set(drawn.subarray(0, count * widths.codes), from * widths.codes);
        if (widths.scalars === 0) continue;
        const into = scalars.subarray(from * widths.scalars, (from + count) * widths.scalars);
        drawScalars(await program.read('means'), await program.read('deviates'), into);
      }
      return { codes, scalars };
    },
    dispose: () => program.dispose(),
  };
};
