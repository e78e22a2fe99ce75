import { InvalidColumnError } from '../errors/invalid-column-error.js';
import { UnknownColumnError } from '../errors/unknown-column-error.js';
import { cellAt } from './cell.js';
import type { CellValue, Column } from './column.js';
import { sliceColumn } from './slice.js';
import type { TableSource } from './source.js';

/**
 * An immutable columnar table. Columns are typed arrays in Arrow's layout (see {@link Column}); row objects are made
 * only on request. A table is also a {@link TableSource} of one batch.
 */
export class Table implements TableSource {
  /** Column names in order. */
  readonly names: readonly string[];
  /** Columns in the order of `names`. */
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly #index: ReadonlyMap<string, number>;

  /**
   * @param columns - name and column pairs in order; all of one length
   * @throws {InvalidColumnError} when a name occurs twice or lengths differ
   */
  constructor(columns: Iterable<readonly [name: string, column: Column]>) {
    const entries = [...columns];
    this.names = entries.map(([name]) => name);
    this.columns = entries.map(([, column]) => column);
    this.rows = this.columns[0]?.length ?? 0;
    const index = new Map<string, number>();
    for (const [i, [name, column]] of entries.entries()) {
      if (index.has(name)) throw new InvalidColumnError(name, 'the name occurs twice');
      if (column.length !== this.rows)
        throw new InvalidColumnError(name, `it has ${column.length} rows where the first column has ${this.rows}`);
      index.set(name, i);
    }
    this.#index = index;
  }

  /** @throws {UnknownColumnError} */
  column(name: string): Column {
    const index = this.#index.get(name);
    if (index === undefined) throw new UnknownColumnError(name, this.names);
    return this.columns[index]!;
  }

  has(name: string): boolean {
    return this.#index.has(name);
  }

  /** The cell as a JavaScript value; null where it is missing. */
  at(row: number, name: string): CellValue {
    return cellAt(this.column(name), row);
  }

  /** Rows `start` to `end` (exclusive), sharing memory where the layout allows it. */
  slice(start = 0, end = this.rows): Table {
    const from = Math.min(Math.max(start, 0), this.rows);
    const to = Math.min(Math.max(end, from), this.rows);
    if (from === 0 && to === this.rows) return this;
    return new Table(this.names.map((name, i) => [name, sliceColumn(this.columns[i]!, from, to)]));
  }

  /** These columns only, in this order. @throws {UnknownColumnError} */
  select(names: readonly string[]): Table {
    return new Table(names.map((name) => [name, this.column(name)]));
  }

  /** Consecutive slices of at most `batchRows` rows. */
  *batches(batchRows: number): Generator<Table> {
    for (let start = 0; start < this.rows; start += batchRows) yield this.slice(start, start + batchRows);
  }

  /** Row objects, made one by one. Keys are own properties even for names like `__proto__`. */
  *toRows(): Generator<Record<string, CellValue>> {
    for (let row = 0; row < this.rows; row++) {
      yield Object.fromEntries(this.names.map((name, i) => [name, cellAt(this.columns[i]!, row)]));
    }
  }

  async *open(): AsyncGenerator<Table> {
    yield this;
  }
}
