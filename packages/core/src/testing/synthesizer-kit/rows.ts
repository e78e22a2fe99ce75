import type { SampleOptions } from '../../synthesizer/sample-options.js';
import type { Synthesizer } from '../../synthesizer/synthesizer.js';
import type { Table } from '../../table/table.js';
import { assert } from './check.js';

/** A table as one text, so that two can be compared to the last bit. */
export const fingerprintOf = (table: Table): string =>
  JSON.stringify([...table.toRows()], (_, value) =>
    typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : value,
  );

export const sampleTable = (model: Synthesizer, rows: number, options: SampleOptions = {}): Promise<Table> =>
  model.sample(rows, { execution: 'inline', ...options }).toTable();

/** Fails unless both tables hold the same rows. */
export const assertSameRows = (a: Table, b: Table, what: string): void => {
  assert(a.rows === b.rows, `${what}: ${a.rows} rows against ${b.rows}`);
  for (let row = 0; row < a.rows; row++) {
    const [left, right] = [fingerprintOf(a.slice(row, row + 1)), fingerprintOf(b.slice(row, row + 1))];
    assert(left === right, `${what}: row ${row} differs:\n  ${left}\n  ${right}`);
  }
};
