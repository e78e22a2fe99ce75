import { exp, normalLogInterval, type RandomSource, truncatedNormalQuantile } from '@cvd/core';
import type { Alternative, ConditionalPlan } from './conditional-plan.js';
import { logSum } from './log-sum.js';

/** Draws proposals for the conditioned variables and says how likely each is to be kept. */
export interface TiltedProposal {
  /**
   * Fills `normals` (points, then boxes) with draw number `trial` for a row.
   * @returns the alternative, and the probability with which the draw is to be kept; 0 where it is in none of the cells
   */
  propose(
    normals: Float64Array,
    random: RandomSource,
    row: number,
    trial: number,
  ): { readonly alternative: Alternative; readonly keep: number };
  /** The uniform that decides on the last proposal. */
  decision(): number;
  /** log Σ over the alternatives of (density of its points × bound of its box). */
  readonly logMass: number;
}

export const tiltedProposal = ({
  boxes,
  points,
  boxLower,
  alternatives,
  lower,
  position,
}: ConditionalPlan): TiltedProposal => {
  const d = boxes.length;
  const given = points.length;
  const factors = position.length;
  const weights = alternatives.map(({ logDensity, bound }) => logDensity + bound);
  const logMass = logSum(weights);
  let sum = 0;
  const cumulative = weights.map((weight) => (sum += exp(weight - logMass)));
  const uniforms = new Float64Array(d + 2);

  /** Whether boxed variable k, at L·ε, lies in one of its cells: joined intervals hold more than was asked. */
  const isInside = (k: number, normals: Float64Array): boolean => {
    const row = (given + k) * factors;
    let z = 0;
    for (let j = 0; j <= given + k; j++) z += lower[row + j]! * normals[j]!;
    // Rounding must not reject what lies on an end.
    return boxes[k]!.cells.some(({ low, high }) => z > low - 1e-12 && z < high + 1e-12);
  };

  return {
    logMass,
    decision: () => uniforms[1]!,
    propose(normals, random, row, trial) {
      random.uniformsInto(uniforms, row, trial);
      let chosen = 0;
      while (chosen + 1 < cumulative.length && cumulative[chosen]! < uniforms[0]! * sum) chosen++;
      const alternative = alternatives[chosen]!;
      normals.set(alternative.pointNormals);
      let psi = 0;
      for (let k = 0; k < d; k++) {
        let mean = 0;
        for (let j = 0; j < k; j++) mean += boxLower[k * d + j]! * normals[given + j]!;
        const scale = boxLower[k * d + k]!;
        const shift = alternative.shift[k]!;
        const a = (alternative.low[k]! - mean) / scale - shift;
        const b = (alternative.high[k]! - mean) / scale - shift;
        const normal = shift + truncatedNormalQuantile(uniforms[k + 2]!, a, b);
        normals[given + k] = normal;
        psi += normalLogInterval(a, b) + shift * (0.5 * shift - normal);
      }
      for (let k = 0; k < d; k++)
        if (boxes[k]!.cells.length > 1 && !isInside(k, normals)) return { alternative, keep: 0 };
      return { alternative, keep: Math.min(1, exp(psi - alternative.bound)) };
    },
  };
};
