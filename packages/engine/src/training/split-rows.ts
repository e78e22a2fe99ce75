import type { MethodFitContext } from '@cvd/core';
import { type HeldOut, holdOut } from './hold-out.js';
import type { TrainingOptions } from './training-options.js';

/** The rows to learn from, and those that early stopping looks at: none without it, or of a table that is too small. */
export const splitRows = (
  rows: number,
  {
    options,
    random,
    warn,
  }: Pick<MethodFitContext<Pick<TrainingOptions, 'earlyStopping'>>, 'options' | 'random' | 'warn'>,
): HeldOut => {
  if (!options.earlyStopping) {
    return { training: Int32Array.from({ length: rows }, (_, row) => row), held: new Int32Array(0) };
  }
  const split = holdOut(random.child('held-out'), rows);
  if (split.held.length === 0)
    warn({
      code: 'early-stopping-left-out',
      message: `earlyStopping was left out: quality cannot be measured on a tenth of ${rows} rows. All epochs were trained.`,
    });
  return split;
};
