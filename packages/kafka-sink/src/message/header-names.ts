/** Headers of a record that carry the identity of its row. The value holds the row and nothing else. */
export const HEADER = {
  /** The run's UUID as text. */
  runId: 'cvd-run-id',
  /** Index of the row in its run, as decimal digits. */
  rowIndex: 'cvd-row-index',
  /** First 8 bytes of what the run's rows are made from, as they are. */
  fingerprint: 'cvd-fingerprint',
} as const;
