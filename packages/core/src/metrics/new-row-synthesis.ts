import { MetricInputError } from '../errors/metric-input-error.js';
import type { Table } from '../table/table.js';
import { jointCodes } from './joint-codes.js';
import type { MetricDescription, MetricResult } from './metric.js';
import { numericPair } from './numeric-pair.js';
import { createRowIndex } from './row-index.js';

const NAME = 'NewRowSynthesis';

export interface NewRowSynthesisOptions {
  /** Columns of numbers and timestamps, compared within the tolerance. */
  readonly continuous: readonly string[];
  /** Columns that must be equal. */
  readonly discrete: readonly string[];
  /** How far a real number may be from the synthetic one, in shares of the latter. @default 0.01 */
  readonly tolerance?: number;
}

export interface NewRowSynthesisResult extends MetricResult {
  readonly newRows: number;
  readonly matchedRows: number;
}

/**
 * NewRowSynthesis: the share of synthetic rows that match no real row. Rows match when all discrete columns are equal,
 * all continuous ones are within the tolerance, and the same values are missing. Says nothing of protection by itself.
 * SDMetrics takes the tolerance of a datetime as a share of its nanoseconds since 1970, half a year in our days: so do we.
 * NaN when the synthetic table has no rows. Throws {@link MetricInputError} (empty) when no column is named,
 * {@link UnknownColumnError} when a table lacks one.
 */
export const newRowSynthesis: MetricDescription & {
  compute(real: Table, synthetic: Table, options: NewRowSynthesisOptions): NewRowSynthesisResult;
} = {
  name: NAME,
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, { continuous, discrete, tolerance = 0.01 }) => {
    if (continuous.length + discrete.length === 0) throw new MetricInputError(NAME, 'empty', 'real');
    const numbers = continuous.map((name) => numericPair(real.column(name), synthetic.column(name), NAME));
    const codes = discrete.map((name) => jointCodes(real.column(name), synthetic.column(name)));
    const hasMatch = createRowIndex(numbers, codes, real.rows, tolerance);
    let matchedRows = 0;
    for (let row = 0; row < synthetic.rows; row++) if (hasMatch(row)) matchedRows++;
    const newRows = synthetic.rows - matchedRows;
    return { score: synthetic.rows === 0 ? Number.NaN : newRows / synthetic.rows, newRows, matchedRows };
  },
};
