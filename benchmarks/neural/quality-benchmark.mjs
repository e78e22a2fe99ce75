import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { dataHash, keep, kept } from '../lib/results.mjs';
import { summary } from '../lib/scores.mjs';
import { peerQuality } from './peer-quality.mjs';
import { COMPARISONS, files, SEEDS } from './plan.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const log = (text) => console.log(`  ${text}`);

const comparisons = async () => {
  const paths = await files();
  return COMPARISONS.map((comparison) => ({ ...comparison, path: paths[comparison.table] }));
};

/** Trains the peer where its rows are not there, and keeps its figures. */
export const measurePeer = async (method, fresh) => {
  const results = [];
  for (const { table, path, epochs, seeds } of await comparisons()) {
    const runs = [];
    for (const seed of seeds) {
      log(`${method} of Python on ${table}, ${epochs} epochs, seed ${seed}`);
      runs.push(peerQuality(method, table, path, epochs, seed, fresh));
    }
    results.push({ table, epochs, data: dataHash(path), runs });
  }
  keep(`${method}-quality-peer`, { results });
};

const measureOurs = async (method) => {
  const results = [];
  for (const { table, path, epochs, seeds } of await comparisons()) {
    const runs = [];
    for (const seed of seeds) {
      log(`${method} on ${table}, ${epochs} epochs, seed ${seed}`);
      runs.push(measure(process.execPath, [`${here}quality.mjs`, method, path, String(epochs), String(seed)]));
    }
    results.push({ table, epochs, data: dataHash(path), rows: runs[0].rows, runs });
  }
  return results;
};

const measureBaselines = async () => {
  const results = {};
  for (const { table, path } of await comparisons()) {
    results[table] ??= Object.fromEntries(
      ['independentColumns', 'bootstrapRows'].map((baseline) => [
        baseline,
        SEEDS.map((seed) => measure(process.execPath, [`${here}quality.mjs`, baseline, path, '1', String(seed)])),
      ]),
    );
  }
  return results;
};

const run =
  (method) =>
  async ({ peers, machine }) => {
    if (!kept(`${method}-quality-peer`) || peers) await measurePeer(method, peers);
    keep(`${method}-quality`, { machine, results: await measureOurs(method), baselines: await measureBaselines() });
  };

const figures = (runs, key = 'scores') => summary(runs.map((one) => one[key]));

/**
 * Ours against the peer's on one figure: the difference of the means, its standard error, and whether ours is not below by
 * more than two of them.
 */
export const compared = (ours, theirs, key) => {
  const [mine, other] = [figures(ours)[key], figures(theirs)[key]];
  const error = Math.sqrt(mine.sd ** 2 / ours.length + other.sd ** 2 / theirs.length);
  const difference = mine.mean - other.mean;
  return { ours: mine, peer: other, difference, error, reached: difference >= -2 * error };
};

/** Ours and the peer's of equal tables and epochs; null where nothing is kept. */
export const qualityOf = (method) => {
  const [ours, peer] = [kept(`${method}-quality`), kept(`${method}-quality-peer`)];
  if (!ours || !peer) return null;
  const pairs = ours.results.map((mine) => ({
    ...mine,
    peer: peer.results.find((one) => one.table === mine.table && one.epochs === mine.epochs)?.runs ?? null,
    baselines: ours.baselines[mine.table],
  }));
  return { machine: ours.machine, pairs: pairs.filter(({ peer: runs }) => runs !== null) };
};

const cell = ({ mean, sd }) => `${mean.toFixed(4)}${sd > 0 ? ` ± ${sd.toFixed(4)}` : ''}`;

const tableOf =
  (method) =>
  ({ table, epochs, rows, data, runs, peer, baselines }) => {
    const lines = [
      [method, figures(runs)],
      ['Python ctgan, numbers rounded as SDV does', figures(peer)],
      ['Python ctgan as it comes', figures(peer, 'plainScores')],
      ...Object.entries(baselines).map(([name, list]) => [name, figures(list)]),
    ].map(
      ([name, { overall0, shapes, pairs0, pairTrends }]) =>
        `| ${name} | ${cell(overall0)} | ${cell(shapes)} | ${cell(pairs0)} | ${cell(pairTrends)} |`,
    );
    const verdicts = ['overall0', 'pairTrends'].map((key) => {
      const { difference, error, reached } = compared(runs, peer, key);
      const name = key === 'overall0' ? 'overall' : 'Pair Trends at .5/.3';
      return `${name} ${difference >= 0 ? '+' : '−'}${Math.abs(difference).toFixed(4)} (standard error ${error.toFixed(4)}): ${reached ? 'reached' : '**missed**'}`;
    });
    const seconds = (list) => (list.reduce((sum, { fitSeconds }) => sum + fitSeconds, 0) / list.length).toFixed(0);
    const count =
      peer.length === runs.length ? `${runs.length} seeds` : `${runs.length} seeds, the peer ${peer.length}`;
    return `**${table}**, ${epochs} epochs, ${count}, ${rows.toLocaleString('en')} rows (SHA-256 ${data}…); our fits took ${seconds(runs)} s

| | overall, thresholds 0 | Column Shapes | Pair Trends, thresholds 0 | Pair Trends, .5/.3 |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

Ours less the peer's: ${verdicts.join('; ')}.
`;
  };

const section = (method) => () => {
  const quality = qualityOf(method);
  if (!quality) return null;
  return `## ${method.toUpperCase()}: quality

\`pnpm bench ${method}-quality\`. Mean ± standard deviation over seeds from 0; as many rows are sampled as were learned from, and compared with those. The peer is held to the better of
its two forms: SDV rounds the package's numbers and keeps them in range, as we do. *Reached*: not below the peer by more than two standard errors of the difference.

${quality.pairs.map(tableOf(method)).join('\n')}`;
};

const qualityBenchmark = (method) => ({ name: `${method}-quality`, run: run(method), section: section(method) });
export const ctganQuality = qualityBenchmark('ctgan');
export const tvaeQuality = qualityBenchmark('tvae');
