import type { EncodedValues } from '../encoding/encoded-table.js';
import { valueIn } from '../transformers/mixture/mode-scale.js';
import type { SpanLayout } from './span-layout.js';

/**
 * Encoded columns, in the schema's order, of rows given by their choices and scalars: a continuous value is μ + 4σ·s in its
 * mode (s held to ±1), NaN where its column of role 'missing' came out as 1.
 * @param codes - R × softmax spans, row-major, each counted from its span's start
 * @param scalars - R × tanh spans, row-major
 */
export const decodeSpans = (
  { spans, columns }: SpanLayout,
  codes: Int32Array,
  scalars: Float32Array,
): EncodedValues[] => {
  const choices = spans.filter(({ activation }) => activation === 'softmax').length;
  const rows = choices === 0 ? 0 : codes.length / choices;
  const width = spans.length - choices;
  return columns.map((column) => {
    if (column.kind === 'discrete') {
      const out = new Int32Array(rows);
      for (let r = 0, at = column.choice; r < rows; r++, at += choices) out[r] = codes[at]!;
      return out;
    }
    const { mixture, choice, scalar, missing } = column;
    const out = new Float64Array(rows);
    for (let r = 0; r < rows; r++)
      out[r] = valueIn(mixture, codes[r * choices + choice]!, scalars[r * width + scalar]!);
    if (missing === null) return out;
    const indicator = columns[missing]!.choice;
    for (let r = 0; r < rows; r++) if (codes[r * choices + indicator] === 1) out[r] = Number.NaN;
    return out;
  });
};
