import { createHash } from 'node:crypto';
import { type Table, tableFromColumns } from '@cvd/core';

/** A row as it is produced, by its index in the run. */
export interface MadeRow {
  readonly i: number;
  readonly half: number;
  readonly name: string;
  readonly even: boolean;
  readonly note: string | null;
}

/** Row `i` of a run; runs made with another `seed` have other rows. */
export const rowOf = (i: number, seed = 0): MadeRow => ({
  i: i + seed,
  half: i / 2,
  name: `row ${i} “${'é'.repeat(i % 3)}”`,
  even: i % 2 === 0,
  note: i % 7 === 3 ? null : `note ${(i * 31 + seed) % 97}`,
});

/** A row with its identity as a multiset's element, whatever a warehouse calls its types. */
export const elementOf = (runId: unknown, rowIndex: unknown, row: Readonly<Record<keyof MadeRow, unknown>>): string => {
  const { i, half, name, even, note } = row;
  const values = [Number(i), Number(half), String(name), String(even), note === null ? null : String(note)];
  const hash = createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
  return `${runId} ${rowIndex} ${hash}`;
};

/** What has to be in the table of these rows of a run. */
export const producedRows = (runId: string, indices: Iterable<number>, seed = 0): string[] =>
  Array.from(indices, (i) => elementOf(runId, i, rowOf(i, seed)));

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);

export const FINGERPRINT = '00112233aabbccdd';

export interface RowsToSend {
  readonly runId: string;
  readonly from?: number;
  readonly rows: number;
  /** Rows go round these partitions. @default 1 */
  readonly partitions?: number;
  readonly fingerprint?: string;
  readonly seed?: number;
}

/** Records of a run, made by hand: what a test puts in does not pass through the code under test. */
export const runMessages = ({ runId, from = 0, rows, partitions = 1, fingerprint = FINGERPRINT, seed }: RowsToSend) =>
  range(from, from + rows).map((i) => ({
    partition: i % partitions,
    key: null,
    value: JSON.stringify(rowOf(i, seed)),
    headers: {
      'cvd-run-id': runId,
      'cvd-row-index': String(i),
      'cvd-fingerprint': Buffer.from(fingerprint, 'hex'),
    },
  }));

/** The same rows as a table, for sinks. */
export const runTable = ({ from = 0, rows, seed }: Omit<RowsToSend, 'runId'>): Table => {
  const made = range(from, from + rows).map((i) => rowOf(i, seed));
  return tableFromColumns({
    i: Float64Array.from(made, ({ i }) => i),
    half: Float64Array.from(made, ({ half }) => half),
    name: made.map(({ name }) => name),
    even: made.map(({ even }) => even),
    note: made.map(({ note }) => note),
  });
};
