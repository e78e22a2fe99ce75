import { Table, type TableMetadata } from '@cvd/core';
import { tableStructure } from '@cvd/core/metrics';
import { attempt } from './attempt.js';
import { datetimeColumn } from './datetime-column.js';
import { orNull } from './mean-score.js';
import { columnEntries } from './table-metadata.js';

/** Whether the two tables have the same columns of the same types. */
export interface DataStructure {
  /** 0 to 1; 1 when all names and types agree. */
  readonly score: number | null;
}

const isInteger = (representation: string | undefined): boolean => /^U?Int\d+$/.test(representation ?? '');

/** Datetime columns of text as timestamps, as far as their texts can be read. */
const withDatetimes = (real: Table, synthetic: Table, metadata: TableMetadata): readonly [Table, Table] => {
  const tables = { real: new Map(entriesOf(real)), synthetic: new Map(entriesOf(synthetic)) };
  for (const [name, column] of columnEntries(metadata)) {
    if (column.sdtype !== 'datetime') continue;
    for (const side of ['real', 'synthetic'] as const) {
      const values = tables[side].get(name);
      const read = values && attempt(() => datetimeColumn(values, column, name, side)).value;
      if (read === undefined) break;
      tables[side].set(name, read);
    }
  }
  return [new Table(tables.real), new Table(tables.synthetic)];
};

const entriesOf = (table: Table) => table.names.map((name, i) => [name, table.columns[i]!] as const);

/**
 * Data Structure of SDMetrics' diagnostic report: the share of (column, type) pairs that both tables have. A column that
 * the metadata calls an integer (`computer_representation`) counts as of another type where it holds fractions.
 */
export const dataStructure = (real: Table, synthetic: Table, metadata: TableMetadata): DataStructure => {
  const integers = columnEntries(metadata)
    .filter(([, { computer_representation: representation }]) => isInteger(representation))
    .map(([name]) => name);
  const [realTable, syntheticTable] = withDatetimes(real, synthetic, metadata);
  return { score: orNull(tableStructure.compute(realTable, syntheticTable, { integers }).score) };
};
