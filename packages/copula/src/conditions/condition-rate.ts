import { ConditionTooRareError, exp, gammaQ, log, type RandomSource } from '@cvd/core';
import type { ConditionalPlan } from './conditional-plan.js';
import { logSum } from './log-sum.js';
import type { TiltedProposal } from './tilted-proposal.js';

/** Rarer conditions are refused. */
const RAREST = 1e-9;
const PROPOSALS = 1000;

/**
 * Estimates how often proposals are kept, and refuses conditions that hold in fewer than {@link RAREST} of the rows. The
 * probability of boxes is the mean of the likelihood ratios, good to a few per cent; single values have a density instead,
 * and are refused where values as far from the middle, jointly, are that rare.
 * @returns share of the proposals that are kept
 * @throws {ConditionTooRareError}
 */
export const checkRate = (plan: ConditionalPlan, proposal: TiltedProposal, random: RandomSource): number => {
  const given = plan.points.length;
  const nearest = Math.min(
    ...plan.alternatives.map(({ pointNormals }) => pointNormals.reduce((sum, x) => sum + x * x, 0)),
  );
  const outer = given > 0 ? gammaQ(given / 2, nearest / 2) : 1;
  if (outer < RAREST) throw new ConditionTooRareError('copula', outer, 0);
  if (plan.boxes.length === 0) return 1;
  const normals = new Float64Array(given + plan.boxes.length);
  let kept = 0;
  if (proposal.logMass > -Infinity)
    for (let i = 0; i < PROPOSALS; i++) kept += proposal.propose(normals, random, i, 0).keep / PROPOSALS;
  const rate = exp(proposal.logMass + log(kept) - logSum(plan.alternatives.map(({ logDensity }) => logDensity)));
  if (!(rate >= RAREST)) throw new ConditionTooRareError('copula', Number.isFinite(rate) ? rate : 0, 0);
  return kept;
};
