import { EmptyTableError, type Table } from '@cvd/core';
import { encodePair } from './encode-pair.js';
import type { GowerScale } from './gower-scale.js';
import { asNearestRows, type NearestRows } from './nearest-rows.js';
import { referenceIndex } from './reference-index.js';
import { runSearch, type SearchOptions } from './run-search.js';
import { sharedInts } from './shared-arrays.js';

/**
 * For each query the nearest row of each of several cuts of a reference table, in one pass over it: `neighbours` of the
 * result is the number of cuts, and entry j belongs to cut j.
 * @param cuts - rows of the reference that each cut holds; 1 to 32 cuts, none of them empty
 */
export const nearestInCuts = async (
  scale: GowerScale,
  tables: { readonly queries: Table; readonly reference: Table },
  cuts: readonly Int32Array[],
  options: SearchOptions,
): Promise<NearestRows> => {
  if (tables.queries.rows === 0 || cuts.some(({ length }) => length === 0)) throw new EmptyTableError('nearestInCuts');
  const pair = await encodePair(scale, tables, options.signal);
  const masks = sharedInts(pair.rows.reference);
  for (const [bit, rows] of cuts.entries()) for (const row of rows) masks[row] = masks[row]! | (1 << bit);
  const taken = Int32Array.from(masks.keys()).filter((row) => masks[row] !== 0);
  const found = await runSearch({ pair, index: referenceIndex(pair, taken), slots: cuts.length, cuts: masks }, options);
  return asNearestRows(found, pair.columns);
};
