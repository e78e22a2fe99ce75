import { createRandomSource, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { privacyAttacks } from '../src/attacks/index.js';
import { asMetadata } from './support.js';

type Cell = number | string | boolean | null;
const random = createRandomSource(11);
const ROWS = 100;

/** A column of a table: its sdtype, and what stands in a row; `draw` is uniform in 0 … 1. */
type Make = readonly [sdtype: string, cell: (draw: number, row: number) => Cell];

const adverse: Readonly<Record<string, readonly Make[]>> = {
  'mostly missing': [
    ['numerical', (draw) => (draw < 0.8 ? null : draw)],
    ['categorical', (draw) => (draw < 0.8 ? null : draw < 0.9 ? 'a' : 'b')],
    ['numerical', (draw) => draw],
  ],
  'a column without values': [
    ['numerical', () => null],
    ['categorical', () => null],
    ['numerical', (draw) => draw],
  ],
  'negative numbers': [
    ['numerical', (draw) => -1e6 * draw],
    ['numerical', (draw) => draw - 0.5],
    ['numerical', (draw) => Math.round(-3 * draw)],
  ],
  'constant columns': [
    ['numerical', () => 7],
    ['categorical', () => 'same'],
    ['boolean', () => true],
  ],
  'a constant and another': [
    ['numerical', () => 0],
    ['numerical', (draw) => draw],
  ],
  'a thousand categories': [
    ['categorical', (draw) => `c${Math.floor(1000 * draw)}`],
    ['categorical', (_, row) => `r${row}`],
    ['numerical', (draw) => draw],
  ],
  'infinite and huge numbers': [
    ['numerical', (draw) => (draw < 0.1 ? Number.POSITIVE_INFINITY : draw < 0.2 ? Number.NEGATIVE_INFINITY : draw)],
    ['numerical', (draw) => (draw - 0.5) * 1e308],
    ['numerical', (draw) => draw * 1e-300],
  ],
  'one row again and again': [
    ['numerical', (_, row) => (row === 0 ? 1 : 2)],
    ['categorical', (_, row) => (row === 0 ? 'a' : 'b')],
  ],
};

const tableOf = (columns: readonly Make[], part: number): Table =>
  tableFromColumns(
    columns.map(([, cell], c) => {
      const values = Array.from({ length: ROWS }, (_, row) => cell(random.uniform(part * ROWS + row, c), row));
      return [`column ${c}`, values] as const;
    }),
    new Map(
      columns.map(([sdtype], c) => [
        `column ${c}`,
        sdtype === 'numerical' ? 'float64' : sdtype === 'boolean' ? 'bool' : 'utf8',
      ]),
    ),
  );

/** Every number in a value of plain JSON. */
const numbersIn = (value: unknown): readonly number[] =>
  typeof value === 'number'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(numbersIn)
      : [];

describe('every attack gives plain JSON', () => {
  it.each(Object.entries(adverse))('on %s', async (_, columns) => {
    const metadata = asMetadata({
      columns: Object.fromEntries(columns.map(([sdtype], c) => [`column ${c}`, { sdtype }])),
    });
    const [training, holdout, fresh] = [0, 1, 2].map((part) => tableOf(columns, part)) as [Table, Table, Table];
    for (const synthetic of [fresh, training.slice(0, 3)]) {
      const found = await privacyAttacks(training, synthetic, { attacks: 'all', holdout, metadata, targets: 80 });
      expect(found.notRun).toEqual([]);
      // A NaN or an infinite number would come back as null.
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(numbersIn(found).every(Number.isFinite)).toBe(true);
      const { membership, attributeInference, singlingOut, linkability } = found;
      for (const attack of [attributeInference, singlingOut, linkability]) {
        if (!attack || !('risk' in attack)) throw new Error('an attack gave no risk');
        if (attack.risk === null) expect(attack.because).toMatch(/\w/);
        else expect(attack.risk).toBeGreaterThanOrEqual(0);
      }
      if (!membership || !('auc' in membership) || membership.auc === null) throw new Error('no AUC');
      expect(membership.auc).toBeGreaterThanOrEqual(0);
    }
  });
});
