import type { MethodFitContext } from '@cvd/core';
import { type HeldOut, holdOut } from '@cvd/engine';
import type { CtganOptions } from '../options.js';

/** The rows to learn from, and those that early stopping looks at: none without it, or of a table that is too small. */
export const splitRows = (
  rows: number,
  { options, random, warn }: Pick<MethodFitContext<CtganOptions>, 'options' | 'random' | 'warn'>,
): HeldOut => {
  const all = { training: Int32Array.from({ length: rows }, (_, row) => row), held: new Int32Array(0) };
  if (!options.earlyStopping) return all;
  const split = holdOut(random.child('held-out'), rows);
  if (split.held.length === 0)
    warn({
      code: 'early-stopping-left-out',
      message: `earlyStopping was left out: quality cannot be measured on a tenth of ${rows} rows. All epochs were trained.`,
    });
  return split;
};
