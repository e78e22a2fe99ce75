import type { CopulaOptions } from '../options.js';
import type { CollectedValues } from '../values/value-collector.js';
import type { Marginal } from './marginal.js';
import type { Segments } from './segments.js';

export const chooseMarginal = (
  _name: string,
  _decimals: number | null,
  _values: CollectedValues,
  segments: Segments,
  _options: CopulaOptions,
): Marginal => ({
  kind: 'empirical',
  parameters: {},
  segments,
});
