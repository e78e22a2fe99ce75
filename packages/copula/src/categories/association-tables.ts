import { SCORE_ROWS, type ScoreBlock } from '../latent/score-block.js';

/** Cells of category-by-category tables in all; 32 MB. */
const MAX_CELLS = 2 ** 22;

/**
 * Largest number of categories up to which tables between two nominal columns are kept (the smaller of the two counts),
 * such that all tables together stay within {@link MAX_CELLS}.
 * @param cardinalities - of the nominal columns
 */
const tableLimit = (cardinalities: readonly number[]): number => {
  for (let limit = 256; limit >= 4; limit /= 2) {
    let cells = 0;
    cardinalities.forEach((a, i) => {
      for (const b of cardinalities.slice(0, i)) if (Math.min(a, b) <= limit) cells += a * b;
    });
    if (cells <= MAX_CELLS) return limit;
  }
  return 0;
};

/**
 * What the order of nominal columns' categories is found from: by category, the sums of every scored column, and the
 * counts of every other nominal column's categories as far as {@link tableLimit} allows. One pass, memory bounded.
 */
export class AssociationTables {
  readonly #nominal: readonly number[];
  readonly #scored: readonly number[];
  readonly #cardinality: (column: number) => number;
  readonly #gaps: readonly boolean[];
  readonly #scores = new Map<string, Float64Array>();
  readonly #present = new Map<string, Float64Array>();
  readonly #counts = new Map<string, Float64Array>();

  constructor(
    nominal: readonly number[],
    scored: readonly number[],
    cardinality: (column: number) => number,
    gaps: readonly boolean[],
  ) {
    this.#nominal = nominal;
    this.#scored = scored;
    this.#cardinality = cardinality;
    this.#gaps = gaps;
    const limit = tableLimit(nominal.map(cardinality));
    nominal.forEach((a, i) => {
      for (const s of scored) {
        this.#scores.set(`${a},${s}`, new Float64Array(cardinality(a)));
        if (gaps[s]) this.#present.set(`${a},${s}`, new Float64Array(cardinality(a)));
      }
      for (const b of nominal.slice(0, i)) {
        if (Math.min(cardinality(a), cardinality(b)) > limit) continue;
        this.#counts.set(`${a},${b}`, new Float64Array(cardinality(a) * cardinality(b)));
      }
    });
  }

  /** Whether every pair of nominal columns has its table. */
  get complete(): boolean {
    return this.#counts.size === (this.#nominal.length * (this.#nominal.length - 1)) / 2;
  }

  add({ rows, scores, present, codes }: ScoreBlock): void {
    this.#nominal.forEach((a, i) => {
      const atA = a * SCORE_ROWS;
      for (const s of this.#scored) {
        addByCode(this.#scores.get(`${a},${s}`)!, codes, atA, scores, s * SCORE_ROWS, rows);
        if (this.#gaps[s]) addByCode(this.#present.get(`${a},${s}`)!, codes, atA, present, s * SCORE_ROWS, rows);
      }
      for (const b of this.#nominal.slice(0, i)) {
        const table = this.#counts.get(`${a},${b}`);
        if (table) countPairs(table, codes, atA, b * SCORE_ROWS, this.#cardinality(b), rows);
      }
    });
  }

  /** Σ of the scored column's scores by category of `a`. */
  sums(a: number, scored: number): Float64Array {
    return this.#scores.get(`${a},${scored}`)!;
  }

  /** Rows by category of `a` in which the scored column has a value, where it has missing ones. */
  presence(a: number, scored: number): Float64Array | null {
    return this.#present.get(`${a},${scored}`) ?? null;
  }

  /** Σ of given scores of nominal column b by category of a, or null where no table was kept. */
  nominalSums(a: number, b: number, scoresB: Float64Array): Float64Array | null {
    const swapped = a < b;
    const table = this.#counts.get(swapped ? `${b},${a}` : `${a},${b}`);
    if (!table) return null;
    const levelsA = this.#cardinality(a);
    const levelsB = this.#cardinality(b);
    const out = new Float64Array(levelsA);
    for (let k = 0; k < levelsA; k++) {
      for (let l = 0; l < levelsB; l++) out[k]! += table[swapped ? l * levelsA + k : k * levelsB + l]! * scoresB[l]!;
    }
    return out;
  }
}

const addByCode = (
  out: Float64Array,
  codes: Int32Array,
  atCodes: number,
  x: Float64Array,
  at: number,
  rows: number,
): void => {
  for (let r = 0; r < rows; r++) out[codes[atCodes + r]!]! += x[at + r]!;
};

const countPairs = (
  table: Float64Array,
  codes: Int32Array,
  atA: number,
  atB: number,
  levelsB: number,
  rows: number,
): void => {
  for (let r = 0; r < rows; r++) table[codes[atA + r]! * levelsB + codes[atB + r]!]!++;
};
