import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryTable, contentOf } from '../../test/arbitrary-table.js';
import { columnSpecs } from '../table/column-spec.js';
import { concatTables } from '../table/concat-tables.js';
import type { Table } from '../table/table.js';
import { csvBatches, findCsvTypes } from './csv-batches.js';
import { resolveCsvOptions } from './csv-options.js';
import { formatCsv } from './format-csv.js';
import { parseCsv } from './parse-csv.js';

const sourceOf = (text: string, pieceBytes = 7) => {
  const bytes = new TextEncoder().encode(text);
  let opened = 0;
  let taken = 0;
  async function* source(): AsyncGenerator<Uint8Array> {
    opened++;
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      taken++;
      yield bytes.slice(start, start + pieceBytes);
    }
  }
  return { source, opened: () => opened, taken: () => taken };
};
const options = resolveCsvOptions({ delimiter: ',' });
const collect = async (batches: AsyncIterable<Table>): Promise<Table[]> => {
  const all: Table[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
};

describe('findCsvTypes', () => {
  it('finds the types that reading the whole text finds', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, async (table) => {
        const text = formatCsv(table);
        expect(await findCsvTypes(sourceOf(text).source, options)).toEqual(
          columnSpecs(parseCsv(text, { delimiter: ',' })),
        );
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('stops at the header when all types are given', async () => {
    const { source, taken } = sourceOf(`a,b\n${'1,2\n'.repeat(500)}`);
    const given = resolveCsvOptions({ delimiter: ',', types: { b: 'utf8', a: 'float64' } });
    expect([...(await findCsvTypes(source, given))]).toEqual([
      ['a', 'float64'],
      ['b', 'utf8'],
    ]);
    expect(taken()).toBeLessThan(3);
  });

  it('finds the time zone where only the type was given', async () => {
    const { source } = sourceOf('t\n\n\n2024-01-01T00:00:00Z\n');
    const types = await findCsvTypes(source, resolveCsvOptions({ types: { t: 'timestamp' } }));
    expect(types.get('t')).toEqual({ type: 'timestamp', unit: 'ms', timezone: 'UTC' });
  });
});

describe('csvBatches', () => {
  it('gives batches of the size asked for, all of one type, that make up the table', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, fc.integer({ min: 1, max: 5 }), async (table, batchRows) => {
        const text = formatCsv(table);
        const types = columnSpecs(table);
        const batches = await collect(csvBatches(sourceOf(text).source, options, types, batchRows));
        for (const batch of batches.slice(0, -1)) expect(batch.rows).toBe(batchRows);
        expect(batches.at(-1)!.rows).toBe(table.rows % batchRows || Math.min(table.rows, batchRows));
        expect(contentOf(concatTables(batches))).toEqual(contentOf(table));
      }),
      { numRuns: 500, seed: 8 },
    );
  });

  it('types a column by its last row, also for the first batch', async () => {
    const { source } = sourceOf('a\n01.0\n1.50\nx\n');
    const [first] = await collect(csvBatches(source, options, await findCsvTypes(source, options), 1));
    expect([...first!.toRows()]).toEqual([{ a: '01.0' }]);
  });

  it('keeps codes from batch to batch, in a dictionary that only grows', async () => {
    const { source } = sourceOf('a\nx\ny\ny\nx\nz\nx\n');
    const batches = await collect(csvBatches(source, options, new Map([['a', 'utf8']]), 2));
    const dictionaries = batches.map(({ columns: [column] }) => (column?.type === 'utf8' ? column.dictionary : []));
    expect(dictionaries).toEqual([
      ['x', 'y'],
      ['x', 'y'],
      ['x', 'y', 'z'],
    ]);
    expect(dictionaries[1]).toBe(dictionaries[0]);
  });

  it('does not let the dictionary of a column of ids grow with the text', async () => {
    const rows = 120_000;
    const { source } = sourceOf(`id\n${Array.from({ length: rows }, (_, i) => `p${i}`).join('\n')}\n`, 1 << 16);
    let longest = 0;
    let row = 0;
    for await (const batch of csvBatches(source, options, new Map([['id', 'utf8']]), 10_000)) {
      const column = batch.columns[0]!;
      if (column.type === 'utf8') longest = Math.max(longest, column.dictionary.length);
      expect(batch.at(0, 'id')).toBe(`p${row}`);
      expect(batch.at(batch.rows - 1, 'id')).toBe(`p${row + batch.rows - 1}`);
      row += batch.rows;
    }
    expect(row).toBe(rows);
    expect(longest).toBeLessThanOrEqual(60_000);
  });
});
