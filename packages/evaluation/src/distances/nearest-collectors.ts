/** Keeps the best candidates of one query. */
export interface Collector {
  /** Forgets the query before. */
  begin(): void;
  /**
   * Takes a candidate that is nearer than the last bound. @returns the new bound: what is not nearer need not be
   * offered
   */
  offer(sum: number, row: number): number;
  /** Writes what was kept for the query into its slots, nearest first. */
  finish(query: number): void;
}

/** What is found for each query: `slots` entries each. */
export interface Found {
  readonly slots: number;
  /** Sums of differences over the columns; Infinity where there is no such row. */
  readonly sums: Float64Array;
  /** Rows of the reference; −1 where there is none. */
  readonly rows: Int32Array;
}

export const emptyFound = (queries: number, slots: number): Found => ({
  slots,
  sums: new Float64Array(queries * slots).fill(Number.POSITIVE_INFINITY),
  rows: new Int32Array(queries * slots).fill(-1),
});

/** The slots of the query under way, and how they are emptied and written. */
const querySlots = ({ slots, sums, rows }: Found) => {
  const bestSums = new Float64Array(slots);
  const bestRows = new Int32Array(slots);
  return {
    bestSums,
    bestRows,
    begin: (): void => {
      bestSums.fill(Number.POSITIVE_INFINITY);
      bestRows.fill(-1);
    },
    finish: (query: number): void => {
      sums.set(bestSums, query * slots);
      rows.set(bestRows, query * slots);
    },
  };
};

/** The nearest, second nearest, … row. */
export const nearestCollector = (found: Found): Collector => {
  const { slots } = found;
  const { bestSums, bestRows, begin, finish } = querySlots(found);
  return {
    begin,
    finish,
    offer: (sum, row) => {
      let slot = slots - 1;
      for (; slot > 0 && bestSums[slot - 1]! > sum; slot--) {
        bestSums[slot] = bestSums[slot - 1]!;
        bestRows[slot] = bestRows[slot - 1]!;
      }
      bestSums[slot] = sum;
      bestRows[slot] = row;
      return bestSums[slots - 1]!;
    },
  };
};

/**
 * The nearest row of each of several cuts of the reference, found in one pass.
 * @param cuts - for each row of the reference a bit for every cut that holds it
 */
export const cutCollector = (found: Found, cuts: Int32Array): Collector => {
  const { slots } = found;
  const { bestSums, bestRows, begin, finish } = querySlots(found);
  return {
    begin,
    finish,
    offer: (sum, row) => {
      let bound = 0;
      const mask = cuts[row]!;
      for (let cut = 0; cut < slots; cut++) {
        if ((mask >>> cut) & 1 && sum < bestSums[cut]!) {
          bestSums[cut] = sum;
          bestRows[cut] = row;
        }
        if (bestSums[cut]! > bound) bound = bestSums[cut]!;
      }
      return bound;
    },
  };
};
