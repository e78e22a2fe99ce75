// The Python package's quality: rows are made once a (method, table, epochs, seed) and kept in benchmarks/.cache/peer-rows,
// figures are kept with the results.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { root } from '../lib/data.mjs';
import { machine } from '../lib/machine.mjs';
import { tiny } from '../lib/tiny.mjs';
import { peersPython } from '../peers/python.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = `${root}benchmarks/.cache/${tiny ? 'tiny/' : ''}peer-rows/`;

/** Figures of one training of the peer. `fresh` trains even if rows are there. */
export const peerQuality = (method, table, train, epochs, seed, fresh) => {
  mkdirSync(folder, { recursive: true });
  const stem = `${folder}${method}-${table}-${epochs}-${seed}`;
  if (fresh || !existsSync(`${stem}.json`)) {
    const result = measure(peersPython(), [
      `${here}peer-rows.py`,
      method,
      train,
      String(epochs),
      String(seed),
      `${stem}.csv`,
    ]);
    writeFileSync(`${stem}.json`, `${JSON.stringify({ ...result, machine: machine() })}\n`);
  }
  const training = JSON.parse(readFileSync(`${stem}.json`, 'utf8'));
  const [rounded, plain] = measure(process.execPath, [`${here}score.mjs`, train, `${stem}.rounded.csv`, `${stem}.csv`]);
  return { ...training, scores: rounded, plainScores: plain };
};
