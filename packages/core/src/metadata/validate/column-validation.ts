import { cellAt, isPresent } from '../../table/cell.js';
import type { Column } from '../../table/column.js';
import type { ColumnMetadata } from '../metadata.js';
import { Finding } from './finding.js';
import { KeyCheck } from './key-check.js';
import { isMasked, showCell } from './mask.js';
import { type ValueCheck, valueChecks } from './value-check.js';
import type { Violation } from './violation.js';

/** Follows one column over its pieces. */
export class ColumnValidation {
  readonly #checks: readonly { readonly check: ValueCheck; readonly finding: Finding }[];
  readonly #key: KeyCheck | null;
  readonly #masked: boolean;
  #rows = 0;

  /**
   * @param key - what the metadata call it: "primary key", "alternate key"; null where it is no key
   * @throws {InvalidMetadataError} for a datetime_format that is not supported
   */
  constructor(column: string, metadata: ColumnMetadata, key: string | null) {
    this.#checks = valueChecks(metadata).map((check) => ({
      check,
      finding: new Finding(column, check.rule, check.problem),
    }));
    this.#key =
      key === null
        ? null
        : new KeyCheck(
            new Finding(column, 'missing-key', `are missing in the ${key}`),
            new Finding(column, 'duplicate-key', `occur before in the ${key}`),
          );
    this.#masked = isMasked(metadata);
  }

  add(column: Column): void {
    const show = (row: number): string => showCell(cellAt(column, row), this.#masked);
    for (const { check, finding } of this.#checks) {
      const fails = check.fails(column);
      if (!fails) continue;
      let failed = false;
      for (let row = 0; row < column.length; row++) {
        if (!isPresent(column, row) || !fails(row)) continue;
        finding.add(this.#rows + row, () => show(row));
        failed = true;
      }
      if (failed) break;
    }
    this.#key?.add(column, this.#rows, show);
    this.#rows += column.length;
  }

  finish(): readonly Violation[] {
    const findings = [
      ...this.#checks.map(({ finding }) => finding),
      ...(this.#key ? [this.#key.missing, this.#key.duplicate] : []),
    ];
    return findings.flatMap((finding) => finding.finish() ?? []);
  }
}
