import type { Table } from '@cvd/core';

/** What is compared. */
export interface EvaluatedTables {
  /** The rows that the synthesizer was fitted on. */
  readonly real: Table;
  readonly synthetic: Table;
  /** Real rows that it never saw. */
  readonly holdout?: Table | undefined;
}
