import type { SpanLayout } from '@cvd/core';

/** A discrete column as conditions see it. */
export interface ConditionColumn {
  /** Index among the encoded columns. */
  readonly column: number;
  /** Place among the softmax spans. */
  readonly choice: number;
  readonly cardinality: number;
  /** Where its categories begin in the condition vector. */
  readonly place: number;
  /** Where its span begins in a row. */
  readonly target: number;
}

/** The condition vector: the categories of all discrete columns side by side, missing indicators among them. */
export interface ConditionLayout {
  /** C: its length; 0 without discrete columns. */
  readonly width: number;
  readonly columns: readonly ConditionColumn[];
}

export const conditionLayout = ({ columns, spans }: SpanLayout): ConditionLayout => {
  const starts = spans.filter(({ activation }) => activation === 'softmax').map(({ start }) => start);
  let width = 0;
  const discrete = columns.flatMap((column, index): ConditionColumn[] => {
    if (column.kind !== 'discrete') return [];
    const { choice, cardinality } = column;
    const place = width;
    width += cardinality;
    return [{ column: index, choice, cardinality, place, target: starts[choice]! }];
  });
  return { width, columns: discrete };
};
