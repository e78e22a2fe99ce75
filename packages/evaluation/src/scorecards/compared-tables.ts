import { createRandomSource, gatherRows, type Table, type TableMetadata } from '@cvd/core';
import { bootstrapRowsTable } from '@cvd/core/testing';
import type { WatchOptions } from '../checkpoint.js';
import type { EvaluatedTables } from '../evaluated-tables.js';
import { independentColumns } from '../independent-columns.js';
import { nearCopyRows } from '../near-copy/near-copy-rows.js';
import { drawnRows } from '../seeded-rows.js';
import type { BaselineName } from './scorecard.js';

/** Tables of one size, and the real rows that each is held against. */
export interface ComparedTables {
  readonly rows: number;
  readonly real: Table;
  readonly thisTable: Table;
  readonly baselines: NamedTables;
  /** Those that were drawn, before they were cut: what learners and distances take. */
  readonly drawn: NamedTables;
}

type NamedTables = { readonly [Name in BaselineName]?: Table };

interface DrawOptions extends WatchOptions {
  readonly metadata: TableMetadata;
  /** Also those that are drawn when asked for only. */
  readonly all: boolean;
  readonly seed: number;
}

/** Learners and distances take no more rows than this. */
const MAX_DRAWN = 50_000;

/** Cuts what is too long, and draws what stands beside it. */
export const comparedTables = async (
  { real, synthetic, holdout }: EvaluatedTables,
  { metadata, all, seed, ...watch }: DrawOptions,
): Promise<ComparedTables> => {
  const rows = holdout ? Math.min(real.rows, synthetic.rows, holdout.rows) : synthetic.rows;
  const random = createRandomSource(seed).child('baselines');
  const cut = (table: Table, name: string): Table =>
    table.rows === rows ? table : gatherRows(table, drawnRows(table.rows, rows, random.child(name)));
  const size = Math.max(rows, Math.min(synthetic.rows, real.rows, MAX_DRAWN));
  const drawn: NamedTables = {
    independentColumns: await independentColumns(real, size, random, 'baselines', watch.signal),
    ...(all && {
      bootstrapRows: bootstrapRowsTable(real, size, random.child('bootstrapRows')),
      nearCopy: await nearCopyRows(real, size, metadata, { seed, ...watch }),
    }),
  };
  const shortened = Object.entries(drawn).map(([name, table]) => [name, cut(table, name)]);
  return {
    rows,
    real: holdout ? cut(real, 'real') : real,
    thisTable: cut(synthetic, 'synthetic'),
    baselines: { ...(holdout && { holdout: cut(holdout, 'holdout') }), ...Object.fromEntries(shortened) },
    drawn,
  };
};
