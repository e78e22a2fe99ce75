import { type Table, yieldToEventLoop } from '@cvd/core';
import { jointCodes } from '@cvd/core/metrics';
import type { GowerScale } from '../distances/gower-scale.js';
import { MISSING, scaledPair } from '../distances/scaled-pair.js';

/** One column of the synthetic table and of another, in the same terms: numbers in shares of a range, or codes. */
export interface ComparedColumn {
  readonly kind: 'number' | 'category';
  readonly synthetic: ArrayLike<number>;
  readonly other: ArrayLike<number>;
}

/** Every column of both tables. Synthetic values come out the same whatever the other table is. */
export const comparedColumns = async (
  scale: GowerScale,
  synthetic: Table,
  other: Table,
): Promise<readonly ComparedColumn[]> => {
  const columns: ComparedColumn[] = [];
  for (const column of scale.columns) {
    const [made, real] = [synthetic.column(column.name), other.column(column.name)];
    if (column.kind === 'category') {
      const { real: first, synthetic: second, size } = jointCodes(made, real);
      // The code of a missing value depends on how many others there are.
      const codes = (values: Int32Array): Int32Array => values.map((code) => (code === size - 1 ? -1 : code));
      columns.push({ kind: 'category', synthetic: codes(first), other: codes(second) });
    } else {
      const { reference, queries } = scaledPair(column, made, real);
      columns.push({ kind: 'number', synthetic: reference, other: queries });
    }
    await yieldToEventLoop();
  }
  return columns;
};

/** One condition on one column. */
export interface Condition {
  readonly column: number;
  readonly value: number;
  /** How a value must compare with it; a missing number is equal to nothing but a missing one. */
  readonly test: 'equal' | 'atLeast' | 'atMost';
}

/** Conditions that all must hold. */
export type Predicate = readonly Condition[];

const holds = ({ value, test }: Condition, cell: number): boolean => {
  if (test === 'equal') return cell === value;
  if (cell === MISSING) return false;
  return test === 'atLeast' ? cell >= value : cell <= value;
};

/** Whether exactly one row of the table fulfils the predicate. */
export const singlesOut = (
  predicate: Predicate,
  columns: readonly ComparedColumn[],
  side: 'synthetic' | 'other',
): boolean => {
  const first = columns[predicate[0]!.column]![side];
  let found = 0;
  for (let row = 0; row < first.length; row++) {
    let all = true;
    for (let i = 0; all && i < predicate.length; i++) {
      const condition = predicate[i]!;
      all = holds(condition, columns[condition.column]![side][row]!);
    }
    if (all && ++found > 1) return false;
  }
  return found === 1;
};
