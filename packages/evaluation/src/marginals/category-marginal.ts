import { type Column, cellAt } from '@cvd/core';
import { countCodes, jointCodes } from '@cvd/core/metrics';
import type { CategoryMarginal, OfTables, UnnamedValues } from './marginal.js';
import { perTable, sharesOf } from './per-table.js';

/** Categories that are named at most. */
const MOST_CATEGORIES = 30;
/** A category of fewer real rows than this is not named. */
const RARE_BELOW = 5;

/** Codes of a table, the real ones as in every other table, the missing one last. */
const codesOf = (real: Column, table: Column) => {
  const { synthetic: codes, size } = jointCodes(real, table);
  return { codes, counts: countCodes(codes, size) };
};

/**
 * A column of categories by frequency.
 * @param rareValues - whether categories of few real rows may be named
 */
export const categoryMarginal = (column: string, tables: OfTables<Column>, rareValues: boolean): CategoryMarginal => {
  const { real } = tables;
  // Codes are given in order of appearance, to the real values first: they are the same beside every table.
  const { codes, counts } = codesOf(real, real);
  const known = counts.length - 1;
  const firstRow = new Int32Array(known).fill(-1);
  for (const [row, code] of codes.entries()) if (code < known && firstRow[code] === -1) firstRow[code] = row;
  const byFrequency = Array.from({ length: known }, (_, code) => code).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const frequent = byFrequency.filter((code) => rareValues || counts[code]! >= RARE_BELOW);
  const [named, others] = [frequent.slice(0, MOST_CATEGORIES), frequent.slice(MOST_CATEGORIES)];
  const rare = byFrequency.slice(frequent.length);

  const shares = perTable(tables, (table) => sharesOf(codesOf(real, table).counts, table.length));
  const total = (of: readonly number[]): number => of.reduce((sum, share) => sum + share, 0);
  const together = (group: readonly number[]): UnnamedValues => ({
    values: group.length,
    shares: perTable(shares, (own) => total(group.map((code) => own[code]!))),
  });
  return {
    column,
    kind: 'categories',
    categories: named.map((code) => String(cellAt(real, firstRow[code]!))),
    shares: perTable(shares, (own) => named.map((code) => own[code]!)),
    others: together(others),
    rare: together(rare),
    notReal: {
      values: shares.synthetic.length - 1 - known,
      shares: perTable(shares, (own) => total(own.slice(known, -1))),
    },
    missing: perTable(shares, (own) => own.at(-1)!),
  };
};
