import type { Batch, Sink, SinkCapabilities } from '../../sink/sink.js';
import type { CellValue } from '../../table/column.js';
import type { Table } from '../../table/table.js';
import type { LandedRow } from '../memory-sink.js';
import { assert } from '../synthesizer-kit/check.js';

/** What a check of the sink kit works with: one target of its own. */
export interface SinkCheckContext {
  readonly capabilities: SinkCapabilities;
  /** A new sink onto the check's target. */
  create(): Promise<Sink>;
  /** The same, opened. */
  opened(): Promise<Sink>;
  /** What stands in the target, as another program would see it. */
  read(): Promise<readonly LandedRow[]>;
  /** Fails unless exactly these rows (and where identity is kept, these indices) stand in the target, in any order. */
  assertLanded(expected: readonly Batch[]): Promise<void>;
}

/** One promise of the sink contract. */
export interface SinkCheck {
  /** 'group/what-is-promised'. */
  readonly id: string;
  /** Whether a sink of these capabilities makes the promise; the only way to skip a check. */
  readonly requires?: (capabilities: SinkCapabilities) => boolean;
  run(context: SinkCheckContext): Promise<void>;
}

/** Text form of a cell in which storage details do not show: 5 and 5n, …:00Z and …:00.000Z, a day and its midnight are one. */
export const canonicalCell = (value: CellValue): string | null => {
  if (value === null) return null;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return `${value}T00:00:00`;
  if (typeof value === 'string' && /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(value))
    return value.replace(
      /\.(\d*?)0*(Z?)$/,
      (_, digits: string, zone: string) => `${digits === '' ? '' : `.${digits}`}${zone}`,
    );
  return Object.is(value, -0) ? '0' : String(value);
};

const rowText = (names: readonly string[], values: Readonly<Record<string, CellValue>>): string =>
  JSON.stringify(names.map((name) => (Object.hasOwn(values, name) ? canonicalCell(values[name]!) : '<absent>')));

/** Every row of the batches as text, identity first where the target keeps it. */
const expectedRows = (batches: readonly Batch[], withIdentity: boolean): string[] =>
  batches.flatMap(({ table, runId, firstRow, rowIndices }) =>
    [...table.toRows()].map((values, k) => {
      const text = rowText(table.names, values);
      return withIdentity ? `${runId} ${rowIndices?.[k] ?? firstRow + k} ${text}` : text;
    }),
  );

/** Fails unless the landed rows are the expected ones, as multisets. */
export const assertSameLanded = (
  landed: readonly LandedRow[],
  expected: readonly Batch[],
  capabilities: SinkCapabilities,
): void => {
  const names: readonly string[] = expected[0]?.table.names ?? [];
  const want = expectedRows(expected, capabilities.idempotent).sort();
  const found = landed
    .map(({ runId, rowIndex, values }) =>
      capabilities.idempotent ? `${runId} ${rowIndex} ${rowText(names, values)}` : rowText(names, values),
    )
    .sort();
  assert(found.length === want.length, `${found.length} rows landed, ${want.length} were expected`);
  for (const [i, text] of want.entries())
    assert(found[i] === text, `a row differs:\n  expected ${text}\n  landed   ${found[i]}`);
};

export const RUN = '01890000-0000-7000-8000-000000000001';
export const OTHER_RUN = '01890000-0000-7000-8000-000000000002';

/** A batch with the kit's usual run and fingerprint. */
export const batchOf = (table: Table, firstRow = 0, facts: Partial<Batch> = {}): Batch => ({
  table,
  runId: RUN,
  firstRow,
  fingerprint: '00112233aabbccdd',
  ...facts,
});
