import { columnSpecs, EmptyTableError, type Table, UnknownColumnError } from '@cvd/core';
import { NamedColumnError } from '../errors/named-column-error.js';
import { readTable } from '../io/read-table.js';

/** Where the tables of an evaluation stand. */
interface TableNames {
  readonly real: string;
  readonly synthetic: string;
  readonly holdout?: string | undefined;
}

export interface ReadTables {
  readonly real: Table;
  readonly synthetic: Table;
  readonly holdout: Table | undefined;
}

/**
 * Reads the tables of an evaluation, the others with the columns and the types of the real one.
 * @param target - a column that is to be there
 * @throws {EmptyTableError} naming the file that has no rows
 * @throws {NamedColumnError} when the target is no column
 */
export const readTables = async (
  { real: realName, synthetic: syntheticName, holdout: holdoutName }: TableNames,
  target: string | undefined,
  signal: AbortSignal,
): Promise<ReadTables> => {
  const read = async (name: string, types?: ReturnType<typeof columnSpecs>): Promise<Table> => {
    const table = await readTable(name, { signal, ...(types && { types }) });
    if (table.rows === 0) throw new EmptyTableError(`The evaluation, of ${name},`);
    return table;
  };
  const real = await read(realName);
  if (target !== undefined && !real.has(target))
    throw new NamedColumnError('--target', new UnknownColumnError(target, real.names));
  const types = columnSpecs(real);
  return {
    real,
    synthetic: await read(syntheticName, types),
    holdout: holdoutName === undefined ? undefined : await read(holdoutName, types),
  };
};
