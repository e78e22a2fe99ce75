// What a user waits for: the next step after an interruption, and the first row of a model file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { root } from '../lib/data.mjs';
import { milliseconds, thousands } from '../lib/format.mjs';
import { nodes } from '../lib/nodes.mjs';
import { keep, kept } from '../lib/results.mjs';
import { tiny } from '../lib/tiny.mjs';
import { files } from './plan.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const RUNS = 3;
const SECONDS = tiny ? '1' : '5';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const repeated = (once) => median(Array.from({ length: RUNS }, once));

const measureOn = (node, method, paths) => {
  const folder = mkdtempSync(join(tmpdir(), 'cvd-bench-'));
  try {
    const model = join(folder, 'model.cvd');
    const fit = ['fit', paths.cvd, '--method', method, '--seed', '0', '--set', 'epochs=1', '--out', model, '--quiet'];
    const { status, stderr } = spawnSync(node, [`${root}packages/cli/bin/cvd.mjs`, ...fit], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const resumed = ['cvd', 'large'].map((table) => {
      const go = (seconds) => measure(node, [`${here}resume.mjs`, method, paths[table], join(folder, table), seconds]);
      const stopped = go(SECONDS);
      const next = repeated(() => go('0').first.milliseconds);
      return { table, trained: stopped.last, milliseconds: next };
    });
    return {
      modelBytes: statSync(model).size,
      firstRow: repeated(() => measure(node, [`${here}first-row.mjs`, model]).milliseconds),
      resumed,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const run = async ({ machine }) => {
  const paths = await files();
  const results = nodes().flatMap(([major, node]) =>
    ['ctgan', 'tvae'].map((method) => {
      console.log(`  ${method}, Node ${major}`);
      return { major, method, ...measureOn(node, method, paths) };
    }),
  );
  keep('neural-latency', { machine, results });
};

const section = () => {
  const latency = kept('neural-latency');
  if (!latency) return null;
  const lines = latency.results.map(({ major, method, modelBytes, firstRow, resumed: [small, large] }) =>
    [
      '',
      method,
      major,
      `${thousands(modelBytes / 2 ** 10)} kB`,
      milliseconds(firstRow),
      milliseconds(small.milliseconds),
      milliseconds(large.milliseconds),
      '',
    ].join(' | '),
  );
  return `## CTGAN and TVAE: waiting

\`pnpm bench neural-latency\` on ${latency.machine.cpu}, ${latency.machine.cores} cores; medians of ${RUNS} processes. *First row*: from the file to one row, after the imports; wanted below 100 ms. *Next step*: from the call of a fit that goes
on from a checkpoint to the progress of its next step, with the encoding of the table again; wanted within 2 s.

| method | Node | model file (CVD) | first row | next step, 2,770 rows | next step, 308,854 rows |
| --- | --- | --- | --- | --- | --- |
${lines.map((line) => line.trim()).join('\n')}
`;
};

export const neuralLatency = { name: 'neural-latency', run, section };
