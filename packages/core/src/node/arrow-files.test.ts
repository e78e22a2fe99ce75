import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { arrowSource } from './arrow-source.js';
import { writeArrow } from './write-arrow.js';

const table = tableFromColumns({
  id: Array.from({ length: 25_000 }, (_, i) => `p${i}`),
  x: Float64Array.from({ length: 25_000 }, (_, i) => i / 4),
});
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvd-arrow-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readAll = async (path: string): Promise<Table[]> => {
  const batches: Table[] = [];
  for await (const batch of arrowSource(path).open()) batches.push(batch);
  return batches;
};

describe('Arrow files', () => {
  it.each([
    ['file.arrow', {}],
    ['stream.arrows', { format: 'stream' as const }],
    ['file.arrow.gz', {}],
    ['stream.arrow.gz', { format: 'stream' as const }],
  ])('%s comes back batch by batch, as often as it is opened', async (name, options) => {
    const path = join(folder, name);
    const seen: number[] = [];
    expect(await writeArrow(table, path, { ...options, onRows: (rows) => seen.push(rows) })).toEqual({ rows: 25_000 });
    expect(seen).toEqual([10_000, 20_000, 25_000]);
    for (let time = 0; time < 2; time++) {
      const batches = await readAll(path);
      expect(batches.map(({ rows }) => rows)).toEqual([10_000, 10_000, 5_000]);
      expect(batches.flatMap((batch) => [...batch.toRows()])).toEqual([...table.toRows()]);
    }
  });

  it('that are missing or no Arrow files are typed errors', async () => {
    await expect(readAll(join(folder, 'none.arrow'))).rejects.toMatchObject({ code: 'CVD_FILE_NOT_FOUND' });
    const path = join(folder, 'text.arrow');
    writeFileSync(path, 'a,b\n1,2\n');
    await expect(readAll(path)).rejects.toMatchObject({ code: 'CVD_ARROW_FORMAT' });
  });

  it('leave nothing behind when writing is stopped or fails', async () => {
    const before = readdirSync(folder);
    const abort = new AbortController();
    const writing = writeArrow(table, join(folder, 'half.arrow'), {
      signal: abort.signal,
      onRows: () => abort.abort(),
    });
    await expect(writing).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    const other = tableFromColumns({ y: [1] });
    await expect(writeArrow([table, other], join(folder, 'half.arrow'))).rejects.toMatchObject({
      code: 'CVD_INVALID_COLUMN',
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('stop being read at the abort signal', async () => {
    const path = join(folder, 'stopped.arrow');
    await writeArrow(table, path);
    const abort = new AbortController();
    const reading = (async () => {
      for await (const _ of arrowSource(path, { signal: abort.signal }).open()) abort.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });
});
