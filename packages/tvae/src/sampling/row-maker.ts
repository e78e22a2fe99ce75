import type { Backend, BufferValues, Snapshot } from '@cvd/engine';
import { decoderParameters, SIGMA } from '../network/parameters.js';
import { routineOf, SAMPLING_ROWS, samplingProgram } from '../network/sampling-program.js';
import type { DecoderShape } from '../network/shape.js';
import type { CategorySampling } from '../options.js';

/** Rows as the decoder gives them, row-major: what `decodeSpans` of core takes. */
export interface DrawnRows {
  /** Rows × softmax spans, counted from the span's start. */
  readonly codes: Int32Array;
  /** Rows × tanh spans. */
  readonly scalars: Float32Array;
}

/** Makes rows, each a function of the key, its index and its attempt. */
export interface RowMaker {
  /**
   * @param rows - indices of the rows: whole numbers below 2⁵³, any order
   * @param attempts - of each row: below 2³⁵
   */
  make(rows: Float64Array, attempts: ArrayLike<number>): Promise<DrawnRows>;
  /** Takes other weights of the same shape. */
  setWeights(weights: Snapshot): void;
  dispose(): void;
}

/** Attempts that fit beside the high half of a row's index, which has 21 bits; the rest is the clock's, one for all rows of a run. */
const ATTEMPTS = 2048;
const clockOf = (attempt: number): number => Math.floor(attempt / ATTEMPTS);

/** Rows from `from` on that one run makes, and the rows of its routine: the large one while it is filled well, then small ones. */
const nextRun = (attempts: ArrayLike<number>, from: number, rows: number): { count: number; size: number } => {
  const [large, small] = SAMPLING_ROWS;
  const clock = clockOf(attempts[from]!);
  const most = Math.min(large, rows - from);
  let count = 1;
  while (count < most && clockOf(attempts[from + count]!) === clock) count++;
  return count > 4 * small ? { count, size: large } : { count: Math.min(count, small), size: small };
};

/**
 * @param key - two words that all random numbers depend on
 */
export const createRowMaker = async (
  backend: Backend,
  shape: DecoderShape,
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

  const writeIndices = (rows: Float64Array, attempts: ArrayLike<number>, from: number, count: number): void => {
    for (let r = 0; r < count; r++) {
      const row = rows[from + r]!;
      indices[2 * r] = (row % 2 ** 32) | 0;
      indices[2 * r + 1] = Math.floor(row / 2 ** 32) | ((attempts[from + r]! % ATTEMPTS) << 21);
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
    make: async (rows, attempts) => {
      const widths = { codes: shape.choices.length, scalars: shape.scalars.length };
      const codes = new Int32Array(rows.length * widths.codes);
      const scalars = new Float32Array(rows.length * widths.scalars);
      for (let from = 0; from < rows.length; ) {
        const { count, size } = nextRun(attempts, from, rows.length);
        writeIndices(rows, attempts, from, count);
        const running = program.run(routineOf(size), { step: 0, attempt: clockOf(attempts[from]!) });
        if (running) await running;
        const drawn = (await program.read('codes')) as Int32Array;
        codes.set(drawn.subarray(0, count * widths.codes), from * widths.codes);
        if (widths.scalars > 0) {
          const into = scalars.subarray(from * widths.scalars, (from + count) * widths.scalars);
          drawScalars(await program.read('means'), await program.read('deviates'), into);
        }
        from += count;
      }
      return { codes, scalars };
    },
    dispose: () => program.dispose(),
  };
};
