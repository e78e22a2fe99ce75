import type { ContinuousSpec, DiscreteSpec, EncodedSchema, EncodedValues } from '../encoding/encoded-table.js';
import { roundTo } from '../transformers/numerical/decimals.js';

/** One encoded column that is compared, and where it and what tells its missing values stand in the schema. */
export type ComparedColumn =
  | {
      readonly kind: 'continuous';
      readonly index: number;
      readonly spec: ContinuousSpec;
      readonly missing: number | null;
    }
  | { readonly kind: 'discrete'; readonly index: number; readonly spec: DiscreteSpec };

/** Columns that stand for a column of the table: not those that say where values are missing or how they were written. */
export const comparedColumns = ({ columns }: EncodedSchema): ComparedColumn[] => {
  const continuous = new Set(columns.flatMap(({ kind, source }) => (kind === 'continuous' ? [source] : [])));
  return columns.flatMap((spec, index): ComparedColumn[] => {
    if (spec.kind === 'continuous') {
      const missing = columns.findIndex(({ name }) => name === spec.missing);
      return [{ kind: 'continuous', index, spec, missing: missing === -1 ? null : missing }];
    }
    return spec.role === 'missing' || continuous.has(spec.source) ? [] : [{ kind: 'discrete', index, spec }];
  });
};

/** Lowest and highest value that a column decodes to. */
export type Range = readonly [low: number, high: number];

/** Values as they would be decoded: missing where the column beside says so, inside the range, rounded. */
export const decodedNumbers = (
  { index, spec, missing }: Extract<ComparedColumn, { kind: 'continuous' }>,
  columns: readonly EncodedValues[],
  range: Range | null,
): Float64Array => {
  const values = columns[index] as Float64Array;
  const absent = missing === null ? null : (columns[missing] as Int32Array);
  const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return values.map((value, row) => {
    if (Number.isNaN(value) || absent?.[row] === 1) return Number.NaN;
    const inside = Math.min(Math.max(value, low), high);
    return spec.decimals === null ? inside : roundTo(inside, spec.decimals);
  });
};
