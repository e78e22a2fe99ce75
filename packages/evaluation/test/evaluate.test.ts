import { createRandomSource, type Metadata, type Progress, type Table, tableFromColumns } from '@cvd/core';
import { bootstrapRowsTable } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import { diagnosticReport, evaluate, qualityReport } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const metadata: Metadata = asMetadata(cvd);
const train = await readTable('../../../tests/fixtures/cvd/train.csv', cvd);
const copula = await readTable('fixtures/sdmetrics/cvd-copula.csv', cvd);
const test = await readTable('../../../tests/fixtures/cvd/test.csv', cvd);

const small = (columns: Readonly<Record<string, readonly unknown[]>>): Table => tableFromColumns(columns);
const describing = (columns: Readonly<Record<string, string>>): Metadata =>
  asMetadata({ columns: Object.fromEntries(Object.entries(columns).map(([name, sdtype]) => [name, { sdtype }])) });

describe('evaluate', () => {
  it('gives both reports, names the thresholds and is plain JSON', async () => {
    const report = await evaluate(train, copula, { metadata, c2st: false });
    expect(report.quality).toMatchObject(await qualityReport(train, copula, metadata));
    expect(report.quality.pairThresholds).toEqual({ correlation: 0.5, association: 0.3 });
    expect(report.diagnostic).toEqual(await diagnosticReport(train, copula, metadata));
    expect(report.rows).toEqual({ real: 2770, synthetic: 2770 });
    expect(report.notes).toEqual([]);
    expect(report).not.toHaveProperty('baselines');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('detects the metadata when none is given', async () => {
    const { quality } = await evaluate(train, copula, { c2st: false });
    expect(quality.score).toBeCloseTo(0.9014906483326905, 9);
  });

  it('says what a score is worth: baselines of as many rows as the synthetic table', async () => {
    const { baselines } = await evaluate(train, copula, {
      metadata,
      pairThresholds: { correlation: 0, association: 0 },
      baselines: true,
      c2st: false,
    });
    expect(baselines).toMatchObject({ rows: 2770, seed: 0 });
    // Twenty other seeds scored .963 ± .0058 and .975 ± .0041 (mean, standard deviation); 4 deviations.
    expect(Math.abs(baselines!.independentColumns.score! - 0.963)).toBeLessThan(4 * 0.0058);
    expect(Math.abs(baselines!.bootstrapRows!.score! - 0.975)).toBeLessThan(4 * 0.0041);
  });

  it('draws the same baselines for the same seed, others for another', async () => {
    const scores = async (seed: number) =>
      (await evaluate(train, test, { metadata, baselines: true, seed, c2st: false })).baselines;
    const first = await scores(3);
    expect(await scores(3)).toEqual(first);
    expect((await scores(4))!.bootstrapRows).not.toEqual(first!.bootstrapRows);
    expect(first!.rows).toBe(693);
  });

  it('notes what a reader should know', async () => {
    const { notes } = await evaluate(
      small({ a: [1, 2, 3], id: ['x', 'y', 'z'], more: [1, 2, 3], gone: [null, null, null] }),
      small({ a: [1, 2], id: ['x', 'q'], gone: [null, null], other: ['1', '2'] }),
      { metadata: describing({ a: 'numerical', id: 'id', gone: 'numerical' }) },
    );
    expect(notes).toEqual([
      expect.stringMatching(/differ in size \(3 real rows, 2 synthetic\)/),
      'Not in the metadata, so not compared: "more", "other".',
      expect.stringMatching(/no quality score: "id"/),
      'No score could be computed for: "gone".',
      expect.stringMatching(/No pair of columns shows a trend/),
    ]);
  });

  it('reports progress that never falls and ends at 1', async () => {
    const seen: Progress[] = [];
    await evaluate(train, test, {
      metadata,
      baselines: true,
      c2st: false,
      onProgress: (progress) => seen.push(progress),
    });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(seen.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining([
        ...['column shapes', 'column pairs', 'column intervals', 'pair intervals', 'baselines'],
        ...['data validity', 'data structure', 'marginals'],
      ]),
    );
  });

  it('stops within one column or pair of its signal', async () => {
    const controller = new AbortController();
    let steps = 0;
    const onProgress = () => {
      if (++steps === 30) controller.abort();
    };
    const evaluation = evaluate(train, test, { metadata, signal: controller.signal, onProgress });
    await expect(evaluation).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(steps).toBe(30);
    await expect(evaluate(train, test, { metadata, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CVD_ABORTED',
    });
  });

  it('gives other work a turn after every column and pair', async () => {
    let turns = 0;
    let done = false;
    const other = (): void => {
      turns++;
      if (!done) setImmediate(other);
    };
    other();
    await evaluate(train, copula, { metadata, c2st: false });
    done = true;
    expect(turns).toBeGreaterThanOrEqual(19 + 171);
  });

  it('refuses input it cannot judge with typed errors', async () => {
    const code = (expected: string) => expect.objectContaining({ code: expected });
    const a = describing({ a: 'numerical' });
    const real = small({ a: [1, 2] });
    await expect(evaluate(real, real.slice(0, 0), { metadata: a })).rejects.toEqual(code('CVD_EMPTY_TABLE'));
    await expect(evaluate(real, small({ b: [1] }), { metadata: a })).rejects.toEqual(code('CVD_UNKNOWN_COLUMN'));
    await expect(evaluate(real, real, { metadata: { METADATA_SPEC_VERSION: 'V1', tables: {} } })).rejects.toEqual(
      code('CVD_INVALID_METADATA'),
    );
    for (const correlation of [-0.1, 1.5, Number.NaN]) {
      await expect(evaluate(real, real, { metadata: a, pairThresholds: { correlation } })).rejects.toMatchObject({
        code: 'CVD_INVALID_OPTION',
        threshold: 'correlation',
      });
    }
  });
});

describe('qualityReport', () => {
  it('is 1 in all parts for a table against its own rows in another order', async () => {
    const order = [...train.slice(0, 400).toRows()].reverse();
    const turned = tableFromColumns(train.names.map((name) => [name, order.map((row) => row[name])] as const));
    const { score, columnShapes, columnPairTrends } = await qualityReport(train.slice(0, 400), turned, metadata, {
      pairThresholds: { correlation: 0, association: 0 },
    });
    expect([score, columnShapes.score, columnPairTrends.score]).toEqual([1, 1, 1]);
  });

  it('does not depend on the order of rows', async () => {
    const rows = [...copula.toRows()];
    const turned = tableFromColumns(
      copula.names.map((name) => [name, rows.map((row) => row[name]).reverse()] as const),
    );
    const straight = await qualityReport(train, copula, metadata);
    const reversed = await qualityReport(train, turned, metadata);
    expect(reversed.score).toBeCloseTo(straight.score!, 12);
    expect(reversed.columnPairTrends.score).toBeCloseTo(straight.columnPairTrends.score!, 12);
  });

  it('falls with the number of rows alone, which is why tables of equal size are compared', async () => {
    const score = async (rows: number): Promise<number> => {
      const drawn = bootstrapRowsTable(train, rows, createRandomSource(1));
      return (await qualityReport(train, drawn, metadata)).columnShapes.score!;
    };
    expect(await score(100)).toBeLessThan(await score(2770));
  });

  it('keeps the reason where a column or pair cannot be judged, and leaves it out of the means', async () => {
    const report = await qualityReport(
      small({ a: [1, 1, 1], b: [1, 2, 4], c: ['x', 'y', 'x'] }),
      small({ a: [1, 2, 3], b: [1, 2, 4], c: [null, null, null] }),
      describing({ a: 'numerical', b: 'numerical', c: 'categorical' }),
      { pairThresholds: { correlation: 0, association: 0 } },
    );
    const [, , c] = report.columnShapes.columns;
    expect(c).toMatchObject({
      column: 'c',
      score: null,
      error: expect.stringMatching(/synthetic column holds no value/),
    });
    expect(report.columnShapes.score).toBeCloseTo((1 / 3 + 1) / 2, 14);
    const [ab] = report.columnPairTrends.pairs;
    expect(ab).toMatchObject({
      score: null,
      counted: false,
      error: expect.stringMatching(/real column.*distinct value/),
    });
  });

  it('refuses to compare numbers with text', async () => {
    const { columnShapes } = await qualityReport(
      small({ a: [1, 2] }),
      small({ a: ['1', '2'] }),
      describing({ a: 'numerical' }),
    );
    expect(columnShapes.columns[0]).toMatchObject({
      score: null,
      error: 'Column "a": the synthetic column holds text where numbers or timestamps are needed.',
    });
  });
});

describe('diagnosticReport', () => {
  it('names columns that a table lacks, and lowers the structure score', async () => {
    const report = await diagnosticReport(
      small({ a: [1, 2], b: ['x', 'y'] }),
      small({ a: [1, 2], z: ['x', 'y'] }),
      describing({ a: 'numerical', b: 'categorical' }),
    );
    expect(report.dataStructure.score).toBeCloseTo(1 / 3, 14);
    expect(report.dataValidity.columns[1]).toMatchObject({
      column: 'b',
      score: null,
      error: 'CategoryAdherence: the synthetic column "b" is not in the table.',
    });
    expect(report.score).toBeCloseTo(2 / 3, 14);
  });
});
