import { type EncodedSchema, InvalidOptionError } from '@cvd/core';
import type { CopulaOptions } from './options.js';

/**
 * @throws {InvalidOptionError} where `marginals` names a column that is not modelled as a number
 */
export const checkMarginalNames = ({ columns }: EncodedSchema, { marginals }: CopulaOptions): void => {
  const numeric = columns.filter(({ kind }) => kind === 'continuous').map(({ source }) => source);
  for (const name of Object.keys(marginals)) {
    if (numeric.includes(name)) continue;
    const known = numeric.length > 0 ? `the numeric columns are ${numeric.join(', ')}` : 'the table has none';
    throw new InvalidOptionError('copula', `marginals.${name}`, `names no numeric column; ${known}`);
  }
};
