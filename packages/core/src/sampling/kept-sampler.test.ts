import { describe, expect, it } from 'vitest';
import { defineSynthesizer } from '../synthesizer/define-synthesizer.js';
import { tableFromColumns } from '../table/table-from-columns.js';

/** A method without columns that counts its samplers. */
const counting = () => {
  const made: string[] = [];
  const factory = defineSynthesizer({
    name: 'counting',
    summary: 'Counts its samplers.',
    options: {},
    capabilities: { conditional: 'rejection', resumable: false, differentiallyPrivate: false, streamingFit: true },
    fit: async () => model,
    restore: () => model,
  });
  const model = {
    save: () => ({ content: {}, tensors: {} }),
    describe: () => ({}),
    sampler: () => {
      made.push('sampler');
      return {
        sample: (rows: Float64Array, attempt: number) => ({
          rows: rows.length,
          columns: [Float64Array.from(rows, (row) => (row + attempt) % 3)],
        }),
      };
    },
  };
  return { factory, made };
};

describe('a sampler', () => {
  const table = tableFromColumns({ a: [0, 1.5, 2.25, 1, 0.5, 2.75] });
  const fitted = async () => {
    const { factory, made } = counting();
    const model = factory.create({ seed: 1 });
    await model.fit(table, { execution: 'inline' });
    const sample = (options = {}) => model.sample(4, { execution: 'inline', batchRows: 2, ...options });
    return { model, made, sample };
  };

  it('is made once for samples of the same seed and conditions', async () => {
    const { made, sample } = await fitted();
    await sample().toTable();
    await sample({ start: 7 }).toTable();
    expect(made).toHaveLength(1);
    await sample({ seed: 2 }).toTable();
    expect(made).toHaveLength(2);
    await sample({ seed: 2, where: ['a > 0.5'] }).toTable();
    expect(made).toHaveLength(3);
    await sample({ seed: 2, where: ['a > 0.5'], start: 3 }).toTable();
    expect(made).toHaveLength(3);
  });

  it('serves one sample at a time', async () => {
    const { made, sample } = await fitted();
    const [first, second] = [sample()[Symbol.asyncIterator](), sample()[Symbol.asyncIterator]()];
    await first.next();
    await second.next();
    expect(made).toHaveLength(2);
  });

  it('is not kept beyond its fit', async () => {
    const { model, made, sample } = await fitted();
    await sample().toTable();
    await model.fit(table, { execution: 'inline' });
    await sample().toTable();
    expect(made).toHaveLength(2);
  });
});
