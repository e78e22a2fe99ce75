import type { ResampledScore } from './resampled-score.js';
import { type RowWeights, WORDS } from './row-weights.js';

/** Weighted rows of each code, in the layout of the weights. */
const countInto = (counts: Uint32Array, codes: Int32Array, { words, rows }: RowWeights, block: number): void => {
  const stride = WORDS;
  let from = block * rows * stride;
  for (let row = 0; row < rows; row++, from += stride) {
    const to = codes[row]! * stride;
    counts[to]! += words[from]!;
    counts[to + 1]! += words[from + 1]!;
    counts[to + 2]! += words[from + 2]!;
    counts[to + 3]! += words[from + 3]!;
    counts[to + 4]! += words[from + 4]!;
    counts[to + 5]! += words[from + 5]!;
    counts[to + 6]! += words[from + 6]!;
    counts[to + 7]! += words[from + 7]!;
  }
};

/**
 * A score that depends on no more than how many rows have each code.
 * @param codes - one a row of the table, 0 … size − 1
 * @param score - of the rows of each code, which it is not to keep
 */
export const countedScore = (
  codes: Int32Array,
  size: number,
  score: (counts: Float64Array) => number,
): ResampledScore => {
  const packed = new Uint32Array(size * WORDS);
  const counts = new Float64Array(size);
  let own: { readonly subset: Int32Array | null; readonly codes: Int32Array } = { subset: null, codes };
  return (weights, block, out) => {
    const { subset } = weights;
    if (own.subset !== subset)
      own = { subset, codes: subset === null ? codes : Int32Array.from(subset, (row) => codes[row]!) };
    packed.fill(0);
    countInto(packed, own.codes, weights, block);
    const stride = WORDS;
    for (let i = 0; i < out.length; i++) {
      const shift = i % 2 === 0 ? 0 : 16;
      for (let code = 0, at = i >> 1; code < size; code++, at += stride)
        counts[code] = (packed[at]! >>> shift) & 0xffff;
      out[i] = score(counts);
    }
  };
};
