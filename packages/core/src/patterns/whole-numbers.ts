import type { RandomSource } from '../random/random-source.js';
import { uniqueIndices } from './permutation.js';

export interface Digits {
  readonly shortest: number;
  readonly longest: number;
}

/** Learns how many digits the whole numbers of a column have. */
export class DigitLearner {
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  /** @param value - its sign and its decimals are left out */
  add(value: number | bigint): void {
    const digits = `${typeof value === 'number' ? Math.trunc(value) : value}`.replace('-', '').length;
    if (digits < this.#shortest) this.#shortest = digits;
    if (digits > this.#longest) this.#longest = digits;
  }

  /** At least one value must have been added. */
  finish(): Digits {
    return { shortest: this.#shortest, longest: this.#longest };
  }
}

/** Whole numbers of `shortest` to `longest` digits, from 1 on. */
const block = ({ shortest, longest }: Digits): { low: bigint; size: bigint } => {
  const low = 10n ** BigInt(shortest - 1);
  return { low, size: 10n ** BigInt(longest) - low };
};

/** Numbers of these digits. */
export const numbersOf = (digits: Digits): bigint => block(digits).size;

/**
 * A number for each row. While a column of n digits has numbers left, rows get different ones of at most that many
 * digits; later rows get one digit more, and so on.
 * @param most - digits that the column's type can hold
 */
export const wholeNumbers = (digits: Digits, most: number, random: RandomSource): ((row: number) => bigint) => {
  const blocks: { low: bigint; size: bigint; index: ((row: number) => bigint) | null }[] = [];
  for (let { shortest, longest } = digits; longest <= most; shortest = ++longest)
    blocks.push({ ...block({ shortest, longest }), index: null });
  return (row) => {
    let left = row;
    for (const [extra, next] of blocks.entries()) {
      if (left >= next.size) {
        left -= Number(next.size);
        continue;
      }
      next.index ??= uniqueIndices(next.size, random.child(`${digits.longest + extra} digits`));
      return next.low + next.index(left);
    }
    return 0n;
  };
};
