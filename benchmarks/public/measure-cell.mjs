import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { makeRows } from './make-rows.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The line of a failed command's output that says what was wrong. */
const reasonOf = (error) => {
  const lines = String(error.message ?? error)
    .split('\n')
    .map((line) => line.trim());
  return (
    lines.find((line) => /^(\w+(\.\w+)*)?(Error|Exception)\b.*:/.test(line)) ??
    lines.findLast((line) => line) ??
    'unknown'
  ).slice(0, 300);
};

/**
 * Everything about one cell. A failure is a result too: what fails is part of the comparison.
 * @returns the cell with its receipt and figures, or with `failed` and the reason
 */
export const measureCell = (cell, dataset, split, mode, again) => {
  const { id: _, expected: __, ...about } = cell;
  const result = { ...about, sha256: split.sha256 };
  try {
    const { path, receipt } = makeRows(cell, split, mode, again);
    const { train: ___, epochs: ____, seed: _____, fit, sampling, ...kept } = receipt;
    // A baseline is no synthesizer: what it takes says nothing.
    Object.assign(result, cell.who === 'baseline' ? kept : { ...kept, fit, sampling });
    const figures = measure(process.execPath, [
      `${here}score.mjs`,
      ...[split.train, split.holdout, split.metadata, dataset.target, path],
    ]);
    return { ...result, figures };
  } catch (error) {
    return { ...result, failed: reasonOf(error) };
  }
};
