import { concatTables, type Table, UnknownColumnError } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { parseLocation } from './location.js';
import { openSource, type ReadOptions } from './open-source.js';

/**
 * All rows named on the command line as one table.
 * @throws {UnknownColumnError} naming the file, when it lacks a column whose type is given
 */
export const readTable = async (text: string, options: ReadOptions): Promise<Table> => {
  try {
    return await readWhole(text, options);
  } catch (error) {
    if (!(error instanceof UnknownColumnError)) throw error;
    throw new UnknownColumnError(error.column, error.known, text);
  }
};

const readWhole = async (text: string, options: ReadOptions): Promise<Table> => {
  const location = parseLocation(text);
  // In one pass, where a source would take two.
  if (location.kind === 'file' && location.format === 'csv') return readCsv(location.path, options);
  const batches: Table[] = [];
  for await (const batch of (await openSource(text, options)).open()) batches.push(batch);
  return concatTables(batches);
};
