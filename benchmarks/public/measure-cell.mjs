import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { root } from '../lib/data.mjs';
import { makeRows } from './make-rows.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The line of a failed command's output that says what was wrong, without the paths of this machine. */
const reasonOf = (error) => {
  // The first line is the command.
  const lines = String(error.message ?? error)
    .replaceAll(root, '')
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const reason = lines.find((line) => /^[\w.]*(Error|Exception)\b.*:/.test(line)) ?? lines.at(-1);
  return (reason ?? 'the process ended without a word; it may have been killed for its memory').slice(0, 300);
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
