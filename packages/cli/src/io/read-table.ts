import { concatTables, type Table } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { parseLocation } from './location.js';
import { openSource, type ReadOptions } from './open-source.js';

/** All rows named on the command line as one table. */
export const readTable = async (text: string, options: ReadOptions): Promise<Table> => {
  const location = parseLocation(text);
  // In one pass, where a source would take two.
  if (location.kind === 'file' && location.format === 'csv') return readCsv(location.path, options);
  const batches: Table[] = [];
  for await (const batch of (await openSource(text, options)).open()) batches.push(batch);
  return concatTables(batches);
};
