import { RunMismatchError } from '../errors/run-mismatch-error.js';
import { SinkSchemaError } from '../errors/sink-schema-error.js';
import { checkRowIndices, rowIndexAt } from '../sink/row-index.js';
import type { Batch, Sink } from '../sink/sink.js';
import { sinkLifecycle } from '../sink/sink-lifecycle.js';
import type { CellValue } from '../table/column.js';

/** A row as a sink's target holds it. */
export interface LandedRow {
  /** null where the target does not keep it. */
  readonly runId: string | null;
  readonly rowIndex: number | null;
  readonly values: Readonly<Record<string, CellValue>>;
}

/** Where memory sinks land rows; outlives them, as a database file outlives its connections. */
export interface MemoryStore {
  readonly rows: LandedRow[];
  readonly fingerprints: Map<string, string>;
  /** Row indices by run. */
  readonly present: Map<string, Set<number>>;
  names: readonly string[] | null;
}

export const createMemoryStore = (): MemoryStore => ({
  rows: [],
  fingerprints: new Map(),
  present: new Map(),
  names: null,
});

const checkBatch = (store: MemoryStore, batch: Batch): void => {
  checkRowIndices(batch);
  const known = store.fingerprints.get(batch.runId) ?? batch.fingerprint;
  if (known !== batch.fingerprint) throw new RunMismatchError('memory', batch.runId, known, batch.fingerprint);
  const names = store.names ?? batch.table.names;
  const mismatches = [
    ...batch.table.names.filter((name) => !names.includes(name)).map((column) => ({ column, problem: 'is new' })),
    ...names.filter((name) => !batch.table.has(name)).map((column) => ({ column, problem: 'is missing' })),
  ];
  if (mismatches.length > 0) throw new SinkSchemaError('memory', 'the store', mismatches);
};

/** A sink into memory that keeps every promise of the contract; for tests of what writes into sinks. */
export const memorySink = (store: MemoryStore = createMemoryStore()): Sink & { readonly store: MemoryStore } => {
  const lifecycle = sinkLifecycle('memory');
  const write = async (batch: Batch) => {
    checkBatch(store, batch);
    store.fingerprints.set(batch.runId, batch.fingerprint);
    store.names ??= batch.table.names;
    const present = store.present.get(batch.runId) ?? new Set();
    store.present.set(batch.runId, present);
    const rows = [...batch.table.toRows()]; // all of them are read before the first one lands
    let written = 0;
    for (const [k, values] of rows.entries()) {
      const rowIndex = rowIndexAt(batch, k);
      if (present.has(rowIndex)) continue;
      present.add(rowIndex);
      store.rows.push({ runId: batch.runId, rowIndex, values });
      written++;
    }
    return { written, refused: batch.table.rows - written };
  };
  return {
    contract: 1,
    name: 'memory',
    capabilities: { idempotent: true, durable: 'write' },
    store,
    open: ({ signal } = {}) => lifecycle.open(async () => {}, signal),
    write: (batch, { signal } = {}) => lifecycle.run('write', () => write(batch), signal),
    flush: () => lifecycle.run('flush', async () => {}),
    close: () => lifecycle.close(async () => {}),
  };
};
