/** Whole numbers `first` … `last`, both included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** What adding ranges did: these are no more, those are instead. */
export interface RangeChange {
  readonly removed: readonly RowRange[];
  readonly added: readonly RowRange[];
}

/** Ascending row indices as ranges. */
export const toRanges = (ascending: ArrayLike<number>): RowRange[] => {
  const ranges: RowRange[] = [];
  for (let i = 0; i < ascending.length; i++) {
    const first = ascending[i]!;
    while (i + 1 < ascending.length && ascending[i + 1] === ascending[i]! + 1) i++;
    ranges.push({ first, last: ascending[i]! });
  }
  return ranges;
};

/** A set of row indices, kept as disjoint ranges that do not touch: a run without gaps is one range, however long. */
export class RowRanges {
  readonly #ranges: RowRange[];

  /** @param ranges - disjoint, ascending; the array is adopted */
  constructor(ranges: RowRange[] = []) {
    this.#ranges = ranges;
  }

  get ranges(): readonly RowRange[] {
    return this.#ranges;
  }

  /** How many row indices there are. */
  get size(): number {
    return this.#ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  }

  has(index: number): boolean {
    const at = this.#firstEndingFrom(index);
    return at < this.#ranges.length && this.#ranges[at]!.first <= index;
  }

  /** Adds ranges that overlap nothing present, merging what then touches. */
  add(ranges: readonly RowRange[]): RangeChange {
    const removed = new Set<RowRange>();
    const added = new Set<RowRange>();
    for (const { first, last } of ranges) {
      const from = this.#firstEndingFrom(first - 1);
      let to = from;
      while (to < this.#ranges.length && this.#ranges[to]!.first <= last + 1) to++;
      const touched = this.#ranges.slice(from, to);
      const merged = {
        first: Math.min(first, touched[0]?.first ?? first),
        last: Math.max(last, touched.at(-1)?.last ?? last),
      };
      this.#ranges.splice(from, to - from, merged);
      for (const range of touched) if (!added.delete(range)) removed.add(range);
      added.add(merged);
    }
    return { removed: [...removed], added: [...added] };
  }

  /** Position of the first range that ends at `index` or later. */
  #firstEndingFrom(index: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ranges[middle]!.last < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
