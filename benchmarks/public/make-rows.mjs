// Makes the rows of a cell in a process of its own and says what that took. Rows stay in benchmarks/.cache with a receipt.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { machine } from '../lib/machine.mjs';
import { peersPython } from '../peers/python.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

const fitted = ({ who, method, seed, epochs }, { train, metadata }, rateRows, out) => {
  const rest = [
    method,
    train,
    metadata,
    String(epochs ?? '-'),
    String(seed),
    String(who === 'baseline' ? 0 : rateRows),
    out,
  ];
  if (who !== 'sdv') return measure(process.execPath, [`${here}fit.mjs`, ...rest]);
  const threads = process.env.CVD_PEERS_THREADS;
  const limits = threads ? { OMP_NUM_THREADS: threads } : {};
  return measure(peersPython(), [`${here}peer.py`, ...rest, ...(threads ? [threads] : [])], limits);
};

const placeOf = ({ id }, mode) => [join(mode.work, 'rows', `${id}.csv`), join(mode.work, 'rows', `${id}.json`)];

/** What is known of the rows that are there, when they come from the same bytes and epochs; else null. */
const receiptOf = (cell, split, mode) => {
  const path = placeOf(cell, mode)[1];
  const receipt = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  return receipt && receipt.train === split.sha256.train && receipt.epochs === cell.epochs ? receipt : null;
};

export const hasRows = (cell, split, mode) => cell.method === 'holdout' || receiptOf(cell, split, mode) !== null;

/**
 * @param cell - see plan.mjs @param split - see splits.mjs @param mode - see mode.mjs
 * @param again - false takes rows that are there
 * @returns the path of the rows and their receipt: seconds, memory, versions, hashes
 */
export const makeRows = (cell, split, mode, again) => {
  if (cell.method === 'holdout')
    return { path: split.holdout, receipt: { train: split.sha256.train, machine: machine() } };
  const [path, receiptPath] = placeOf(cell, mode);
  mkdirSync(dirname(path), { recursive: true });
  const there = again ? null : receiptOf(cell, split, mode);
  if (there) return { path, receipt: there };
  // A fit that fails must not leave the receipt of earlier rows beside its own.
  rmSync(receiptPath, { force: true });
  const result = fitted(cell, split, mode.rateRows, path);
  const receipt = {
    train: split.sha256.train,
    epochs: cell.epochs,
    ...result,
    rowsSha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    machine: machine(),
    busy: process.env.CVD_BENCH_BUSY === '1',
  };
  writeFileSync(receiptPath, `${JSON.stringify(receipt)}\n`);
  return { path, receipt };
};
