import { InvalidOptionError } from '../errors/invalid-option-error.js';
import type { ColumnSpec } from '../table/column-spec.js';
import type { TableSource } from '../table/source.js';
import type { Table } from '../table/table.js';

/** A text file as a {@link TableSource}. */
export interface FileSource extends TableSource {
  /** The types of all columns, in order; found in a pass over the file unless all were given. Found once. */
  types(): Promise<ReadonlyMap<string, ColumnSpec>>;
}

type Types = ReadonlyMap<string, ColumnSpec>;

/** A source that finds its types once, before the first batch. */
export const createFileSource = (
  find: () => Promise<Types>,
  batches: (types: Types) => AsyncIterable<Table>,
): FileSource => {
  let found: Promise<Types> | undefined;
  const types = (): Promise<Types> => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    types,
    async *open() {
      yield* batches(await types());
    },
  };
};

/** @throws {InvalidOptionError} */
export const checkBatchRows = (owner: string, batchRows: number): void => {
  if (!Number.isSafeInteger(batchRows) || batchRows < 1)
    throw new InvalidOptionError(owner, 'batchRows', 'has to be an integer of at least 1');
};
