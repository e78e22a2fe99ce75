import type { EncodedPair } from './encode-pair.js';
import { sharedFloats, sharedInts } from './shared-arrays.js';

/**
 * The rows of a reference table in an order that lets most of them be passed over: rows of one first category word
 * stand together and are told from a query by one comparison; within such a group they ascend by the first number.
 */
export interface ReferenceIndex {
  /** The row of the table that stands at each place. */
  readonly rowAt: Int32Array;
  /** First category word of each group; one group of word 0 where there are no categories. */
  readonly groupWords: Int32Array;
  /** Where each group starts; one more entry than groups. */
  readonly groupStarts: Int32Array;
  /** The other category words, by place. */
  readonly words: readonly Int32Array[];
  /** Numbers by place, `numbers` a row. */
  readonly values: Float64Array;
}

/** @param rows - those of the table that take part */
export const referenceIndex = ({ words, numbers, reference }: EncodedPair, rows: Int32Array): ReferenceIndex => {
  const [first, ...others] = words;
  const rowAt = sharedInts(rows.length);
  rowAt.set(rows);
  const wordOf = (row: number): number => first?.reference[row] ?? 0;
  // Typed arrays sort stably, so that equal rows keep the order of the table.
  rowAt.sort(
    (a, b) => wordOf(a) - wordOf(b) || (numbers === 0 ? 0 : reference[a * numbers]! - reference[b * numbers]!),
  );
  const starts: number[] = [];
  for (let place = 0; place < rowAt.length; place++)
    if (place === 0 || wordOf(rowAt[place]!) !== wordOf(rowAt[place - 1]!)) starts.push(place);
  const groupWords = sharedInts(starts.length);
  const groupStarts = sharedInts(starts.length + 1);
  groupWords.set(starts.map((place) => wordOf(rowAt[place]!)));
  groupStarts.set([...starts, rowAt.length]);
  const values = sharedFloats(rowAt.length * numbers);
  for (let place = 0; place < rowAt.length; place++)
    for (let c = 0; c < numbers; c++) values[place * numbers + c] = reference[rowAt[place]! * numbers + c]!;
  const placed = others.map(({ reference: word }) => {
    const out = sharedInts(rowAt.length);
    for (let place = 0; place < rowAt.length; place++) out[place] = word[rowAt[place]!]!;
    return out;
  });
  return { rowAt, groupWords, groupStarts, words: placed, values };
};
