import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();

/** Interrupts as soon as the first progress is told, which is long before the end of the work. */
const interrupted = (args: readonly string[]) => {
  let sent = false;
  return cvd([...args, '--json-progress'], {
    cwd: folder,
    onStderr: (text, child) => {
      if (sent || !text.includes('"event":"progress"')) return;
      sent = true;
      child.kill('SIGINT');
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
    expect(stderr).toContain('Interrupted');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(join(folder, 'kept.csv'), 'utf8')).toBe('what stood there before');
  });

  it('during sample into DuckDB keeps whole batches only', async () => {
    const { code } = await interrupted(['sample', 'model.cvd', '--rows', '20000000', '--out', 'duckdb:rows.db#rows']);
    expect(code).toBe(130);
    const { code: readable, stderr } = await cvd(['detect', 'duckdb:rows.db#rows'], { cwd: folder });
    expect(readable, stderr).toBe(0);
  });
});
