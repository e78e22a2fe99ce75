// The whole command, from its start to the rows on disk: CTGAN, 300 epochs, on the train split of the CVD table.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cvdTrain, root } from '../lib/data.mjs';
import { seconds, times } from '../lib/format.mjs';
import { nodes } from '../lib/nodes.mjs';
import { keep, kept } from '../lib/results.mjs';
import { tiny } from '../lib/tiny.mjs';
import { peersPython } from '../peers/python.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const epochs = String(tiny ? 2 : 300);
const ROWS = '2770';

const timed = (command, args) => {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return (performance.now() - started) / 1000;
};

const run = async ({ peers, machine }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cvd-bench-'));
  try {
    if (!kept('ctgan-command-peer') || peers) {
      const args = [`${here}peer-rows.py`, 'ctgan', cvdTrain(), epochs, '0', join(folder, 'peer.csv')];
      keep('ctgan-command-peer', { machine, seconds: timed(peersPython(), args) });
    }
    const cvd = `${root}packages/cli/bin/cvd.mjs`;
    const [model, rows] = [join(folder, 'model.cvd'), join(folder, 'rows.csv')];
    const fit = ['fit', cvdTrain(), '--method', 'ctgan', '--seed', '0', '--set', `epochs=${epochs}`, '--out', model];
    const results = nodes().map(([major, node]) => ({
      major,
      fit: timed(node, [cvd, ...fit]),
      sample: timed(node, [cvd, 'sample', model, '--rows', ROWS, '--out', rows]),
    }));
    keep('ctgan-command', { machine, epochs: Number(epochs), results });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Ours by Node version and the peer's seconds; null where nothing is kept. */
export const commandOf = () => {
  const [ours, peer] = [kept('ctgan-command'), kept('ctgan-command-peer')];
  return ours && peer ? { ...ours, peer: peer.seconds } : null;
};

const section = () => {
  const command = commandOf();
  if (!command) return null;
  const lines = command.results.map(({ major, fit, sample }) => {
    const whole = fit + sample;
    return `| ${major} | ${seconds(fit)} | ${seconds(sample)} | ${seconds(whole)} | ${seconds(command.peer)} | ${times(command.peer / whole)} |`;
  });
  return `## CTGAN: the whole command

\`pnpm bench ctgan-command --peers\`: \`cvd fit tests/fixtures/cvd/train.csv --method ctgan --set epochs=${command.epochs}\` and \`cvd sample --rows ${ROWS}\`, two processes, beside a Python script
that does the same with the package (its imports included).

| Node | fit | sample | together | Python | ratio |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
};

export const ctganCommand = { name: 'ctgan-command', run, section };
