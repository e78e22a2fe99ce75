import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDuckdb } from '@cvd/duckdb-sink';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall, jsonLines } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();

/** Interrupts as soon as the first progress is told, which is long before the end of the work. */
const interrupted = (args: readonly string[], { againAfterMs }: { againAfterMs?: number } = {}) => {
  let sent = false;
  return cvd([...args, '--json-progress'], {
    cwd: folder,
    onStderr: (text, child) => {
      if (sent || !text.includes('"event":"progress"')) return;
      sent = true;
      child.kill('SIGINT');
      if (againAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), againAfterMs);
    },
  });
};

beforeAll(async () => {
  const [header, ...rows] = readFileSync(cvdSmall, 'utf8').trimEnd().split('\n');
  writeFileSync(join(folder, 'large.csv'), `${[header, ...Array(60).fill(rows.join('\n'))].join('\n')}\n`);
  await cvd(['fit', cvdSmall, '--seed', '7', '--out', 'model.cvd'], { cwd: folder });
  writeFileSync(join(folder, 'kept.csv'), 'what stood there before');
});

describe('SIGINT', () => {
  it.each<[name: string, args: string[]]>([
    ['fit', ['fit', 'large.csv', '--out', 'large.cvd', '--report', 'large.json']],
    ['sample to a file', ['sample', 'model.cvd', '--rows', '20000000', '--out', 'rows.csv']],
    ['sample over a file', ['sample', 'model.cvd', '--rows', '20000000', '--out', 'kept.csv']],
    ['sample to a compressed file', ['sample', 'model.cvd', '--rows', '20000000', '--out', 'rows.csv.gz']],
    ['sample to a Parquet file', ['sample', 'model.cvd', '--rows', '20000000', '--out', 'rows.parquet']],
    ['evaluate', ['evaluate', 'large.csv', 'large.csv', '--baselines', '--json', 'report.json']],
  ])('during %s ends with 130 and leaves nothing half-written', async (_, args) => {
    const before = readdirSync(folder).sort();
    const { code, stdout, stderr } = await interrupted(args);
    expect(code, stderr).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('Interrupted; nothing unfinished was kept.');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('what stood there before');
  });

  it.each(['rows.csv', 'rows.csv.gz', 'rows.arrow', 'rows.parquet'])(
    'twice on its heels, as timeout and npx send it, leaves nothing of %s either',
    async (name) => {
      const before = readdirSync(folder).sort();
      const args = ['sample', 'model.cvd', '--rows', '20000000', '--out', name];
      const { code, endedBy, stderr } = await interrupted(args, { againAfterMs: 5 });
      expect([code, endedBy], stderr).toEqual([130, null]);
      expect(stderr).toContain('Interrupted; nothing unfinished was kept.');
      expect(readdirSync(folder).sort()).toEqual(before);
    },
  );

  it('during sample into DuckDB keeps whole batches, tells how many rows, and how to add the others', async () => {
    const place = ['--out', 'duckdb:rows.db#rows'];
    const total = 300_000;
    const args = ['sample', 'model.cvd', '--start', '1000', '--rows', `${total}`, ...place];
    const { code, stderr } = await interrupted(args, { againAfterMs: 5 });
    expect(code, stderr).toBe(130);
    const said = jsonLines(stderr).find(({ event }) => event === 'message')?.text;
    const pattern =
      /^Interrupted; ([\d,]+) of 300,000 rows are in table "rows" of rows\.db, run ([0-9a-f-]{36})\. .* --start (\d+) --rows (\d+) /;
    const [, landed, runId, start, rest] = pattern.exec(String(said)) ?? [];
    const columns = ['_run_id', '_row_index'];
    const there = await readDuckdb(join(folder, 'rows.db'), 'rows', { columns });
    expect(there.rows).toBeLessThan(total);
    expect(landed).toBe(there.rows.toLocaleString('en'));
    expect(there.at(0, '_run_id')).toBe(runId);

    const others = ['sample', 'model.cvd', '--start', start!, '--rows', rest!, ...place];
    expect((await cvd(others, { cwd: folder })).code).toBe(0);
    const all = await readDuckdb(join(folder, 'rows.db'), 'rows', { columns });
    const indices = Array.from({ length: all.rows }, (_, row) => Number(all.at(row, '_row_index')));
    expect(indices.sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, i) => 1000 + i));
  });
});
