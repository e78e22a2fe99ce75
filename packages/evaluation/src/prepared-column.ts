import type { Column, ColumnMetadata } from '@cvd/core';
import { binCodes, equalWidthBins, type JointCodes, jointCodes, type NumericPair } from '@cvd/core/metrics';
import { columnNumbers } from './column-numbers.js';

/** How a column is compared: by its numbers, by its categories, or not at all (ids, personal data, unknown). */
export type Shape = 'continuous' | 'discrete' | 'other';

const shapes: Readonly<Record<string, Shape>> = {
  numerical: 'continuous',
  datetime: 'continuous',
  categorical: 'discrete',
  ordinal: 'discrete',
  boolean: 'discrete',
};

export const shapeOf = ({ sdtype }: ColumnMetadata): Shape => shapes[sdtype] ?? 'other';

/**
 * One column of both tables, made ready once and read by many pairs. Each form is made when first asked for; one that
 * cannot be made throws the same {@link MetricInputError} each time.
 */
export interface PreparedColumn {
  readonly name: string;
  readonly shape: Shape;
  /** @throws {MetricInputError} */
  numbers(): NumericPair;
  /** Categories, missing values included; the bins of a continuous column. @throws {MetricInputError} */
  codes(): JointCodes;
}

/** Computes once, and remembers a failure as well. */
const once = <Value>(compute: () => Value): (() => Value) => {
  let result: { readonly value: Value } | { readonly error: unknown } | null = null;
  return () => {
    if (result === null) {
      try {
        result = { value: compute() };
      } catch (error) {
        result = { error };
      }
    }
    if ('error' in result) throw result.error;
    return result.value;
  };
};

export const prepareColumn = (
  name: string,
  metadata: ColumnMetadata,
  real: Column,
  synthetic: Column,
): PreparedColumn => {
  const shape = shapeOf(metadata);
  const place = `Column "${name}"`;
  const numbers = once(() => columnNumbers(real, synthetic, metadata, place));
  const codes = once((): JointCodes => {
    if (shape !== 'continuous') return jointCodes(real, synthetic);
    const pair = numbers();
    return {
      real: equalWidthBins(pair.real, place, 'real'),
      synthetic: equalWidthBins(pair.synthetic, place, 'synthetic'),
      size: binCodes,
    };
  });
  return { name, shape, numbers, codes };
};
