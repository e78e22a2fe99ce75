import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cvd, cvdSmall } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const preload = fileURLToPath(new URL('./support/hide-package.mjs', import.meta.url));
const without = (hidden: string, args: readonly string[]) =>
  cvd(args, { cwd: folder, env: { NODE_OPTIONS: `--import ${preload}`, HIDDEN_PACKAGE: hidden } });

describe('an optional package that is not installed', () => {
  it.each<[hidden: string, args: string[]]>([
    ['@cvd/duckdb-sink', ['detect', 'duckdb:rows.db#rows']],
    ['@cvd/duckdb-sink', ['detect', 'rows.parquet']],
    ['@cvd/duckdb-sink', ['sample', 'model.cvd', '--rows', '1', '--out', 'duckdb:rows.db#rows']],
    ['@cvd/duckdb-sink', ['demo']],
    ['@cvd/duckdb-sink', ['consume', '--from', 'kafka://127.0.0.1:1/rows?group=g', '--to', 'duckdb:rows.db#rows']],
    ['@cvd/kafka-sink', ['consume', '--from', 'kafka://127.0.0.1:1/rows?group=g', '--to', 'duckdb:rows.db#rows']],
    [
      '@platformatic/kafka',
      ['consume', '--client', 'platformatic', '--from', 'kafka://127.0.0.1:1/r?group=g', '--to', 'duckdb:rows.db#rows'],
    ],
    ['@cvd/kafka-sink', ['request', 'model.cvd', '--rows', '1', '--to', 'kafka://127.0.0.1:1/requests']],
    [
      '@cvd/kafka-sink',
      ['work', '--from', 'kafka://127.0.0.1:1/r?group=g', '--models', '.', '--to', 'kafka://127.0.0.1:1/rows'],
    ],
    ['@cvd/snowflake-sink', ['consume', '--from', 'kafka://127.0.0.1:1/rows?group=g', '--to', 'snowflake://a/b/c/d']],
    ['apache-arrow', ['detect', 'rows.arrow']],
    ['apache-arrow', ['sample', 'model.cvd', '--rows', '1', '--out', 'rows.arrow']],
  ])('%s is named with what needs it: cvd %s', async (hidden, args) => {
    await cvd(['fit', cvdSmall, '--out', 'model.cvd'], { cwd: folder });
    const { code, stderr } = await without(hidden, args);
    expect(stderr).toContain(`npm install ${hidden}`);
    expect(stderr).toContain('[CVD_MISSING_PEER]');
    expect(code).toBe(1);
  });

  it('is not missed by work that does without it', async () => {
    for (const hidden of ['@cvd/duckdb-sink', '@cvd/kafka-sink', '@cvd/snowflake-sink', 'apache-arrow']) {
      const { code, stderr } = await without(hidden, ['detect', cvdSmall, '--quiet']);
      expect(code, stderr).toBe(0);
    }
  });
});
