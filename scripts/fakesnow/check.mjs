// `npm run check:fakesnow`: a second opinion on the SQL of @cvd/snowflake-sink, by fakesnow (Snowflake's SQL on DuckDB, read by
// sqlglot), through the real driver. Needs Python 3 and, the first time, PyPI. Only Node's own modules may be imported here before
// the dependencies are installed.
import { ensureInstalled } from '../install.mjs';
import { root } from '../packages.mjs';
import { runNode } from '../run.mjs';
import { fakesnowFolder, fakesnowPython } from './python.mjs';

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

if (!ensureInstalled()) process.exit(1);
if (!runNode(`${root}/scripts/build.mjs`, ['--no-types', 'core', 'snowflake-sink']).ok) process.exit(1);
console.log(`fakesnow's Python lies in ${fakesnowFolder} (made there the first time) …`);
let python;
try {
  python = fakesnowPython();
} catch (error) {
  fail(error.message);
}

const { snowflakeSink } = await import(`${root}/packages/snowflake-sink/dist/index.js`);
const { sinkConformance } = await import('@cvd/core/testing');
const { limits } = await import('./limits.mjs');
const { openReader } = await import('./reader.mjs');
const { createReport } = await import('./report.mjs');
const { scenario } = await import('./scenario.mjs');
const { startFakesnow } = await import('./server.mjs');
const { startShim } = await import('./shim.mjs');

const stops = [];
const stopAll = async () => {
  for (const stop of stops.splice(0).reverse()) await stop().catch((error) => console.error(error.message));
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll().finally(() => process.exit(130)));

/** A way of writing, and the warehouse behind a shim. */
const openTarget = async (fakesnow, writeMode, shimOptions) => {
  const shim = await startShim(fakesnow, shimOptions);
  stops.push(shim.stop);
  const account = {
    account: 'fakesnow',
    username: 'anyone',
    password: 'anything',
    accessUrl: shim.url,
    database: 'CARDIOVASCULAR_DB',
    schema: 'SYNTHETIC_DATA',
  };
  const reader = await openReader(account);
  stops.push(reader.close);
  const create = (table, options = {}) =>
    snowflakeSink({ ...account, table, writeMode, retry: { attempts: 1 }, statementTimeoutMs: 30_000, ...options });
  return { reader, create };
};

/** The checks of the kit that every sink passes. */
const kit = ({ reader, create }, prefix) => {
  const checks = [];
  sinkConformance({
    runner: { describe: (_, body) => body(), it: (name, run) => checks.push({ name, run }) },
    create: (target) => create(`${prefix}_${target}`),
    read: (target) => reader.read(`${prefix}_${target}`),
  });
  return checks;
};

const report = createReport();
let fakesnow;
try {
  fakesnow = await startFakesnow(python);
  stops.push(fakesnow.stop);
  const modes = [
    ['insert-not-exists', 'INSERT … WHERE NOT EXISTS', {}],
    ['merge', 'MERGE, its rows first put into a temporary table', { takeMergesApart: true }],
  ];
  for (const [writeMode, title, options] of modes) {
    const target = await openTarget(fakesnow, writeMode, options);
    const table = `odd "names" ${writeMode}`;
    const story = scenario({ ...target, table, create: (more) => target.create(table, more) });
    await report.section(title, [...story, ...kit(target, writeMode)], limits[writeMode]);
  }
  const target = await openTarget(fakesnow, 'merge', {});
  const [, first] = scenario({ ...target, table: 'whole', create: (more) => target.create('whole', more) });
  await report.section(
    'MERGE as it is sent',
    [{ name: 'the statement is carried out', run: first.run }],
    limits['merge-as-sent'],
  );
} catch (error) {
  report.counts.failed++;
  console.error(error);
} finally {
  const { held, cannot, failed } = report.counts;
  if (failed > 0) console.error(`\nThe end of what fakesnow has printed:\n${fakesnow?.log().slice(-4000) ?? ''}`);
  await stopAll();
  console.log(`\n${held} held, ${cannot} cannot be asked of fakesnow, ${failed} did not hold.`);
  process.exit(failed > 0 ? 1 : 0); // the driver has timers
}
