// The campaign of faults at length: what is counted is rows lost and rows landed twice, which fail it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/data.mjs';
import { megabytes, thousands } from '../lib/format.mjs';
import { keep, kept } from '../lib/results.mjs';

const CAMPAIGN = 'tests/kafka-faults/campaign.long.test.ts';

const run = async ({ machine }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cvd-faults-'));
  const file = join(folder, 'figures.jsonl');
  try {
    const { status } = spawnSync('npx', ['vitest', 'run', CAMPAIGN], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, CVD_LONG: '1', CVD_FAULT_RESULTS: file },
    });
    if (status !== 0) throw new Error('The campaign has failed; nothing is kept.');
    const figures = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    keep('kafka-faults', { machine, figures });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const told = {
  'consumer killed': ({ kills, killsBetweenWriteAndCommit, refused }) =>
    `consumer killed (-9) ${kills} times at random moments, ${killsBetweenWriteAndCommit} of them between the write and the commit | ${thousands(refused)} rows came again and were refused`,
  'broker killed': ({ kills, refused, restarts, retries }) =>
    `broker killed (-9) and restarted ${kills} times while rows were published and landed | ${thousands(refused)} rows came again and were refused; the client was made anew ${restarts} times, ${retries} retries`,
  'warehouse down': ({ seconds, retries, rebalances }) =>
    `warehouse away for ${seconds} s | ${retries} retries, ${rebalances} rebalances`,
  'slow warehouse': ({ rowsPerSecond, peakRssOf50000, peakRss }) =>
    `a warehouse that takes ${thousands(rowsPerSecond)} rows/s, all rows waiting in the topic | peak memory ${megabytes(peakRss / 1e6)}, with 50,000 rows waiting ${megabytes(peakRssOf50000 / 1e6)}; what it is more is DuckDB's, which holds what it has not checkpointed`,
};

const section = () => {
  const result = kept('kafka-faults');
  if (!result) return null;
  const lines = result.figures.map((figures) => {
    const [fault, met] = told[figures.fault](figures).split(' | ');
    return `| ${fault} | ${thousands(figures.rows)} | ${met} |`;
  });
  return `## Faults at length

\`pnpm bench kafka-faults\`. After each campaign the table's rows are compared with the rows that were made, as multisets of run id, row index and a hash of the row: none was lost, none landed twice; it keeps
nothing otherwise.

| what happened | rows | what was met |
| --- | --- | --- |
${lines.join('\n')}
`;
};

export const kafkaFaults = { name: 'kafka-faults', run, section };
