import type { EncodedSchema, EncodedSource } from '../../encoding/encoded-table.js';
import { defineSynthesizer } from '../../synthesizer/define-synthesizer.js';
import type { FittedMethod } from '../../synthesizer/method.js';

interface Minimal {
  readonly schema: EncodedSchema;
  /** Lowest and highest value of each continuous column; null for discrete ones and columns without a value. */
  readonly ranges: readonly (readonly [low: number, high: number] | null)[];
}

const learn = async (data: EncodedSource): Promise<Minimal> => {
  const ranges: ([number, number] | null)[] = data.schema.columns.map(() => null);
  for await (const { columns } of data.open()) {
    for (const [i, values] of columns.entries()) {
      if (values instanceof Int32Array) continue;
      for (const value of values) {
        if (Number.isNaN(value)) continue;
        const range = ranges[i];
        if (!range) ranges[i] = [value, value];
        else ranges[i] = [Math.min(range[0], value), Math.max(range[1], value)];
      }
    }
  }
  return { schema: data.schema, ranges };
};

const fitted = (minimal: Minimal): FittedMethod => ({
  save: () => ({ content: minimal, tensors: {} }),
  describe: () => ({ ranges: minimal.ranges }),
  sampler: (random) => ({
    sample: (rows, attempt) => ({
      rows: rows.length,
      columns: minimal.schema.columns.map((spec, column) => {
        const source = random.child(spec.name);
        if (spec.kind === 'discrete')
          return Int32Array.from(rows, (row) => Math.floor(source.uniform(row, 0, attempt) * spec.cardinality));
        const [low, high] = minimal.ranges[column] ?? [0, 0];
        return Float64Array.from(rows, (row) => low + (high - low) * source.uniform(row, 0, attempt));
      }),
    }),
  }),
});

/** The least a method can be: uniform values between the extremes. The conformance kit must pass on it. */
export const minimal = defineSynthesizer({
  name: 'minimal',
  summary: 'Fake for tests: uniform values, nothing learned but ranges.',
  options: {},
  capabilities: { conditional: 'rejection', resumable: false, differentiallyPrivate: false, streamingFit: true },
  module: { url: import.meta.url, export: 'minimal' },
  fit: async (data) => fitted(await learn(data)),
  restore: ({ content }) => fitted(content as Minimal),
});
