import type { Table } from '../../table/table.js';
import type { Metadata } from '../metadata.js';
import { isModelled, personalKinds } from '../sdtypes.js';
import { keyColumns, tableMetadata } from '../table-metadata.js';
import { ColumnValidation } from './column-validation.js';
import { columnViolation } from './finding.js';
import type { Violation } from './violation.js';

const known = new Set<string>(['id', 'unknown', ...personalKinds]);

/** Holds the batches of one table against its metadata. */
export class Validation {
  readonly #columns: ReadonlyMap<string, ColumnValidation>;
  readonly #violations: Violation[] = [];
  #compared = false;

  /** @throws {InvalidMetadataError} where the metadata do not describe one table, or a datetime_format is not supported */
  constructor(metadata: Metadata) {
    const table = tableMetadata(metadata);
    const keys = new Set(keyColumns(table));
    this.#columns = new Map(
      Object.entries(table.columns).map(([name, column]) => {
        const key = table.primary_key === name ? 'primary key' : keys.has(name) ? 'alternate key' : null;
        if (!isModelled(column.sdtype) && !known.has(column.sdtype) && column.pii !== true)
          this.#violations.push(
            columnViolation(
              name,
              'unknown-sdtype',
              `has the sdtype "${column.sdtype}", which is not known; use numerical, categorical, boolean, datetime, id, unknown or a kind of personal data such as email, or mark the column with "pii": true`,
            ),
          );
        return [name, new ColumnValidation(name, column, key)];
      }),
    );
  }

  add(batch: Table): void {
    if (!this.#compared) this.#compareColumns(batch);
    for (const [name, validation] of this.#columns) if (batch.has(name)) validation.add(batch.column(name));
  }

  #compareColumns(batch: Table): void {
    this.#compared = true;
    for (const name of this.#columns.keys())
      if (!batch.has(name))
        this.#violations.push(columnViolation(name, 'missing-column', 'is in the metadata and not in the table'));
    for (const name of batch.names)
      if (!this.#columns.has(name))
        this.#violations.push(columnViolation(name, 'extra-column', 'is in the table and not in the metadata'));
  }

  /** All violations: of columns as a whole first, then in the order of the metadata. */
  finish(): readonly Violation[] {
    return [...this.#violations, ...[...this.#columns.values()].flatMap((column) => column.finish())];
  }
}
