import type { ContinuousSpec } from '@cvd/core';
import type { CopulaOptions } from '../options.js';
import type { CollectedValues } from '../values/value-collector.js';
import { families } from './families.js';
import { kernelSegments } from './kde.js';
import type { Marginal } from './marginal.js';
import type { Segments } from './segments.js';
import { selectFamily } from './select-family.js';

/** Half the distance of the values' rounding, or 0 where they are not rounded. */
const halfStep = (decimals: number | null): number => {
  if (decimals === null) return 0;
  let step = 0.5;
  for (let i = 0; i < decimals; i++) step /= 10;
  return step;
};

/**
 * The marginal of a numeric column, as the options name it or as {@link selectFamily} finds it. A column with one value is
 * constant whatever was asked for.
 * @param segments - the empirical marginal
 */
export const chooseMarginal = (
  spec: ContinuousSpec,
  values: CollectedValues,
  segments: Segments,
  { marginals, defaultMarginal }: CopulaOptions,
): Marginal => {
  const { counts } = values;
  if (counts.values.length < 2) {
    return { kind: 'constant', parameters: { value: counts.values[0] ?? 0 }, segments: null };
  }
  const step = halfStep(spec.decimals);
  const asked = marginals[spec.source] ?? defaultMarginal;
  const kind = asked === 'auto' ? selectFamily(values, step) : asked;
  if (kind === 'kde') return { kind, parameters: {}, segments: kernelSegments(counts) };
  const family = families.get(kind);
  if (family) return { kind, parameters: family.fit(counts, step), segments: null };
  return { kind: 'empirical', parameters: {}, segments };
};
