import type { RandomSource } from '../../random/random-source.js';
import { type Ascent, ascend } from './ascend.js';
import { keepModes } from './keep-modes.js';
import { type Mixture, standardMixture } from './mixture.js';
import type { Posterior } from './posterior.js';
import { priorOf } from './prior.js';
import { standardUnits } from './standard-units.js';
import { startingPoints } from './starting-points.js';
import { summariseValues } from './summarise-values.js';

export interface MixtureOptions {
  /** Draws the rows looked at, where there are more than 500,000. */
  readonly random: RandomSource;
  /** Components at most; never more than there are distinct values. @default 10 */
  readonly components?: number;
  /** Components of a smaller share are left out. @default 0.005 */
  readonly weightThreshold?: number;
  /** γ of the Dirichlet process. @default 0.001 */
  readonly concentration?: number;
  /** Ends when the lower bound changes by less. @default 0.001 */
  readonly tolerance?: number;
  /** @default 100 */
  readonly iterations?: number;
  /** Awaited every few milliseconds of work; what it throws ends the fit. @param fraction - share done, at most 1 */
  readonly checkpoint?: (fraction: number) => Promise<void>;
}

export interface MixtureFit {
  readonly mixture: Mixture;
  /** On the log likelihood of all rows, without constant terms, in the column's units; as scikit-learn's `lower_bound_`. */
  readonly lowerBound: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Fits a variational Bayesian mixture of Gaussians with a Dirichlet-process prior to one column (CTGAN's mode-specific
 * normalisation, arXiv 1907.00503, section 4.2), by the updates of scikit-learn's BayesianGaussianMixture: from the same
 * responsibilities each gives the same posterior. What differs:
 *
 * - of three fixed starts (see `startingPoints`) it keeps the one with the highest lower bound, so that it needs no seed, where
 *   scikit-learn takes one random k-means clustering;
 * - equal values are handled once, with their count; columns of more than 2,048 distinct values as groups of near ones, of more
 *   than 500,000 rows from a drawn part (see `summariseValues`);
 * - the regularisation of 1e-6 is relative to the variance where that is below 1, so that a column in small units is not
 *   flattened.
 *
 * @param values - finite, or NaN for missing ones, which are left out; all missing gives one component of mean 0, deviation 1
 */
export const fitMixture = async (
  values: Float64Array,
  {
    random,
    components: most = 10,
    weightThreshold = 0.005,
    concentration = 0.001,
    tolerance = 1e-3,
    iterations: limit = 100,
    checkpoint = async () => {},
  }: MixtureOptions,
): Promise<MixtureFit> => {
  const summary = summariseValues(values, random);
  if (summary.data.length === 0) return { mixture: standardMixture(), lowerBound: 0, iterations: 0, converged: true };
  await checkpoint(0);
  const units = standardUnits(summary);
  const { data } = units;
  const components = Math.min(most, data.length);
  const prior = priorOf(units, concentration);
  const starts = startingPoints(data, components);
  let best: Ascent | null = null;
  for (const [done, responsibilities] of starts.entries()) {
    const ascent = await ascend(data, responsibilities, prior, { tolerance, limit }, (fraction) =>
      checkpoint((done + fraction) / starts.length),
    );
    if (best === null || ascent.bound > best.bound) best = ascent;
  }
  const { posterior, bound, iterations, converged } = best!;
  return {
    mixture: keepModes(posterior, units, weightThreshold),
    lowerBound: bound - logUnits(posterior, units.exponent),
    iterations,
    converged,
  };
};

/** What the change of units adds to the lower bound: Σ ν · log(unit). */
const logUnits = ({ precisions }: Posterior, exponent: number): number =>
  precisions.reduce((sum, n) => sum + n, 0) * exponent * Math.LN2;
