import type { EncodedSource, MethodFitContext, RandomSource } from '@cvd/core';
import { type CollectedValues, ValueCollector } from './value-collector.js';

/** What the first pass learns: a discrete column's rows by code, a numeric column's values. */
export type ColumnSummary =
  | { readonly kind: 'discrete'; readonly counts: Float64Array }
  | { readonly kind: 'continuous'; readonly values: CollectedValues };

type Checkpoint = Pick<MethodFitContext<object>, 'checkpoint'>;

/** Distinct values held over all columns together, so that very wide tables stay within memory too. */
const VALUES_IN_ALL = 2 ** 24;

/** A random word a row: word `row mod 4` of block ⌊row/4⌋, whatever the batches. */
const fillPriorities = (out: Uint32Array, random: RandomSource, firstRow: number, rows: number): void => {
  const words = new Uint32Array(4);
  for (let i = 0; i < rows; i++) {
    const row = firstRow + i;
    if (i === 0 || row % 4 === 0) random.wordsInto(words, Math.floor(row / 4));
    out[i] = words[row % 4]!;
  }
};

/**
 * One pass over the rows for the marginals.
 * @param limit - most distinct values kept of a column, see {@link ValueCollector}
 */
export const summarizeColumns = async (
  data: EncodedSource,
  limit: number,
  random: RandomSource,
  { checkpoint }: Checkpoint,
  share: (done: number) => number,
): Promise<ColumnSummary[]> => {
  const specs = data.schema.columns;
  const continuous = specs.filter(({ kind }) => kind === 'continuous').length;
  const each = Math.min(limit, Math.max(1000, Math.floor(VALUES_IN_ALL / Math.max(1, continuous))));
  const collectors = specs.map((spec) =>
    spec.kind === 'continuous' ? new ValueCollector(each) : new Float64Array(spec.cardinality),
  );
  let priorities = new Uint32Array(0);
  let done = 0;
  for await (const { rows, columns } of data.open()) {
    if (continuous > 0) {
      if (priorities.length < rows) priorities = new Uint32Array(rows);
      fillPriorities(priorities, random, done, rows);
    }
    collectors.forEach((collector, c) => {
      const values = columns[c]!;
      if (collector instanceof ValueCollector) collector.add(values as Float64Array, priorities, rows);
      else for (let i = 0; i < rows; i++) collector[values[i]!]!++;
    });
    done += rows;
    await checkpoint({ fraction: share(data.rows > 0 ? done / data.rows : 1), rows: done });
  }
  return collectors.map((collector) =>
    collector instanceof ValueCollector
      ? { kind: 'continuous', values: collector.finish() }
      : { kind: 'discrete', counts: collector },
  );
};
