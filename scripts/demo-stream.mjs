// `npm run demo:stream`: a local Kafka broker, 10,000 rows of a copula through it into DuckDB, and the counts. Only Node's own
// modules may be imported here before the dependencies are installed.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { defaultVersion, fetchJars, findProgram, hasJars, jarsFolder } from './kafka/jars.mjs';
import { root } from './packages.mjs';
import { run, runNode } from './run.mjs';

const ROWS = 10_000;

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

/** Major version of the Java on the PATH or below JAVA_HOME; 0 where there is none that runs. */
const javaVersion = () => {
  const java = findProgram('java');
  const { ok, output } = java ? run(java, ['-version'], { quiet: true }) : { ok: false, output: '' };
  return ok ? Number(/version "(?:1\.)?(\d+)/.exec(output)?.[1] ?? 0) : 0;
};

const java = javaVersion();
if (java < 17)
  fail(
    `The demo starts a Kafka broker, which needs Java 17 or later; ${java === 0 ? 'there is no Java here' : `this is Java ${java}`}.
Install it (Debian: apt-get install openjdk-17-jre-headless maven; macOS: brew install openjdk maven) or set JAVA_HOME, then run this again.`,
  );
if (!ensureInstalled()) process.exit(1);
console.log('Building the packages …');
if (!runNode(`${root}/scripts/build.mjs`, ['--no-types']).ok) process.exit(1);
if (!hasJars(defaultVersion)) {
  console.log(`Bringing Kafka ${defaultVersion} (about 55 MB, once) into ${jarsFolder(defaultVersion)} …`);
  try {
    fetchJars(defaultVersion);
  } catch (error) {
    fail(error.message);
  }
}

process.on('SIGINT', () => {}); // the command that runs gets it too; what was started is ended below
const folder = mkdtempSync(join(tmpdir(), 'cvd-demo-stream-'));
const { startBroker } = await import('./kafka/broker.mjs');
console.log(`Starting Kafka ${defaultVersion} on 127.0.0.1 …`);
const broker = await startBroker();

/** Runs the command as a user would, with the broker that was started. */
const cvd = (...args) => {
  console.log(`\n$ cvd ${args.map((arg) => (/[?#]/.test(arg) ? `'${arg}'` : arg)).join(' ')}`);
  const { ok, interrupted } = runNode(`${root}/packages/cli/bin/cvd.mjs`, args, { cwd: folder });
  if (!ok) throw new Error(interrupted ? 'Interrupted.' : 'The command above has failed.');
};

/** What the topic and the table hold, asked of the broker and the file themselves. */
const counts = async () => {
  const require = createRequire(`${root}/packages/kafka-sink/package.json`);
  const { Kafka, logLevel } = require('kafkajs');
  const admin = new Kafka({ brokers: broker.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets('cardiovascular-data').finally(() => admin.disconnect());
  const { readDuckdb } = await import(`${root}/packages/duckdb-sink/dist/index.js`);
  const table = await readDuckdb(join(folder, 'warehouse.db'), 'PATIENT_DATA', { columns: ['_run_id', '_row_index'] });
  const identities = new Set();
  for (const row of table.toRows()) identities.add(`${row._run_id} ${row._row_index}`);
  return {
    'rows asked for': ROWS,
    'messages in the topic': offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0),
    'rows in the table': table.rows,
    'different (run id, row index) in the table': identities.size,
  };
};

let failed = null;
try {
  const topic = `kafka://${broker.brokers[0]}/cardiovascular-data`;
  cvd('fit', `${root}/examples/data/cvd_small.csv`, '--method', 'copula', '--seed', '7', '--out', 'model.cvd');
  cvd('stream', 'model.cvd', '--rows', `${ROWS}`, '--to', topic);
  const consume = ['consume', '--from', `${topic}?group=demo`, '--to', 'duckdb:warehouse.db#PATIENT_DATA'];
  cvd(...consume, '--batch-rows', '1000', '--until-caught-up');
  console.log();
  const found = await counts();
  for (const [what, count] of Object.entries(found)) console.log(`${count.toLocaleString('en').padStart(8)}  ${what}`);
  const equal = Object.values(found).every((count) => count === ROWS);
  console.log(equal ? '\nAll equal: every row has landed, and none twice.' : '\nThe counts differ.');
  if (!equal) failed = new Error('Rows were lost or doubled.');
} catch (error) {
  failed = error;
} finally {
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (failed) fail(failed.message);
console.log('The broker is stopped; nothing was kept.');
