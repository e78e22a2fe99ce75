import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '../../test/arbitrary-table.js';
import { formatCsv } from '../csv/format-csv.js';
import type { Progress } from '../progress/progress.js';
import { concatTables } from '../table/concat-tables.js';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { csvSource } from './csv-source.js';
import { ndjsonSource } from './ndjson-source.js';
import { readCsv } from './read-csv.js';
import { readNdjson } from './read-ndjson.js';
import { writeCsv } from './write-csv.js';
import { writeNdjson } from './write-ndjson.js';

const cvd = fileURLToPath(new URL('../../../../examples/data/cvd_small.csv', import.meta.url));
const small = tableFromColumns({ id: [1, 2, 3], text: ['x', 'a "b"', null], flag: [true, null, false] });

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cvd-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const collect = async (batches: AsyncIterable<Table>): Promise<Table[]> => {
  const all: Table[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
};
/** A stream of batches that goes wrong behind the first ones. */
async function* failing(error: Error): AsyncGenerator<Table> {
  yield small;
  yield small;
  throw error;
}

describe.each([
  ['data.csv', writeCsv, readCsv],
  ['data.csv.gz', writeCsv, readCsv],
  ['data.ndjson', writeNdjson, readNdjson],
  ['data.ndjson.gz', writeNdjson, readNdjson],
] as const)('%s', (name, write, read) => {
  it('reads what was written', async () => {
    expect(await write(small, at(name))).toEqual({ rows: 3 });
    expect(contentOf(await read(at(name)))).toEqual(contentOf(small));
    expect(await readdir(folder)).toEqual([name]);
  });

  it('writes sources and streams of batches, and says how far it is', async () => {
    const rows: number[] = [];
    await write(small.batches(2), at(name), { onRows: (done) => rows.push(done) });
    expect(rows).toEqual([2, 3]);
    expect(contentOf(await read(at(name)))).toEqual(contentOf(small));
  });

  it('leaves what was there before when the rows fail to come', async () => {
    await writeFile(at(name), 'before');
    await expect(write(failing(new Error('no more rows')), at(name))).rejects.toThrow('no more rows');
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(at(name), 'utf8')).toBe('before');
  });

  it('leaves nothing when it is aborted', async () => {
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Table> {
      for (let i = 0; ; i++) {
        if (i === 3) controller.abort();
        yield small;
      }
    }
    const work = write(endless(), at(name), { signal: controller.signal });
    await expect(work).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    await expect(write(small, at(name), { signal: controller.signal })).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a folder that is not there, and a path that is a folder', async () => {
    const missing = write(small, join(folder, 'none', name));
    await expect(missing).rejects.toMatchObject({ code: 'CVD_FILE_WRITE', path: join(folder, 'none', name) });
    await expect(read(at(name))).rejects.toMatchObject({ code: 'CVD_FILE_NOT_FOUND', path: at(name) });
    await expect(read(folder)).rejects.toMatchObject({ code: 'CVD_FILE_READ', path: folder });
    await expect(write(small, folder)).rejects.toMatchObject({ code: 'CVD_FILE_WRITE', path: folder });
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the file and the line in errors', async () => {
    const bad = name.includes('csv') ? 'a,b\n1,2\n3\n' : '{"a":1}\n{}\n{"a":"x"}\n';
    await writeFile(at(name), name.endsWith('.gz') ? gzipSync(bad) : bad);
    await expect(read(at(name))).rejects.toMatchObject({ file: at(name), line: 3 });
  });

  it('stops reading when it is aborted', async () => {
    await write(small, at(name));
    await expect(read(at(name), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });
});

describe('gzip', () => {
  it('writes what gunzip reads', async () => {
    await writeCsv(small, at('a.csv.gz'));
    expect(gunzipSync(await readFile(at('a.csv.gz'))).toString()).toBe(formatCsv(small));
  });

  it('refuses files that are no gzip, damaged or cut off', async () => {
    const whole = gzipSync(formatCsv(small));
    const damaged = Buffer.from(whole);
    damaged[whole.length - 6]! ^= 1;
    for (const bytes of [Buffer.from('a,b\n1,2\n'), whole.subarray(0, whole.length - 9), damaged]) {
      await writeFile(at('a.csv.gz'), bytes);
      await expect(readCsv(at('a.csv.gz'))).rejects.toMatchObject({ code: 'CVD_FILE_READ', path: at('a.csv.gz') });
    }
  });
});

describe.skipIf(!existsSync('/dev/full'))('writing that fails', () => {
  it.each(['full.csv', 'full.csv.gz'])('closes the source of the rows: %s', async (name) => {
    await symlink('/dev/full', at(name));
    let closed = false;
    async function* rows(): AsyncGenerator<Table> {
      const batch = tableFromColumns({ a: Float64Array.from({ length: 10_000 }, (_, i) => i / 7) });
      try {
        for (;;) yield batch;
      } finally {
        closed = true;
      }
    }
    await expect(writeCsv(rows(), at(name))).rejects.toMatchObject({ code: 'CVD_FILE_WRITE' });
    expect(closed).toBe(true);
  });
});

describe('readCsv', () => {
  it('reports progress that never falls and ends at 1, also when the file is read twice', async () => {
    await writeFile(at('late.csv'), `a\n${'1.50\n'.repeat(600_000)}x\n`);
    const seen: Progress[] = [];
    const table = await readCsv(at('late.csv'), { onProgress: (progress) => seen.push(progress) });
    expect([table.rows, table.at(0, 'a'), table.at(600_000, 'a')]).toEqual([600_001, '1.50', 'x']);
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.length).toBeGreaterThan(2);
  });

  it('stops between pieces when it is aborted on the way', async () => {
    await writeFile(at('long.csv'), `a\n${'1.50\n'.repeat(600_000)}`);
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ fraction }: Progress): void => {
      seen.push(fraction);
      controller.abort();
    };
    const reading = readCsv(at('long.csv'), { onProgress, signal: controller.signal });
    await expect(reading).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(seen.length).toBe(1);
  });
});

describe('csvSource and ndjsonSource', () => {
  it('give the rows of the file in batches, each time from the start', async () => {
    const whole = await readCsv(cvd);
    await writeNdjson(whole, at('cvd.ndjson'));
    for (const source of [csvSource(cvd, { batchRows: 1000 }), ndjsonSource(at('cvd.ndjson'), { batchRows: 1000 })])
      for (let pass = 0; pass < 2; pass++) {
        const batches = await collect(source.open());
        expect(batches.map(({ rows }) => rows)).toEqual([1000, 1000, 1000, 463]);
        expect(contentOf(concatTables(batches))).toEqual(contentOf(whole));
        expect([...(await source.types()).keys()]).toEqual(whole.names);
      }
  });

  it('find a file that came later', async () => {
    const source = csvSource(at('later.csv'));
    await expect(source.types()).rejects.toMatchObject({ code: 'CVD_FILE_NOT_FOUND' });
    await writeCsv(small, at('later.csv'));
    expect(contentOf(concatTables(await collect(source.open())))).toEqual(contentOf(small));
  });

  it('may be left early', async () => {
    await writeFile(at('long.csv'), `a\n${'1.50\n'.repeat(600_000)}`);
    for await (const batch of csvSource(at('long.csv'), { batchRows: 10 }).open()) {
      expect(batch.rows).toBe(10);
      break;
    }
  });

  it('refuse batches without rows', () => {
    for (const batchRows of [0, -1, 1.5, Number.NaN])
      expect(() => csvSource(cvd, { batchRows })).toThrow(expect.objectContaining({ code: 'CVD_INVALID_OPTION' }));
  });
});

describe('a stream as the target', () => {
  it('takes the text at its own pace and stays open', async () => {
    const taken: string[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      decodeStrings: false,
      write: (chunk: string, _encoding, done) => setTimeout(() => done(void taken.push(chunk)), 1),
    });
    await writeCsv(small.batches(1), slow);
    expect([taken.length, taken.join(''), slow.writableEnded]).toEqual([3, formatCsv(small), false]);
  });

  it('gives a typed error when the stream fails', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    await expect(writeCsv(small, broken)).rejects.toMatchObject({ code: 'CVD_FILE_WRITE' });
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it('is a typed error', async () => {
    await expect(writeCsv(small, '/dev/full')).rejects.toMatchObject({
      code: 'CVD_FILE_WRITE',
      path: '/dev/full',
      message: expect.stringContaining('ENOSPC'),
    });
  });
});
