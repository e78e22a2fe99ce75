import type { Column } from '../table/column.js';
import type { Table } from '../table/table.js';
import type { MetricDescription, MetricResult } from './metric.js';

export interface TableStructureOptions {
  /** Columns of whole numbers; one that holds a fraction counts as of another type. @default none */
  readonly integers?: readonly string[];
}

const typeOf = (column: Column, integer: boolean): string =>
  integer && column.type === 'float64' && column.values.every((value) => Number.isInteger(value))
    ? 'integer'
    : column.type;

/**
 * TableStructure: how alike two tables are in column names and types, as the number of (name, type) pairs in both over
 * the number in either. The order of columns and their values play no part. Types are those of the tables' storage.
 * NaN when neither table has a column.
 */
export const tableStructure: MetricDescription & {
  compute(real: Table, synthetic: Table, options?: TableStructureOptions): MetricResult;
} = {
  name: 'TableStructure',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, { integers = [] } = {}) => {
    const types = (table: Table): Map<string, string> =>
      new Map(table.names.map((name, i) => [name, typeOf(table.columns[i]!, integers.includes(name))]));
    const realTypes = types(real);
    const syntheticTypes = types(synthetic);
    let common = 0;
    for (const [name, type] of realTypes) if (syntheticTypes.get(name) === type) common++;
    return { score: common / (realTypes.size + syntheticTypes.size - common) };
  },
};
