import type { Metadata } from '../metadata/metadata.js';
import type { Table } from '../table/table.js';

/** Where rows came from on their way, for sinks that keep it; no part of their identity. */
export interface Lineage {
  readonly topic: string;
  readonly partition: number;
  /** One offset a row. */
  readonly offsets: BigInt64Array;
}

/** Rows with their identity: row k of `table` is (runId, rowIndices[k] or firstRow + k). */
export interface Batch {
  readonly table: Table;
  /** UUIDv7 of the run; for rows that have none, whatever text names the log they came from. */
  readonly runId: string;
  readonly firstRow: number;
  /** One index a row, where they are not consecutive; in any order, repeated ones are refused. Whole numbers from 0. */
  readonly rowIndices?: Float64Array;
  /** 16 hexadecimal digits; another fingerprint under the same run id is a typed error. */
  readonly fingerprint: string;
  readonly lineage?: Lineage;
}

export interface SinkOpenOptions {
  /** Metadata of the rows to come, for sinks that create tables. */
  readonly metadata?: Metadata;
  readonly signal?: AbortSignal;
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
}

/** What became of a batch. `written + refused` is the number of its rows. */
export interface WriteReceipt {
  readonly written: number;
  /** Rows the target already had, by (run id, row index). */
  readonly refused: number;
}

/** What a sink promises, as data: callers and the conformance kit read it. */
export interface SinkCapabilities {
  /** Whether a row that is already there is refused by its identity. */
  readonly idempotent: boolean;
  /** When rows survive a crash: once `write` has settled, or all together once `close` has (files that are renamed). */
  readonly durable: 'write' | 'close';
}

/** A place rows are landed in. Used once: open, writes in any number, close. */
export interface Sink {
  readonly contract: 1;
  /** 'csv', 'duckdb', 'kafka', … */
  readonly name: string;
  readonly capabilities: SinkCapabilities;
  open(options?: SinkOpenOptions): Promise<void>;
  /**
   * Settles when the rows are durable (see `capabilities.durable`); a rejected write has landed nothing and leaves the
   * sink usable. Calls that overlap are carried out one after the other.
   * @throws {SinkClosedError} before open() and after close()
   * @throws {RunMismatchError} when the run id is known with another fingerprint
   * @throws {SinkSchemaError} when the columns are not the target's
   */
  write(batch: Batch, options?: WriteOptions): Promise<WriteReceipt>;
  flush(): Promise<void>;
  /** Settles when everything is durable and released. May be called twice. `abort` discards what is not yet durable. */
  close(options?: { readonly abort?: boolean }): Promise<void>;
}
