import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDuckdb } from '@cvd/duckdb-sink';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, type Outcome } from '../../packages/cli/test/support/cvd.js';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { done, filesIn } from './support/run.js';
import { cvdSmall } from './support/table.js';

const folder = temporaryFolder();

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
const exits: Readonly<Record<Signal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Sends the signal when the first line of progress in this phase is there; the work has long to go then. */
const stopped = (args: readonly string[], signal: Signal, phase = ''): Promise<Outcome> => {
  let sent = false;
  return cvd([...args, '--json-progress'], {
    cwd: folder,
    onStderr: (text, child) => {
      if (sent || !text.includes(`"phase":"${phase}`)) return;
      sent = true;
      child.kill(signal);
    },
  });
};

const endless = ['--rows', '1e9', '--out'];

beforeAll(async () => {
  const [header, ...rows] = readFileSync(cvdSmall, 'utf8').trimEnd().split('\n');
  writeFileSync(join(folder, 'large.csv'), `${[header, ...Array(60).fill(rows.join('\n'))].join('\n')}\n`);
  writeFileSync(join(folder, 'kept.csv'), 'what stood there before');
  writeFileSync(join(folder, 'kept.cvd'), 'what stood there before');
  await done(folder, ['fit', cvdSmall, '--seed', '7', '--out', 'model.cvd']);
});

describe.skipIf(process.platform === 'win32')('a signal', () => {
  it.each<[signal: Signal, phase: string, args: string[]]>([
    ['SIGINT', 'metadata', ['fit', 'large.csv', '--out', 'kept.cvd', '--report', 'fit.json']],
    ['SIGINT', 'fitting', ['fit', 'large.csv', '--out', 'kept.cvd']],
    ['SIGTERM', 'fitting', ['fit', 'large.csv', '--out', 'new.cvd']],
    ['SIGINT', '', ['sample', 'model.cvd', ...endless, 'kept.csv']],
    ['SIGTERM', '', ['sample', 'model.cvd', ...endless, 'rows.csv.gz']],
    ['SIGHUP', '', ['sample', 'model.cvd', ...endless, 'rows.ndjson']],
    ['SIGINT', '', ['sample', 'model.cvd', ...endless, 'rows.arrow']],
    ['SIGTERM', '', ['sample', 'model.cvd', ...endless, 'rows.parquet']],
    ['SIGINT', '', ['sample', 'model.cvd', '--where', 'BMI>=30', ...endless, 'rows.csv']],
  ])('%s during %s of %j leaves the folder as it was', async (signal, phase, args) => {
    const before = filesIn(folder);
    const { code, stdout, stderr } = await stopped(args, signal, phase);
    expect(code, stderr).toBe(exits[signal]);
    expect(stdout).toBe('');
    expect(stderr).toContain('Interrupted; nothing unfinished was kept.');
    expect(stderr).not.toMatch(/^\s+at |"event":"error"/m);
    expect(filesIn(folder)).toEqual(before);
    for (const name of ['kept.csv', 'kept.cvd'])
      expect(readFileSync(join(folder, name), 'utf8')).toBe('what stood there before');
  });

  it('SIGTERM during sample into DuckDB leaves whole batches', async () => {
    const { code } = await stopped(['sample', 'model.cvd', ...endless, 'duckdb:rows.db#rows'], 'SIGTERM');
    expect(code).toBe(143);
    expect(filesIn(folder).filter((name) => name.startsWith('rows'))).toEqual(['rows.db']);
    const { rows } = await readDuckdb(join(folder, 'rows.db'), 'rows');
    expect(rows).toBeGreaterThan(0);
    expect(rows % 10_000).toBe(0);
  });

  it('during sample to standard output ends it', async () => {
    const { code, stderr } = await stopped(['sample', 'model.cvd', ...endless, '-'], 'SIGINT');
    expect(code, stderr).toBe(130);
  });
});
