import type { RandomSource } from '../random/random-source.js';
import type { Clip } from '../synthesizer/fit-report.js';
import { rangeOf, SCALED_LIMIT } from '../transformers/mixture/mode-scale.js';
import { normaliseColumn } from '../transformers/mixture/normalise-column.js';
import { codesFor } from './codes.js';
import type { GatheredColumn } from './gather-encoded.js';
import type { Codes, SpanColumn, SpanLayout, SpanTable } from './span-layout.js';

export interface EncodeSpansOptions {
  /** A child of each continuous column's name draws modes: row i by its draws of row i. */
  readonly random: RandomSource;
  /** Told of columns with values that had to be clipped to ±.99; `column` is the encoded column's name. */
  readonly clip?: (clip: Clip) => void;
  /** Awaited every 10,000 rows of a column; what it throws ends the work. @param fraction - share done */
  readonly checkpoint?: (fraction: number) => Promise<void>;
}

/**
 * Whole encoded columns as choices and scalars of a layout. Codes in the smallest type are taken as they are, not copied.
 * @param columns - in the layout's order, as `gatherEncoded` gives them, all of the same length
 */
export const encodeSpans = async (
  layout: SpanLayout,
  columns: readonly GatheredColumn[],
  { random, clip = () => {}, checkpoint = async () => {} }: EncodeSpansOptions,
): Promise<SpanTable> => {
  const rows = columns[0]?.length ?? 0;
  const choices: Codes[] = [];
  const scalars: Float32Array[] = [];
  for (const [c, column] of layout.columns.entries()) {
    if (column.kind === 'discrete') {
      choices.push(smallest(columns[c] as Codes, column.cardinality));
      continue;
    }
    const values = columns[c] as Float64Array;
    const done = c / layout.columns.length;
    const { modes, scaled, clipped } = await normaliseColumn(
      column.mixture,
      values,
      random.child(column.name),
      (part) => checkpoint(done + part / layout.columns.length),
    );
    choices.push(modes);
    scalars.push(scaled);
    if (clipped > 0) clip(clipOf(column, clipped, rows));
  }
  await checkpoint(1);
  return { rows, choices, scalars };
};

const smallest = (codes: Codes, cardinality: number): Codes => {
  const room = codesFor(cardinality, 0);
  if (codes.BYTES_PER_ELEMENT <= room.BYTES_PER_ELEMENT) return codes;
  const copy = codesFor(cardinality, codes.length);
  copy.set(codes);
  return copy;
};

/** Between `low` and `high` lie the values that some mode reaches; clipped ones may lie between modes too. */
const clipOf = ({ name, mixture }: SpanColumn & { kind: 'continuous' }, count: number, rows: number): Clip => ({
  column: name,
  count,
  share: count / rows,
  ...rangeOf(mixture, SCALED_LIMIT),
});
