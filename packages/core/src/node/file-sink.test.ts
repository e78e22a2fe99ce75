import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Batch, Sink } from '../sink/sink.js';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import type { LandedRow } from '../testing/memory-sink.js';
import { sinkConformance } from '../testing/sink-kit/sink-conformance.js';
import { csvSink } from './csv-sink.js';
import { ndjsonSink } from './ndjson-sink.js';
import { readCsv } from './read-csv.js';
import { readNdjson } from './read-ndjson.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-file-sink-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const landed =
  (extension: string, read: (path: string) => Promise<Table>) =>
  async (target: string): Promise<LandedRow[]> => {
    const path = join(folder, `${target}${extension}`);
    const text = readdirSync(folder).includes(`${target}${extension}`) ? readFileSync(path) : '';
    if (text.length === 0) return [];
    return [...(await read(path)).toRows()].map((values) => ({ runId: null, rowIndex: null, values }));
  };

const kinds: [string, (path: string) => Sink, (path: string) => Promise<Table>][] = [
  ['.csv', csvSink, readCsv],
  ['.csv.gz', csvSink, readCsv],
  ['.ndjson', ndjsonSink, readNdjson],
  ['.ndjson.gz', ndjsonSink, readNdjson],
];

for (const [extension, create, read] of kinds)
  describe(extension, () => {
    sinkConformance({
      runner: { describe, it },
      create: (target) => create(join(folder, `${target}${extension}`)),
      read: landed(extension, read),
    });
  });

const batchOf = (table: Table, firstRow = 0): Batch => ({
  table,
  firstRow,
  runId: '01890000-0000-7000-8000-000000000001',
  fingerprint: '00112233aabbccdd',
});

describe('a file sink', () => {
  it('writes one header for many batches, also after a first batch that could not be written', async () => {
    const path = join(folder, 'header.csv');
    const sink = csvSink(path, { lineEnding: '\r\n' });
    await sink.open();
    await expect(sink.write(batchOf(tableFromColumns({ a: ['\ud800'] })))).rejects.toMatchObject({
      code: 'CVD_INVALID_VALUE',
    });
    await sink.write(batchOf(tableFromColumns({ a: ['x'] })));
    await sink.write(batchOf(tableFromColumns({ a: ['y'] }), 1));
    await sink.close();
    expect(readFileSync(path, 'utf8')).toBe('a\r\nx\r\ny\r\n');
  });

  it('keeps the old file until the new one is whole, and when it is aborted', async () => {
    const path = join(folder, 'old.csv');
    writeFileSync(path, 'old');
    const sink = csvSink(path);
    await sink.open();
    await sink.write(batchOf(tableFromColumns({ a: [1] })));
    expect(readFileSync(path, 'utf8')).toBe('old');
    await sink.close({ abort: true });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('names a folder that is not there', async () => {
    const path = join(folder, 'none', 'a.csv');
    await expect(csvSink(path).open()).rejects.toMatchObject({ code: 'CVD_FILE_WRITE', path });
  });

  it.skipIf(process.platform !== 'linux')('says so when the disk is full, and again at close', async () => {
    const sink = csvSink('/dev/full');
    await sink.open();
    const full = { code: 'CVD_FILE_WRITE', path: '/dev/full' };
    await expect(sink.write(batchOf(tableFromColumns({ a: [1] })))).rejects.toMatchObject(full);
    await expect(sink.write(batchOf(tableFromColumns({ a: [1] })))).rejects.toMatchObject(full);
    await expect(sink.close()).rejects.toMatchObject(full);
  });
});
