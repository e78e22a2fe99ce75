import {
  createRandomSource,
  gatherRows,
  type Progress,
  type Table,
  type TableMetadata,
  tableFromColumns,
} from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { nearestInCuts } from '../src/distances/nearest-in-cuts.js';
import { fitGowerScale, nearestRows } from '../src/index.js';
import { asMetadata, fixture, type PlainColumn, readTable, tableFrom } from './support.js';

type PlainTable = Readonly<Record<string, PlainColumn>>;

interface Case {
  readonly name: string;
  readonly metadata: TableMetadata;
  readonly training: PlainTable;
  readonly queries: PlainTable;
  readonly reference: PlainTable | null;
  /** The three smallest distances of each query, ascending. */
  readonly nearest: readonly (readonly number[])[];
  readonly sdmetrics?: readonly number[];
}

const cases: readonly Case[] = JSON.parse(fixture('fixtures/distances/distances.json'));
/** Sums of 19 differences of doubles: a few units of the last place. */
const TOLERANCE = 1e-12;

describe.each(cases.map((each) => [each.name, each] as const))('Gower distances: %s', (_, each) => {
  const training = tableFrom(each.training);
  const queries = tableFrom(each.queries);
  const reference = each.reference === null ? training : tableFrom(each.reference);
  const scale = fitGowerScale(training, asMetadata(each.metadata));
  const neighbours = each.nearest[0]!.length;

  it('are those of the brute-force twin in NumPy, and of SDMetrics where the reference is training', async () => {
    const found = await nearestRows(scale, { queries, reference }, { neighbours });
    for (const [query, expected] of each.nearest.entries())
      for (const [slot, distance] of expected.entries())
        expect(Math.abs(found.distances[query * neighbours + slot]! - distance)).toBeLessThan(TOLERANCE);
    for (const [query, expected] of (each.sdmetrics ?? []).entries())
      expect(Math.abs(found.distances[query * neighbours]! - expected)).toBeLessThan(TOLERANCE);
  });

  it('name a row at that distance, each row once', async () => {
    const found = await nearestRows(scale, { queries, reference }, { neighbours });
    for (let query = 0; query < queries.rows; query++) {
      const rows = [...found.rows.subarray(query * neighbours, (query + 1) * neighbours)];
      expect(new Set(rows).size).toBe(neighbours);
      const alone = await nearestRows(scale, {
        queries: queries.slice(query, query + 1),
        reference: reference.slice(rows[0]!, rows[0]! + 1),
      });
      expect(Math.abs(alone.distances[0]! - found.distances[query * neighbours]!)).toBeLessThan(TOLERANCE);
    }
  });

  it('are found for several cuts of the reference in one pass', async () => {
    const random = createRandomSource(3);
    const cuts = [0, 1, 2, 3].map((cut) => {
      const rows = Array.from({ length: reference.rows }, (_row, row) => row);
      return Int32Array.from(rows.filter((row) => row === 0 || random.uniform(row, cut) < 0.3));
    });
    const found = await nearestInCuts(scale, { queries, reference }, cuts, {});
    for (const [cut, rows] of cuts.entries()) {
      const { distances } = await nearestRows(scale, { queries, reference: gatherRows(reference, rows) });
      for (let query = 0; query < queries.rows; query++) {
        expect(Math.abs(found.distances[query * 4 + cut]! - distances[query]!)).toBeLessThan(TOLERANCE);
        expect(rows).toContain(found.rows[query * 4 + cut]!);
      }
    }
  });
});

describe('nearestRows', () => {
  const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
  const scaleOf = (table: Table) => fitGowerScale(table, asMetadata(cvd));

  it('leaves ids, personal data and unknown columns out, and says so', () => {
    const table = tableFromColumns({ id: ['a', 'b'], mail: ['x', 'y'], n: [1, 2] });
    const columns = { id: { sdtype: 'id' }, mail: { sdtype: 'email' }, n: { sdtype: 'numerical' } };
    const scale = fitGowerScale(table, asMetadata({ columns }));
    expect(scale.leftOut).toEqual(['id', 'mail']);
    expect(scale.columns).toMatchObject([{ name: 'n', kind: 'number', range: 1 }]);
  });

  it('measures datetimes alike whatever unit or format they come in', async () => {
    const days = ['2020-01-01', '2020-01-11', '2020-03-01'];
    const texts = tableFromColumns({ at: days });
    const columns = { at: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' } };
    const seconds = tableFromColumns(
      { at: ['2020-01-06T00:00:00'] },
      { at: { type: 'timestamp', unit: 's', timezone: null } },
    );
    const scale = fitGowerScale(texts, asMetadata({ columns }));
    const { distances } = await nearestRows(scale, { queries: seconds, reference: texts });
    expect(distances[0]).toBeCloseTo(5 / 60, 12);
  });

  it('takes infinite numbers for equal to their like and 1 from all others', async () => {
    const training = tableFromColumns({ n: [0, 10, Number.POSITIVE_INFINITY] });
    const scale = fitGowerScale(training, asMetadata({ columns: { n: { sdtype: 'numerical' } } }));
    const queries = tableFromColumns({ n: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 12] });
    const { distances } = await nearestRows(scale, { queries, reference: training });
    expect([...distances]).toEqual([0, 1, expect.closeTo(0.2, 12)]);
  });

  it('has no further neighbours than the reference has rows', async () => {
    const table = tableFromColumns({ n: [1, 2], c: ['a', 'b'] });
    const found = await nearestRows(
      fitGowerScale(table),
      { queries: table, reference: table.slice(0, 1) },
      { neighbours: 2 },
    );
    expect([...found.rows]).toEqual([0, -1, 0, -1]);
    expect([...found.distances]).toEqual([0, Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY]);
  });

  it('reports progress, lets other work run and stops at its signal', async () => {
    const train = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
    const queries = await readTable('fixtures/sdmetrics/cvd-copula.csv', cvd);
    const seen: Progress[] = [];
    await nearestRows(
      scaleOf(train),
      { queries, reference: train },
      { execution: 'inline', onProgress: (p) => seen.push(p) },
    );
    expect(seen.map(({ fraction }) => fraction)).toEqual(seen.map(({ fraction }) => fraction).sort((a, b) => a - b));
    expect(seen.at(-1)!.fraction).toBe(1);
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const stopped = nearestRows(
      scaleOf(train),
      { queries, reference: train },
      { execution: 'inline', signal: controller.signal },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });

  it('refuses what it cannot measure with typed errors', async () => {
    const table = tableFromColumns({ n: [1, 2] });
    const columns = { n: { sdtype: 'numerical' } };
    const scale = fitGowerScale(table, asMetadata({ columns }));
    const of = (queries: Table, neighbours = 1) => nearestRows(scale, { queries, reference: table }, { neighbours });
    await expect(of(table.slice(0, 0))).rejects.toMatchObject({ code: 'CVD_EMPTY_TABLE' });
    await expect(of(tableFromColumns({ m: [1] }))).rejects.toMatchObject({ code: 'CVD_UNKNOWN_COLUMN' });
    await expect(of(tableFromColumns({ n: ['x'] }))).rejects.toMatchObject({ code: 'CVD_METRIC_INPUT' });
    await expect(of(table, 0)).rejects.toMatchObject({ code: 'CVD_INVALID_OPTION' });
    await expect(of(table, 33)).rejects.toMatchObject({ code: 'CVD_INVALID_OPTION' });
    expect(() => fitGowerScale(table.slice(0, 0), asMetadata({ columns }))).toThrow(
      expect.objectContaining({ code: 'CVD_EMPTY_TABLE' }),
    );
    expect(() => fitGowerScale(table, asMetadata({ columns: { n: { sdtype: 'id' } } }))).toThrow(
      expect.objectContaining({ code: 'CVD_EMPTY_TABLE' }),
    );
  });
});
