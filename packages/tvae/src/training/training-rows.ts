import type { MethodFitContext } from '@cvd/core';
import { type HeldOut, holdOut } from '@cvd/engine';
import type { TvaeOptions } from '../options.js';

/** The rows to learn from, and those that early stopping looks at: none without it, or of a table that is too small. */
export const trainingRows = (
  rows: number,
  { options, random, warn }: Pick<MethodFitContext<TvaeOptions>, 'options' | 'random' | 'warn'>,
): HeldOut => {
  if (!options.earlyStopping) {
    return { training: Int32Array.from({ length: rows }, (_, row) => row), held: new Int32Array(0) };
  }
  const divided = holdOut(random.child('held-out'), rows);
  if (divided.held.length === 0)
    warn({
      code: 'early-stopping-left-out',
      message: `earlyStopping was left out: quality cannot be measured on a tenth of ${rows} rows. All epochs were trained.`,
    });
  return divided;
};
