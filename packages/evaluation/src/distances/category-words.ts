import type { JointCodes } from '@cvd/core/metrics';
import { sharedInts } from './shared-arrays.js';

/** Bits that a code takes in a 32-bit word. */
export type FieldBits = 4 | 8 | 32;

/**
 * Up to eight columns of categories, one code in each field of a word; two words are compared at once by {@link
 * mismatches}.
 */
export interface CategoryWord {
  readonly bits: FieldBits;
  readonly reference: Int32Array;
  readonly queries: Int32Array;
}

/** In how many fields two words differ; `difference` is their exclusive or. */
export const mismatches = (difference: number, bits: FieldBits): number => {
  if (bits === 32) return difference === 0 ? 0 : 1;
  // Every field is folded onto its lowest bit; the product adds those up in the highest field.
  let folded = difference | (difference >>> 1);
  folded |= folded >>> 2;
  if (bits === 4) return Math.imul(folded & 0x11111111, 0x11111111) >>> 28;
  folded |= folded >>> 4;
  return Math.imul(folded & 0x01010101, 0x01010101) >>> 24;
};

/** How likely a random reference row differs from a random query. */
const mismatchRate = ({ real, synthetic, size }: JointCodes): number => {
  const counts = new Float64Array(size);
  for (const code of real) counts[code]!++;
  let same = 0;
  for (const code of synthetic) same += counts[code]!;
  return 1 - same / (real.length * synthetic.length);
};

const fieldBits = (size: number): FieldBits => (size <= 16 ? 4 : size <= 256 ? 8 : 32);

/** Column by column in turn, so that each word has its share of those that tell rows apart. */
const packed = (columns: readonly JointCodes[], bits: FieldBits): CategoryWord => {
  const words = (side: 'real' | 'synthetic'): Int32Array => {
    const out = sharedInts(columns[0]![side].length);
    for (const [field, codes] of columns.entries()) {
      const shift = field * bits;
      const values = codes[side];
      for (let row = 0; row < out.length; row++) out[row] = out[row]! | (values[row]! << shift);
    }
    return out;
  };
  return { bits, reference: words('real'), queries: words('synthetic') };
};

/**
 * The columns packed into words, the one that tells most rows apart first: {@link JointCodes} with `real` for the
 * reference.
 */
export const categoryWords = (columns: readonly JointCodes[]): readonly CategoryWord[] => {
  const ranked = columns
    .map((codes) => ({ codes, rate: mismatchRate(codes), bits: fieldBits(codes.size) }))
    .sort((a, b) => b.rate - a.rate);
  const words: { readonly word: CategoryWord; readonly rate: number }[] = [];
  for (const bits of [4, 8, 32] as const) {
    const fitting = ranked.filter((column) => column.bits === bits);
    const fields = 32 / bits;
    for (let start = 0; start < fitting.length; start += fields) {
      const together = fitting.slice(start, start + fields);
      const rate = together.reduce((sum, column) => sum + column.rate, 0);
      words.push({
        word: packed(
          together.map(({ codes }) => codes),
          bits,
        ),
        rate,
      });
    }
  }
  return words.sort((a, b) => b.rate - a.rate).map(({ word }) => word);
};
