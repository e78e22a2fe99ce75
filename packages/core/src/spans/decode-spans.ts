import type { EncodedValues } from '../encoding/encoded-table.js';
import { valueIn } from '../transformers/mixture/mode-scale.js';
import type { SpanLayout, SpanTable } from './span-layout.js';

/**
 * Encoded columns, in the schema's order, of rows given by their choices and scalars: a continuous value is μ + 4σ·s in its
 * mode (s held to ±1), NaN where its column of role 'missing' came out as 1.
 * @param codes - R × softmax spans, row-major, each counted from its span's start
 * @param scalars - R × tanh spans, row-major
 */
export const decodeSpans = (layout: SpanLayout, codes: Int32Array, scalars: Float32Array): EncodedValues[] => {
  const choices = layout.spans.filter(({ activation }) => activation === 'softmax').length;
  const rows = choices === 0 ? 0 : codes.length / choices;
  return decode(
    layout,
    rows,
    (choice) => ({ values: codes, at: choice, stride: choices }),
    (scalar) => ({ values: scalars, at: scalar, stride: layout.spans.length - choices }),
  );
};

/** As {@link decodeSpans}, of rows that stand in columns. */
export const decodeSpanTable = (layout: SpanLayout, { rows, choices, scalars }: SpanTable): EncodedValues[] =>
  decode(
    layout,
    rows,
    (choice) => ({ values: choices[choice]!, at: 0, stride: 1 }),
    (scalar) => ({ values: scalars[scalar]!, at: 0, stride: 1 }),
  );

/** Element r is `values[at + r·stride]`. */
interface Strided {
  readonly values: ArrayLike<number>;
  readonly at: number;
  readonly stride: number;
}

const decode = (
  { columns }: SpanLayout,
  rows: number,
  choiceOf: (choice: number) => Strided,
  scalarOf: (scalar: number) => Strided,
): EncodedValues[] =>
  columns.map((column) => {
    const codes = choiceOf(column.choice);
    if (column.kind === 'discrete') {
      const out = new Int32Array(rows);
      for (let r = 0, at = codes.at; r < rows; r++, at += codes.stride) out[r] = codes.values[at]!;
      return out;
    }
    const { values, at, stride } = scalarOf(column.scalar);
    const out = new Float64Array(rows);
    for (let r = 0; r < rows; r++) {
      out[r] = valueIn(column.mixture, codes.values[codes.at + r * codes.stride]!, values[at + r * stride]!);
    }
    if (column.missing === null) return out;
    const missing = choiceOf(columns[column.missing]!.choice);
    for (let r = 0; r < rows; r++) if (missing.values[missing.at + r * missing.stride] === 1) out[r] = Number.NaN;
    return out;
  });
