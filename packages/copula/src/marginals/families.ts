import { beta } from './beta.js';
import type { Family } from './family.js';
import { gamma } from './gamma.js';
import type { MarginalKind } from './marginal.js';
import { normal } from './normal.js';
import { truncatedNormal } from './truncated-normal.js';
import { uniform } from './uniform.js';

/** The marginals that have parameters. */
export const families: ReadonlyMap<MarginalKind, Family> = new Map<MarginalKind, Family>([
  ['uniform', uniform],
  ['normal', normal],
  ['gamma', gamma],
  ['truncated-normal', truncatedNormal],
  ['beta', beta],
]);
