import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { cvdGigabyte, cvdLarge } from '../lib/data.mjs';
import { dataHash, keep, kept } from '../lib/results.mjs';
import { peersPython } from '../peers/python.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const SAMPLED = 300_000;
const RUNS = 3;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const runs = (work) => Array.from({ length: RUNS }, work);

const run = async ({ peers, machine }) => {
  const path = await cvdLarge();
  if (!kept('copula-speed-peer') || peers) {
    keep('copula-speed-peer', {
      ...measure(peersPython(), [`${here}peer.py`, path, '100000']),
      machine,
      data: dataHash(path),
    });
  }
  const ours = runs(() => measure(process.execPath, [`${here}ours.mjs`, path, String(SAMPLED), 'table']));
  const streamed = measure(process.execPath, [`${here}ours.mjs`, await cvdGigabyte(), '1000', 'stream']);
  keep('copula-speed', { machine, data: dataHash(path), ours, streamed });
};

const section = () => {
  const [result, peer] = [kept('copula-speed'), kept('copula-speed-peer')];
  if (!result || !peer) return null;
  const { ours, streamed, machine } = result;
  const of = (key) => ours.map((one) => one[key]);
  const row = (what, key, format, ratio, aim, theirKey = key) => {
    const [mine, theirs] = [median(of(key)), peer[theirKey]];
    const spread = `${format(Math.min(...of(key)))} … ${format(Math.max(...of(key)))}`;
    return `| ${what} | ${format(mine)} (${spread}) | ${format(theirs)} | ${ratio(mine, theirs).toFixed(1)} × | ${aim} |`;
  };
  const seconds = (value) => `${value.toFixed(2)} s`;
  const thousands = (value) => Math.round(value).toLocaleString('en');
  const rate = (value) => `${thousands(value)}/s`;
  const megabytes = (value) => `${Math.round(value)} MB`;
  return `## Copula: speed at ${peer.rows.toLocaleString('en')} × 19

\`pnpm bench copula-speed\` on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}. Median of ${ours.length} fresh processes (lowest … highest) against SDV
${peer.versions.sdv} (Python ${peer.versions.python}, ${peer.options}) on the same file (SHA-256 ${result.data}…).

| what | ours | SDV | ratio | wanted at least (aim) |
| --- | --- | --- | --- | --- |
${row('fit, preparation included', 'totalFitSeconds', seconds, (a, b) => b / a, '30 × (60 ×)')}
${row(`sampling ${thousands(SAMPLED)} rows into one table, one thread`, 'sampleRowsPerSecond', rate, (a, b) => a / b, '20 × (50 ×)')}
${row(`sampling ${thousands(10 * SAMPLED)} rows batch by batch, worker threads (the default)`, 'bulkRowsPerSecond', rate, (a, b) => a / b, '20 × (50 ×)', 'sampleRowsPerSecond')}
${row('peak memory of the process', 'peakMB', megabytes, (a, b) => b / a, '2 ×')}

The aims of 60 × and 50 × are not reached. Of the fit, detecting the metadata takes about .2 s, preparing the columns .1 s, the copula's two passes .7 s, and the rest goes into starting a worker and moving
the table there. A profile of sampling on one thread (.95 µs a row): counter-based random numbers .25, normals and their correlation .25, marginals .1, decoding to columns .15, allocating and joining
tables .2.

Fit from a CSV file of 1 GB (${streamed.rows.toLocaleString('en')} rows), read in batches: ${seconds(streamed.totalFitSeconds)}, peak memory ${megabytes(streamed.peakMB)} (wanted: under 700 MB).
`;
};

export const copulaSpeed = { name: 'copula-speed', run, section };
