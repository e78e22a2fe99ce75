import { SampleConsumedError } from '../errors/sample-consumed-error.js';
import { TooManyRowsError } from '../errors/too-many-rows-error.js';
import type { Metadata } from '../metadata/metadata.js';
import type { SampleStream } from '../synthesizer/sample-stream.js';
import { concatTables } from '../table/concat-tables.js';
import type { Table } from '../table/table.js';

/** Bytes of column data that `toTable` gathers at most; 8 are counted for each cell. */
const MEMORY_LIMIT = 4 * 2 ** 30;

/** @param open - starts the work; called at most once */
export const createSampleStream = (
  facts: {
    readonly rows: number;
    readonly start: number;
    readonly metadata: Metadata;
    readonly columns: number;
    readonly fingerprint: () => string;
  },
  open: () => AsyncIterator<Table>,
): SampleStream => {
  let opened = false;
  const stream: SampleStream = {
    rows: facts.rows,
    start: facts.start,
    metadata: facts.metadata,
    get fingerprint() {
      return facts.fingerprint();
    },
    [Symbol.asyncIterator]() {
      if (opened) throw new SampleConsumedError();
      opened = true;
      return open();
    },
    async toTable() {
      const limit = Math.floor(MEMORY_LIMIT / (8 * Math.max(1, facts.columns)));
      if (facts.rows > limit) throw new TooManyRowsError(facts.rows, limit);
      const tables: Table[] = [];
      for await (const table of stream) tables.push(table);
      return concatTables(tables);
    },
  };
  return stream;
};
