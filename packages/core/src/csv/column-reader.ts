import type { Column } from '../table/column.js';
import type { ColumnSpec } from '../table/column-spec.js';
import type { CellTaker } from './cell-taker.js';

/** A taker that makes a column of its cells. */
export interface ColumnReader extends CellTaker {
  /** What the cells so far ask for. */
  readonly spec: ColumnSpec;
  /** The rows since the last `finish()`; null when the cells have to be read again with {@link spec}. */
  finish(): Column | null;
}
