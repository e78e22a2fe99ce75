import type { Segments } from './segments.js';

export const marginalKinds = [
  'empirical',
  'normal',
  'beta',
  'truncated-normal',
  'uniform',
  'gamma',
  'kde',
  'constant',
] as const;

export type MarginalKind = (typeof marginalKinds)[number];

/** The fitted distribution of one numeric column: parameters for a family, segments for those that have none. */
export interface Marginal {
  readonly kind: MarginalKind;
  readonly parameters: Readonly<Record<string, number>>;
  readonly segments: Segments | null;
}
