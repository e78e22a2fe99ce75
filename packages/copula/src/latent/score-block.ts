import type { EncodedSource, EncodedValues } from '@cvd/core';

/** Rows summed up at a time; blocks begin at multiples of it, so that sums do not depend on how the rows are batched. */
export const SCORE_ROWS = 512;

/** How a column's values become normal scores, or the codes of a column whose categories have no order yet. */
export type ScoreRule =
  | { readonly kind: 'segments'; readonly low: Float64Array; readonly scores: Float64Array }
  | { readonly kind: 'codes'; readonly scores: Float64Array }
  | { readonly kind: 'nominal' };

/** Column-major scores of at most {@link SCORE_ROWS} rows: column c begins at c·SCORE_ROWS. */
export interface ScoreBlock {
  rows: number;
  /** 0 where the value is missing or the column is nominal. */
  readonly scores: Float64Array;
  /** 1 where the value is there, else 0; only kept for columns with missing values. */
  readonly present: Float64Array;
  /** Codes of nominal columns. */
  readonly codes: Int32Array;
}

const scoreSegments = (
  block: ScoreBlock,
  at: number,
  values: Float64Array,
  from: number,
  count: number,
  low: Float64Array,
  scores: Float64Array,
): void => {
  const levels = low.length;
  for (let i = 0; i < count; i++) {
    const value = values[from + i]!;
    if (Number.isNaN(value)) {
      block.scores[at + i] = 0;
      block.present[at + i] = 0;
      continue;
    }
    // Last segment that begins at or below the value.
    let base = 0;
    for (let n = levels; n > 1; ) {
      const half = n >>> 1;
      if (low[base + half]! <= value) base += half;
      n -= half;
    }
    block.scores[at + i] = scores[base]!;
    block.present[at + i] = 1;
  }
};

/** Reads the rows as score blocks; the block is used again for the next rows. */
export async function* scoreBlocks(data: EncodedSource, rules: readonly ScoreRule[]): AsyncGenerator<ScoreBlock> {
  const size = rules.length * SCORE_ROWS;
  const block: ScoreBlock = {
    rows: 0,
    scores: new Float64Array(size),
    present: new Float64Array(size),
    codes: new Int32Array(size),
  };
  for await (const { rows, columns } of data.open()) {
    for (let from = 0; from < rows; ) {
      const count = Math.min(SCORE_ROWS - block.rows, rows - from);
      for (let c = 0; c < rules.length; c++) {
        scoreColumn(block, c * SCORE_ROWS + block.rows, columns[c]!, from, count, rules[c]!);
      }
      block.rows += count;
      from += count;
      if (block.rows < SCORE_ROWS) continue;
      yield block;
      block.rows = 0;
    }
  }
  if (block.rows > 0) yield block;
}

const scoreColumn = (
  block: ScoreBlock,
  at: number,
  values: EncodedValues,
  from: number,
  count: number,
  rule: ScoreRule,
) => {
  if (rule.kind === 'segments') scoreSegments(block, at, values as Float64Array, from, count, rule.low, rule.scores);
  else if (rule.kind === 'codes')
    for (let i = 0; i < count; i++) block.scores[at + i] = rule.scores[values[from + i]!]!;
  else for (let i = 0; i < count; i++) block.codes[at + i] = values[from + i]!;
};
