import type { SpanLayout, SpanTable } from '@cvd/core';

/** A table row by row: where each row is not 0, all of it side by side, since batches pick rows from everywhere. */
export interface TrainingRows {
  readonly rows: number;
  /** Softmax spans. */
  readonly choices: number;
  /** Tanh spans. */
  readonly scalars: number;
  /** rows × choices: the chosen columns of a row. */
  readonly columns: Uint16Array | Int32Array;
  /** rows × scalars: the values of the tanh spans. */
  readonly values: Float32Array;
  /** Columns of the tanh spans. */
  readonly scalarColumns: Int32Array;
}

export const trainingRows = ({ spans, width }: SpanLayout, table: SpanTable): TrainingRows => {
  const { rows, choices, scalars } = table;
  const starts = spans.filter(({ activation }) => activation === 'softmax').map(({ start }) => start);
  const columns = new (width <= 0x10000 ? Uint16Array : Int32Array)(rows * choices.length);
  const values = new Float32Array(rows * scalars.length);
  choices.forEach((codes, c) => {
    const start = starts[c]!;
    for (let row = 0, at = c; row < rows; row++, at += choices.length) columns[at] = start + codes[row]!;
  });
  scalars.forEach((numbers, s) => {
    for (let row = 0, at = s; row < rows; row++, at += scalars.length) values[at] = numbers[row]!;
  });
  const scalarColumns = Int32Array.from(
    spans.filter(({ activation }) => activation === 'tanh'),
    ({ start }) => start,
  );
  return { rows, choices: choices.length, scalars: scalars.length, columns, values, scalarColumns };
};
