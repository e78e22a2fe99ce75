/** Most decimal digits that every double of a given size can tell apart. */
const DIGITS = 15;
const powers = Float64Array.from({ length: DIGITS + 1 }, (_, d) => Number(`1e${d}`));

/**
 * The multiple of 10^−decimals nearest to `value`, halves upward, as the double that its decimal text reads as. Values
 * too large to have such decimals come back as they are. Never gives −0; never falls as `value` grows.
 * @param decimals - 0 to 15
 */
export const roundTo = (value: number, decimals: number): number => {
  const scaled = value * powers[decimals]!;
  return Math.abs(scaled) < 2 ** 52 ? Math.round(scaled) / powers[decimals]! + 0 : value;
};

/** Learns how many decimals the values of a column have. */
export class DecimalCounter {
  #decimals = 0;
  #largest = 0;

  add(value: number): void {
    const size = Math.abs(value);
    if (size > this.#largest) this.#largest = size;
    while (this.#decimals <= DIGITS && roundTo(value, this.#decimals) !== value) this.#decimals++;
  }

  /** The smallest number of decimals, up to 15 digits in all, that gives every value back; null where there is none. */
  finish(): number | null {
    const integerDigits = this.#largest < 1 ? 0 : Math.floor(Math.log10(this.#largest)) + 1;
    return this.#decimals <= Math.max(0, DIGITS - integerDigits) ? this.#decimals : null;
  }
}
