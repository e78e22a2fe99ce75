import type { Metadata } from '../metadata/metadata.js';
import type { Table } from '../table/table.js';

/** Rows with their identity: row k of `table` is (runId, firstRow + k). */
export interface Batch {
  readonly table: Table;
  /** UUIDv7 of the run. */
  readonly runId: string;
  readonly firstRow: number;
  /** 16 hexadecimal digits; another fingerprint under the same run id is a typed error. */
  readonly fingerprint: string;
}

export interface SinkOpenOptions {
  /** Metadata of the rows to come, for sinks that create tables. */
  readonly metadata?: Metadata;
  readonly signal?: AbortSignal;
}

/** What became of a batch. `written + refused` is the number of its rows. */
export interface WriteReceipt {
  readonly written: number;
  /** Rows the target already had, by (run id, row index). */
  readonly refused: number;
}

/** A place rows are landed in. */
export interface Sink {
  readonly contract: 1;
  /** 'csv', 'duckdb', 'kafka', … */
  readonly name: string;
  readonly capabilities: {
    /** Whether a row that is already there is refused by its identity. */
    readonly idempotent: boolean;
  };
  open(options?: SinkOpenOptions): Promise<void>;
  /** Settles when the rows are durable; a rejected write has landed nothing. @throws {SinkClosedError} after close() */
  write(batch: Batch, options?: { readonly signal?: AbortSignal }): Promise<WriteReceipt>;
  flush(): Promise<void>;
  /** Settles when everything is durable and released. May be called twice. `abort` discards what is not yet visible. */
  close(options?: { readonly abort?: boolean }): Promise<void>;
}
