import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { megabytes, milliseconds, rate, seconds, times } from '../lib/format.mjs';
import { nodes } from '../lib/nodes.mjs';
import { dataHash, keep, kept } from '../lib/results.mjs';
import { tiny } from '../lib/tiny.mjs';
import { peersPython } from '../peers/python.mjs';
import { files, stepsOf } from './plan.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const log = (text) => console.log(`  ${text}`);

const measurePeer = async (method, machine) => {
  const results = {};
  for (const [name, path] of Object.entries(await files())) {
    // TVAE's preparation is CTGAN's.
    if (name === 'large' && method === 'tvae') continue;
    log(`${method} of Python on ${name}`);
    results[name] = {
      ...measure(peersPython(), [`${here}peer-speed.py`, method, path, String(stepsOf(method, 'peer'))]),
      data: dataHash(path),
    };
  }
  keep(`${method}-speed-peer`, { machine, results });
};

/** Every combination that is measured: [table, threads, build, whether it samples]. */
const cases = (method, major) => [
  ...['cvd', 'adult'].flatMap((table) => [
    [table, 1, 'strict', false],
    [table, 1, 'default', false],
    [table, 2, 'strict', false],
    [table, 2, 'default', true],
    ...(major >= 24 ? [[table, 2, 'revectorize', false]] : []),
  ]),
  ...(method === 'ctgan' ? [['large', 2, 'default', false]] : []),
];

const measureOurs = async (method) => {
  const paths = await files();
  const results = [];
  const profiles = [];
  for (const [major, node] of nodes()) {
    for (const [table, threads, build, samples] of cases(method, major)) {
      log(`${method} on ${table}, Node ${major}, ${threads} threads, ${build}`);
      const steps = String(stepsOf(method, 'ours'));
      const settings = [method, paths[table], steps, String(threads), build, ...(samples ? ['sample'] : [])];
      results.push({ major, table, ...measure(node, [`${here}ours-speed.mjs`, ...settings]) });
    }
    for (const table of ['cvd', 'adult']) {
      log(`${method} on ${table}, Node ${major}, by operation`);
      const settings = [method, table, '2', 'default', String(tiny ? 5 : 200)];
      profiles.push({ major, ...measure(node, [`${here}step.mjs`, ...settings]) });
    }
  }
  return { results, profiles };
};

const run =
  (method) =>
  async ({ peers, machine }) => {
    if (!kept(`${method}-speed-peer`) || peers) await measurePeer(method, machine);
    keep(`${method}-speed`, { machine, ...(await measureOurs(method)) });
  };

/** Ours by table, version, threads and build, and the peer's by table; null where nothing is kept. */
export const speedOf = (method) => {
  const [ours, peer] = [kept(`${method}-speed`), kept(`${method}-speed-peer`)];
  if (!ours || !peer) return null;
  const find = (major, table, threads, build) =>
    ours.results.find(
      (one) => one.major === major && one.table === table && one.threads === threads && one.build === build,
    );
  return { ours, peer, find };
};

const stepTable = ({ ours, peer }) => {
  const lines = ours.results
    .filter(({ table }) => table !== 'large')
    .map(({ major, table, threads, build, mean, min, details }) => {
      const theirs = peer.results[table];
      const built = details?.build ?? details?.numericBuild ?? '';
      return `| ${table} | ${major} | ${threads} | ${build}${built ? ` (${built})` : ''} | ${milliseconds(mean)} (${milliseconds(min)}) | ${times(theirs.mean / mean)} |`;
    });
  const theirs = Object.entries(peer.results)
    .filter(([table]) => table !== 'large')
    .map(
      ([table, { threads, mean, min }]) =>
        `| ${table} | *PyTorch* | ${threads} | | ${milliseconds(mean)} (${milliseconds(min)}) | |`,
    );
  return `| table | Node | threads | build | a step: mean (least) | ratio |
| --- | --- | --- | --- | --- | --- |
${[...theirs, ...lines].join('\n')}`;
};

const samplingTable = ({ ours, peer }) => {
  const lines = ours.results
    .filter((one) => Object.keys(one.rowsPerSecond).length > 0)
    .flatMap(({ major, table, rowsPerSecond, rowsPerSecondInline }) =>
      Object.entries(rowsPerSecond).map(([rows, { median }]) => {
        const theirs = peer.results[table].rowsPerSecond[rows].median;
        const inline = rowsPerSecondInline[rows].median;
        return `| ${table} | ${major} | ${Number(rows).toLocaleString('en')} | ${rate(median)} | ${rate(inline)} | ${rate(theirs)} | ${times(median / theirs)} |`;
      }),
    );
  return `| table | Node | rows | ours | ours, one thread | PyTorch | ratio |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}`;
};

const largeTable = ({ ours, peer }) => {
  const theirs = peer.results.large;
  if (!theirs) return '';
  const lines = ours.results
    .filter(({ table }) => table === 'large')
    .flatMap(({ major, prepareSeconds, peakMB, mean }) => [
      `| ${major} | everything up to the first step | ${seconds(prepareSeconds.all)} | ${seconds(theirs.prepareSeconds.all)} | ${times(theirs.prepareSeconds.all / prepareSeconds.all)} |`,
      `| ${major} | peak memory (theirs: of all its processes, PSS) | ${megabytes(peakMB)} | ${megabytes(theirs.peakMB.treePSS)} | ${times(theirs.peakMB.treePSS / peakMB)} |`,
      `| ${major} | a step | ${milliseconds(mean)} | ${milliseconds(theirs.mean)} | ${times(theirs.mean / mean)} |`,
    ]);
  return `
${theirs.rows.toLocaleString('en')} × ${theirs.columns}, 2 threads (theirs: mixtures ${seconds(theirs.prepareSeconds.mixtures)}, encoding ${seconds(theirs.prepareSeconds.encoding)}):

| Node | what | ours | PyTorch | ratio |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
};

const profileTable = ({ profiles }) => {
  const newest = profiles.filter(({ major }) => major === Math.max(...profiles.map((one) => one.major)));
  return newest
    .map(({ table, major, build, threads, mean, byKind }) => {
      const entries = Object.entries(byKind).toSorted(([, a], [, b]) => b.milliseconds - a.milliseconds);
      const total = entries.reduce((sum, [, { milliseconds: own }]) => sum + own, 0);
      const lines = entries.map(([kind, { operations, milliseconds: own, flop }]) => {
        const speed = flop > 0 ? `${(flop / own / 1e6).toFixed(0)} GFLOPS` : '';
        return `| ${kind} | ${operations} | ${own.toFixed(2)} ms | ${((100 * own) / total).toFixed(1)} % | ${speed} |`;
      });
      return `**${table}**: ${milliseconds(mean)} a step of the program alone, without the host's part (Node ${major}, ${build}, ${threads} threads)

| operation | of them | time | share | |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
    })
    .join('\n');
};

const section = (method) => () => {
  const speed = speedOf(method);
  if (!speed) return null;
  const { machine } = speed.ours;
  const { versions } = Object.values(speed.peer.results)[0];
  const name = method.toUpperCase();
  return `## ${name}: speed

\`pnpm bench ${method}-speed --peers\` on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, against the Python package ctgan ${versions.ctgan} (PyTorch ${versions.torch}, Python ${versions.python}).
Batches of 500 and all other settings as they come. Fresh process each, the first fifth of the steps left out. *default* is the relaxed build where this Node has one.

${stepTable(speed)}

Sampling, rows a second to columns in memory (median of 3), two workers, beside one thread:

${samplingTable(speed)}
${largeTable(speed)}
### Where the time of a ${name} step goes

\`node benchmarks/neural/step.mjs ${method} cvd 2 default\`: as thread 0 sees it, waiting for the other one included.

${profileTable(speed.ours)}`;
};

const speedBenchmark = (method) => ({ name: `${method}-speed`, run: run(method), section: section(method) });
export const ctganSpeed = speedBenchmark('ctgan');
export const tvaeSpeed = speedBenchmark('tvae');
