import { isPresent, type Table } from '@cvd/core';
import { jointCodes } from '@cvd/core/metrics';
import type { ScaledColumn } from '../distances/gower-scale.js';
import { scaledPair } from '../distances/scaled-pair.js';

/**
 * How far a guess may be from a number, in shares of the absolute value of the guess, as Anonymeter has it; of a datetime,
 * in shares of the training range.
 */
const TOLERANCE = { number: 0.05, datetime: 0.01 } as const;

/** Whether each target's secret was guessed; targets that have none are left out. */
export const rightGuesses = (
  column: ScaledColumn,
  targets: Table,
  synthetic: Table,
  guessedFrom: Int32Array,
): { readonly right: number; readonly trials: number } => {
  const [secret, made] = [targets.column(column.name), synthetic.column(column.name)];
  let [right, trials] = [0, 0];
  const count = (isRight: (row: number, from: number) => boolean): void => {
    for (let row = 0; row < targets.rows; row++) {
      if (!isPresent(secret, row)) continue;
      trials++;
      if (isPresent(made, guessedFrom[row]!) && isRight(row, guessedFrom[row]!)) right++;
    }
  };
  if (column.kind === 'category') {
    const codes = jointCodes(secret, made);
    count((row, from) => codes.real[row] === codes.synthetic[from]);
    return { right, trials };
  }
  const scaled = scaledPair(column, secret, made);
  const datetime = column.metadata.sdtype === 'datetime';
  count((row, from) => {
    const apart = Math.abs(scaled.reference[row]! - scaled.queries[from]!);
    if (datetime) return apart <= TOLERANCE.datetime;
    // Of the absolute value: divided by the signed one, every negative guess would be right.
    const size = Math.abs(Number(synthetic.at(from, column.name))) / column.range;
    return apart <= TOLERANCE.number * size + 1e-12;
  });
  return { right, trials };
};
