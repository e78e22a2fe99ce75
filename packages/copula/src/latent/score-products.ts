import type { PairSums } from './pair-sums.js';
import { SCORE_ROWS, type ScoreBlock } from './score-block.js';

const dot = (a: Float64Array, atA: number, b: Float64Array, atB: number, count: number): number => {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) {
    s0 += a[atA + i]! * b[atB + i]!;
    s1 += a[atA + i + 1]! * b[atB + i + 1]!;
    s2 += a[atA + i + 2]! * b[atB + i + 2]!;
    s3 += a[atA + i + 3]! * b[atB + i + 3]!;
  }
  for (let i = whole; i < count; i++) s0 += a[atA + i]! * b[atB + i]!;
  return s0 + s1 + (s2 + s3);
};

const sum = (a: Float64Array, at: number, count: number): number => {
  let total = 0;
  for (let i = 0; i < count; i++) total += a[at + i]!;
  return total;
};

/**
 * Product sums of the scored columns, by pairs of rows that both have; memory columns², whatever the rows.
 * @param columns - indices of the scored columns in the blocks
 * @param gaps - which of all columns have missing values
 */
export class ScoreProducts {
  readonly #columns: readonly number[];
  readonly #gaps: readonly boolean[];
  readonly #width: number;
  #rows = 0;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #products: Float64Array;
  /** With [i·width + j]: Σ over rows where j is present of s_i, s_i² and presence of i. Filled for j with gaps. */
  readonly #sumsWhere: Float64Array;
  readonly #squaresWhere: Float64Array;
  readonly #both: Float64Array;
  readonly #square = new Float64Array(SCORE_ROWS);

  constructor(columns: readonly number[], gaps: readonly boolean[]) {
    this.#columns = columns;
    this.#gaps = gaps;
    this.#width = gaps.length;
    const cells = this.#width * this.#width;
    const whereCells = gaps.some((gap) => gap) ? cells : 0;
    this.#sums = new Float64Array(this.#width);
    this.#squares = new Float64Array(this.#width);
    this.#products = new Float64Array(cells);
    this.#sumsWhere = new Float64Array(whereCells);
    this.#squaresWhere = new Float64Array(whereCells);
    this.#both = new Float64Array(whereCells);
  }

  add({ rows, scores, present }: ScoreBlock): void {
    const columns = this.#columns;
    const width = this.#width;
    const masked = columns.filter((c) => this.#gaps[c]);
    this.#rows += rows;
    for (let i = 0; i < columns.length; i++) {
      const a = columns[i]!;
      const atA = a * SCORE_ROWS;
      this.#sums[a]! += sum(scores, atA, rows);
      this.#squares[a]! += dot(scores, atA, scores, atA, rows);
      for (let j = 0; j < i; j++) {
        const b = columns[j]!;
        this.#products[a * width + b]! += dot(scores, atA, scores, b * SCORE_ROWS, rows);
      }
      if (masked.length === 0) continue;
      for (let r = 0; r < rows; r++) this.#square[r] = scores[atA + r]! * scores[atA + r]!;
      for (const b of masked) {
        const atB = b * SCORE_ROWS;
        this.#sumsWhere[a * width + b]! += dot(scores, atA, present, atB, rows);
        this.#squaresWhere[a * width + b]! += dot(this.#square, 0, present, atB, rows);
        this.#both[a * width + b]! += this.#gaps[a] ? dot(present, atA, present, atB, rows) : sum(present, atB, rows);
      }
    }
  }

  pair(a: number, b: number): PairSums {
    const width = this.#width;
    const gapA = this.#gaps[a]!;
    const gapB = this.#gaps[b]!;
    const first = a * width + b;
    const second = b * width + a;
    return {
      rows: gapB ? this.#both[first]! : gapA ? this.#both[second]! : this.#rows,
      a: gapB ? this.#sumsWhere[first]! : this.#sums[a]!,
      b: gapA ? this.#sumsWhere[second]! : this.#sums[b]!,
      aa: gapB ? this.#squaresWhere[first]! : this.#squares[a]!,
      bb: gapA ? this.#squaresWhere[second]! : this.#squares[b]!,
      // The lower triangle is filled in the order of `columns`, which is ascending.
      ab: this.#products[Math.max(a, b) * width + Math.min(a, b)]!,
    };
  }

  /** Σ s and Σ s² of a column over the rows that have it. */
  own(b: number): { readonly b: number; readonly bb: number } {
    return { b: this.#sums[b]!, bb: this.#squares[b]! };
  }

  /** Mean and variance of a column's scores over the rows that have it. */
  moments(a: number): { readonly mean: number; readonly variance: number } {
    const rows = this.#gaps[a] ? this.#both[a * this.#width + a]! : this.#rows;
    const mean = this.#sums[a]! / rows;
    return { mean, variance: Math.max(0, this.#squares[a]! / rows - mean * mean) };
  }
}
