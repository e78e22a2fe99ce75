import type { DiscreteSpec, EncodedSchema } from '../encoding/encoded-table.js';
import type { Mixture } from '../transformers/mixture/mixture.js';
import type { Span, SpanColumn, SpanLayout } from './span-layout.js';

/** A column that is yet without a place among the spans. */
export type PlainColumn =
  | {
      readonly kind: 'continuous';
      readonly name: string;
      readonly mixture: Mixture;
      /** Place among the columns of the one that says where the value is missing, or null. */
      readonly missing: number | null;
    }
  | ({ readonly kind: 'discrete' } & Pick<DiscreteSpec, 'name' | 'cardinality' | 'role'>);

/**
 * Lays columns out from left to right: a continuous one is a tanh span of width 1 and a softmax span over its modes, a discrete
 * one a softmax span over its codes.
 */
export const layOutSpans = (plain: readonly PlainColumn[]): SpanLayout => {
  const spans: Span[] = [];
  const count = { tanh: 0, softmax: 0 };
  let width = 0;
  const add = (size: number, activation: Span['activation']): number => {
    spans.push({ start: width, width: size, activation });
    width += size;
    return count[activation]++;
  };
  const columns = plain.map((column): SpanColumn => {
    if (column.kind === 'discrete') return { ...column, choice: add(column.cardinality, 'softmax') };
    return { ...column, scalar: add(1, 'tanh'), choice: add(column.mixture.means.length, 'softmax') };
  });
  return { width, spans, columns };
};

/** Columns of a schema. @param mixtures - by column; null for discrete ones */
export const plainColumns = ({ columns }: EncodedSchema, mixtures: readonly (Mixture | null)[]): PlainColumn[] =>
  columns.map((spec, c) => {
    if (spec.kind === 'discrete') {
      const { kind, name, cardinality, role } = spec;
      return { kind, name, cardinality, role };
    }
    const missing = columns.findIndex(({ name }) => name === spec.missing);
    return { kind: 'continuous', name: spec.name, mixture: mixtures[c]!, missing: missing < 0 ? null : missing };
  });
