import { gatherRows, type RandomSource, type Table } from '@cvd/core';
import { fitGowerScale } from '../distances/gower-scale.js';
import { nearestRows } from '../distances/nearest-rows.js';
import type { SearchOptions } from '../distances/run-search.js';
import type { MetadataInput } from '../table-metadata.js';

/** What each row is made of. */
export interface MixedRows {
  /** A row of the table. */
  readonly sources: Int32Array;
  /** One of its nearest; the row itself where the table has no other. */
  readonly mates: Int32Array;
}

/** The nearest rows of a query but itself, nearest first. */
const others = (found: Int32Array, source: number, most: number): number[] =>
  [...found].filter((row) => row >= 0 && row !== source).slice(0, most);

/** Draws real rows with replacement, and for each one of its nearest. Row i depends on the table, the source and i only. */
export const drawMixedRows = async (
  real: Table,
  rows: number,
  metadata: MetadataInput,
  neighbours: number,
  random: RandomSource,
  search: SearchOptions,
): Promise<MixedRows> => {
  const sources = Int32Array.from({ length: rows }, (_, row) => Math.floor(random.uniform(row, 0) * real.rows));
  const distinct = Int32Array.from(new Set(sources)).sort();
  // One more than wanted: a row is nearest to itself, unless it has as many doubles.
  const nearest = await nearestRows(
    fitGowerScale(real, metadata),
    { queries: gatherRows(real, distinct), reference: real },
    { ...search, neighbours: neighbours + 1 },
  );
  const slots = neighbours + 1;
  const queryOf = new Map(Array.from(distinct, (source, query) => [source, query]));
  const mates = sources.map((source, row) => {
    const at = queryOf.get(source)! * slots;
    const candidates = others(nearest.rows.subarray(at, at + slots), source, neighbours);
    return candidates[Math.floor(random.uniform(row, 1) * candidates.length)] ?? source;
  });
  return { sources, mates };
};
