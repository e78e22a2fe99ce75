import { describe, expect, it } from 'vitest';
import type { EncodedSchema, EncodedValues } from '../encoding/encoded-table.js';
import { detectMetadata } from '../metadata/detect-table.js';
import { tableMetadata } from '../metadata/table-metadata.js';
import { fitPreparation } from '../preparation/fit-preparation.js';
import { decodeBatch, encodeBatch, type PreparedTable } from '../preparation/prepared-table.js';
import { createRandomSource } from '../random/counter-random.js';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { mixedTable } from '../testing/synthesizer-kit/tables.js';
import {
  binCodes,
  contingencySimilarityOf,
  correlationSimilarity,
  createEncodedQuality,
  equalWidthBins,
  jointCodes,
  ksComplement,
  numericPair,
  tvComplement,
} from './index.js';

const random = createRandomSource(9);

/** The kit's table with two more columns: one that goes with age, with gaps, and one that hardly goes with anything. */
const realTable = (rows: number): Table => {
  const base = mixedTable(rows);
  const age = base.column('age');
  const number = (row: number): number =>
    (age as unknown as { values: ArrayLike<number | bigint> }).values[row] as number;
  return tableFromColumns({
    ...Object.fromEntries(base.names.map((name) => [name, [...base.toRows()].map((row) => row[name] as never)])),
    pressure: Array.from({ length: rows }, (_, row) =>
      random.uniform(row) < 0.2 ? null : Math.round(10 * (90 + Number(number(row)) + 20 * random.uniform(row, 1))) / 10,
    ),
    noise: Float64Array.from({ length: rows }, (_, row) => random.uniform(row, 2)),
  });
};

const prepare = async (table: Table): Promise<PreparedTable> => {
  const { metadata } = detectMetadata(table);
  const { prepared } = await fitPreparation(table, {
    metadata: tableMetadata(metadata),
    settings: { rareBelow: 0, trimExtremes: false, locale: 'en_US' },
    random: random.child('prepare'),
    signal: null,
    report: () => {},
    notes: { warn: () => {}, clip: () => {}, categoriesNotKept: () => {} },
  });
  return prepared;
};

/** Rows that keep some of the dependence: columns shifted against each other, numbers moved off their decimals and bounds. */
const made = (schema: EncodedSchema, columns: readonly EncodedValues[]): EncodedValues[] =>
  columns.map((values, c) => {
    const spec = schema.columns[c]!;
    const from = (row: number): number => (random.uniform(row, c, 1) < 0.6 ? row : (row + 7) % values.length);
    if (values instanceof Int32Array) return values.map((_, row) => values[from(row)]!);
    const gaps = schema.columns.findIndex(({ name }) => spec.kind === 'continuous' && name === spec.missing);
    return values.map((_, row) => {
      const value = values[from(row)]!;
      // A method may give a number where its column of missing values says that there is none.
      return Number.isNaN(value) ? (gaps === -1 ? Number.NaN : 3) : value + random.uniform(row, c, 2) * 2 - 1;
    });
  });

const mean = (values: readonly number[]): number => {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.reduce((sum, value) => sum + value, 0) / present.length;
};

/** The two figures from tables, by the public metrics. */
const fromTables = (real: Table, synthetic: Table, continuous: readonly string[], discrete: readonly string[]) => {
  const pairOf = (name: string) => numericPair(real.column(name), synthetic.column(name), name);
  const codesOf = (name: string) => {
    if (discrete.includes(name)) return jointCodes(real.column(name), synthetic.column(name));
    const pair = pairOf(name);
    const bins = (side: 'real' | 'synthetic') => equalWidthBins(pair[side], name, side);
    return { real: bins('real'), synthetic: bins('synthetic'), size: binCodes };
  };
  const names = real.names.filter((name) => continuous.includes(name) || discrete.includes(name));
  const shapes = names.map(
    (name) =>
      (continuous.includes(name) ? ksComplement : tvComplement).compute(real.column(name), synthetic.column(name))
        .score,
  );
  const trends = names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .map((b) =>
        continuous.includes(a) && continuous.includes(b)
          ? correlationSimilarity.compute(
              [real.column(a), real.column(b)],
              [synthetic.column(a), synthetic.column(b)],
              { threshold: 0.5 },
            ).score
          : contingencySimilarityOf(codesOf(a), codesOf(b), { threshold: 0.3 }).score,
      ),
  );
  return { shapes, trends };
};

describe('createEncodedQuality', () => {
  it('gives what the public metrics give of the decoded tables', async () => {
    const table = realTable(1500);
    const prepared = await prepare(table);
    const { schema } = prepared;
    const real = encodeBatch(prepared, table, 0).columns;
    const synthetic = made(schema, real);
    const ranges = real.map((values) => {
      const present = values.filter((value: number) => !Number.isNaN(value)) as EncodedValues;
      return values instanceof Float64Array ? ([Math.min(...present), Math.max(...present)] as const) : null;
    });
    const rows = Float64Array.from({ length: table.rows }, (_, row) => row);
    const decoded = decodeBatch(prepared, synthetic, rows, random.child('decode'));
    // Dates are compared as the days they are encoded as: as text the metrics know them not.
    const days = (columns: readonly EncodedValues[]) => {
      const index = schema.columns.findIndex(({ source }) => source === 'seen');
      const [low, high] = ranges[index]!;
      return columns[index]!.map((value: number) => Math.round(Math.min(Math.max(value, low), high))) as Float64Array;
    };
    const withDays = (of: Table, columns: readonly EncodedValues[]): Table =>
      of.names.includes('seen')
        ? tableFromColumns({
            ...Object.fromEntries(of.names.map((name) => [name, [...of.toRows()].map((row) => row[name] as never)])),
            seen: days(columns),
          })
        : of;
    const expected = fromTables(
      withDays(table, real),
      withDays(decoded, synthetic),
      ['age', 'weight', 'seen', 'pressure', 'noise'],
      ['level', 'region', 'smoker'],
    );
    const counted = expected.trends.filter((score) => !Number.isNaN(score));
    // The case is worth something: pairs of all three kinds count, and some do not.
    expect(counted.length).toBeGreaterThan(2);
    expect(counted.length).toBeLessThan(expected.trends.length);

    const scores = (await createEncodedQuality(schema, real, { ranges })).compare(synthetic);
    expect(scores.columnShapes).toBeCloseTo(mean(expected.shapes), 12);
    expect(scores.columnPairTrends).toBeCloseTo(mean(expected.trends), 12);
    expect(scores.score).toBeCloseTo(mean([mean(expected.shapes), mean(expected.trends)]), 12);
  });

  it('is 1 of the rows themselves, in any order, and less of others', async () => {
    const table = realTable(600);
    const prepared = await prepare(table);
    const real = encodeBatch(prepared, table, 0).columns;
    const quality = await createEncodedQuality(prepared.schema, real);
    const backwards = real.map((values) => values.slice().reverse());
    expect(quality.compare(backwards).score).toBeCloseTo(1, 12);
    expect(quality.compare(made(prepared.schema, real)).score).toBeLessThan(0.999);
  });

  it('leaves out what cannot be compared', async () => {
    const schema: EncodedSchema = {
      columns: [
        { kind: 'continuous', name: 'x', source: 'x', decimals: null, missing: null },
        { kind: 'continuous', name: 'y', source: 'y', decimals: null, missing: null },
      ],
    };
    const x = Float64Array.of(1, 2, 3, 4);
    const quality = await createEncodedQuality(schema, [x, x]);
    // A constant column has no correlation; its shape counts.
    expect(quality.compare([x, new Float64Array(4).fill(2)])).toMatchObject({
      columnShapes: 0.75,
      columnPairTrends: Number.NaN,
      score: 0.75,
    });
    expect(
      quality.compare([new Float64Array(4).fill(Number.NaN), new Float64Array(4).fill(Number.NaN)]).score,
    ).toBeNaN();
    const nothing = await createEncodedQuality({ columns: [] }, []);
    expect(nothing.compare([]).score).toBeNaN();
  });
});
