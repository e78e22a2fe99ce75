import { hasRows } from './make-rows.mjs';
import { measureCell } from './measure-cell.mjs';
import { splitOf } from './splits.mjs';

const inWords = (seconds) => (seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);

/** Whether a kept result is of this cell: it did not fail, and the bytes and epochs are the same. */
const isDone = (result, cell, split) =>
  result !== null &&
  result.failed === undefined &&
  result.sha256.train === split.sha256.train &&
  result.sha256.holdout === split.sha256.holdout &&
  result.epochs === cell.epochs;

/**
 * Measures the cells that are not done and keeps each result at once.
 * @param options.afterEach - called when a result is kept
 * @param options.fresh - everything anew, rows as well @param options.rescore - only scores anew,
 * of the cells whose rows are there
 */
export const runCells = async (
  cells,
  mode,
  store,
  { fresh = false, rescore = false, log = console.log, afterEach = () => {} } = {},
) => {
  const splits = new Map();
  for (const dataset of mode.datasets)
    splits.set(dataset.name, { dataset, split: await splitOf(dataset, mode.work, mode.cut) });
  const splitFor = (cell) => splits.get(cell.dataset).split;
  const isKept = (cell) => isDone(store.of(cell), cell, splitFor(cell));
  // A run that finished is made again; one that was interrupted goes on.
  const anew = fresh || rescore || cells.every(isKept);
  const remaining = rescore
    ? cells.filter((cell) => hasRows(cell, splitFor(cell), mode))
    : cells.filter((cell) => anew || !isKept(cell));
  if (anew) for (const cell of remaining) store.forget(cell);
  if (!anew && remaining.length < cells.length)
    log(`going on: ${cells.length - remaining.length} of ${cells.length} cells are there (--fresh starts anew)`);
  const expected = ({ expected: { fit, score } }) => (rescore ? 0 : fit) + score;
  let left = remaining.reduce((sum, cell) => sum + expected(cell), 0);
  let [spent, planned] = [0, 0];
  for (const [at, cell] of remaining.entries()) {
    const { dataset, split } = splits.get(cell.dataset);
    const pace = planned > 0 ? spent / planned : 1;
    log(`[${at + 1}/${remaining.length}] ${cell.id} … about ${inWords(left * pace)} left`);
    const started = performance.now();
    const result = measureCell(cell, dataset, split, mode, !rescore);
    store.keep(cell, result);
    afterEach();
    if (result.failed !== undefined) log(`  failed: ${result.failed}`);
    spent += (performance.now() - started) / 1000;
    planned += expected(cell);
    left -= expected(cell);
  }
};
