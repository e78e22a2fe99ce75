import {
  exp,
  invertFromLowerInto,
  normalLogInterval,
  normalLogPdf,
  type RandomSource,
  truncatedNormalQuantile,
} from '@cvd/core';
import type { ConditionalPlan } from './conditional-plan.js';
import { isPoint, type LatentCell } from './latent-cell.js';

/** Sweeps over the conditioned variables before the state counts as a draw. */
export const BURN_IN = 400;

/** Chooses a cell by its probability under N(mean, sd²), then a value in it; both uniforms in (0, 1). */
const drawFromCells = (
  cells: readonly LatentCell[],
  mean: number,
  sd: number,
  choice: number,
  u: number,
): { value: number; cell: LatentCell } => {
  const weights = cells.map((cell) => {
    const a = (cell.low - mean) / sd;
    return isPoint(cell) ? normalLogPdf(a) + cell.logJacobian : normalLogInterval(a, (cell.high - mean) / sd);
  });
  const most = Math.max(...weights);
  const shares = weights.map((weight) => (most > -Infinity ? exp(weight - most) : 1));
  let left = choice * shares.reduce((sum, share) => sum + share, 0);
  let k = 0;
  while (k + 1 < cells.length && (left -= shares[k]!) > 0) k++;
  const cell = cells[k]!;
  const value = isPoint(cell)
    ? cell.low
    : mean + sd * truncatedNormalQuantile(u, (cell.low - mean) / sd, (cell.high - mean) / sd);
  return { value: Math.min(Math.max(value, cell.low), cell.high), cell };
};

/**
 * Draws the conditioned variables by Gibbs sampling, each from its normal distribution given the others, cut to its cells. A
 * chain of its own for every row, {@link BURN_IN} sweeps long from a start drawn variable by variable: for conditions
 * under which rejection would keep too little. Approximate, where rejection is exact.
 * Source: Geweke (1991), "Efficient simulation from the multivariate normal and Student-t distributions subject to linear
 * constraints".
 */
export const gibbsDraw = ({ points, boxes, lower, position }: ConditionalPlan) => {
  const conditions = [...points, ...boxes];
  const n = conditions.length;
  const factors = position.length;
  const own = Float64Array.from({ length: n * n }, (_, at) => lower[Math.floor(at / n) * factors + (at % n)]!);
  const precision = new Float64Array(n * n);
  invertFromLowerInto(precision, own, n);
  const uniforms = new Float64Array(2 * n);
  const z = new Float64Array(n);

  /** @returns what the columns of single values must come out as */
  return (normals: Float64Array, random: RandomSource, row: number, firstTrial: number): LatentCell['pins'] => {
    let pins: LatentCell['pins'] = [];
    for (let sweep = 0; sweep <= BURN_IN; sweep++) {
      random.uniformsInto(uniforms, row, firstTrial + sweep);
      pins = [];
      for (let i = 0; i < n; i++) {
        // The first sweep knows only the variables before this one.
        let mean = 0;
        let sd = own[i * n + i]!;
        if (sweep === 0) for (let j = 0; j < i; j++) mean += own[i * n + j]! * normals[j]!;
        else {
          sd = 1 / Math.sqrt(precision[i * n + i]!);
          for (let j = 0; j < n; j++) if (j !== i) mean -= precision[i * n + j]! * z[j]!;
          mean *= sd * sd;
        }
        const { value, cell } = drawFromCells(conditions[i]!.cells, mean, sd, uniforms[2 * i]!, uniforms[2 * i + 1]!);
        z[i] = value;
        if (cell.pins.length > 0) pins = [...pins, ...cell.pins];
        if (sweep === 0 || sweep === BURN_IN) normals[i] = (value - before(own, normals, i, n)) / own[i * n + i]!;
      }
    }
    return pins;
  };
};

/** Σ_{j<i} L_ij·ε_j. */
const before = (lower: Float64Array, normals: Float64Array, i: number, n: number): number => {
  let sum = 0;
  for (let j = 0; j < i; j++) sum += lower[i * n + j]! * normals[j]!;
  return sum;
};
