import { cellAt } from '../table/cell.js';
import type { Column } from '../table/column.js';
import type { ColumnSpec } from '../table/column-spec.js';
import { createValueBuilder, type ValueBuilder } from '../table/value-builder.js';

/**
 * Collects the JSON values of one column. Numbers are float64; when an integer beyond ±2⁵³ comes, a column of integers
 * only becomes int64. @throws {InvalidValueError} from `append`, for a value that does not fit
 */
export class JsonColumn {
  readonly #name: string;
  readonly #given: boolean;
  #builder: ValueBuilder;
  #decimal = false;

  constructor(name: string, spec?: ColumnSpec) {
    this.#name = name;
    this.#given = spec !== undefined;
    this.#builder = createValueBuilder(name, spec);
  }

  get length(): number {
    return this.#builder.length;
  }

  append(value: unknown): void {
    if (typeof value === 'number') this.#decimal ||= !Number.isInteger(value) || Object.is(value, -0);
    if (typeof value === 'bigint' && this.#builder.type === 'float64') this.#appendLong(value);
    else this.#builder.append(value);
  }

  /** The rows since the last call. */
  finish(): Column {
    return this.#builder.finish();
  }

  #appendLong(value: bigint): void {
    if (this.#given) {
      const nearest = Number(value);
      this.#builder.append(BigInt(nearest) === value ? nearest : value);
      return;
    }
    if (!this.#decimal) {
      const column = this.#builder.finish();
      this.#builder = createValueBuilder(this.#name, 'int64');
      for (let row = 0; row < column.length; row++) this.#builder.append(cellAt(column, row));
    }
    this.#builder.append(value);
  }
}
