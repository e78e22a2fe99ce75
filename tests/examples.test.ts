import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../packages/kafka-sink/test/support/broker.js';
import { uniqueTopic } from '../packages/kafka-sink/test/support/topics.js';
import { startSnowflakeServer } from '../packages/snowflake-sink/test/support/snowflake-server.js';
import { command, succeed } from './support/command.js';
import { readText, root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (example: string, ...args: string[]): Promise<string> =>
  succeed(process.execPath, [`${root}/examples/${example}`, ...args], { cwd: folder });

describe('examples', () => {
  it('quickstart writes a model and 10,000 rows, and prints a score', async () => {
    const printed = await run('quickstart/quickstart.mjs', 'out');
    expect(printed).toMatch(/^Quality score 0\.9\d\d$/m);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['model.cvd', 'synthetic.csv']);
    const lines = readFileSync(join(folder, 'out', 'synthetic.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(10_001);
    expect(lines[0]).toBe(readText('examples/data/cvd_small.csv').split(/\r?\n/, 1)[0]);
  });

  it('conditions are met, and impossible ones refused', async () => {
    const printed = await run('conditions/conditions.mjs');
    const [, rows, lowest] = /^(\d+) rows; lowest BMI ([\d.]+)$/m.exec(printed) ?? [];
    expect(Number(rows)).toBe(1000);
    expect(Number(lowest)).toBeGreaterThanOrEqual(30);
    expect(printed).toMatch(/^CVD_(IMPOSSIBLE_CONDITION|CONDITION_TOO_RARE): /m);
  });

  it('evaluate writes a page and JSON, and the copula passes the default gate', async () => {
    const printed = await run('evaluate/evaluate.mjs', 'evaluated');
    expect(printed).toMatch(/^The default gate is passed\.$/m);
    expect(readFileSync(join(folder, 'evaluated', 'report.html'), 'utf8')).toContain('Copula of the survey');
    expect(JSON.parse(readFileSync(join(folder, 'evaluated', 'report.json'), 'utf8')).rows.holdout).toBe(693);
  });

  it('a synthesizer from outside runs and beats independent columns at the pairs it models', async () => {
    const printed = await run('custom-synthesizer/run.mjs');
    expect(printed).toMatch(/^Quality score 0\.\d{3}$/m);
    const pairs = (name: string): number =>
      Number(new RegExp(`^\\s*${name}(?:\\s+[\\d.]+){2}\\s+([\\d.]+)$`, 'm').exec(printed)?.[1]);
    expect(pairs('this table')).toBeGreaterThan(pairs('independent columns'));
  });

  it('each has a README that names its program', () => {
    for (const example of [
      'quickstart',
      'conditions',
      'evaluate',
      'custom-synthesizer',
      'browser',
      'kafka-to-duckdb',
      'kafka-to-snowflake',
    ]) {
      const [program] = /examples\/[\w./-]+\.mjs/.exec(readText(`examples/${example}/README.md`)) ?? [];
      expect(readdirSync(`${root}/examples/${example}`)).toContain(program?.split('/').at(-1));
    }
  });
});

describeKafka('examples on a broker', () => {
  const runWith = (env: Readonly<Record<string, string>>, example: string, ...args: string[]): Promise<string> =>
    succeed(process.execPath, [`${root}/examples/${example}`, ...args], { cwd: folder, env });

  it('kafka-to-duckdb lands what was published once and once more, and kafka-to-snowflake the same rows', async () => {
    const { brokers } = await sharedBroker();
    const kafka = { KAFKA_BOOTSTRAP_SERVERS: brokers.join(','), KAFKA_TOPIC: uniqueTopic('example') };
    const printed = await runWith(kafka, 'kafka-to-duckdb/kafka-to-duckdb.mjs', 'warehouse');
    expect(printed).toMatch(/^10000 rows published, run [0-9a-f-]{36}$/m);
    expect(printed).toMatch(/^10000 rows written to warehouse\/warehouse.db, 5000 refused as already there$/m);
    expect(printed).toMatch(/^10000 different rows of the run in the table$/m);

    const server = await startSnowflakeServer();
    try {
      const { account, username, password, accessUrl, database, schema } = server.options;
      const snowflake = {
        SNOWFLAKE_ACCOUNT: account,
        SNOWFLAKE_USER: username,
        SNOWFLAKE_PASSWORD: password,
        SNOWFLAKE_ACCESS_URL: accessUrl,
        SNOWFLAKE_WAREHOUSE: 'COMPUTE_WH',
      };
      const env = { ...kafka, ...snowflake };
      const said = await runWith(env, 'kafka-to-snowflake/kafka-to-snowflake.mjs', '--until-caught-up');
      expect(said).toMatch(/^10000 rows written in \d batches, 5000 refused as already there$/m);
      const identities = 'count(*), count(DISTINCT _run_id), count(DISTINCT _row_index), max(_row_index)';
      const [row] = await server.query(`SELECT ${identities} FROM "${database}"."${schema}"."PATIENT_DATA"`);
      expect(row!.map(Number)).toEqual([10_000, 1, 10_000, 9999]);
    } finally {
      await server.stop();
    }
  }, 180_000);
});

describe('kafka-to-snowflake', () => {
  it('says what has to be set', async () => {
    const env = { SNOWFLAKE_ACCOUNT: '', SNOWFLAKE_USER: '', SNOWFLAKE_WAREHOUSE: '' };
    const program = `${root}/examples/kafka-to-snowflake/kafka-to-snowflake.mjs`;
    const { code, stderr } = await command(process.execPath, [program], { cwd: folder, env });
    expect(stderr).toContain('SNOWFLAKE_ACCOUNT, SNOWFLAKE_USER, SNOWFLAKE_WAREHOUSE');
    expect(code).toBe(2);
  });
});
