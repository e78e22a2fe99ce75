import type { Backend } from '@cvd/engine';
import { recordSampler, SAMPLER_ROWS, type SamplerShape, samplerRoutine } from '../program/record-sampler.js';

/** Rows as the generator gives them, row-major. */
export interface MadeRows {
  /** Rows × softmax spans, counted from the span's start. */
  readonly codes: Int32Array;
  /** Rows × tanh spans. */
  readonly scalars: Float32Array;
}

/** Makes rows, each a function of the key, its index, its attempt and its condition. */
export interface RowMaker {
  /**
   * @param rows - indices of the rows: whole numbers below 2⁵³, any order
   * @param attempts - of each row: below 2³⁵
   * @param places - of each row in the condition vector; null without discrete columns
   */
  make(rows: Float64Array, attempts: ArrayLike<number>, places: Int32Array | null): Promise<MadeRows>;
  /** Takes other weights of the same shape. */
  setWeights(folded: Readonly<Record<string, Float32Array>>): void;
  dispose(): void;
}

/** Attempts that fit beside a row's high half, which has 21 bits; the rest is the clock's, which is one for all rows of a run. */
const ATTEMPTS = 2048;

/** Rows from `from` on that one run makes, and the routine for it: the large one while it is filled well, then small ones. */
const nextRun = (
  attempts: ArrayLike<number>,
  from: number,
  rows: number,
): { count: number; size: (typeof SAMPLER_ROWS)[number] } => {
  const [large, small] = SAMPLER_ROWS;
  const epoch = Math.floor(attempts[from]! / ATTEMPTS);
  let count = 0;
  while (count < large && from + count < rows && Math.floor(attempts[from + count]! / ATTEMPTS) === epoch) count++;
  return count > large / 2 ? { count, size: large } : { count: Math.min(count, small), size: small };
};

/** @param key - two words that all random numbers depend on */
export const createRowMaker = async (
  backend: Backend,
  shape: SamplerShape,
  folded: Readonly<Record<string, Float32Array>>,
  key: readonly [number, number],
): Promise<RowMaker> => {
  const program = await backend.load(recordSampler(shape), { key });
  const setWeights: RowMaker['setWeights'] = (weights) => {
    for (const [name, values] of Object.entries(weights)) program.write(name, values);
  };
  setWeights(folded);
  const most = SAMPLER_ROWS[0];
  const halves = new Int32Array(2 * most);
  const conditions = new Int32Array(most);
  const softmaxes = shape.spans.filter(({ activation }) => activation === 'softmax').length;
  const tanhs = shape.spans.length - softmaxes;

  return {
    setWeights,
    make: async (rows, attempts, places) => {
      const codes = new Int32Array(rows.length * softmaxes);
      const scalars = new Float32Array(rows.length * tanhs);
      for (let from = 0; from < rows.length; ) {
        const { count, size } = nextRun(attempts, from, rows.length);
        for (let r = 0; r < count; r++) {
          const row = rows[from + r]!;
          halves[2 * r] = (row % 2 ** 32) | 0;
          halves[2 * r + 1] = Math.floor(row / 2 ** 32) | ((attempts[from + r]! % ATTEMPTS) << 21);
        }
        program.write('rows', halves);
        if (places) {
          conditions.set(places.subarray(from, from + count));
          program.write('conditions', conditions);
        }
        const running = program.run(samplerRoutine(size), {
          step: 0,
          attempt: Math.floor(attempts[from]! / ATTEMPTS),
        });
        if (running) await running;
        if (softmaxes > 0) {
          const made = (await program.read('codes')) as Int32Array;
          codes.set(made.subarray(0, count * softmaxes), from * softmaxes);
        }
        if (tanhs > 0) {
          const made = (await program.read('scalars')) as Float32Array;
          scalars.set(made.subarray(0, count * tanhs), from * tanhs);
        }
        from += count;
      }
      return { codes, scalars };
    },
    dispose: () => program.dispose(),
  };
};
