/** How far from each end the learned bounds of a trimmed column lie. */
const TRIMMED = 5;
/** Columns of at most this many distinct values are never trimmed. */
const FEW_VALUES = 100;

export interface Bounds<T extends number | bigint> {
  readonly low: T;
  readonly high: T;
  /** Values outside. */
  readonly clipped: number;
}

/** Learns the range of a column: its five smallest and largest values (repetitions count), and whether it has few. */
export class Extremes<T extends number | bigint> {
  readonly #smallest: T[] = [];
  readonly #largest: T[] = [];
  #distinct: Set<T> | null = new Set();
  count = 0;

  add(value: T): void {
    this.count++;
    const { length } = this.#smallest;
    if (length < TRIMMED || value < this.#smallest[length - 1]!) insert(this.#smallest, value, (a, b) => a < b);
    if (length < TRIMMED || value > this.#largest[length - 1]!) insert(this.#largest, value, (a, b) => a > b);
    if (this.#distinct !== null && this.#distinct.add(value).size > FEW_VALUES) this.#distinct = null;
  }

  /** The only value, where there is but one. */
  get single(): T | undefined {
    return this.#distinct?.size === 1 ? this.#smallest[0] : undefined;
  }

  /** At least one value must have been added. @param trim - whether extremes are left out of columns with many values */
  finish(trim: boolean): Bounds<T> {
    const at = trim && this.#distinct === null ? TRIMMED - 1 : 0;
    const low = this.#smallest[at]!;
    const high = this.#largest[at]!;
    const outside = (value: T): boolean => value < low || value > high;
    return { low, high, clipped: this.#smallest.filter(outside).length + this.#largest.filter(outside).length };
  }
}

const insert = <T>(sorted: T[], value: T, before: (a: T, b: T) => boolean): void => {
  let at = sorted.length;
  while (at > 0 && before(value, sorted[at - 1]!)) at--;
  sorted.splice(at, 0, value);
  if (sorted.length > TRIMMED) sorted.pop();
};
