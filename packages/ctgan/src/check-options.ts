import { InvalidOptionError } from '@cvd/core';
import type { CtganOptions } from './options.js';

/**
 * What the schema can't say: how options go together.
 * @throws {InvalidOptionError}
 */
export const checkOptions = ({ batchSize, pac }: CtganOptions): void => {
  if (batchSize < 2)
    throw new InvalidOptionError(
      'ctgan',
      'batchSize',
      'must be at least 2: the generator normalises each batch to mean 0, which leaves nothing of a single row',
    );
  if (batchSize % pac === 0) return;
  const nearest = Math.max(1, Math.round(batchSize / pac)) * pac;
  throw new InvalidOptionError(
    'ctgan',
    'batchSize',
    `must be a multiple of pac, since the critic judges ${pac} rows as one; got ${batchSize}. ${nearest} would do, or another pac`,
  );
};
